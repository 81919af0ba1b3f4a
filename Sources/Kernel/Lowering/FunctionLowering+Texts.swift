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
    guard ["ord", "chr", "str", "int"].contains(name), call.keywords.isEmpty
    else { return nil }
    if name == "str" && call.arguments.isEmpty { return text("") }
    guard call.arguments.count == 1 else { return nil }
    if name == "int", !(try isText(call.arguments[0])) { return nil }
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
    case ("int", .text), ("int", .letter):
      return Value(
        .apply(.function("integerOf"), [value]), .int)
    case ("str", .text), ("str", .letter): return value
    case ("str", .int):
      return Value(.apply(.function("textOf"), [value]), .text)
    default:
      throw blocker(
        "`\(name)` of a \(value.type)", range, "Keep it outside the function.")
    }
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
    case ("strip", 0), ("lstrip", 0), ("rstrip", 0): return method(name, .text)
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
