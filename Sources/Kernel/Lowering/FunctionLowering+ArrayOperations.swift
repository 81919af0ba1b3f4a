import PythonSyntax

/// Operators between arrays, element by element, where every element of the
/// result is exact.
extension FunctionLowering {
  func operateArrays(
    _ left: Value, _ symbol: BinaryOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    if left.type.isUnknown || right.type.isUnknown {
      return Value(.none, .unknown)
    }
    if symbol == .power, case .int(2) = right.kind,
      case .buffer(let type) = left.type,
      try scalarType(type, at: range) != .bool
    {
      return mapped("squaring", left)
    }
    if let name = Self.askedNames[symbol] {
      let isForward = left.type.isNumPyArray
      let operands = isForward ? [left, right] : [right, left]
      let path =
        name.isEmpty
        ? "matmul" : "ndarray.__\(isForward ? "" : "r")\(name)__"
      if name.isEmpty {
        if let value = try lowerProduct("matmul", operands, at: range) {
          return value
        }
      }
      if let type = NumPyAnswers.answer(
        of: name.isEmpty ? "matmul" : "power", operands.map(\.type))
      {
        return ask(path, operands, for: type)
      }
    }
    guard let name = Self.names[symbol],
      let type = try commonType(left, right, at: range)
    else { throw unsupportedArrays(symbol.symbol, left, right, range) }
    switch symbol {
    case .add, .subtract, .multiply:
      guard type != .bool else { break }
      return try elementwise(name, left, right, as: type, type, at: range)
    case .divide where type != .uint64:
      let result: NumPyType = type == .float32 ? .float32 : .float64
      return try elementwise(name, left, right, as: result, result, at: range)
    case .bitAnd, .bitOr, .bitXor:
      guard !type.isFloat else { break }
      return try elementwise(name, left, right, as: type, type, at: range)
    default: break
    }
    throw unsupportedArrays(symbol.symbol, left, right, range)
  }

  private static let names: [BinaryOperator: String] = [
    .add: "adding", .subtract: "subtracting", .multiply: "multiplying",
    .divide: "dividing", .bitAnd: "uniting", .bitOr: "joining",
    .bitXor: "differing",
  ]

  /// What NumPy is asked for; `@` has a function of its own.
  private static let askedNames: [BinaryOperator: String] = [
    .power: "pow", .floorDivide: "floordiv", .modulo: "mod",
    .matrixMultiply: "",
  ]

  func compareArrays(
    _ left: Value, _ symbol: ComparisonOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    let names: [ComparisonOperator: String] = [
      .less: "eachLess", .lessOrEqual: "eachNotMore", .greater: "eachMore",
      .greaterOrEqual: "eachNotLess", .equal: "eachEqual",
      .notEqual: "eachUnequal",
    ]
    guard let name = names[symbol],
      let type = try commonType(left, right, at: range), type != .bool
    else { throw unsupportedArrays(symbol.symbol, left, right, range) }
    return try elementwise(name, left, right, as: type, .bool, at: range)
  }

  func operateArray(
    _ symbol: UnaryOperator, _ array: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    guard case .buffer(let type) = array.type else { return array }
    let scalar = try scalarType(type, at: range)
    switch symbol {
    case .minus where scalar != .bool: return mapped("negating", array)
    case .invert where !scalar.isFloat: return mapped("inverting", array)
    default:
      throw blocker(
        "this operator on a \(array.type)", range, "Write it as a loop.")
    }
  }

  /// The type that both are converted to; nil where one is no number.
  private func commonType(
    _ left: Value, _ right: Value, at range: SourceRange
  ) throws(Blocker) -> NumPyType? {
    switch (left.type, right.type) {
    case (.buffer(let first), .buffer(let second)):
      guard first.owner == .numpy, second.owner == .numpy else { return nil }
      return try scalarType(first, at: range).promoted(
        with: scalarType(second, at: range))
    case (.buffer(let buffer), let other), (let other, .buffer(let buffer)):
      let own = try scalarType(buffer, at: range)
      switch other {
      case .numpy(let scalar):
        if own == scalar { return own }
        state.usesWeakNumbers = true
        return own.promoted(with: scalar)
      case .bool: return own
      case .int: return own == .bool ? .int64 : own
      case .float: return own.isFloat ? own : .float64
      default: return nil
      }
    default: return nil
    }
  }

  private func elementwise(
    _ name: String, _ left: Value, _ right: Value, as type: NumPyType,
    _ result: NumPyType, at range: SourceRange
  ) throws(Blocker) -> Value {
    var rank = 1
    var operands: [Value] = []
    for (value, other) in [(left, right), (right, left)] {
      if case .buffer(let own) = value.type {
        rank = max(rank, own.rank)
        operands.append(
          try converted(value, to: type, beside: other, at: range))
      } else {
        let each = "Each<\(type.elementName)>"
        operands.append(
          Value(
            .apply(
              .function(each), [try keptByArray(value, type, at: range)]),
            .buffer(BufferType(owner: .numpy, format: type.rawValue))))
      }
    }
    let array = KernelType.buffer(
      BufferType(owner: .numpy, format: result.rawValue, rank: rank))
    let source = Value(
      .apply(.function(name, canFallBack: false), operands), array)
    // A comparison of NaNs may leave a mark, of which NumPy knows nothing.
    let isQuiet = result == .bool && type.isFloat
    return Value(
      .apply(.function(isQuiet ? "compared" : "made"), [source]), array)
  }

  /// An operator of one array.
  func mapped(_ name: String, _ array: Value) -> Value {
    let source = Value(
      .apply(
        .function(name, canFallBack: false), [array.source(beside: [])]),
      array.type)
    return Value(.apply(.function("made"), [source]), array.type)
  }

  private func converted(
    _ array: Value, to type: NumPyType, beside other: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    let source = array.source(beside: [other])
    guard case .buffer(let own) = array.type, own.format != type.rawValue
    else { return source }
    let scalar = try scalarType(own, at: range)
    guard type == .float64 || !type.isFloat && !scalar.isFloat else {
      return try self.array(array, of: type.rawValue, at: range)
    }
    return Value(
      .apply(
        .function("Converted<\(type.elementName), _>", canFallBack: false),
        [source]),
      .buffer(
        BufferType(owner: .numpy, format: type.rawValue, rank: own.rank)))
  }

  private func unsupportedArrays(
    _ symbol: String, _ left: Value, _ right: Value, _ range: SourceRange
  ) -> Blocker {
    blocker(
      "`\(symbol)` of a \(left.type) and a \(right.type)", range,
      "Write it as a loop over the elements.")
  }
}
