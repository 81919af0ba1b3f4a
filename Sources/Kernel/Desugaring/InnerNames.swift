import PythonSyntax

/// Gives what a comprehension or a lambda binds names of their own, where the
/// function around binds the same ones: they are other names in Python, too.
struct InnerNames {
  private let own: Set<String>
  private var taken: Set<String>

  init(_ function: FunctionDefinition, taken: Set<String>) {
    own = Set(function.parameters.all.map(\.name)).union(
      function.body.ownAssignedNames)
    self.taken = taken.union(own)
  }

  /// The function's own statements; functions inside have this done to them
  /// by themselves.
  mutating func rename(_ body: [Statement]) -> [Statement] {
    var maker = self
    defer { self = maker }
    return body.map { statement in
      // A function that has a name may be passed arguments by theirs.
      if case .assign(_, let value) = statement.kind,
        case .lambda = value.kind
      {
        return statement
      }
      return statement.rewritten(
        { maker.rename($0) }, inner: { maker.rename($0) },
        function: { $0 })
    }
  }

  private mutating func rename(_ expression: Expression) -> Expression {
    var maker = self
    defer { self = maker }
    return expression.rewritten { part in
      switch part.kind {
      case .comprehension(let comprehension):
        Expression(.comprehension(maker.rename(comprehension)), part.range)
      case .lambda(let parameters, let body):
        maker.rename(parameters, body).map { Expression($0, part.range) }
      default: nil
      }
    }
  }

  /// What is inside first: what then still stands for a name is the one that
  /// is bound here.
  private mutating func rename(
    _ comprehension: Comprehension
  ) -> Comprehension {
    var result = comprehension
    result.element = rename(result.element)
    result.value = result.value.map { rename($0) }
    for index in result.clauses.indices {
      result.clauses[index].iterable = rename(result.clauses[index].iterable)
      result.clauses[index].conditions = result.clauses[index].conditions.map {
        rename($0)
      }
    }
    let names = fresh(result.clauses.flatMap(\.target.assignedNames))
    if names.isEmpty { return result }
    func change(_ expression: Expression) -> Expression {
      expression.renamed(by: names)
    }
    result.element = change(result.element)
    result.value = result.value.map(change)
    for index in result.clauses.indices {
      result.clauses[index].target = change(result.clauses[index].target)
      // The first is evaluated outside.
      if index > 0 {
        result.clauses[index].iterable = change(result.clauses[index].iterable)
      }
      result.clauses[index].conditions = result.clauses[index].conditions.map(
        change)
    }
    return result
  }

  /// Nil where its parameters are more than names, with or without defaults.
  private mutating func rename(
    _ parameters: Parameters, _ body: Expression
  ) -> Expression.Kind? {
    guard parameters.positionalOnly.isEmpty, parameters.keywordOnly.isEmpty,
      parameters.variadic == nil, parameters.keywordVariadic == nil
    else { return nil }
    var result = parameters
    result.defaults = result.defaults.map { rename($0) }
    let inside = rename(body)
    let names = fresh(parameters.positional.map(\.name))
    for index in result.positional.indices {
      if let name = names[result.positional[index].name] {
        result.positional[index].name = name
      }
    }
    return .lambda(result, inside.renamed(by: names))
  }

  private mutating func fresh(_ names: [String]) -> [String: String] {
    var result: [String: String] = [:]
    for name in names where own.contains(name) && result[name] == nil {
      var inner = name + "_inner"
      while !taken.insert(inner).inserted { inner += "_" }
      result[name] = inner
    }
    return result
  }
}
