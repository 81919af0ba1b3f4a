/// A loop of the source: a statement or a comprehension.
package struct Loop: Hashable, Sendable {
  package enum Kind: String, Hashable, Codable, Sendable {
    case `for`
    case `while`
    case comprehension
    case generator
  }

  package var kind: Kind
  /// The whole loop, its `else` included.
  package var range: SourceRange
  /// The loops directly inside, in source order.
  package var children: [Loop]

  /// The innermost loop that holds a place, as the path from this one down,
  /// or nil where the place is outside.
  package func path(toLine line: Int, column: Int) -> [Loop]? {
    guard range.contains(line: line, column: column) else { return nil }
    for child in children {
      if let path = child.path(toLine: line, column: column) {
        return [self] + path
      }
    }
    return [self]
  }

  /// How many loops deep the nest is, this one included.
  package var depth: Int { 1 + (children.map(\.depth).max() ?? 0) }
}

/// A function, lambda excluded, or the module itself: what owns loops.
package struct Scope: Hashable, Sendable {
  /// As `__qualname__` has it (`Class.method`, `outer.<locals>.inner`), or
  /// `<module>`.
  package var qualifiedName: String
  /// Nil for the module. The range starts at the first decorator, as
  /// `co_firstlineno` does.
  package var function: FunctionDefinition?
  package var range: SourceRange
  /// The outermost loops, in source order.
  package var loops: [Loop]
  /// The function calls itself by name (`f(...)`, or `self.f(...)` in a
  /// class).
  package var isRecursive: Bool
  /// The enclosing class, where the function is a method.
  package var className: String?
}

extension Module {
  /// The module and every function in it, outermost first.
  package var scopes: [Scope] {
    var collector = ScopeCollector()
    collector.collectModule(self)
    return collector.scopes
  }
}

extension [Scope] {
  /// The innermost function that holds a place; the module where none does.
  package func innermost(line: Int, column: Int) -> Scope? {
    last { $0.function == nil || $0.range.contains(line: line, column: column) }
  }

  /// The scope of a code object: by name, and by first line where several
  /// functions share it. Code of comprehensions and lambdas belongs to the
  /// function around it.
  package func scope(named qualifiedName: String, firstLine: Int) -> Scope? {
    let named = filter { $0.qualifiedName == qualifiedName }
    if let exact = named.first(where: { $0.range.line == firstLine }) {
      return exact
    }
    if named.count == 1 { return named[0] }
    return last {
      $0.function == nil || $0.range.lines.contains(firstLine)
    }
  }
}

private struct ScopeCollector {
  var scopes: [Scope] = []

  mutating func collectModule(_ module: Module) {
    let end = module.body.last?.range
    let range = SourceRange(
      line: 0, column: 0, endLine: (end?.endLine ?? 0) + 1, endColumn: 0)
    scopes.append(
      Scope(
        qualifiedName: "<module>", function: nil, range: range,
        loops: loops(in: module.body), isRecursive: false))
    collect(module.body, prefix: "", className: nil)
  }

  private mutating func collect(
    _ body: [Statement], prefix: String, className: String?
  ) {
    for statement in body {
      switch statement.kind {
      case .function(let function):
        let name = prefix + function.name
        var range = statement.range
        if let decorator = function.decorators.first {
          range.line = decorator.range.line
          range.column = 0
        }
        scopes.append(
          Scope(
            qualifiedName: name, function: function, range: range,
            loops: loops(in: function.body),
            isRecursive: function.callsItself(asMethod: className != nil),
            className: className))
        collect(
          function.body, prefix: name + ".<locals>.", className: nil)
      case .classDefinition(let definition):
        let name = prefix + definition.name
        collect(definition.body, prefix: name + ".", className: name)
      default:
        for block in statement.blocks {
          collect(block, prefix: prefix, className: className)
        }
      }
    }
  }

  private func loops(in body: [Statement]) -> [Loop] {
    body.flatMap { loops(in: $0) }
  }

  private func loops(in statement: Statement) -> [Loop] {
    switch statement.kind {
    case .function(let function):
      return function.decorators.flatMap { loops(in: $0) }
    case .classDefinition(let definition):
      return loops(in: definition.body)
    default: break
    }
    let inner =
      statement.expressions.flatMap { loops(in: $0) }
      + statement.blocks.flatMap { loops(in: $0) }
    switch statement.kind {
    case .for:
      return [Loop(kind: .for, range: statement.range, children: inner)]
    case .while:
      return [Loop(kind: .while, range: statement.range, children: inner)]
    default: return inner
    }
  }

  private func loops(in expression: Expression) -> [Loop] {
    let inner = expression.children.flatMap { loops(in: $0) }
    guard case .comprehension(let comprehension) = expression.kind else {
      return inner
    }
    let kind: Loop.Kind =
      comprehension.result == .generator ? .generator : .comprehension
    return [Loop(kind: kind, range: expression.range, children: inner)]
  }
}

extension FunctionDefinition {
  fileprivate func callsItself(asMethod: Bool) -> Bool {
    var found = false
    body.visitExpressions { expression in
      guard case .call(let call) = expression.kind else { return }
      switch call.function.kind {
      case .name(name) where !asMethod: found = true
      case .attribute(_, name) where asMethod: found = true
      default: break
      }
    }
    return found
  }
}
