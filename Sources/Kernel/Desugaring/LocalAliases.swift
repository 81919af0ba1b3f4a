import PythonSyntax

/// Names that only stand for something else: `add = seen.add`, and those of an
/// import inside the function.
struct LocalAliases {
  private let function: FunctionDefinition
  private let bindings: [String: Int]
  private var replacements: [String: Expression] = [:]
  /// What the function imports, where the name stands for nothing else.
  private(set) var imported: [String: ModuleFacts.LibraryName] = [:]
  private(set) var modules: [String: String] = [:]

  /// Modules whose import has no effect that a script could see.
  private static let quiet: Set<String> = [
    "bisect", "collections", "copy", "functools", "heapq", "itertools", "math",
    "random", "string", "sys",
  ]

  init(_ function: FunctionDefinition) {
    self.function = function
    var bindings: [String: Int] = [:]
    for parameter in function.parameters.all { bindings[parameter.name] = 1 }
    function.body.visitOwnStatements { statement in
      for name in statement.assignedNames { bindings[name, default: 0] += 1 }
      // Whatever a function inside may assign is not certain.
      if case .function(let inner) = statement.kind {
        inner.body.visitStatements { statement in
          if case .nonlocal(let names) = statement.kind {
            for name in names { bindings[name, default: 0] += 2 }
          }
        }
      }
      if case .global(let names) = statement.kind {
        for name in names { bindings[name, default: 0] += 2 }
      }
    }
    self.bindings = bindings
  }

  /// The function with what the names stand for in their place.
  mutating func resolve() -> FunctionDefinition {
    var used: Set<String> = []
    var body: [Statement] = []
    for statement in function.body {
      if keepsImport(statement, used) || keepsMethod(statement, used) {
        body.append(Statement(.pass, statement.range))
      } else {
        body.append(statement)
      }
      used.formUnion([statement].nameCounts.keys)
    }
    var result = function
    result.body = body.map(replaced)
    return result
  }

  private mutating func keepsImport(
    _ statement: Statement, _ used: Set<String>
  ) -> Bool {
    let names = statement.assignedNames
    guard names.allSatisfy({ bindings[$0] == 1 && !used.contains($0) }) else {
      return false
    }
    switch statement.kind {
    case .import(let aliases):
      guard aliases.allSatisfy({ Self.quiet.contains($0.name) }) else {
        return false
      }
      for alias in aliases { modules[alias.asName ?? alias.name] = alias.name }
      return true
    case .importFrom(let module?, let aliases, 0):
      guard Self.quiet.contains(module),
        !aliases.contains(where: { $0.name == "*" })
      else { return false }
      for alias in aliases {
        imported[alias.asName ?? alias.name] = ModuleFacts.LibraryName(
          module: module, name: alias.name)
      }
      return true
    default: return false
    }
  }

  /// `name = other.method`, where neither is bound again and the name is only
  /// called.
  private mutating func keepsMethod(
    _ statement: Statement, _ used: Set<String>
  ) -> Bool {
    guard case .assign(let targets, let value) = statement.kind,
      targets.count == 1, case .name(let name) = targets[0].kind,
      case .attribute(let owner, let method) = value.kind,
      Self.methods.contains(method), case .name(let container) = owner.kind,
      bindings[name] == 1, bindings[container] == 1, !used.contains(name),
      function.body.isOnlyCalled(name)
    else { return false }
    replacements[name] = value
    return true
  }

  /// Methods of containers whose owner has no attribute of that name.
  private static let methods: Set<String> = [
    "add", "append", "appendleft", "discard", "extend", "get", "pop",
    "popleft", "remove", "setdefault", "startswith", "endswith", "find",
  ]

  private func replaced(_ statement: Statement) -> Statement {
    if replacements.isEmpty { return statement }
    let names = replacements
    return statement.rewritten(
      { $0.withCalls(names) }, inner: { $0.map(replaced) },
      function: { inner in
        var inner = inner
        let own = inner.parameters.all.map(\.name)
        guard
          names.keys.allSatisfy({
            !own.contains($0) && !inner.body.ownAssignedNames.contains($0)
          })
        else { return inner }
        inner.body = inner.body.map(replaced)
        return inner
      })
  }
}

extension Expression {
  /// Calls of the names as calls of what they stand for.
  fileprivate func withCalls(_ names: [String: Expression]) -> Expression {
    rewritten { part in
      guard case .name(let name) = part.kind, let method = names[name] else {
        return nil
      }
      return Expression(method.kind, part.range)
    }
  }
}

extension [Statement] {
  /// Wherever the name stands, but for one assignment, it is called.
  fileprivate func isOnlyCalled(_ name: String) -> Bool {
    var calls = 0
    visitExpressions { expression in
      if case .call(let call) = expression.kind,
        call.function.kind == .name(name)
      {
        calls += 1
      }
    }
    var hides = false
    visitStatements { statement in
      if case .function(let inner) = statement.kind,
        inner.parameters.all.contains(where: { $0.name == name })
          || inner.body.ownAssignedNames.contains(name)
      {
        hides = true
      }
    }
    return !hides && nameCounts[name] == calls + 1
  }
}
