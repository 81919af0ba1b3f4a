import PythonSyntax

/// What files of a project assign to things that other files define.
package struct OutsideAssignments: Sendable {
  /// Attributes of whatever it is, other than what methods give their own
  /// instance.
  private(set) var attributes: Set<String> = []
  /// Attributes of what goes by an imported name, a module or a class.
  private(set) var ofImported: [String: Set<String>] = [:]

  package init() {}

  /// Of all these files.
  init(_ modules: [Module]) {
    for module in modules { add(module) }
  }

  private mutating func add(_ module: Module) {
    attributes.formUnion(ModuleFacts(module).assignedAttributes)
    var imported: Set<String> = []
    module.body.visitStatements { statement in
      switch statement.kind {
      case .import, .importFrom: imported.formUnion(statement.boundNames)
      default: break
      }
    }
    module.body.visitStatements { statement in
      for target in statement.targets {
        target.visit { part in
          if case .attribute(let owner, let name) = part.kind,
            let receiver = owner.dottedName?.root, imported.contains(receiver)
          {
            ofImported[receiver, default: []].insert(name)
          }
        }
      }
    }
  }

  /// Some module's, which may be any.
  func mayReplace(_ name: String) -> Bool {
    ofImported.values.contains { $0.contains(name) }
  }
}

extension Statement {
  /// What it assigns to, or deletes.
  fileprivate var targets: [Expression] {
    switch kind {
    case .assign(let targets, _), .delete(let targets): targets
    case .annotatedAssign(let target, _, _),
      .augmentedAssign(let target, _, _):
      [target]
    case .for(let loop): [loop.target]
    default: []
    }
  }
}
