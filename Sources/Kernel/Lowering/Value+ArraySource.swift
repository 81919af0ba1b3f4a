/// Arrays as operands of operators that go through them element by element, so
/// that what is between two operators needs no memory.
extension Value {
  /// What gives the elements of this array: the operator that makes it, the
  /// place of what has a name, or the array itself. Where the values beside it
  /// may change arrays, it is made before.
  func source(beside others: [Value]) -> Value {
    if case .apply(let operation, let operands) = kind,
      operation.name == "made", others.allSatisfy(\.isCalm),
      operands[0].operatorCount <= Self.mostOperators
    {
      return operands[0]
    }
    return part ?? self
  }

  /// How many operators of a source go into another: Swift makes a type of
  /// each whole.
  private static let mostOperators = 2

  private var operatorCount: Int {
    guard case .apply(let operation, let operands) = kind,
      operation.form == .function, !operation.name.hasPrefix("Each<")
    else { return 0 }
    return operands.reduce(1) { $0 + $1.operatorCount }
  }

  /// A view as no more than its place; nil where no name keeps its memory.
  var part: Value? {
    switch kind {
    case .variable: return partOfName
    case .apply(let operation, let operands)
    where operation.form == .method && Self.views.contains(operation.name):
      guard let inner = operands[0].part else { return nil }
      return Value(
        .apply(operation, [inner] + operands.dropFirst()), type)
    default: return nil
    }
  }

  /// Where the array under a name lies; how many dimensions it has is known.
  var partOfName: Value {
    Value(
      .apply(.method("part", canFallBack: false), [self, .int(type.rank)]),
      type)
  }

  private static let views: Set<String> = [
    "picked", "row", "slicing", "transposed", "widened",
  ]

  /// Nothing in it changes an array.
  private var isCalm: Bool {
    switch kind {
    case .call: return false
    case .apply(let operation, _) where operation.asksNumPy: return false
    default: return operands.allSatisfy(\.isCalm)
    }
  }

  /// It goes through arrays and does arithmetic with floats.
  var marksArrays: Bool {
    guard case .apply(let operation, _) = kind, operation.form == .function,
      case .buffer(let type) = type, type.owner == .numpy,
      NumPyType(rawValue: type.format)?.isFloat == true
    else { return false }
    return Self.marking.contains(operation.name)
  }

  private static let marking: Set<String> = [
    "adding", "subtracting", "multiplying", "dividing", "squaring",
    "squareRoots",
  ]
}
