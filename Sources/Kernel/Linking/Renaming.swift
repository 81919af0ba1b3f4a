import PythonSyntax

/// Other names for what a module binds at its top level, wherever they mean
/// that.
struct Renaming {
  var names: [String: String] = [:]
  /// By what a module is called, its members: `geometry.dot` becomes a name,
  /// and so does `shapes.geometry.dot`.
  var members: [String: [String: String]] = [:]

  var isEmpty: Bool { names.isEmpty && members.isEmpty }

  /// The same where these names are bound anew.
  private func without(_ local: Set<String>) -> Renaming {
    Renaming(
      names: names.filter { !local.contains($0.key) },
      members: members.filter { !local.contains($0.key.root) })
  }

  func apply(_ body: [Statement]) -> [Statement] {
    isEmpty ? body : body.map(apply)
  }

  private func apply(_ statement: Statement) -> Statement {
    var statement = statement.rewritten(apply, inner: apply, function: apply)
    switch statement.kind {
    case .annotatedAssign(let target, let annotation, let value):
      statement.kind = .annotatedAssign(
        target, annotation: apply(annotation), value: value)
    case .classDefinition(var definition):
      definition.name = names[definition.name] ?? definition.name
      definition.bases = definition.bases.map(apply)
      definition.decorators = definition.decorators.map(apply)
      definition.body = inClass(definition.body)
      statement.kind = .classDefinition(definition)
    case .function(var definition):
      definition.name = names[definition.name] ?? definition.name
      statement.kind = .function(definition)
    case .try(var attempt):
      for index in attempt.handlers.indices {
        attempt.handlers[index].type = attempt.handlers[index].type.map(apply)
      }
      statement.kind = .try(attempt)
    default: break
    }
    return statement
  }

  /// Methods do not see the names of their class.
  private func inClass(_ body: [Statement]) -> [Statement] {
    let local = without(
      body.reduce(into: []) { $0.formUnion($1.boundNames) })
    return body.map { statement in
      guard case .function(let function) = statement.kind else {
        return local.apply(statement)
      }
      return Statement(.function(apply(function)), statement.range)
    }
  }

  private func apply(_ function: FunctionDefinition) -> FunctionDefinition {
    var function = function
    let parameters = function.parameters
    func each(_ parameter: inout Parameters.Parameter) {
      parameter.annotation = parameter.annotation.map(apply)
    }
    for index in parameters.positionalOnly.indices {
      each(&function.parameters.positionalOnly[index])
    }
    for index in parameters.positional.indices {
      each(&function.parameters.positional[index])
    }
    for index in parameters.keywordOnly.indices {
      each(&function.parameters.keywordOnly[index])
    }
    function.parameters.keywordDefaults = parameters.keywordDefaults.map {
      $0.map(apply)
    }
    function.returns = function.returns.map(apply)
    let local = Set(parameters.all.map(\.name))
      .union(function.body.ownAssignedNames)
      .subtracting(function.body.ownGlobalNames)
    function.body = without(local).apply(function.body)
    return function
  }

  private func apply(_ expression: Expression) -> Expression {
    expression.rewritten { part in
      var result = part
      switch part.kind {
      case .name(let name):
        result.kind = .name(names[name] ?? name)
      case .attribute(let owner, let member):
        guard let module = owner.dottedName,
          let name = members[module]?[member]
        else { return nil }
        result.kind = .name(name)
      case .lambda(let parameters, _):
        let inner = without(Set(parameters.all.map(\.name)))
        return inner.count == count ? nil : inner.apply(part)
      case .comprehension(let comprehension):
        let inner = without(
          comprehension.clauses.reduce(into: []) {
            $0.formUnion($1.target.targetNames)
          })
        return inner.count == count ? nil : inner.apply(part)
      default: return nil
      }
      return result
    }
  }

  private var count: Int { names.count + members.count }
}
