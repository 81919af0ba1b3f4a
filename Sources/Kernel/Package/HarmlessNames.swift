import PythonSyntax

/// A module's functions and classes whose calls change nothing outside the
/// module: they compute, and call nothing but what does the same.
struct HarmlessNames {
  private(set) var names: Set<String> = []
  /// Names that imports bind, anywhere: their attributes may do anything.
  private(set) var imported: Set<String> = []

  static let none = HarmlessNames()

  private init() {}

  init(_ module: Module) {
    module.body.visitStatements { statement in
      switch statement.kind {
      case .import, .importFrom: imported.formUnion(statement.assignedNames)
      default: break
      }
    }
    var bodies: [String: [Statement]] = [:]
    var bases: [String: [Expression]] = [:]
    var counts: [String: Int] = [:]
    for statement in module.body {
      for name in statement.assignedNames { counts[name, default: 0] += 1 }
      switch statement.kind {
      case .function(let function) where function.decorators.isEmpty:
        bodies[function.name] = function.body
      case .classDefinition(let definition)
      where definition.keywords.isEmpty && definition.decorators.isEmpty:
        bodies[definition.name] = []
        for case .function(let method) in definition.body.map(\.kind) {
          // Of what has the same name in any class.
          let key =
            method.name == "__init__" ? definition.name : ".\(method.name)"
          bodies[key, default: []] += method.body
        }
        bases[definition.name] = definition.bases
      default: break
      }
    }
    // From all that could be, whatever calls something else is taken out.
    names = Set(bodies.keys.filter { $0.hasPrefix(".") || counts[$0] == 1 })
    var isShrinking = true
    while isShrinking {
      let rest = names.filter { name in
        isHarmless(bodies[name] ?? [])
          && (bases[name] ?? []).allSatisfy { base in
            guard case .name(let base) = base.kind else { return false }
            return base == "object" || names.contains(base)
          }
      }
      isShrinking = rest.count < names.count
      names = rest
    }
  }

  private func isHarmless(_ body: [Statement]) -> Bool {
    var doesOnlyCompute = true
    body.visitStatements { statement in
      switch statement.kind {
      case .global, .nonlocal, .import, .importFrom, .with, .delete:
        doesOnlyCompute = false
      default: break
      }
      for expression in statement.expressions {
        expression.visit { inner in
          switch inner.kind {
          case .call(let call) where !isHarmless(call.function):
            doesOnlyCompute = false
          case .await, .other: doesOnlyCompute = false
          default: break
          }
        }
      }
    }
    return doesOnlyCompute
  }

  private func isHarmless(_ function: Expression) -> Bool {
    if function.isPureFunction(self) { return true }
    switch function.kind {
    case .name("super"), .name("isinstance"): return true
    case .attribute(let receiver, let name):
      if case .call(let call) = receiver.kind,
        case .name("super") = call.function.kind
      {
        return true
      }
      return (Self.methods.contains(name) || names.contains(".\(name)"))
        && receiver.freeNames.isDisjoint(with: imported)
    default: return false
    }
  }

  /// Of containers and text: what they change is what the function has made,
  /// or what the module holds.
  private static let methods: Set<String> = [
    "add", "append", "copy", "count", "endswith", "extend", "find", "format",
    "get", "index", "insert", "items", "join", "keys", "lower", "lstrip",
    "pop", "remove", "replace", "reverse", "rstrip", "setdefault", "sort",
    "split", "startswith", "strip", "update", "upper", "values",
  ]
}
