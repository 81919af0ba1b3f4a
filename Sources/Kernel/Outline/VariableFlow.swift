import PythonSyntax

/// Which variables a piece of a scope reads and binds, and which of them are
/// certain to have a value where.
///
/// A conservative walk over the tree: a name counts as bound only where every
/// way to a place binds it.
struct VariableFlow {
  /// Names that may be bound.
  private(set) var assigned: Set<String> = []
  /// Names that are read anywhere.
  private(set) var read: Set<String> = []
  /// Names that may be read before the piece itself has bound them.
  private(set) var exposed: Set<String> = []
  /// What stands in the way of moving the piece into another function.
  private(set) var obstacles: [Blocker] = []
  /// Names that are certain to be bound where `landmark` begins; nil where it
  /// was not come by.
  private(set) var boundAtLandmark: Set<String>?
  /// The landmark is inside another loop.
  private(set) var landmarkIsInLoop = false

  /// A statement that is not gone into.
  private let landmark: SourceRange?
  /// Names bound so far; nil where no way leads on.
  private var bound: Set<String>?
  /// Names bound where the loop gone through is left or begun again, one set
  /// for each `break` and `continue`.
  private var exits: [Set<String>] = []
  private var loopDepth = 0

  private init(bound: Set<String>, landmark: SourceRange?) {
    self.bound = bound
    self.landmark = landmark
  }

  /// The flow through a whole scope, around one of its loops.
  static func around(
    _ loop: SourceRange, in body: [Statement], parameters: [String]
  ) -> VariableFlow {
    var flow = VariableFlow(bound: Set(parameters), landmark: loop)
    flow.walk(body)
    return flow
  }

  /// The flow through a loop statement, and the names that each round of it,
  /// or the one round of what is none, is certain to bind.
  static func through(
    _ loop: Statement
  ) -> (flow: VariableFlow, everyRound: Set<String>) {
    var flow = VariableFlow(bound: [], landmark: nil)
    var everyRound: Set<String> = []
    switch loop.kind {
    case .for(let statement):
      flow.read(statement.iterable)
      everyRound = flow.round(statement.body, target: statement.target)
      flow.walk(statement.orElse)
    case .while(let statement):
      flow.read(statement.test)
      everyRound = flow.round(statement.body, target: nil)
      flow.walk(statement.orElse)
    default:
      flow.walk(loop)
      everyRound = flow.assigned
    }
    return (flow, everyRound)
  }

  // MARK: Statements

  private mutating func walk(_ body: [Statement]) {
    for statement in body { walk(statement) }
  }

  private mutating func walk(_ statement: Statement) {
    if statement.range == landmark {
      boundAtLandmark = bound ?? []
      landmarkIsInLoop = loopDepth > 0
      return
    }
    switch statement.kind {
    case .annotatedAssign(let target, _, let value):
      if let value {
        read(value)
        assign(target)
      }
    case .assign(let targets, let value):
      read(value)
      for target in targets { assign(target) }
    case .augmentedAssign(let target, _, let value):
      read(target)
      read(value)
      assign(target)
    case .for(let loop):
      if loop.isAsync { refuse("an async loop", statement) }
      read(loop.iterable)
      let before = bound
      _ = round(loop.body, target: loop.target)
      bound = before
      branch([loop.orElse, []])
    case .while(let loop):
      read(loop.test)
      let before = bound
      _ = round(loop.body, target: nil)
      bound = before
      branch([loop.orElse, []])
    case .if(let test, let body, let orElse):
      read(test)
      branch([body, orElse])
    case .match(let subject, let cases):
      read(subject)
      for item in cases {
        if let condition = item.guard { read(condition) }
        assigned.formUnion(item.pattern.names)
      }
      branch(cases.map(\.body) + [[]])
    case .try(let statement): walk(statement)
    case .with(let items, let body, _):
      refuse("a `with` statement", statement)
      for item in items {
        read(item.context)
        if let target = item.target { assign(target) }
      }
      walk(body)
    case .break, .continue:
      if let bound { exits.append(bound) }
      bound = nil
    case .return(let value):
      refuse("a `return` out of the loop", statement)
      if let value { read(value) }
      bound = nil
    case .raise:
      for value in statement.expressions { read(value) }
      bound = nil
    case .delete:
      refuse("`del`", statement)
      for target in statement.expressions {
        read(target)
        if case .name(let name) = target.kind { bound?.remove(name) }
      }
    case .function(let function):
      refuse("a definition", statement)
      read.formUnion(statement.namesNeeded)
      bind(function.name)
    case .classDefinition(let definition):
      refuse("a definition", statement)
      read.formUnion(statement.namesNeeded)
      bind(definition.name)
    case .import, .importFrom:
      refuse("an import", statement)
      for name in statement.boundNames { bind(name) }
    case .global, .nonlocal: refuse("a declaration", statement)
    case .assert, .expression, .pass, .other:
      for expression in statement.expressions { read(expression) }
    }
  }

  private mutating func walk(_ statement: TryStatement) {
    let before = bound
    walk(statement.body)
    walk(statement.orElse)
    var ends = [bound]
    for handler in statement.handlers {
      bound = before
      if let type = handler.type { read(type) }
      // The name goes away with the handler.
      if let name = handler.name { assigned.insert(name) }
      walk(handler.body)
      ends.append(bound)
    }
    bound = Self.common(ends)
    walk(statement.finally)
  }

  /// Goes through blocks of which one is run.
  private mutating func branch(_ blocks: [[Statement]]) {
    let before = bound
    let ends = blocks.map { block -> Set<String>? in
      bound = before
      walk(block)
      return bound
    }
    bound = Self.common(ends)
  }

  /// Goes through a loop's body once; gives the names that it is certain to
  /// have bound, however it ends.
  private mutating func round(
    _ body: [Statement], target: Expression?
  ) -> Set<String> {
    let outer = exits
    exits = []
    loopDepth += 1
    if let target { assign(target) }
    walk(body)
    let ends = exits.map(Optional.some) + [bound]
    exits = outer
    loopDepth -= 1
    return Self.common(ends) ?? []
  }

  private static func common(_ ends: [Set<String>?]) -> Set<String>? {
    let reached = ends.compactMap(\.self)
    return reached.dropFirst().reduce(reached.first) {
      $0?.intersection($1)
    }
  }

  // MARK: Names

  private mutating func read(_ expression: Expression) {
    let names = expression.names
    read.formUnion(names)
    exposed.formUnion(names.subtracting(bound ?? []))
    expression.visit { inner in
      switch inner.kind {
      case .named(let target, _):
        // Perhaps not reached: `a and (b := c)`.
        assigned.formUnion(target.targetNames)
      case .await, .yield, .yieldFrom:
        refuse("`yield` or `await`", inner.range)
      default: break
      }
    }
  }

  private mutating func assign(_ target: Expression) {
    switch target.kind {
    case .name(let name): bind(name)
    case .list(let parts), .tuple(let parts):
      for part in parts { assign(part) }
    case .starred(let part): assign(part)
    default: read(target)
    }
  }

  private mutating func bind(_ name: String) {
    assigned.insert(name)
    bound?.insert(name)
  }

  private mutating func refuse(_ construct: String, _ statement: Statement) {
    refuse(construct, statement.range)
  }

  private mutating func refuse(_ construct: String, _ range: SourceRange) {
    obstacles.append(
      Blocker(
        construct: "\(construct) in a loop outside a translatable function",
        range: range, advice: "Move it out of the loop."))
  }
}

extension Pattern {
  /// The names that the pattern binds.
  var names: Set<String> {
    switch self {
    case .value, .singleton, .other: []
    case .sequence(let parts), .alternatives(let parts):
      parts.reduce(into: []) { $0.formUnion($1.names) }
    case .star(let name): Set([name].compactMap(\.self))
    case .capture(let pattern, let name):
      (pattern?.names ?? []).union([name].compactMap(\.self))
    }
  }
}
