import PythonSyntax

/// `(...) & mask` and `(...) % modulus`, whose operands may be beyond 64 bits
/// while the result is not.
extension FunctionLowering {
  /// The operation where it is one of these, nil where the operands are to be
  /// lowered one by one.
  func lowerMasked(
    _ left: Expression, _ symbol: BinaryOperator, _ right: Expression,
    at range: SourceRange
  ) throws(Blocker) -> Value? {
    switch symbol {
    case .bitAnd:
      if left.mayWrap, let result = try masked(left, by: right) {
        return result
      }
      if right.mayWrap, let result = try masked(right, by: left) {
        return result
      }
      return nil
    case .modulo:
      if let modulus = exactInteger(right), modulus > 1,
        modulus & (modulus - 1) == 0, let mask = UInt(exactly: modulus - 1),
        left.mayWrap || mask == .max
      {
        return try masked(left, by: mask)
      }
      return try lowerWide(left, symbol, right, at: range)
    case .rightShift:
      return try lowerWide(left, symbol, right, at: range)
    case .divide:
      return try dividedByPower(left, right)
    default: return nil
    }
  }

  /// Sums, differences, products and shifts under a mask are exact when they
  /// wrap at 64 bits, as the mask keeps no bit above.
  private func masked(
    _ expression: Expression, by mask: Expression
  ) throws(Blocker) -> Value? {
    if let exact = exactInteger(mask) {
      return try UInt(exactly: exact).flatMap { mask throws(Blocker) in
        try masked(expression, by: mask)
      }
    }
    let trial = try branch { () throws(Blocker) in try lower(mask) }
    let value = trial.result
    guard trial.instructions.isEmpty else { return nil }
    if value.type.isUnknown { return Value(.none, .unknown) }
    guard value.type.isWord || value.type.isInt && value.interval.isNatural
    else { return nil }
    guard let bits = try wrapping(expression) else { return nil }
    return bits.type.isUnknown ? bits : keep(bits, value)
  }

  private func masked(
    _ expression: Expression, by mask: UInt
  ) throws(Blocker) -> Value? {
    guard let bits = try wrapping(expression) else { return nil }
    if bits.type.isUnknown { return bits }
    if mask == .max {
      return Value(
        .apply(.function("wrappedWord", canFallBack: false), [bits]), .word)
    }
    return keep(
      bits, Int(exactly: mask).map { .int($0) } ?? Value(.word(mask), .word))
  }

  private func keep(_ bits: Value, _ mask: Value) -> Value {
    if mask.type.isInt {
      return Value(
        .apply(.infix("&"), [bits, mask]), .int,
        Interval(low: 0, high: mask.interval.high))
    }
    let word = Value(
      .apply(.function("wrappedWord", canFallBack: false), [bits]), .word)
    return Value(.apply(.infix("&"), [word, mask]), .word)
  }

  /// The expression modulo 2**64, as an int with its bits; nil where it is
  /// not of ints or needs statements.
  private func wrapping(_ expression: Expression) throws(Blocker) -> Value? {
    let trial = try branch { () throws(Blocker) in
      try lowerWrapping(expression)
    }
    guard trial.instructions.isEmpty else { return nil }
    return trial.result.type.isNone ? nil : trial.result
  }

  /// As `wrapping`; the type None stands for what is not of ints.
  private func lowerWrapping(
    _ expression: Expression
  ) throws(Blocker) -> Value {
    func combined(_ operation: Operation, _ parts: [Value]) -> Value {
      if let other = parts.first(where: { !$0.type.isInt }) { return other }
      return Value(.apply(operation, parts), .int)
    }
    if let exact = exactInteger(expression) {
      return .int(Int(truncatingIfNeeded: exact))
    }
    switch expression.kind {
    case .binary(let left, .leftShift, let right):
      let first = try lowerWrapping(left)
      let count = try lower(right)
      guard count.type.isIntegral else {
        return count.type.isUnknown ? count : .none
      }
      if case .int(let places) = count.kind, 0...63 ~= places {
        return combined(.infix("<<"), [first, count])
      }
      return combined(
        .function("shiftLeftWrapping"), [first, integer(count)])
    case .binary(let left, .rightShift, let right) where left.hasProduct:
      if let bits = try wideBits(left, right) { return bits }
    case .binary(let left, let symbol, let right):
      guard let name = symbol.wrappingName else { break }
      return combined(
        .infix(name), [try lowerWrapping(left), try lowerWrapping(right)])
    case .unary(.minus, let operand):
      return combined(.infix("&-"), [.int(0), try lowerWrapping(operand)])
    case .unary(.invert, let operand):
      return combined(.infix("^"), [.int(-1), try lowerWrapping(operand)])
    default: break
    }
    let value = try lower(expression)
    switch value.type {
    case .int, .bool: return integer(value)
    case .word:
      return Value(
        .apply(.function("wordBits", canFallBack: false), [value]), .int)
    case .unknown: return value
    default: return .none
    }
  }

  /// `value / 2**k` for a power beyond a word: a scaled float, rounded once.
  private func dividedByPower(
    _ left: Expression, _ right: Expression
  ) throws(Blocker) -> Value? {
    guard let power = exactInteger(right), power > Int128(Int.max),
      power & (power - 1) == 0
    else { return nil }
    let value = try lower(left)
    switch value.type {
    case .int, .bool, .word:
      let scale = 1 / Double(power)
      return Value(
        .apply(.infix("*"), [float(value), Value(.float(scale), .float)]),
        .float)
    default: return nil
    }
  }

  // MARK: Statements

  /// `x ^= x << 13` and `x &= mask` after it as one assignment: the value in
  /// between, which nothing else sees, may be beyond 64 bits.
  func joiningMasks(_ body: [Statement]) -> [Statement] {
    var result: [Statement] = []
    for statement in body {
      if let last = result.last, let (name, value) = last.singleAssignment,
        let (masked, joined) = statement.masking(name, value, isMask),
        masked == name, value.mayWrap
      {
        let range = SourceRange(
          line: last.range.line, column: last.range.column,
          endLine: statement.range.endLine,
          endColumn: statement.range.endColumn)
        result[result.count - 1] = Statement(
          .assign(
            [Expression(.name(name), last.range)], Expression(joined, range)),
          range)
      } else {
        result.append(statement)
      }
    }
    return result
  }

  /// An int, as far as the types are known.
  private func isMask(_ expression: Expression) -> Bool {
    if exactInteger(expression) != nil { return true }
    guard case .name(let name) = expression.kind else { return false }
    let type = variableType(renamedName(name) ?? name)
    return type.isInt || type.isWord
  }
}

extension Statement {
  /// The name and the new value, where the statement assigns to one name.
  fileprivate var singleAssignment: (name: String, value: Expression)? {
    switch kind {
    case .assign(let targets, let value):
      guard targets.count == 1, case .name(let name) = targets[0].kind else {
        return nil
      }
      return (name, value)
    case .augmentedAssign(let target, let symbol, let value):
      guard case .name(let name) = target.kind else { return nil }
      return (
        name, Expression(.binary(target, symbol, value), range)
      )
    default: return nil
    }
  }

  /// `name = name & mask`, with the value in place of the name on the right.
  fileprivate func masking(
    _ name: String, _ value: Expression, _ isMask: (Expression) -> Bool
  ) -> (String, Expression.Kind)? {
    guard let (target, expression) = singleAssignment,
      case .binary(let left, let symbol, let right) = expression.kind
    else { return nil }
    func isName(_ operand: Expression) -> Bool {
      if case .name(name) = operand.kind { true } else { false }
    }
    if isName(left), !isName(right), isMask(right),
      symbol == .bitAnd || symbol == .modulo
    {
      return (target, .binary(value, symbol, right))
    }
    if symbol == .bitAnd, isName(right), !isName(left), isMask(left) {
      return (target, .binary(left, symbol, value))
    }
    return nil
  }
}

extension Expression {
  /// Has an operation that may leave 64 bits, with nothing above it but what
  /// a mask may follow.
  fileprivate var mayWrap: Bool {
    switch kind {
    case .binary(let left, let symbol, let right):
      switch symbol {
      case .add, .subtract, .multiply, .leftShift: true
      case .bitAnd, .bitOr, .bitXor: left.mayWrap || right.mayWrap
      case .rightShift: left.hasProduct
      default: false
      }
    case .unary(let symbol, _): symbol == .minus || symbol == .invert
    default: false
    }
  }
}

extension BinaryOperator {
  /// Swift's operator that gives the result modulo 2**64.
  fileprivate var wrappingName: String? {
    switch self {
    case .add: "&+"
    case .subtract: "&-"
    case .multiply: "&*"
    case .bitAnd: "&"
    case .bitOr: "|"
    case .bitXor: "^"
    default: nil
    }
  }
}
