import PythonSyntax

/// Reductions of a set that are the same in whatever order its members come:
/// a set that lost members is gone through in an order of its own.
extension FunctionLowering {
  /// Lowers `body`, in which the members that `source` goes over may come in
  /// any order.
  func withoutOrder<Result>(
    _ source: Expression, _ body: () throws(Blocker) -> Result
  ) throws(Blocker) -> Result {
    let before = orderless
    orderless = source.firstSource.range
    defer { orderless = before }
    return try body()
  }

  /// Nothing tells in which order the items of a generator are made.
  func isOrderless(_ source: Expression) -> Bool {
    guard case .comprehension(let comprehension) = source.kind else {
      return true
    }
    var pure = PureFunctions(program.facts)
    return comprehension.clauses.count == 1
      && pure.isPure(comprehension.element)
      && comprehension.clauses[0].conditions.allSatisfy { pure.isPure($0) }
  }
}

extension Expression {
  /// As a key, it does nothing but compute.
  func isPlainKey(in lowering: FunctionLowering) -> Bool {
    switch kind {
    case .lambda(_, let body):
      var pure = PureFunctions(lowering.program.facts)
      return pure.isPure(body)
    case .name(let name): return name == "len" || name == "abs"
    default: return false
    }
  }

  /// What a generator expression goes over, or the expression itself.
  fileprivate var firstSource: Expression {
    if case .comprehension(let comprehension) = kind {
      return comprehension.clauses.first?.iterable ?? self
    }
    return self
  }

  /// Each item counts for a whole number that is written there.
  var countsItems: Bool {
    guard case .comprehension(let comprehension) = kind,
      case .constant(.int) = comprehension.element.kind
    else { return false }
    return true
  }
}
