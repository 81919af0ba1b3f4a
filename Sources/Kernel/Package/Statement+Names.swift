import PythonSyntax

extension Statement {
  /// The names that running the statement at module level binds.
  var boundNames: Set<String> {
    var names: Set<String> = []
    switch kind {
    case .annotatedAssign(let target, _, _),
      .augmentedAssign(let target, _, _):
      names.formUnion(target.targetNames)
    case .assign(let targets, _):
      for target in targets { names.formUnion(target.targetNames) }
    case .classDefinition(let definition): return [definition.name]
    case .for(let loop): names.formUnion(loop.target.targetNames)
    case .function(let function): return [function.name]
    case .import(let aliases):
      for alias in aliases {
        let root = alias.name.prefix { $0 != "." }
        names.insert(alias.asName ?? String(root))
      }
    case .importFrom(_, let aliases, _):
      for alias in aliases { names.insert(alias.asName ?? alias.name) }
    case .with(let items, _, _):
      for item in items {
        names.formUnion(item.target?.targetNames ?? [])
      }
    default: break
    }
    for expression in expressions {
      expression.visit { inner in
        if case .named(let target, _) = inner.kind {
          names.formUnion(target.targetNames)
        }
      }
    }
    for block in blocks {
      for statement in block { names.formUnion(statement.boundNames) }
    }
    return names
  }

  /// The names of containers that running the statement at module level may
  /// fill: it stores into them, or calls a method of theirs.
  var filledNames: Set<String> {
    var names: Set<String> = []
    [self].visitStatements { statement in
      switch statement.kind {
      case .assign(let targets, _):
        for target in targets { names.formUnion(target.filledName) }
      case .augmentedAssign(let target, _, _):
        names.formUnion(target.filledName)
      case .expression(let value): names.formUnion(value.filledName)
      default: break
      }
    }
    return names
  }

  /// The names from outside that the statement reads, also later, when what
  /// it defines is called.
  var namesNeeded: Set<String> {
    switch kind {
    case .function(let function): return function.namesNeeded
    default:
      var names: Set<String> = []
      for expression in expressions { names.formUnion(expression.names) }
      for block in blocks {
        for statement in block { names.formUnion(statement.namesNeeded) }
      }
      // What a loop goes through its body with, it binds itself.
      if case .for(let loop) = kind, loop.orElse.isEmpty {
        names.subtract(
          loop.target.targetNames.subtracting(loop.iterable.names))
      }
      return names
    }
  }
}

extension FunctionDefinition {
  /// The names from outside that calling and defining the function reads.
  var namesNeeded: Set<String> {
    var inside: Set<String> = []
    var local = Set(parameters.all.map(\.name))
    var global: Set<String> = []
    for statement in body {
      inside.formUnion(statement.namesNeeded)
      local.formUnion(statement.boundNames)
    }
    body.visitStatements { statement in
      if case .global(let names) = statement.kind { global.formUnion(names) }
    }
    var names = inside.subtracting(local).union(global)
    let outside =
      decorators + parameters.defaults
      + parameters.keywordDefaults.compactMap(\.self)
      + parameters.all.compactMap(\.annotation)
      + [returns].compactMap(\.self)
    for expression in outside { names.formUnion(expression.names) }
    return names
  }
}

extension Expression {
  /// `name` where it is `name[place]`, a target, or `name.append(item)` and
  /// its like, which only put something into a container.
  fileprivate var filledName: [String] {
    switch kind {
    case .subscript(let base, _):
      if case .name(let name) = base.kind { return [name] }
      return base.filledName
    case .call(let call):
      if case .attribute(let receiver, let method) = call.function.kind,
        Self.fillingMethods.contains(method),
        case .name(let name) = receiver.kind
      {
        return [name]
      }
      return []
    default: return []
    }
  }

  /// Methods of containers that put something into them.
  static let fillingMethods: Set<String> = [
    "add", "append", "extend", "insert", "update",
  ]

  /// The names that the expression takes from around it: not the variables
  /// of its comprehensions, nor the parameters of its lambdas.
  var names: Set<String> {
    if case .name(let name) = kind { return [name] }
    let inside = children.reduce(into: Set<String>()) {
      $0.formUnion($1.names)
    }
    switch kind {
    case .comprehension(let comprehension):
      return comprehension.clauses.reduce(inside) {
        $0.subtracting($1.target.targetNames)
      }
    case .lambda(let parameters, let body):
      let local = Set(parameters.all.map(\.name))
      let defaults = parameters.defaults.reduce(into: Set<String>()) {
        $0.formUnion($1.names)
      }
      return body.names.subtracting(local).union(defaults)
    default: return inside
    }
  }

  /// The names that assigning to the expression binds.
  var targetNames: Set<String> {
    switch kind {
    case .name(let name): [name]
    case .list(let items), .tuple(let items):
      items.reduce(into: []) { $0.formUnion($1.targetNames) }
    case .starred(let value): value.targetNames
    default: []
    }
  }
}
