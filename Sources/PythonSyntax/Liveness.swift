/// Which names are read after a loop: what a function made of the loop would
/// have to give back.
///
/// The usual walk against the flow: a name is live where, on some way on, it
/// is read before it is bound anew. What code elsewhere can see (a closure,
/// `locals()`, another function's global) counts as read always.
package struct Liveness {
  private struct Targets {
    var afterBreak: Set<String>
    var atContinue: Set<String>
  }

  private var liveAfter: [SourceRange: Set<String>] = [:]
  private var loops: [Targets] = []
  /// What the handlers around may read.
  private var handlers: Set<String> = []
  private let always: Set<String>
  private let seesAll: Bool

  /// Of a function's body, or a module's.
  package init(_ body: [Statement]) {
    var always: Set<String> = []
    var seesAll = false
    body.visitStatements { statement in
      switch statement.kind {
      case .function(let function):
        function.body.visitExpressions { always.formUnion($0.ownName) }
      case .classDefinition(let definition):
        definition.body.visitExpressions { always.formUnion($0.ownName) }
      case .global(let names), .nonlocal(let names):
        always.formUnion(names)
      default: break
      }
    }
    body.visitExpressions { expression in
      switch expression.kind {
      case .name("locals"), .name("vars"), .name("eval"), .name("exec"),
        .name("dir"):
        seesAll = true
      case .lambda(_, let value): always.formUnion(value.namesInside)
      default: break
      }
    }
    self.always = always
    self.seesAll = seesAll
    _ = before(body, [])
  }

  /// Names that the loop binds and that are read after it, in order; nil where
  /// there is no such loop.
  package func readAfter(_ loop: Statement) -> [String]? {
    guard let live = liveAfter[loop.range] else { return nil }
    var bound: Set<String> = []
    [loop].visitStatements { bound.formUnion($0.namesBound) }
    [loop].visitExpressions { expression in
      if case .named(let target, _) = expression.kind {
        bound.formUnion(target.namesStored)
      }
    }
    return bound.filter {
      seesAll || always.contains($0) || live.contains($0)
    }.sorted()
  }

  private mutating func before(
    _ body: [Statement], _ after: Set<String>
  ) -> Set<String> {
    body.reversed().reduce(after) { before($1, $0) }
  }

  private mutating func before(
    _ statement: Statement, _ after: Set<String>
  ) -> Set<String> {
    // Anything may raise.
    let after = after.union(handlers)
    switch statement.kind {
    case .for(let loop):
      return loop.iterable.namesRead.union(
        beforeLoop(
          statement, body: loop.body, orElse: loop.orElse, after: after,
          reads: loop.target.namesReadAsTarget,
          binds: loop.target.namesStored))
    case .while(let loop):
      return beforeLoop(
        statement, body: loop.body, orElse: loop.orElse, after: after,
        reads: loop.test.namesRead, binds: [])
    case .if(let test, let body, let orElse):
      return before(body, after).union(before(orElse, after))
        .union(test.namesRead)
    case .match(let subject, let cases):
      return cases.reduce(after) { live, one in
        live.union(before(one.body, after))
          .union(one.guard?.namesRead ?? [])
      }.union(subject.namesRead)
    case .with(let items, let body, _):
      return items.reversed().reduce(before(body, after)) { live, item in
        live.subtracting(item.target?.namesStored ?? [])
          .union(item.context.namesRead)
          .union(item.target?.namesReadAsTarget ?? [])
      }
    case .try(let attempt): return before(attempt, after)
    case .break: return loops.last?.afterBreak ?? after
    case .continue: return loops.last?.atContinue ?? after
    case .return, .raise:
      return statement.expressions.reduce(into: handlers) {
        $0.formUnion($1.namesRead)
      }
    case .function, .classDefinition:
      return statement.expressions.reduce(after) { $0.union($1.namesRead) }
    case .assign(let targets, let value):
      let bound = targets.reduce(into: Set()) { $0.formUnion($1.namesStored) }
      return targets.reduce(after.subtracting(bound)) {
        $0.union($1.namesReadAsTarget)
      }.union(value.namesRead)
    case .annotatedAssign(let target, _, let value):
      guard let value else { return after }
      return after.subtracting(target.namesStored)
        .union(target.namesReadAsTarget).union(value.namesRead)
    case .augmentedAssign, .assert, .delete, .expression, .global, .import,
      .importFrom, .nonlocal, .pass, .other:
      return statement.expressions.reduce(after) { $0.union($1.namesRead) }
    }
  }

  /// Round and round until nothing more becomes live.
  private mutating func beforeLoop(
    _ statement: Statement, body: [Statement], orElse: [Statement],
    after: Set<String>, reads: Set<String>, binds: Set<String>
  ) -> Set<String> {
    liveAfter[statement.range, default: []].formUnion(after)
    let done = before(orElse, after)
    var head = done.union(reads)
    while true {
      loops.append(Targets(afterBreak: after, atContinue: head))
      let round = before(body, head).subtracting(binds).union(reads)
      loops.removeLast()
      if round.isSubset(of: head) { return head }
      head.formUnion(round)
    }
  }

  private mutating func before(
    _ attempt: TryStatement, _ after: Set<String>
  ) -> Set<String> {
    let last = before(attempt.finally, after)
    var caught = last
    for handler in attempt.handlers {
      caught.formUnion(before(handler.body, last))
      caught.formUnion(handler.type?.namesRead ?? [])
    }
    let outer = handlers
    handlers.formUnion(caught)
    let tried = before(attempt.body, before(attempt.orElse, last))
    handlers = outer
    return tried
  }
}

extension Statement {
  /// Names that the statement itself binds.
  fileprivate var namesBound: Set<String> {
    switch kind {
    case .for(let loop): loop.target.namesStored
    case .assign(let targets, _):
      targets.reduce(into: []) { $0.formUnion($1.namesStored) }
    case .annotatedAssign(let target, _, _), .augmentedAssign(let target, _, _):
      target.namesStored
    case .with(let items, _, _):
      items.reduce(into: []) { $0.formUnion($1.target?.namesStored ?? []) }
    default: []
    }
  }
}

extension Expression {
  fileprivate var ownName: Set<String> {
    if case .name(let name) = kind { return [name] }
    return []
  }

  fileprivate var namesInside: Set<String> {
    var names: Set<String> = []
    visit { names.formUnion($0.ownName) }
    return names
  }

  /// Names that evaluating the expression reads. A comprehension's variables
  /// are its own.
  fileprivate var namesRead: Set<String> {
    var names: Set<String> = []
    switch kind {
    case .name(let name): return [name]
    case .comprehension(let comprehension):
      var own: Set<String> = []
      for child in children { names.formUnion(child.namesRead) }
      for clause in comprehension.clauses {
        own.formUnion(clause.target.namesStored)
      }
      return names.subtracting(own)
    case .named(_, let value): return value.namesRead
    default:
      for child in children { names.formUnion(child.namesRead) }
      return names
    }
  }

  /// Names that assigning to this target binds.
  fileprivate var namesStored: Set<String> {
    switch kind {
    case .name(let name): [name]
    case .list(let parts), .tuple(let parts):
      parts.reduce(into: []) { $0.formUnion($1.namesStored) }
    case .starred(let part): part.namesStored
    default: []
    }
  }

  /// Names that it reads: `a` and `i` of `a[i] = x`.
  fileprivate var namesReadAsTarget: Set<String> {
    switch kind {
    case .name: []
    case .list(let parts), .tuple(let parts):
      parts.reduce(into: []) { $0.formUnion($1.namesReadAsTarget) }
    case .starred(let part): part.namesReadAsTarget
    default: namesRead
    }
  }
}
