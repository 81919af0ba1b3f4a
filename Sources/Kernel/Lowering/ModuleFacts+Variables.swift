import PythonSyntax

extension ModuleFacts {
  /// What assignments at the top level, and below its conditions, give names.
  static func assignedValues(
    _ body: [Statement]
  ) -> [(target: Expression, value: Expression)] {
    body.flatMap { statement in
      switch statement.kind {
      case .assign(let targets, let value): return targets.map { ($0, value) }
      case .annotatedAssign(let target, _, let value?):
        return [(target, value)]
      case .if, .try: return statement.blocks.flatMap(assignedValues)
      default: return []
      }
    }
  }
}

extension Expression {
  /// `a, b = 1, 2`: each name with its value; nil for anything else.
  func pairs(with value: Expression) -> [(String, Expression)]? {
    guard case .tuple(let targets) = kind, case .tuple(let values) = value.kind,
      targets.count == values.count
    else { return nil }
    var pairs: [(String, Expression)] = []
    for (target, value) in zip(targets, values) {
      guard case .name(let name) = target.kind, !value.isStarred else {
        return nil
      }
      pairs.append((name, value))
    }
    return pairs
  }
}
