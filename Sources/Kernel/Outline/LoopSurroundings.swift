import PythonSyntax

/// The scope around a loop: whose the names are that the loop uses.
struct LoopSurroundings {
  let scope: Scope
  let body: [Statement]
  private let facts: ModuleFacts
  /// Names bound in the scope, parameters included.
  private let ownNames: Set<String>
  /// Names of the functions around the scope's function.
  private let outerNames: Set<String>
  /// Names that the scope declares to be someone else's.
  private let declared: Set<String>
  /// Functions, classes and imports at the module's top.
  private let definitions: Set<String>
  /// The scope reads its variables in a way that no name tells of.
  private let seesAll: Bool

  init(_ scope: Scope, in module: Module, facts: ModuleFacts) {
    self.scope = scope
    self.facts = facts
    body = scope.function?.body ?? module.body
    let around = module.scopes.filter { other in
      other.function != nil && other.range != scope.range
        && other.range.contains(scope.range)
    }
    outerNames = around.reduce(into: []) { $0.formUnion($1.localNames) }
    ownNames = scope.function == nil ? facts.boundNames : scope.localNames
    var declared: Set<String> = []
    var seesAll = scope.function == nil
    body.visitStatements { statement in
      switch statement.kind {
      case .global(let names), .nonlocal(let names):
        declared.formUnion(names)
      default: break
      }
    }
    body.visitExpressions { expression in
      if case .name(let name) = expression.kind,
        ["locals", "vars", "eval", "exec", "dir"].contains(name)
      {
        seesAll = true
      }
    }
    self.declared = declared
    self.seesAll = seesAll
    definitions = module.body.definedNames
  }

  /// Makes a function of a loop, or says what is in the way.
  func outline(
    _ loop: Statement, lines: SourceLines
  ) -> Result<OutlinedLoop, BlockerList> {
    let (inside, everyRound) = VariableFlow.through(loop)
    guard inside.obstacles.isEmpty else {
      return .failure(BlockerList(blockers: inside.obstacles))
    }
    let around = VariableFlow.around(
      loop.range, in: body,
      parameters: scope.function?.parameters.all.map(\.name) ?? [])
    guard let bound = around.boundAtLandmark else {
      return .failure(
        BlockerList(
          blockers: [
            Blocker(
              construct: "a loop in the body of a class", range: loop.range,
              advice: "Move it into a function.")
          ]))
    }
    let living = inside.assigned.filter { name in
      seesAll || declared.contains(name) || around.read.contains(name)
        || around.landmarkIsInLoop && inside.exposed.contains(name)
    }
    // Without a value from before, a round that leaves it alone would leave
    // it unbound, and the whole loop would run again in Python.
    let perhaps = living.subtracting(everyRound).intersection(bound)
    let inputs = inside.exposed.filter { isVariable($0, above: loop.range) }
      .union(perhaps)
    let unsure = inputs.filter { isOwn($0) && !bound.contains($0) }
    guard unsure.isEmpty else {
      return .failure(
        BlockerList(
          blockers: unsure.sorted().map {
            Blocker(
              construct: "`\($0)`, which may have no value before the loop",
              range: loop.range,
              advice: "Give it a value on every way to the loop.")
          }))
    }
    var name = "loop_\(loop.range.line)"
    while facts.boundNames.contains(name) { name += "_" }
    return .success(
      OutlinedLoop(
        name: name, loop: loop, scope: scope.qualifiedName,
        inputs: inputs.sorted(), outputs: living.sorted(), lines: lines))
  }

  private func isOwn(_ name: String) -> Bool {
    ownNames.contains(name) && !declared.contains(name)
  }

  /// A name whose value has to be passed in: no function, class or module,
  /// nor a constant that the kernel can contain.
  private func isVariable(_ name: String, above range: SourceRange) -> Bool {
    if scope.function != nil {
      if isOwn(name) || outerNames.contains(name) { return true }
    }
    guard facts.boundNames.contains(name), !definitions.contains(name) else {
      return false
    }
    guard let constant = facts.constants[name],
      scope.function != nil || constant.range.line < range.line
    else { return true }
    return !constant.isNumeric(in: facts) && facts.tables[name] == nil
  }
}

extension Scope {
  /// The names that the function binds, in its own scope.
  fileprivate var localNames: Set<String> {
    guard let function else { return [] }
    return function.body.reduce(
      into: Set(function.parameters.all.map(\.name))
    ) { $0.formUnion($1.boundNames) }
  }
}

extension [Statement] {
  /// What definitions and imports bind, in blocks too.
  fileprivate var definedNames: Set<String> {
    var names: Set<String> = []
    for statement in self {
      switch statement.kind {
      case .function, .classDefinition, .import, .importFrom:
        names.formUnion(statement.boundNames)
      default:
        for block in statement.blocks { names.formUnion(block.definedNames) }
      }
    }
    return names
  }
}
