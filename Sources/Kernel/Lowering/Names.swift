import PythonSyntax

extension [Statement] {
  /// The names that the function with this body binds, parameters aside.
  var ownAssignedNames: Set<String> {
    var names: Set<String> = []
    var outer: Set<String> = []
    visitOwnStatements { statement in
      names.formUnion(statement.assignedNames)
      switch statement.kind {
      case .nonlocal(let list), .global(let list): outer.formUnion(list)
      default: break
      }
    }
    return names.subtracting(outer)
  }

  /// The names that a function with this body declares `global`.
  var ownGlobalNames: Set<String> {
    var names: Set<String> = []
    visitOwnStatements { statement in
      if case .global(let list) = statement.kind { names.formUnion(list) }
    }
    return names
  }
}

extension FunctionDefinition {
  /// The names that the function uses, itself or in functions inside it, and
  /// does not bind: from around it, from the module, or built in.
  var freeNames: Set<String> {
    var names: Set<String> = []
    body.visitOwnStatements { statement in
      for expression in statement.expressions {
        names.formUnion(expression.freeNames)
      }
      if case .function(let inner) = statement.kind {
        names.formUnion(inner.freeNames)
      }
    }
    return names.subtracting(body.ownAssignedNames)
      .subtracting(parameters.all.map(\.name))
  }
}

extension Expression {
  /// The names in the expression that it does not bind itself.
  var freeNames: Set<String> {
    switch kind {
    case .name(let name): return [name]
    case .comprehension(let comprehension):
      var names = Set(children.flatMap(\.freeNames))
      for clause in comprehension.clauses {
        names.subtract(clause.target.assignedNames)
      }
      // The first iterable is evaluated outside.
      return names.union(comprehension.clauses[0].iterable.freeNames)
    case .lambda(let parameters, let body):
      return body.freeNames.subtracting(parameters.all.map(\.name))
        .union(parameters.defaults.flatMap(\.freeNames))
    default: return Set(children.flatMap(\.freeNames))
    }
  }
}
