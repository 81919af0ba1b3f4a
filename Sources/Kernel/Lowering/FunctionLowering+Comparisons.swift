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
    if symbols.count == 1, symbols[0] != .is, symbols[0] != .isNot,
      let sides = keySets([first] + rest)
    {
      return try compare(
        lower(sides[0]), symbols[0], lower(sides[1]), at: range)
    }
    if let test = try compareDataTypes(first, symbols, rest) { return test }
    if symbols.count == 1, rest[0].kind == .constant(.none) {
      return try compare(lowerUnnarrowed(first), symbols[0], .none, at: range)
    }
    var operands = try lowerOperands([first] + rest)
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
    if let type = left.type.comparingClass ?? right.type.comparingClass,
      left.type.isNone || right.type.isNone
    {
      throw blocker(
        "`\(symbol.symbol)` of a \(type.name) and None", range, "Use `is`.")
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
    if symbol == .equal || symbol == .notEqual,
      left.type.isOptional || right.type.isOptional,
      left.type.withoutNone.isSame(as: right.type.withoutNone),
      let test = try compareWhole(left, symbol, right, at: range)
    {
      return test
    }
    if symbol == .equal || symbol == .notEqual,
      left.type.isOptional || right.type.isOptional,
      left.type.comparingClass == nil, right.type.comparingClass == nil
    {
      return try compareOptional(left, symbol, right, at: range)
    }
    return try compareScalars(
      present(left), symbol, present(right), at: range)
  }

  /// `==` and `!=` where a side may be None, which equals nothing else.
  private func compareOptional(
    _ left: Value, _ symbol: ComparisonOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    let sides = [repeatable(left), repeatable(right)]
    let areNone = sides.filter(\.type.isOptional).map {
      Value(.isNone($0), .bool)
    }
    let (instructions, test) = try capture { () throws(Blocker) in
      try compareScalars(
        present(sides[0]), symbol, present(sides[1]), at: range)
    }
    if areNone.count == 1, instructions.isEmpty {
      return symbol == .equal
        ? Value(.and(negated(areNone[0]), test), .bool)
        : Value(.or(areNone[0], test), .bool)
    }
    let some = areNone.dropFirst().reduce(areNone[0]) {
      Value(.or($0, $1), .bool)
    }
    let both =
      areNone.count == 2
      ? Value(.and(areNone[0], areNone[1]), .bool) : .bool(false)
    let result = temporary()
    state.variables[result] = VariableState(type: .bool)
    emit(
      .if(
        some,
        then: [.assign(result, symbol == .equal ? both : negated(both))],
        else: instructions + [.assign(result, test)]))
    return .variable(result, .bool)
  }

  /// `left == right`, which never raises for values the kernel has.
  func equality(
    _ left: Value, _ right: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    try compare(left, .equal, right, at: range)
  }

  func compareScalars(
    _ left: Value, _ symbol: ComparisonOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    let (left, right) = (
      settledMember(unnamed(left)), settledMember(unnamed(right))
    )
    switch (left.type, right.type) {
    case (.unknown, _), (_, .unknown): return .bool(false)
    case (.object, _), (_, .object):
      return try compareObjects(left, symbol, right, at: range)
    case (let first, let second) where first.isTextual && second.isTextual:
      let type: KernelType = first.isSame(as: second) ? first : .text
      return compare(
        converted(left, to: type), symbol.symbol, converted(right, to: type))
    case (let first, let second) where first.isBytesLike && second.isBytesLike:
      return try compare(
        bytes(left, at: range), symbol.symbol, bytes(right, at: range))
    case (let first, let second)
    where (first.mayBeComplex || second.mayBeComplex)
      && first.isAnyNumber && second.isAnyNumber:
      return try compareComplex(left, symbol, right, at: range)
    case (.word, _), (_, .word):
      return try compareWords(left, symbol, right, at: range)
    case (.float, .float): return compare(left, symbol.symbol, right)
    case (.numpy, _), (_, .numpy):
      if let test = compareNumPy(left, symbol.symbol, right) { return test }
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
    where (symbol == .equal || symbol == .notEqual)
      && (first.count != second.count
        || (first + second).allSatisfy { $0.isScalar || $0.isTextual }):
      guard first.count == second.count else {
        return .bool(symbol == .notEqual)
      }
      let (left, right) = (repeatable(left), repeatable(right))
      var result: Value?
      for index in first.indices {
        // Identity comes before equality: only a NaN tells the difference.
        if first[index].isFloat || first[index].isNumber {
          let isNaN = Value(
            .apply(
              .property("isNaN", canFallBack: false),
              [float(component(left, index))]), .bool)
          emit(.if(isNaN, then: [.fallBack], else: []))
        }
        let test = try compareScalars(
          component(left, index), .equal, component(right, index), at: range)
        result = result.map { Value(.and($0, test), .bool) } ?? test
      }
      let equal = result ?? .bool(true)
      return symbol == .equal ? equal : negated(equal)
    case (.mixed, _), (_, .mixed):
      let type = try join(left.type, right.type, at: range) {
        "`\(symbol.symbol)` between \($0) and \($1)"
      }
      if let test = try compareWhole(
        converted(left, to: type), symbol, converted(right, to: type),
        at: range)
      {
        return test
      }
    case (.tuple, .sequence), (.sequence, .tuple), (.sequence, .sequence):
      let type = try join(left.type, right.type, at: range) {
        "`\(symbol.symbol)` between \($0) and \($1)"
      }
      if let test = try compareWhole(
        converted(left, to: type), symbol, converted(right, to: type),
        at: range)
      {
        return test
      }
    case (.set, .set) where symbol != .equal && symbol != .notEqual:
      return try compareSets(left, symbol, right, at: range)
    case (let first, let second)
    where first.isNumPyArray || second.isNumPyArray:
      return try compareArrays(left, symbol, right, at: range)
    case (.buffer, _), (_, .buffer), (.condition, _), (_, .condition): break
    default:
      if let test = try compareWhole(left, symbol, right, at: range) {
        return test
      }
    }
    throw blocker(
      "`\(symbol.symbol)` between a \(left.type) and a \(right.type)", range,
      "Compare numbers, one element at a time.")
  }

  /// Containers of one type, item by item; nil where that is not translated.
  private func compareWhole(
    _ left: Value, _ symbol: ComparisonOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value? {
    let isEquality = symbol == .equal || symbol == .notEqual
    guard left.type.kindName == right.type.kindName else {
      // Such values are never equal; an order of them raises.
      guard left.type.kindName != nil, right.type.kindName != nil else {
        return nil
      }
      if isEquality { return .bool(symbol == .notEqual) }
      emit(.fallBack)
      return .bool(false)
    }
    let type = try join(left.type, right.type, at: range) {
      "`\(symbol.symbol)` between \($0) and \($1)"
    }
    guard try canCompare(type, isEquality ? .equal : .less, at: range) else {
      return nil
    }
    let operands = [left, right].map { converted($0, to: type) }
    func test(_ name: String, _ operands: [Value]) -> Value {
      Value(.apply(.function(name), operands), .bool)
    }
    switch symbol {
    case .equal: return test("areEqual", operands)
    case .notEqual: return negated(test("areEqual", operands))
    case .less: return test("isBefore", operands)
    case .greater: return test("isBefore", operands.reversed())
    case .lessOrEqual: return negated(test("isBefore", operands.reversed()))
    default: return negated(test("isBefore", operands))
    }
  }

  /// The value as the elements of the list or deque are, where one could be
  /// equal to it; nil where that is not translated.
  func sought(
    _ item: Value, in list: Value, at range: SourceRange
  ) throws(Blocker) -> Value? {
    let cell: ElementCell
    switch list.type {
    case .list(let elements), .deque(let elements), .sequence(let elements):
      cell = elements
    default: return nil
    }
    if cell.type.isUnknown || item.type.isUnknown { return item }
    if cell.type.isInt, item.type.isIntegral { return integer(item) }
    guard try canCompare(cell.type, .equal, at: range) else { return nil }
    if let joined = cell.type.joined(with: item.type),
      joined.isSame(as: cell.type)
    {
      return converted(item, to: cell.type)
    }
    if case .letter = cell.type, case .text = item.type {
      return Value(.apply(.function("onlyLetter"), [item]), .letter)
    }
    return nil
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
    case (.mixed, .none):
      return result(
        Value(.apply(.property("isNone", canFallBack: false), [left]), .bool))
    case (.optional, .none): return result(Value(.isNone(left), .bool))
    case (.none, .optional): return result(Value(.isNone(right), .bool))
    case (.none, _), (_, .none): return result(.bool(false))
    case (.bool, .bool): return result(compare(left, "==", right))
    case (.list, .list), (.dict, .dict), (.set, .set), (.deque, .deque),
      (.object, .object), (.counting, .counting):
      guard left.type.isSame(as: right.type) || !left.type.isObject else {
        return result(.bool(false))
      }
      return result(
        Value(
          .apply(
            .function("isSameContainer", canFallBack: false), [left, right]),
          .bool))
    case (let first, let second)
    where first.isOptional || second.isOptional:
      // Nothing else is None: what both may be must be of one kind.
      guard first.withoutNone.isIdentified,
        first.withoutNone.isSame(as: second.withoutNone)
      else { fallthrough }
      return result(
        Value(
          .apply(
            .function("isSameOrNone", canFallBack: false), [left, right]),
          .bool))
    default:
      throw blocker(
        "`is` between a \(left.type) and a \(right.type)", range,
        "Compare with `==`.")
    }
  }
}

extension KernelType {
  /// Values are objects of their own here, too.
  fileprivate var isIdentified: Bool {
    switch self {
    case .list, .dict, .set, .deque, .object, .counting: true
    default: false
    }
  }

  /// What the value is in a comparison of unlike things; nil for numbers and
  /// for what is not known.
  fileprivate var kindName: String? {
    switch self {
    case .text, .letter: "str"
    case .bytes: "bytes"
    case .tuple(let types): "tuple\(types.count)"
    case .sequence: "tuple"
    case .list: "list"
    case .dict: "dict"
    case .set: "set"
    case .deque: "deque"
    default: nil
    }
  }

  var isOptional: Bool { if case .optional = self { true } else { false } }

  var withoutNone: KernelType {
    if case .optional(let type) = self { type } else { self }
  }

  var isDeque: Bool { if case .deque = self { true } else { false } }
}

extension KernelType {
  /// The class of an instance, or of what may be one, that says itself what
  /// equals it.
  fileprivate var comparingClass: ClassCell? {
    switch self {
    case .optional(let type): type.comparingClass
    case .object(let type): type.hasMethod("__eq__") ? type : nil
    default: nil
    }
  }
}
