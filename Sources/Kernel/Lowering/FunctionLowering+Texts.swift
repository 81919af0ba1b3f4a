import PythonSyntax

/// Operators, functions and methods of str.
extension FunctionLowering {
  func text(_ text: String) -> Value {
    let scalars = text.unicodeScalars.map(\.value)
    return scalars.count == 1
      ? Value(.letter(scalars[0]), .letter) : Value(.text(scalars), .text)
  }

  /// The expression is a str, as far as the types are known.
  func isText(_ expression: Expression) throws(Blocker) -> Bool {
    try branch { () throws(Blocker) in try lower(expression) }
      .result.type.isTextual
  }

  func operateTexts(
    _ left: Value, _ symbol: BinaryOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    switch symbol {
    case .add where left.type.isTextual && right.type.isTextual:
      let first = converted(left, to: .text)
      return right.type.isSame(as: .letter)
        ? Value(.apply(.method("appended"), [first, right]), .text)
        : Value(.apply(.method("joined"), [first, right]), .text)
    case .multiply where left.type.isTextual && right.type.isIntegral:
      return Value(
        .apply(
          .method("repeated"), [converted(left, to: .text), integer(right)]),
        .text)
    case .multiply where left.type.isIntegral && right.type.isTextual:
      return try operateTexts(right, symbol, left, at: range)
    default:
      throw blocker(
        "`\(symbol.symbol)` of a \(left.type) and a \(right.type)", range,
        "Join strings with `+` or `''.join`.")
    }
  }

  /// `item in text`.
  func search(
    _ text: Value, for item: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    guard item.type.isTextual else {
      if item.type.isUnknown { return .bool(false) }
      throw blocker(
        "`in` for a \(item.type) on a str", range, "Look for a str.")
    }
    return Value(
      .apply(.method("contains"), [converted(text, to: .text), item]), .bool)
  }

  /// `ord`, `chr`, `str`, and `int` of a str; nil for anything else.
  func lowerTextFunction(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard
      ["ord", "chr", "str", "int", "repr", "float", "bin", "hex", "oct"]
        .contains(name), call.keywords.isEmpty
    else { return nil }
    if name == "str" && call.arguments.isEmpty { return text("") }
    if name == "int", call.arguments.count == 2 {
      let operands = try lowerAll(call.arguments).map(present)
      if operands.contains(where: \.type.isUnknown) { return .int(0) }
      guard operands[0].type.isTextual else { return nil }
      return Value(
        .apply(
          .function("integerOf"),
          [
            converted(operands[0], to: .text),
            try index(operands[1], at: range),
          ]), .int)
    }
    guard call.arguments.count == 1 else { return nil }
    if name == "int" || name == "float",
      !(try isText(call.arguments[0]))
    {
      return nil
    }
    let value = present(try lower(call.arguments[0]))
    if value.type.isUnknown { return value }
    switch (name, value.type) {
    case ("ord", .letter), ("ord", .text):
      if case .letter(let scalar) = value.kind { return .int(Int(scalar)) }
      return Value(
        .apply(
          .function("ordinal", canFallBack: !value.type.isSame(as: .letter)),
          [value]), .int, Interval(low: 0, high: 0x10FFFF))
    case ("chr", .int):
      return Value(.apply(.function("letterOf"), [value]), .letter)
    case ("int", .text), ("int", .letter), ("int", .mixed):
      return Value(
        .apply(.function("integerOf"), [value]), .int)
    case ("float", .mixed):
      return Value(.apply(.function("floatOf"), [value]), .float)
    case ("float", .text), ("float", .letter):
      return Value(
        .apply(.function("floatOf"), [converted(value, to: .text)]), .float)
    case ("bin", .int), ("hex", .int), ("oct", .int):
      let shifts = ["bin": 1, "oct": 3, "hex": 4]
      return Value(
        .apply(.function("prefixedDigits"), [value, .int(shifts[name] ?? 1)]),
        .text)
    case ("repr", .object(let type)) where type.hasMethod("__repr__"):
      let text = try specialMethod("__repr__", of: value, at: range)
      if text.type.isTextual || text.type.isUnknown { return text }
      throw blocker(
        "`repr` that gives a \(text.type)", range, "Return a str.")
    case ("str", _):
      if let text = try textual(value, at: range) { return text }
      fallthrough
    case ("repr", .int), ("repr", .float), ("repr", .bool), ("repr", .word):
      if let text = try textual(value, at: range) { return text }
      fallthrough
    default:
      throw blocker(
        "`\(name)` of a \(value.type)", range, "Keep it outside the function.")
    }
  }

  /// `str.maketrans(old, new, gone)`.
  func translationTable(
    _ arguments: [Expression], at range: SourceRange
  ) throws(Blocker) -> Value? {
    let texts = try lowerAll(arguments).map(present)
    let type = dictType(at: range)
    guard case .dict(let keys, let values) = type else { return nil }
    try learnElement(keys, .int(0), at: range)
    let letters = texts.count == 3 ? KernelType.optional(.int) : .int
    try learnElement(values, Value(.none, letters), at: range)
    if texts.contains(where: \.type.isUnknown) {
      return Value(.none, type)
    }
    guard texts.allSatisfy(\.type.isTextual) else { return nil }
    return spilled(
      Value(
        .apply(
          .function("translationTable"),
          texts.map { converted($0, to: .text) }), type))
  }

  func lowerTextMethod(
    _ receiver: Value, _ name: String, _ operands: [Value],
    at range: SourceRange
  ) throws(Blocker) -> Value {
    if operands.contains(where: \.type.isUnknown) {
      return Value(.none, .unknown)
    }
    let whole = converted(receiver, to: .text)
    func method(_ name: String, _ type: KernelType) -> Value {
      let others = operands.map { converted($0, to: .text) }
      return Value(.apply(.method(name), [whole] + others), type)
    }
    let areTexts = operands.allSatisfy(\.type.isTextual)
    switch (name, operands.count) {
    case ("isdigit", 0), ("isalpha", 0), ("isalnum", 0), ("isspace", 0),
      ("isupper", 0), ("islower", 0):
      return Value(.apply(.method(name), [receiver]), .bool)
    case ("lower", 0), ("upper", 0):
      return Value(.apply(.method(name), [receiver]), receiver.type)
    case ("strip", 0), ("lstrip", 0), ("rstrip", 0),
      ("title", 0), ("capitalize", 0), ("swapcase", 0):
      return method(name, .text)
    case ("strip", 1) where areTexts, ("lstrip", 1) where areTexts,
      ("rstrip", 1) where areTexts, ("replace", 2) where areTexts,
      ("removeprefix", 1) where areTexts, ("removesuffix", 1) where areTexts:
      return method(name, .text)
    case ("replace", 3):
      guard operands[0].type.isTextual, operands[1].type.isTextual,
        operands[2].type.isIntegral
      else { break }
      return Value(
        .apply(
          .method(name),
          [
            whole, converted(operands[0], to: .text),
            converted(operands[1], to: .text), integer(operands[2]),
          ]), .text)
    case ("zfill", 1) where operands[0].type.isIntegral:
      return Value(.apply(.method(name), [whole, integer(operands[0])]), .text)
    case ("ljust", 1...2), ("rjust", 1...2), ("center", 1...2):
      guard operands[0].type.isIntegral,
        operands.count == 1 || operands[1].type.isTextual
      else { break }
      let filler = operands.count == 2 ? operands[1] : text(" ")
      return Value(
        .apply(
          .method(name),
          [whole, integer(operands[0]), converted(filler, to: .text)]), .text)
    case ("index", 1) where areTexts, ("rindex", 1) where areTexts:
      var found = method(name, .int)
      found.interval = .lengths
      return found
    case ("rfind", 1) where areTexts:
      var found = method(name, .int)
      found.interval = Interval(low: -1, high: Interval.lengths.high)
      return found
    case ("find", 2...3):
      guard operands[0].type.isTextual,
        operands.dropFirst().allSatisfy(\.type.isIntegral)
      else { break }
      return Value(
        .apply(
          .method("find"),
          [whole, converted(operands[0], to: .text)]
            + operands.dropFirst().map {
              converted(integer($0), to: .optional(.int))
            }), .int, Interval(low: -1, high: Interval.lengths.high))
    case ("startswith", 2...3), ("endswith", 2...3):
      guard operands[0].type.isTextual,
        operands.dropFirst().allSatisfy(\.type.isIntegral)
      else { break }
      return Value(
        .apply(
          .method(name),
          [whole, converted(operands[0], to: .text)]
            + operands.dropFirst().map {
              converted(integer($0), to: .optional(.int))
            }), .bool)
    case ("split", 2), ("rsplit", 2):
      guard operands[0].type.isTextual, operands[1].type.isIntegral else {
        break
      }
      let cell = self.cell(at: range)
      markResized(cell)
      try learnElement(cell, Value(.none, .text), at: range)
      return Value(
        .apply(
          .method(name),
          [whole, converted(operands[0], to: .text), integer(operands[1])]),
        .list(cell))
    case ("startswith", 1) where operands[0].type.isTuple,
      ("endswith", 1) where operands[0].type.isTuple:
      // Any of a tuple.
      guard case .tuple(let types) = operands[0].type,
        types.allSatisfy(\.isTextual)
      else { break }
      let (tests, prefixes) = (repeatable(whole), repeatable(operands[0]))
      var result: Value?
      for index in types.indices {
        let test = Value(
          .apply(
            .method(name),
            [tests, converted(component(prefixes, index), to: .text)]), .bool)
        result = result.map { Value(.or($0, test), .bool) } ?? test
      }
      return result ?? .bool(false)
    case ("encode", 0), ("encode", 1):
      guard operands.allSatisfy(\.namesASCII) else { break }
      return Value(.apply(.function("encoded"), [whole]), .bytes)
    case ("translate", 1):
      guard case .dict(let keys, let values) = operands[0].type,
        keys.type.isInt
      else { break }
      switch values.type {
      case .int, .text, .letter, .optional(.int):
        return Value(.apply(.method(name), [whole, operands[0]]), .text)
      default: break
      }
    case ("splitlines", 0):
      let cell = self.cell(at: range)
      markResized(cell)
      try learnElement(cell, Value(.none, .text), at: range)
      return method(name, .list(cell))
    case ("partition", 1) where areTexts, ("rpartition", 1) where areTexts:
      return method(name, .tuple([.text, .text, .text]))
    case ("startswith", 1) where areTexts, ("endswith", 1) where areTexts:
      return method(name, .bool)
    case ("find", 1) where areTexts:
      var found = method(name, .int)
      found.interval = Interval(low: -1, high: Interval.lengths.high)
      return found
    case ("count", 1) where areTexts:
      var found = method("occurrences", .int)
      found.interval = .lengths
      return found
    case ("split", 0),
      ("split", 1) where areTexts:
      let cell = self.cell(at: range)
      markResized(cell)
      try learnElement(cell, Value(.none, .text), at: range)
      return method(name, .list(cell))
    case ("join", 1):
      if operands[0].type.isTextual {
        return Value(
          .apply(
            .method("joinLetters"), [whole, converted(operands[0], to: .text)]),
          .text)
      }
      if operands[0].type.isSet || operands[0].type.isDict
        || operands[0].type.isTuple || operands[0].type.isSequence
      {
        let cell = self.cell(at: range, "joined")
        markResized(cell)
        let list = spilled(Value(.list([]), .list(cell)))
        try forEach(of: operands[0], at: range) { item throws(Blocker) in
          try append(item, to: list, cell, at: range)
        }
        guard cell.type.isTextual else { break }
        return Value(.apply(.method(name), [whole, list]), .text)
      }
      if case .deque(let cell) = operands[0].type, cell.type.isTextual {
        return Value(.apply(.method(name), [whole, operands[0]]), .text)
      }
      guard case .list(let cell) = operands[0].type else { break }
      if cell.type.isUnknown { return text("") }
      guard cell.type.isTextual else { break }
      return Value(.apply(.method(name), [whole, operands[0]]), .text)
    default: break
    }
    throw blocker(
      "the method `.\(name)` of a str", range, "Write it out as a loop.")
  }
}

extension KernelType {
  var isDictOrSet: Bool {
    switch self {
    case .dict, .set: true
    default: false
    }
  }

  var isList: Bool { if case .list = self { true } else { false } }
}

extension Expression {
  /// A generator as the list that `join` makes of it first.
  var asJoinedItems: Expression {
    guard case .comprehension(var comprehension) = kind,
      comprehension.result == .generator
    else { return self }
    comprehension.result = .list
    return Expression(.comprehension(comprehension), range)
  }

  /// A string literal.
  var isText: Bool {
    if case .constant(.string) = kind { true } else { false }
  }
}
