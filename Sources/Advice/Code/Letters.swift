import PythonSyntax

/// The names in one function that stand for single characters of texts: a
/// kernel has them as numbers, and works on them as fast.
struct Letters {
  private var names: Set<String> = []
  private let types: TypeTable

  init(_ body: [Statement], parameters: [String], types: TypeTable) {
    self.types = types
    var bindings: [String: [Binding]] = [:]
    for name in parameters { bindings[name] = [.other] }
    body.visitStatements { statement in
      for (name, binding) in Self.bindings(of: statement) {
        bindings[name, default: []].append(binding)
      }
      for expression in statement.expressions {
        expression.visit { part in
          for (name, binding) in Self.bindings(in: part) {
            bindings[name, default: []].append(binding)
          }
        }
      }
    }
    // All of them, until nothing speaks against one: `last = ch` of a loop's
    // end is read at its beginning.
    names = Set(bindings.keys)
    while true {
      let left = names.filter { name in
        bindings[name]?.allSatisfy { isLetter($0) } ?? false
      }
      if left.count == names.count { break }
      names = left
    }
  }

  /// What a name is bound to.
  private enum Binding {
    case value(Expression)
    case element(of: Expression)
    case other
  }

  /// Whether this is always a text of one character, as far as can be seen.
  /// An empty one beside it, where nothing has been read yet, does not matter.
  func contains(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .name(let name): return names.contains(name)
    case .constant(.string(let text)): return text.unicodeScalars.count == 1
    case .subscript(let text, let index):
      return !index.isSlice && types.kind(of: text) == .string
    case .conditional(_, let body, let orElse):
      return isLetterOrEmpty(body) && isLetterOrEmpty(orElse)
    case .named(_, let value): return contains(value)
    case .call(let call):
      if call.function.identifier == "chr" { return true }
      guard let (receiver, method, _) = expression.methodCall else {
        return false
      }
      return ["lower", "upper"].contains(method) && contains(receiver)
    default: return false
    }
  }

  private func isLetterOrEmpty(_ expression: Expression) -> Bool {
    if case .constant(.string("")) = expression.kind { return true }
    return contains(expression)
  }

  private func isLetter(_ binding: Binding) -> Bool {
    switch binding {
    case .value(let value): isLetterOrEmpty(value)
    case .element(let iterable): types.kind(of: iterable) == .string
    case .other: false
    }
  }

  private static func bindings(
    of statement: Statement
  ) -> [(String, Binding)] {
    switch statement.kind {
    case .assign(let targets, let value):
      return targets.flatMap { bindings(of: $0, to: value) }
    case .annotatedAssign(let target, _, let value):
      return value.map { bindings(of: target, to: $0) } ?? []
    case .augmentedAssign(let target, _, _):
      return target.identifier.map { [($0, .other)] } ?? []
    case .for(let loop): return bindings(of: loop.target, in: loop.iterable)
    default: return []
    }
  }

  private static func bindings(in part: Expression) -> [(String, Binding)] {
    switch part.kind {
    case .comprehension(let comprehension):
      return comprehension.clauses.flatMap {
        bindings(of: $0.target, in: $0.iterable)
      }
    case .named(let target, let value):
      return bindings(of: target, to: value)
    default: return []
    }
  }

  private static func bindings(
    of target: Expression, to value: Expression
  ) -> [(String, Binding)] {
    if let name = target.identifier { return [(name, .value(value))] }
    guard case .tuple(let items) = target.kind else { return [] }
    if case .tuple(let values) = value.kind, values.count == items.count {
      return zip(items, values).flatMap { bindings(of: $0, to: $1) }
    }
    return target.boundNames.map { ($0, .other) }
  }

  /// Of the target of a loop.
  private static func bindings(
    of target: Expression, in iterable: Expression
  ) -> [(String, Binding)] {
    if let name = target.identifier {
      if let call = iterable.call, call.function.identifier == "reversed",
        let text = call.arguments.first
      {
        return [(name, .element(of: text))]
      }
      return [(name, .element(of: iterable))]
    }
    guard case .tuple(let items) = target.kind, let call = iterable.call else {
      return target.boundNames.map { ($0, .other) }
    }
    switch call.function.identifier {
    case "enumerate" where items.count == 2:
      return items[0].boundNames.map { ($0, .other) }
        + (call.arguments.first.map { bindings(of: items[1], in: $0) } ?? [])
    case "zip" where items.count == call.arguments.count:
      return zip(items, call.arguments).flatMap { bindings(of: $0, in: $1) }
    default: return target.boundNames.map { ($0, .other) }
    }
  }
}
