import PythonSyntax

/// How the texts of patterns become Python that CPython itself can parse, and
/// how to tell afterwards what stood there.
///
///     $x      any expression, the same one wherever it is named again
///     $_      any expression
///     $$body  any number of statements, or of arguments
///     ...     the same, without a name; any expression
enum Metavariable {
  private static let one = "meta__"
  private static let many = "metas__"

  /// `$x in $xs` as `meta__x in meta__xs`.
  static func encoded(_ text: String) -> String {
    text.replacing("$$", with: many).replacing("$", with: one)
  }

  /// Nil where the name is an ordinary one; `_` has no name to bind.
  static func single(_ identifier: String?) -> String? {
    identifier.flatMap { $0.hasPrefix(one) ? String($0.dropFirst(6)) : nil }
  }

  static func sequence(_ identifier: String?) -> String? {
    identifier.flatMap { $0.hasPrefix(many) ? String($0.dropFirst(7)) : nil }
  }

  /// The names of the metavariables in a text, in order.
  static func names(in text: String) -> [String] {
    var names: [String] = []
    for part in text.split(separator: "$").dropFirst(
      text.hasPrefix("$") ? 0 : 1)
    {
      let name = String(part.prefix { $0.isLetter || $0 == "_" || $0.isNumber })
      if !name.isEmpty, name != "_", !names.contains(name) {
        names.append(name)
      }
    }
    return names
  }
}

/// What a metavariable stands for at one place.
enum Captured: Equatable {
  case expression(Expression)
  /// Of an attribute or a function.
  case name(String)
  case statements([Statement])
}

typealias Bindings = [String: Captured]

extension Expression {
  /// Stands for anything: `...`, `$x`, `$$xs`.
  var isEllipsis: Bool {
    if case .constant(.ellipsis) = kind { return true }
    return false
  }

  var sequenceName: String? { Metavariable.sequence(identifier) }
}

extension Statement {
  /// Stands for any number of statements; the name is empty for `...`.
  var sequenceName: String? {
    guard case .expression(let value) = kind else { return nil }
    return value.isEllipsis ? "" : value.sequenceName
  }
}
