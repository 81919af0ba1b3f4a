import PythonSyntax

/// Operators of ints from 0 to 2**64 - 1, and of exact intermediate results.
extension FunctionLowering {
  /// One of the operands is a word.
  func operateWords(
    _ left: Value, _ symbol: BinaryOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    if left.type.isFloat || right.type.isFloat {
      return try operateFloats(float(left), symbol, float(right), at: range)
    }
    if left.type.isNumber || right.type.isNumber {
      return try operateNumbers(left, symbol, right, at: range)
    }
    guard left.type.isWord || left.type.isIntegral,
      right.type.isWord || right.type.isIntegral
    else {
      throw blocker(
        "`\(symbol.symbol)` of a \(left.type) and a \(right.type)", range,
        "Write it with numbers.")
    }
    func apply(
      _ operation: Operation, _ first: Value, _ second: Value
    ) -> Value {
      Value(.apply(operation, [first, second]), .word)
    }
    switch symbol {
    case .add, .subtract, .multiply:
      return apply(.infix(symbol.symbol + "!"), word(left), word(right))
    case .divide:
      return Value(
        .apply(.function("divide"), [word(left), word(right)]), .float)
    case .floorDivide:
      let result = apply(.function("floorDivide"), word(left), word(right))
      guard right.type.isInt, right.interval.low > 1 else { return result }
      return Value(.narrow(result), .int, Interval(low: 0, high: .max))
    case .modulo:
      let result = apply(.function("modulo"), word(left), word(right))
      guard right.type.isInt else { return result }
      return Value(
        .narrow(result), .int,
        Interval(low: 0, high: max(0, right.interval.high - 1)))
    case .leftShift where right.type.isWord,
      .rightShift where right.type.isWord,
      .power:
      return try operateIntegers(
        narrowed(left), symbol, narrowed(right), at: range)
    case .leftShift:
      return apply(.function("shiftLeft"), left, integer(right))
    case .rightShift:
      if case .int(let count) = integer(right).kind, 1...63 ~= count {
        let bits = apply(.infix(">>"), left, .int(count))
        return Value(
          .apply(.function("wordBits", canFallBack: false), [bits]), .int,
          Interval(low: 0, high: Int(UInt.max >> UInt(count))))
      }
      return apply(.function("shiftRight"), left, integer(right))
    case .bitAnd:
      for (mask, other) in [(left, right), (right, left)]
      where !mask.type.isWord && integer(mask).interval.isNatural {
        let bits = Value(
          .apply(.function("wordBits", canFallBack: false), [other]), .int)
        return Value(
          .apply(.infix("&"), [bits, integer(mask)]), .int,
          Interval(low: 0, high: integer(mask).interval.high))
      }
      // A negative int has all the higher bits.
      return apply(.infix("&"), bitsOfWord(left), bitsOfWord(right))
    case .bitOr, .bitXor:
      return apply(.infix(symbol.symbol), word(left), word(right))
    case .matrixMultiply:
      throw blocker("`@`", range, "Write the product as loops.")
    }
  }

  /// The value as a word; falls back where it is negative.
  func word(_ value: Value) -> Value {
    value.type.isWord ? value : converted(integer(value), to: .word)
  }

  /// An int's bits as a word, whatever its sign.
  private func bitsOfWord(_ value: Value) -> Value {
    value.type.isWord
      ? value
      : Value(
        .apply(.function("wrappedWord", canFallBack: false), [integer(value)]),
        .word)
  }

  private func narrowed(_ value: Value) -> Value {
    value.type.isWord ? Value(.narrow(value), .int) : integer(value)
  }

  func compareWords(
    _ left: Value, _ symbol: ComparisonOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    guard left.type.isWord || left.type.isIntegral,
      right.type.isWord || right.type.isIntegral
    else {
      throw blocker(
        "`\(symbol.symbol)` between a \(left.type) and a \(right.type)", range,
        "Compare ints with ints there.")
    }
    // Int128 holds both exactly.
    let operands = [left, right].map { value in
      value.type.isWord || integer(value).interval.isNatural
        ? word(value) : converted(integer(value), to: .wide)
    }
    if operands.allSatisfy(\.type.isWord) {
      return compare(operands[0], symbol.symbol, operands[1])
    }
    return compare(
      converted(operands[0], to: .wide), symbol.symbol,
      converted(operands[1], to: .wide))
  }

  // MARK: 128 bits

  /// `a * b % m` and `a * b >> k`, where the product may be beyond 64 bits;
  /// nil where the operands are to be lowered one by one.
  func lowerWide(
    _ left: Expression, _ symbol: BinaryOperator, _ right: Expression,
    at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard left.hasProduct else { return nil }
    let before = bound
    let trial = try capture { () throws(Blocker) in try wide(left) }
    bound = before
    guard trial.instructions.isEmpty, let operand = trial.result else {
      return nil
    }
    if operand.value.type.isUnknown { return operand.value }
    // What fits takes the usual operators.
    if Int(exactly: operand.low) != nil && Int(exactly: operand.high) != nil {
      return nil
    }
    if symbol == .modulo { return try modulo(operand, right) }
    guard let count = exactInteger(right), 0...127 ~= count else { return nil }
    let operands = [operand.value, .int(Int(count))]
    if let low = Int(exactly: operand.low >> count),
      let high = Int(exactly: operand.high >> count)
    {
      return Value(
        .apply(.function("shiftedToInt", canFallBack: false), operands), .int,
        Interval(low: low, high: high))
    }
    guard operand.low >= 0, UInt(exactly: operand.high >> count) != nil else {
      return nil
    }
    return Value(
      .apply(.function("shiftedToWord", canFallBack: false), operands), .word)
  }

  /// `a * b >> k` modulo 2**64, as an int with its bits.
  func wideBits(
    _ left: Expression, _ right: Expression
  ) throws(Blocker) -> Value? {
    guard let operand = try wide(left), let count = exactInteger(right),
      0...127 ~= count
    else { return nil }
    if operand.value.type.isUnknown { return operand.value }
    return Value(
      .apply(
        .function("shiftedToInt", canFallBack: false),
        [operand.value, .int(Int(count))]), .int)
  }

  private func modulo(
    _ operand: WideValue, _ right: Expression
  ) throws(Blocker) -> Value? {
    let divisor = try branch { () throws(Blocker) in try lower(right) }
    guard divisor.instructions.isEmpty else { return nil }
    let operands = [operand.value, divisor.result]
    switch divisor.result.type {
    case .int:
      let most = divisor.result.interval
      return Value(
        .apply(.function("modulo"), operands), .int,
        most.low > 0 ? Interval(low: 0, high: most.high - 1) : .all)
    case .word: return Value(.apply(.function("modulo"), operands), .word)
    case .unknown: return divisor.result
    default: return nil
    }
  }

  /// An exact value of 128 bits with its bounds.
  private struct WideValue {
    var value: Value
    var low: Int128
    var high: Int128
  }

  /// Sums, differences and products of ints, if 128 bits hold them.
  private func wide(_ expression: Expression) throws(Blocker) -> WideValue? {
    if case .binary(let left, let symbol, let right) = expression.kind,
      [.add, .subtract, .multiply].contains(symbol)
    {
      guard let first = try wide(left), let second = try wide(right) else {
        return nil
      }
      let operands = [first, second]
      if let unknown = operands.first(where: \.value.type.isUnknown) {
        return unknown
      }
      var bounds: [Int128] = []
      for one in [first.low, first.high] {
        for other in [second.low, second.high] {
          let (bound, overflow) =
            switch symbol {
            case .add: one.addingReportingOverflow(other)
            case .subtract: one.subtractingReportingOverflow(other)
            default: one.multipliedReportingOverflow(by: other)
            }
          if overflow { return nil }
          bounds.append(bound)
        }
      }
      return WideValue(
        value: Value(
          .apply(.infix("&" + symbol.symbol), operands.map(\.value)), .wide),
        low: bounds.min() ?? .min, high: bounds.max() ?? .max)
    }
    let value = try lower(expression)
    switch value.type {
    case .int, .bool:
      let whole = integer(value)
      return WideValue(
        value: converted(whole, to: .wide), low: Int128(whole.interval.low),
        high: Int128(whole.interval.high))
    case .word:
      return WideValue(
        value: converted(value, to: .wide), low: 0, high: Int128(UInt.max))
    case .unknown: return WideValue(value: value, low: 0, high: 0)
    default: return nil
    }
  }
}

extension Expression {
  /// A product, at the top or in a sum.
  var hasProduct: Bool {
    guard case .binary(let left, let symbol, let right) = kind else {
      return false
    }
    switch symbol {
    case .multiply: return true
    case .add, .subtract: return left.hasProduct || right.hasProduct
    default: return false
    }
  }
}
