import SwiftCode

/// Spells values of the IR in Swift.
struct ValueTranslation {
  let names: SwiftNames
  /// The functions that take their depth as a further argument.
  let recursive: Set<String>
  /// The function around is one of them.
  let isInRecursion: Bool
  /// Names given to loop variables instead of their own.
  var renamed: [String: String] = [:]

  /// What hears the function's arithmetic.
  static let noiseName = "noise"
  private static let noise = SwiftExpression.prefix("&", .name(noiseName))

  /// The expression, behind `try` where anything in it may fall back.
  func translate(_ value: Value) -> SwiftExpression {
    let expression = plain(value)
    return value.canFallBack ? .try(expression) : expression
  }

  func variable(_ name: String) -> SwiftExpression {
    .name(names.name(renamed[name] ?? name))
  }

  /// The conditions of an `if` or `while`, each with its own `try`.
  func conditions(_ value: Value) -> [SwiftExpression] {
    if case .and(let left, let right) = value.kind {
      return conditions(left) + conditions(right)
    }
    return [translate(value)]
  }

  func plain(_ value: Value) -> SwiftExpression {
    switch value.kind {
    case .none: return placeholder(value.type)
    case .bool(let flag): return .literal(flag ? "true" : "false")
    case .int(let number): return .literal(Self.spelled(number))
    case .word(let number): return .literal("UInt(\(number))")
    case .float(let number): return .literal(Self.spelled(number))
    case .letter(let scalar): return .literal("Letter(\(scalar))")
    case .text(let scalars): return .literal(Self.spelled(scalars))
    case .variable(let name):
      return value.type.isNone ? .literal("()") : variable(name)
    case .apply(let operation, let operands):
      let noise = value.isHeard ? [Self.noise] : []
      return apply(operation, operands.map(plain) + noise)
    case .call(let name, let operands):
      var arguments = operands.map(plain)
      if recursive.contains(name) {
        arguments.append(
          isInRecursion
            ? .infix(.name("depth"), "+", .literal("1")) : .literal("0"))
      }
      return .call(names.name(name), arguments)
    case .element(let list, let index) where list.type.isNumPyArray:
      var element = SwiftExpression.method(
        plain(list), "at", places(of: list, index))
      if value.type.numpyType == .uint64 {
        element = .call("requireSmall", [element])
      }
      return .call(
        .name(value.type.swiftName), [SwiftArgument("scalar", element)])
    case .element(let list, let index):
      let place = plain(index)
      return .subscript(
        plain(list),
        [
          index.placeLabel.map { SwiftArgument($0, place) }
            ?? SwiftArgument(place)
        ])
    case .attribute(let object, let name):
      return value.type.isNone
        ? .literal("()") : .member(plain(object), SwiftNames.attribute(name))
    case .instance(let type, let kind):
      var arguments = [SwiftArgument("origin", .literal("nil"))]
      if type.isFamily {
        arguments.append(SwiftArgument("kind", .literal("\(kind)")))
      }
      return .call(.name(type.swiftName), arguments)
    case .count(let list): return .member(plain(list), "count")
    case .tuple(let parts):
      // `nil` alone does not tell of which type it is none.
      let name =
        parts.contains(where: \.isConvertedNone)
        ? value.type.swiftName : "Tuple\(parts.count)"
      return .call(name, parts.map(plain))
    case .component(let tuple, let index):
      return .member(plain(tuple), "item\(index)")
    case .list(let items):
      return .call(value.type.swiftName, items.map(plain))
    case .repeated(let item, let count):
      return .call(
        .name(value.type.swiftName),
        [
          SwiftArgument("repeating", plain(item)),
          SwiftArgument("count", plain(count)),
        ])
    case .convert(let operand): return convert(operand, to: value.type)
    case .inBounds(let operand): return plain(operand)
    case .narrow(let operand): return .member(plain(operand), "int")
    case .conditional(let test, let then, let orElse):
      return .conditional(plain(test), then: plain(then), else: plain(orElse))
    case .and(let left, let right):
      // `&&` takes its right side as a closure, which cannot throw here.
      return right.canFallBack
        ? .conditional(plain(left), then: plain(right), else: .literal("false"))
        : .infix(plain(left), "&&", plain(right))
    case .or(let left, let right):
      return right.canFallBack
        ? .conditional(plain(left), then: .literal("true"), else: plain(right))
        : .infix(plain(left), "||", plain(right))
    case .not(let operand): return negated(operand)
    case .isNone(let operand):
      return .infix(plain(operand), "==", .literal("nil"))
    }
  }

  /// The places in an array that indices mean, checked where they have to be.
  func places(of array: Value, _ index: Value) -> [SwiftExpression] {
    index.indices.enumerated().map { axis, index in
      let place = plain(index)
      return index.placeLabel == "inBounds"
        ? place
        : .method(
          plain(array), index.placeLabel ?? "place",
          [.literal("\(axis)"), place])
    }
  }

  private func apply(
    _ operation: Operation, _ operands: [SwiftExpression]
  ) -> SwiftExpression {
    switch operation.form {
    case .function: Self.function(operation.name, operands)
    case .infix: .infix(operands[0], operation.name, operands[1])
    case .prefix: .prefix(operation.name, operands[0])
    case .method: Self.method(operation.name, operands)
    case .property: .member(operands[0], operation.name)
    }
  }

  /// `name` or `name(label:)`.
  private static func function(
    _ name: String, _ operands: [SwiftExpression]
  ) -> SwiftExpression {
    // A value that is called, made with a text.
    if name.hasSuffix(")"), name.contains("\"") {
      return .call(.literal(name), operands.map { SwiftArgument($0) })
    }
    let parts = name.split(separator: "(")
    return .call(.name(String(parts[0])), labeled(operands, parts))
  }

  /// The same, called on the first operand.
  private static func method(
    _ name: String, _ operands: [SwiftExpression]
  ) -> SwiftExpression {
    let parts = name.split(separator: "(")
    return .call(
      .member(operands[0], String(parts[0])),
      labeled(Array(operands.dropFirst()), parts))
  }

  private static func labeled(
    _ operands: [SwiftExpression], _ name: [Substring]
  ) -> [SwiftArgument] {
    let label = name.count > 1 ? String(name[1].dropLast(2)) : nil
    return operands.map { operand in
      label.map { SwiftArgument($0, operand) } ?? SwiftArgument(operand)
    }
  }

  private func negated(_ operand: Value) -> SwiftExpression {
    switch operand.kind {
    case .apply(let operation, let operands)
    where operation.name == "==" || operation.name == "!=":
      .infix(
        plain(operands[0]), operation.name == "==" ? "!=" : "==",
        plain(operands[1]))
    case .isNone(let inner): .infix(plain(inner), "!=", .literal("nil"))
    default: .prefix("!", plain(operand))
    }
  }

  private func convert(
    _ operand: Value, to type: KernelType
  ) -> SwiftExpression {
    let plain = plain(operand)
    switch (operand.type, type) {
    case (.none, .mixed): return .call("Mixed", [])
    case (.none, _): return .literal("nil")
    case (_, .optional): return plain
    case (_, .mixed): return .call("Mixed", [plain])
    case (.int, .number):
      return Interval.exactFloats.contains(operand.interval)
        ? .call(.name("Number"), [SwiftArgument("small", plain)])
        : .call("Number", [plain])
    case (.int, .word):
      return .call(
        .name("UInt"),
        [
          SwiftArgument(
            operand.interval.isNatural ? "bitPattern" : "notNegative", plain)
        ])
    case (.letter, .text): return .call("Text", [plain])
    case (.tuple, .named): return .call(type.swiftName, [plain])
    case (_, .wide): return .call("Int128", [plain])
    case (_, .complex), (_, .anyNumber):
      return .call(type.swiftName, [plain])
    case (_, .number): return .call("Number", [plain])
    case (.number, .float), (.numpy(.float64), .float),
      (.numpy(.float32), .float), (.numpy(.bool), .bool):
      return .member(plain, "value")
    case (.numpy(.bool), .int): return .call("Int", [.member(plain, "value")])
    case (.numpy, .int): return .member(plain, "value")
    case (.condition, .bool): return plain
    case (.numpy(.bool), .float):
      return .call("Double", [.call("Int", [.member(plain, "value")])])
    case (.numpy, .float): return .call("Double", [.member(plain, "value")])
    case (_, .numpy):
      return .call(.name(type.swiftName), [SwiftArgument(plain)])
    case (_, .float): return .call("Double", [plain])
    case (_, .int): return .call("Int", [plain])
    default: return plain
    }
  }

  /// A value that nothing reads.
  func placeholder(_ type: KernelType) -> SwiftExpression {
    switch type {
    case .unknown, .int, .word, .wide: .literal("0")
    case .float: .literal("0.0")
    case .bool: .literal("false")
    case .text: .call("Text", [])
    case .letter: .literal("Letter(0)")
    case .bytes: .call("Bytes", [])
    case .optional: .literal("nil")
    case .none: .literal("()")
    case .buffer(let buffer) where buffer.owner == .numpy:
      .call(type.swiftName, [])
    case .list, .dict, .set, .deque, .buffer, .object: .call("absent", [])
    case .sequence:
      .call(
        .name(type.swiftName), [SwiftArgument("listing", .call("absent", []))])
    case .tuple(let types):
      .call("Tuple\(types.count)", types.map { placeholder($0) })
    case .named(_, let types):
      .call(type.swiftName, [placeholder(.tuple(types))])
    case .number:
      .call(.name("Number"), [SwiftArgument("small", .literal("0"))])
    case .random: .call("sharedRandom", [])
    case .generator: .call("GeneratorStream", [])
    case .counting: .call("Counting", [])
    case .mixed: .call("Mixed", [])
    case .complex: .call("Complex", [.literal("0")])
    case .anyNumber: .call("AnyNumber", [placeholder(.complex)])
    case .floatSum: .call("FloatSum", [.call("Number", [.literal("0.0")])])
    case .numpy(let scalar):
      .call(
        .name(type.swiftName),
        [
          SwiftArgument(
            "scalar", .literal(scalar == .bool ? "false" : "0"))
        ])
    case .condition: .literal("false")
    }
  }

  private static func spelled(_ scalars: [UInt32]) -> String {
    guard scalars.allSatisfy({ $0 < 128 }) else {
      let list = scalars.map { "\($0)" }.joined(separator: ", ")
      return "Text(scalars: \(list))"
    }
    let letters = scalars.map { scalar in
      let isPlain = 32..<127 ~= scalar && scalar != 34 && scalar != 92
      return isPlain
        ? String(UnicodeScalar(UInt8(scalar)))
        : "\\u{\(String(scalar, radix: 16))}"
    }
    return "Text(literal: \"\(letters.joined())\")"
  }

  private static func spelled(_ number: Int) -> String {
    number == .min ? "Int.min" : "\(number)"
  }

  private static func spelled(_ number: Double) -> String {
    if number.isNaN { return "Double.nan" }
    if number.isInfinite {
      return number < 0 ? "-Double.infinity" : "Double.infinity"
    }
    // The shortest text that reads back as the same float.
    return "\(number)"
  }
}

extension Interval {
  /// The ints that are exact as floats.
  static let exactFloats = Interval(low: -(1 << 53), high: 1 << 53)
}

extension Value {
  /// Something in the expression may throw.
  var canFallBack: Bool {
    switch kind {
    case .apply(let operation, _):
      if operation.canFallBack { return true }
    case .text(let scalars): return scalars.contains { $0 > 127 }
    case .element(let list, let index):
      if type.numpyType == .uint64 { return true }
      if (list.type.isNumPyArray ? index.indices : [index]).allSatisfy({
        $0.placeLabel == "inBounds"
      }) {
        break
      }
      return true
    case .call, .narrow, .list, .repeated: return true
    case .convert(let operand):
      if type.isNumPyFloat, operand.type.isInt || operand.type.isNumPyInteger {
        return true
      }
      switch (operand.type, type) {
      case (.int, .word): if !operand.interval.isNatural { return true }
      case (.word, .number), (.letter, .text), (.int, .mixed): return true
      default: break
      }
      if case .int = operand.type, case .number = type,
        !Interval.exactFloats.contains(operand.interval)
      {
        return true
      }
    default: break
    }
    return operands.contains(where: \.canFallBack)
  }
}

extension Value {
  /// An int that the array's elements can be, whatever it is.
  func fits(in array: Value) -> Bool {
    guard type.isInt, let element = array.type.elements, element.isInteger,
      element != .uint64
    else { return false }
    return element.interval.contains(interval)
  }

  /// Of what an array is indexed with: an index for each dimension.
  var indices: [Value] {
    if case .tuple(let indices) = kind { indices } else { [self] }
  }

  /// The label of an index by what is known of it.
  var placeLabel: String? {
    if case .inBounds = kind { return "inBounds" }
    return interval.isNatural ? "natural" : nil
  }
}

extension Value {
  /// None as one that may be something.
  fileprivate var isConvertedNone: Bool {
    if case .convert(let value) = kind { value.type.isNone } else { false }
  }
}
