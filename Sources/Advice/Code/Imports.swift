import PythonSyntax

/// The names that a module imports, and what they stand for.
struct Imports: Equatable {
  private(set) var names: [String: String] = [:]

  init(_ module: Module) {
    module.body.visitStatements { statement in
      switch statement.kind {
      case .import(let aliases):
        for alias in aliases {
          if let name = alias.asName {
            names[name] = alias.name
          } else if let top = alias.name.split(separator: ".").first {
            names[String(top)] = String(top)
          }
        }
      case .importFrom(let from, let aliases, let level):
        let prefix = String(repeating: ".", count: level) + (from ?? "")
        for alias in aliases {
          names[alias.asName ?? alias.name] = "\(prefix).\(alias.name)"
        }
      default: break
      }
    }
  }

  /// `np.zeros` as `numpy.zeros`; nil where the expression is no name or
  /// chain of attributes of one.
  func dottedName(_ expression: Expression) -> String? {
    switch expression.kind {
    case .name(let name): names[name] ?? name
    case .attribute(let value, let name):
      dottedName(value).map { "\($0).\(name)" }
    default: nil
    }
  }

  /// The expression is an imported name, or an attribute of one.
  func isImported(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .name(let name): names[name] != nil
    case .attribute(let value, _): isImported(value)
    default: false
    }
  }

  func uses(_ package: String) -> Bool {
    names.values.contains { $0 == package || $0.hasPrefix(package + ".") }
  }
}
