import PythonSyntax

extension Statement {
  /// Has `from m import *`, itself or inside.
  var importsEverything: Bool {
    if case .importFrom(_, let names, _) = kind {
      return names.contains { $0.name == "*" }
    }
    return blocks.contains { $0.contains(where: \.importsEverything) }
  }

  /// The names that the statement itself binds, not the statements inside;
  /// a name twice where it is bound twice.
  var assignedNames: [String] {
    var names: [String] = []
    switch kind {
    case .annotatedAssign(let target, _, _), .augmentedAssign(let target, _, _):
      names += target.assignedNames
    case .assign(let targets, _): names += targets.flatMap(\.assignedNames)
    case .delete(let targets): names += targets.flatMap(\.assignedNames)
    case .for(let loop): names += loop.target.assignedNames
    case .function(let function): names.append(function.name)
    case .classDefinition(let definition): names.append(definition.name)
    case .import(let aliases):
      names += aliases.map { alias in
        alias.asName ?? String(alias.name.prefix { $0 != "." })
      }
    case .importFrom(_, let aliases, _):
      names += aliases.map { $0.asName ?? $0.name }
    case .try(let statement): names += statement.handlers.compactMap(\.name)
    case .match(_, let cases):
      names += cases.flatMap { $0.pattern.names.sorted() }
    case .with(let items, _, _):
      names += items.compactMap(\.target).flatMap(\.assignedNames)
    default: break
    }
    for expression in expressions {
      expression.visit { inner in
        if case .named(let target, _) = inner.kind {
          names += target.assignedNames
        }
      }
    }
    return names
  }
}
