import PythonSyntax

extension FunctionLowering {
  func operate(
    _ left: Value, _ symbol: BinaryOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    let (first, second) = (
      settledMember(present(left)), settledMember(present(right))
    )
    let (left, right) = (
      settled(first, beside: second), settled(second, beside: first)
    )
    switch (left.type, right.type) {
    case (.unknown, _), (_, .unknown): return Value(.none, .unknown)
    case (.named(let type, _), _) where type.method(symbol) != nil:
      guard let (name, definition, owner) = type.method(symbol) else { break }
      return try callMethod(
        of: type, name, (definition, owner), left, [right], at: range)
    case (.none, _), (_, .none):
      // Arithmetic with None raises.
      emit(.fallBack)
      return Value(.none, .unknown)
    case (.object, _), (_, .object):
      return try operateObjects(left, symbol, right, at: range)
    case (.tuple, .tuple), (.tuple, .sequence), (.sequence, .tuple),
      (.sequence, .sequence), (.tuple, .int), (.tuple, .bool),
      (.sequence, .int), (.sequence, .bool):
      return try operateTuples(left, symbol, right, at: range)
    case (.list(let cell), .list(let other)) where symbol == .add:
      return try concatenated(left, cell, right, other, at: range)
    case (.list, _) where symbol == .multiply && right.type.isIntegral:
      return repeated(left, count: integer(right))
    case (.bool, .bool)
    where symbol == .bitAnd || symbol == .bitOr || symbol == .bitXor:
      let name = [
        BinaryOperator.bitAnd: "bothTrue", .bitOr: "eitherTrue",
        .bitXor: "oneTrue",
      ][symbol]
      return Value(
        .apply(.function(name ?? "", canFallBack: false), [left, right]), .bool)
    case (.set, .set):
      return try operateSets(left, symbol, right, at: range)
    case (.dict, .dict):
      return try operateDicts(left, symbol, right, at: range)
    case (.text, .tuple), (.text, .list), (.letter, .tuple):
      throw blocker(
        "`\(symbol.symbol)` of a str and a \(right.type)", range,
        "Use `''.join` or an f-string.")
    default: break
    }
    if left.type.isNumPyArray || right.type.isNumPyArray {
      return try operateArrays(left, symbol, right, at: range)
    }
    if let value = try operateBytes(left, symbol, right, at: range) {
      return value
    }
    if left.type.isTextual || right.type.isTextual {
      return try operateTexts(left, symbol, right, at: range)
    }
    if left.type.mayBeComplex || right.type.mayBeComplex {
      return try operateComplex(left, symbol, right, at: range)
    }
    if left.type.isWord || right.type.isWord {
      return try operateWords(left, symbol, right, at: range)
    }
    if left.type.isNumPy || right.type.isNumPy || left.type.isCondition
      || right.type.isCondition
    {
      return try operateNumPy(left, symbol, right, at: range)
    }
    if left.type.isIntegral && right.type.isIntegral {
      return try operateIntegers(
        integer(left), symbol, integer(right), at: range)
    }
    guard left.type.isScalar && right.type.isScalar else {
      throw blocker(
        "`\(symbol.symbol)` of a \(left.type) and a \(right.type)", range,
        "Write it with numbers, or as a loop over the elements.")
    }
    if left.type.isFloat || right.type.isFloat {
      return try operateFloats(float(left), symbol, float(right), at: range)
    }
    return try operateNumbers(left, symbol, right, at: range)
  }

  func operateIntegers(
    _ left: Value, _ symbol: BinaryOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    func plain(_ name: String, _ interval: Interval = .all) -> Value {
      Value(.apply(.infix(name), [left, right]), .int, interval)
    }
    func function(_ name: String, _ interval: Interval = .all) -> Value {
      Value(.apply(.function(name), [left, right]), .int, interval)
    }
    if let constant = folded(left, symbol, right) { return .int(constant) }
    let (first, second) = (left.interval, right.interval)
    switch symbol {
    case .add:
      let sum = first + second
      return plain(
        sum == nil ? "+!" : "+", sum ?? first.saturatingSum(second))
    case .subtract:
      let difference = first - second
      return plain(
        difference == nil ? "-!" : "-",
        difference ?? first.saturatingDifference(second))
    case .multiply:
      let product = first * second
      return plain(
        product == nil ? "*!" : "*",
        product ?? first.saturatingProduct(second))
    case .divide: return quotient(of: left, right)
    case .floorDivide:
      if case .int(let divisor) = right.kind, divisor > 0 {
        let bounds = Interval(
          low: first.low.flooredQuotient(divisor),
          high: first.high.flooredQuotient(divisor))
        return first.isNatural
          ? plain("/", bounds) : function("floorDivide", bounds)
      }
      return function("floorDivide")
    case .modulo:
      if case .int(let divisor) = right.kind, divisor > 0 {
        let bounds = Interval(low: 0, high: divisor - 1)
        return first.isNatural ? plain("%", bounds) : function("modulo", bounds)
      }
      // By zero it falls back.
      return function(
        "wrapped",
        second.isNatural
          ? Interval(low: 0, high: max(0, second.high - 1)) : .all)
    case .power:
      if case .int(let exponent) = right.kind, exponent < 0 {
        return try operateFloats(float(left), .power, float(right), at: range)
      }
      return function(
        "power", first.isNatural ? Interval(low: 0, high: .max) : .all)
    case .leftShift: return function("shiftLeft")
    case .rightShift:
      if case .int(let count) = right.kind, 0...62 ~= count {
        return plain(
          ">>", Interval(low: first.low >> count, high: first.high >> count))
      }
      return function("shiftRight")
    case .bitAnd:
      // A mask that is not negative bounds the result.
      let high = [first, second].filter(\.isNatural).map(\.high).min()
      return plain("&", high.map { Interval(low: 0, high: $0) } ?? .all)
    case .bitOr: return plain("|", naturalUnion(first, second))
    case .bitXor: return plain("^", naturalUnion(first, second))
    case .matrixMultiply:
      throw blocker("`@`", range, "Write the product as loops.")
    }
  }

  /// The result where both operands are constants and it fits.
  private func folded(
    _ left: Value, _ symbol: BinaryOperator, _ right: Value
  ) -> Int? {
    guard case .int(let first) = left.kind, case .int(let second) = right.kind
    else { return nil }
    func exact(_ result: (partialValue: Int, overflow: Bool)) -> Int? {
      result.overflow ? nil : result.partialValue
    }
    switch symbol {
    case .add: return exact(first.addingReportingOverflow(second))
    case .subtract: return exact(first.subtractingReportingOverflow(second))
    case .multiply: return exact(first.multipliedReportingOverflow(by: second))
    case .leftShift where 0...62 ~= second:
      let result = first << second
      return result >> second == first ? result : nil
    case .power where 0...64 ~= second:
      var result: Int? = 1
      for _ in 0..<second {
        result = result.flatMap {
          exact($0.multipliedReportingOverflow(by: first))
        }
      }
      return result
    default: return nil
    }
  }

  /// No bit above the highest of either.
  private func naturalUnion(_ left: Interval, _ right: Interval) -> Interval {
    guard left.isNatural && right.isNatural else { return .all }
    let high = max(left.high, right.high)
    let bits = Int.bitWidth - high.leadingZeroBitCount
    return Interval(low: 0, high: bits >= 63 ? .max : (1 << bits) - 1)
  }

  /// The float nearest to the quotient. One rounding gives it where both are
  /// exact as floats, or where the division only changes the exponent.
  private func quotient(of left: Value, _ right: Value) -> Value {
    if case .int(let divisor) = right.kind, divisor > 0 {
      if divisor.nonzeroBitCount == 1 {
        return Value(
          .apply(
            .infix("*"),
            [float(left), Value(.float(1 / Double(divisor)), .float)]), .float)
      }
      if Interval.exactFloats.contains(left.interval),
        Interval.exactFloats.contains(right.interval)
      {
        return Value(.apply(.infix("/"), [float(left), float(right)]), .float)
      }
    }
    return Value(.apply(.function("divide"), [left, right]), .float)
  }

  func operateFloats(
    _ left: Value, _ symbol: BinaryOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    switch symbol {
    case .add, .subtract, .multiply:
      return Value(.apply(.infix(symbol.symbol), [left, right]), .float)
    case .divide:
      if case .float(let divisor) = right.kind, divisor != 0 {
        return Value(.apply(.infix("/"), [left, right]), .float)
      }
      return Value(.apply(.function("divide"), [left, right]), .float)
    case .floorDivide:
      return Value(.apply(.function("floorDivide"), [left, right]), .float)
    case .modulo:
      return Value(.apply(.function("modulo"), [left, right]), .float)
    case .power:
      return Value(.apply(.function("power"), [left, right]), .float)
    default:
      throw blocker(
        "`\(symbol.symbol)` of floats", range, "Use integers there.")
    }
  }

  func operateNumbers(
    _ left: Value, _ symbol: BinaryOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    let operands = [number(left), number(right)]
    switch symbol {
    case .add, .subtract, .multiply:
      return Value(.apply(.infix(symbol.symbol + "!"), operands), .number)
    case .divide:
      return Value(
        .apply(.function("divide"), [float(left), float(right)]), .float)
    case .floorDivide:
      return Value(.apply(.function("floorDivide"), operands), .number)
    case .modulo: return Value(.apply(.function("modulo"), operands), .number)
    case .power: return Value(.apply(.function("power"), operands), .number)
    default:
      return try operateIntegers(
        integral(left), symbol, integral(right), at: range)
    }
  }

  /// The int that a number must be.
  private func integral(_ value: Value) -> Value {
    value.type.isNumber
      ? Value(.apply(.property("integral", canFallBack: true), [value]), .int)
      : integer(value)
  }

  func operate(
    _ symbol: UnaryOperator, _ operand: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    if symbol == .not { return negated(try truth(operand, at: range)) }
    let value = settledNumber(settledMember(present(operand)))
    switch (symbol, value.type) {
    case (_, .unknown): return value
    case (_, .complex), (_, .anyNumber):
      return try operateComplex(symbol, value, at: range)
    case (.minus, .named(let type, _)) where type.method("__neg__") != nil:
      guard let (definition, owner) = type.method("__neg__") else {
        return value
      }
      return try callMethod(
        of: type, "__neg__", (definition, owner.name), value, [], at: range)
    case (.minus, .object):
      return try specialMethod("__neg__", of: value, at: range)
    case (.minus, .int), (.minus, .bool):
      let whole = integer(value)
      if case .int(let constant) = whole.kind, constant != .min {
        return .int(-constant)
      }
      if let interval = Interval(0) - whole.interval {
        return Value(.apply(.infix("-"), [.int(0), whole]), .int, interval)
      }
      return Value(.apply(.function("negated"), [whole]), .int)
    case (.minus, .float):
      if case .float(let constant) = value.kind {
        return Value(.float(-constant), .float)
      }
      return Value(
        .apply(
          Operation(name: "-", form: .prefix, canFallBack: false), [value]),
        .float)
    case (_, .buffer(let type)) where type.owner == .numpy:
      return try operateArray(symbol, value, at: range)
    case (_, .numpy(let type)):
      return try operateNumPy(symbol, value, type, at: range)
    case (.minus, .number):
      return Value(
        .apply(.function("negated", canFallBack: false), [value]), .number)
    case (.plus, .int), (.plus, .bool): return integer(value)
    case (.plus, .float), (.plus, .word): return value
    case (.minus, .word):
      return try operate(symbol, Value(.narrow(value), .int), at: range)
    case (.plus, .number):
      return Value(
        .apply(.function("plus", canFallBack: false), [value]), .number)
    case (.invert, .int), (.invert, .bool):
      let whole = integer(value)
      return Value(
        .apply(
          Operation(name: "~", form: .prefix, canFallBack: false), [whole]),
        .int, Interval(low: ~whole.interval.high, high: ~whole.interval.low))
    default:
      throw blocker(
        "this operator on a \(value.type)", range, "Use numbers there.")
    }
  }
}

extension Int {
  fileprivate func flooredQuotient(_ divisor: Int) -> Int {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}

extension ClassCell {
  /// What the class itself has for the operator.
  fileprivate func method(
    _ symbol: BinaryOperator
  ) -> (name: String, definition: ModuleFacts.Definition, owner: String)? {
    guard let stem = symbol.methodName,
      let (definition, owner) = method("__\(stem)__")
    else { return nil }
    return ("__\(stem)__", definition, owner.name)
  }
}
