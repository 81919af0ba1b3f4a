import PythonSyntax

extension FunctionLowering {
  /// A comparison or a chain of them, the middle ones evaluated once.
  func lowerComparison(
    _ first: Expression, _ symbols: [ComparisonOperator],
    _ rest: [Expression], at range: SourceRange
  ) throws(Blocker) -> Value {
    if symbols.count == 1, symbols[0] == .in || symbols[0] == .notIn {
      return try lowerMembership(
        first, rest[0], isNegated: symbols[0] == .notIn, at: range)
    }
    var operands = try lowerAll([first] + rest)
    if operands.count > 2 {
      // Only what is needed twice must be kept, but evaluation stays in order.
      operands = operands.map(repeatable)
    }
    var result: Value?
    for (index, symbol) in symbols.enumerated() {
      let test = try compare(
        operands[index], symbol, operands[index + 1], at: range)
      result = result.map { Value(.and($0, test), .bool) } ?? test
    }
    return result ?? .bool(true)
  }

  private func compare(
    _ left: Value, _ symbol: ComparisonOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    switch symbol {
    case .is, .isNot:
      return try compareIdentity(left, right, symbol == .isNot, at: range)
    case .in, .notIn:
      throw blocker("`in` within a chain", range, "Compare in two steps.")
    default: break
    }
    // Equality with None is never an exception.
    if symbol == .equal || symbol == .notEqual,
      left.type.isNone || right.type.isNone
    {
      return try compareIdentity(left, right, symbol == .notEqual, at: range)
    }
    if left.type.isNone || right.type.isNone {
      // An order with None raises.
      emit(.fallBack)
      return .bool(false)
    }
    return try compareScalars(
      present(left), symbol, present(right), at: range)
  }

  func compareScalars(
    _ left: Value, _ symbol: ComparisonOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    switch (left.type, right.type) {
    case (.unknown, _), (_, .unknown): return .bool(false)
    case (let first, let second) where first.isTextual && second.isTextual:
      let type: KernelType = first.isSame(as: second) ? first : .text
      return compare(
        converted(left, to: type), symbol.symbol, converted(right, to: type))
    case (.word, _), (_, .word):
      return try compareWords(left, symbol, right, at: range)
    case (.float, .float): return compare(left, symbol.symbol, right)
    case (let first, let second)
    where (first.isNumPyInt || second.isNumPyInt)
      && (first.isNumPyInt || first.isInt)
      && (second.isNumPyInt || second.isInt):
      return condition(compare(integer(left), symbol.symbol, integer(right)))
    case (let first, let second)
    where (first.isNumPy || second.isNumPy)
      && (first.isNumPy || first.isScalar)
      && (second.isNumPy || second.isScalar):
      // NumPy compares an int as the nearest float.
      return condition(compare(float(left), symbol.symbol, float(right)))
    case (let first, let second) where first.isIntegral && second.isIntegral:
      return compare(integer(left), symbol.symbol, integer(right))
    case (let first, let second)
    where first.isIntegral && second.isFloat
      || first.isFloat && second.isIntegral:
      return mixedComparison(left, symbol, right)
    case (let first, let second)
    where first.isIntegral && second.isNumber
      || first.isNumber && second.isIntegral:
      return mixedComparison(
        first.isNumber ? float(left) : left, symbol,
        second.isNumber ? float(right) : right)
    case (let first, let second) where first.isScalar && second.isScalar:
      return compare(float(left), symbol.symbol, float(right))
    case (.tuple(let first), .tuple(let second))
    where symbol == .equal || symbol == .notEqual:
      guard first.count == second.count else {
        return .bool(symbol == .notEqual)
      }
      let (left, right) = (repeatable(left), repeatable(right))
      var result: Value?
      for index in first.indices {
        let test = try compareScalars(
          component(left, index), .equal, component(right, index), at: range)
        result = result.map { Value(.and($0, test), .bool) } ?? test
      }
      let equal = result ?? .bool(true)
      return symbol == .equal ? equal : negated(equal)
    default:
      throw blocker(
        "`\(symbol.symbol)` between a \(left.type) and a \(right.type)", range,
        "Compare numbers, one element at a time.")
    }
  }

  private func condition(_ test: Value) -> Value {
    Value(test.kind, .condition)
  }

  /// An int and a float are compared exactly, as Python does.
  private func mixedComparison(
    _ left: Value, _ symbol: ComparisonOperator, _ right: Value
  ) -> Value {
    let left = left.type.isFloat ? left : integer(left)
    let right = right.type.isFloat ? right : integer(right)
    let exact = Interval(low: -(1 << 53), high: 1 << 53)
    let whole = left.type.isFloat ? right : left
    if exact.contains(whole.interval) {
      return compare(float(left), symbol.symbol, float(right))
    }
    func call(_ name: String, _ first: Value, _ second: Value) -> Value {
      Value(
        .apply(.function(name, canFallBack: false), [first, second]), .bool)
    }
    switch symbol {
    case .less: return call("isLess", left, right)
    case .lessOrEqual: return call("isLessOrEqual", left, right)
    case .greater: return call("isLess", right, left)
    case .greaterOrEqual: return call("isLessOrEqual", right, left)
    case .notEqual: return negated(call("isEqual", left, right))
    default: return call("isEqual", left, right)
    }
  }

  private func compareIdentity(
    _ left: Value, _ right: Value, _ isNegated: Bool, at range: SourceRange
  ) throws(Blocker) -> Value {
    func result(_ test: Value) -> Value { isNegated ? negated(test) : test }
    switch (left.type, right.type) {
    case (.unknown, _), (_, .unknown): return .bool(false)
    case (.none, .none): return result(.bool(true))
    case (.optional, .none): return result(Value(.isNone(left), .bool))
    case (.none, .optional): return result(Value(.isNone(right), .bool))
    case (.none, _), (_, .none): return result(.bool(false))
    case (.bool, .bool): return result(compare(left, "==", right))
    case (.list, .list):
      return result(
        Value(
          .apply(.function("isSameList", canFallBack: false), [left, right]),
          .bool))
    default:
      throw blocker(
        "`is` between a \(left.type) and a \(right.type)", range,
        "Compare with `==`.")
    }
  }

  private func lowerMembership(
    _ item: Expression, _ container: Expression, isNegated: Bool,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    let operands: [Value]
    switch container.kind {
    case .tuple(let values), .list(let values), .set(let values):
      operands = try lowerAll([item] + values)
    default:
      operands = try lowerAll([item, container])
      return try membership(
        operands[0], in: operands[1], isNegated: isNegated, at: range)
    }
    let whole = repeatable(operands[0])
    // Identity comes before equality: only a NaN tells the difference.
    guard
      whole.type.isIntegral || whole.type.isUnknown || whole.type.isTextual
    else {
      throw blocker(
        "`in` for a \(whole.type)", range, "Compare with `==` and `or`.")
    }
    var result: Value?
    for operand in operands.dropFirst() {
      let test = try compare(whole, .equal, operand, at: range)
      result = result.map { Value(.or($0, test), .bool) } ?? test
    }
    let found = result ?? .bool(false)
    return isNegated ? negated(found) : found
  }

  private func membership(
    _ item: Value, in list: Value, isNegated: Bool, at range: SourceRange
  ) throws(Blocker) -> Value {
    switch list.type {
    case .dict, .set:
      let found = try hasKey(list, item, at: range)
      return isNegated ? negated(found) : found
    default: break
    }
    if list.type.isTextual {
      let found = try search(list, for: present(item), at: range)
      return isNegated ? negated(found) : found
    }
    guard case .list(let cell) = list.type,
      cell.type.isInt || cell.type.isUnknown
    else {
      if list.type.isUnknown { return .bool(false) }
      throw blocker(
        "`in` on a \(list.type)", range, "Loop over the elements.")
    }
    let item = present(item)
    guard item.type.isIntegral else {
      if item.type.isUnknown { return .bool(false) }
      throw blocker(
        "`in` for a \(item.type) on a \(list.type)", range,
        "Loop over the elements.")
    }
    let found = Value(
      .apply(.method("contains", canFallBack: false), [list, integer(item)]),
      .bool)
    return isNegated ? negated(found) : found
  }
}
