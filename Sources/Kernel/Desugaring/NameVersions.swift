import PythonSyntax

/// Gives a name that comes to stand for something else, `words = set(words)`,
/// a name of its own from there on: each then has a type of its own.
///
/// That changes nothing where every way to a later use goes through the new
/// assignment: it stands in the function's own block, or in a block outside of
/// which the name is not used and in which nothing of the last pass is read.
struct NameVersions {
  private var taken: Set<String>
  /// The names that keep theirs: something else than an assignment binds them,
  /// or a function inside sees them.
  private let fixed: Set<String>
  private let counts: [String: Int]

  init(_ function: FunctionDefinition, taken: Set<String>) {
    var fixed: Set<String> = []
    var names: Set<String> = []
    function.body.visitOwnStatements { statement in
      names.formUnion(statement.assignedNames)
      switch statement.kind {
      case .function(let inner):
        fixed.formUnion(inner.freeNames)
        fixed.insert(inner.name)
        for value in inner.parameters.defaults + inner.decorators {
          fixed.formUnion(value.freeNames)
        }
      case .classDefinition(let inner):
        fixed.insert(inner.name)
        fixed.formUnion(inner.body.nameCounts.keys)
      case .assign(_, let value):
        if value.runsLater { fixed.formUnion([statement].nameCounts.keys) }
      case .global(let list), .nonlocal(let list): fixed.formUnion(list)
      case .delete(let targets):
        fixed.formUnion(targets.flatMap(\.assignedNames))
      case .import, .importFrom: fixed.formUnion(statement.assignedNames)
      case .try(let inner):
        fixed.formUnion(inner.handlers.compactMap(\.name))
      case .match(_, let cases):
        for one in cases { fixed.formUnion(one.pattern.names) }
      default: break
      }
      for expression in statement.expressions {
        expression.visit { inner in
          if case .named(let target, _) = inner.kind {
            fixed.formUnion(target.assignedNames)
          }
        }
      }
    }
    self.fixed = fixed
    self.taken = taken.union(names).union(function.parameters.all.map(\.name))
    counts = function.body.nameCounts
  }

  /// The function's body with the names told apart.
  mutating func split(_ function: FunctionDefinition) -> [Statement] {
    split(function.body, started: Set(function.parameters.all.map(\.name))) {
      _ in true
    }
  }

  /// A block; `started` are names that have a value before it.
  private mutating func split(
    _ block: [Statement], started: Set<String>, owns: (String) -> Bool
  ) -> [Statement] {
    var started = started
    var current: [String: String] = [:]
    var result: [Statement] = []
    for statement in block {
      let inside = splitBlocks(statement)
      let renamed = current
      var changed = inside.rewritten(
        { $0.renamed(by: renamed) },
        inner: { $0.rewritten { $0.renamedName(by: renamed) } },
        function: { $0 })
      if let names = statement.plainTargets {
        for name in names where owns(name) && !fixed.contains(name) {
          if started.contains(name) { current[name] = version(of: name) }
        }
        changed = changed.withTargets(inside, renamedBy: current)
      }
      // Whatever is assigned inside has a value of an earlier version then.
      started.formUnion([statement].nameCounts.keys)
      result.append(changed)
    }
    return result
  }

  /// The blocks inside the statement, where a name is theirs alone.
  private mutating func splitBlocks(_ statement: Statement) -> Statement {
    var statement = statement
    switch statement.kind {
    case .for(var loop):
      let targets = Set(loop.target.plainNames ?? [])
      loop.body = splitOwn(loop.body, given: targets, beside: [loop.target])
      loop.orElse = splitOwn(loop.orElse)
      statement.kind = .for(loop)
    case .while(var loop):
      loop.body = splitOwn(loop.body)
      loop.orElse = splitOwn(loop.orElse)
      statement.kind = .while(loop)
    case .if(let test, let body, let orElse):
      statement.kind = .if(
        test, body: splitOwn(body), orElse: splitOwn(orElse))
    case .try(var inner):
      inner.body = splitOwn(inner.body)
      inner.orElse = splitOwn(inner.orElse)
      statement.kind = .try(inner)
    default: break
    }
    return statement
  }

  private mutating func splitOwn(
    _ block: [Statement], given: Set<String> = [], beside: [Expression] = []
  ) -> [Statement] {
    if block.count < 2 && given.isEmpty {
      return block.map { splitBlocks($0) }
    }
    var inside = block.nameCounts
    for expression in beside {
      for name in expression.plainNames ?? [] {
        inside[name, default: 0] += 1
      }
    }
    let first = block.firstAssigned
    let all = counts
    return split(block, started: given) { name in
      inside[name] == all[name]
        && (given.contains(name) || first.contains(name))
    }
  }

  private mutating func version(of name: String) -> String {
    var number = 2
    while !taken.insert("\(name)_\(number)").inserted { number += 1 }
    return "\(name)_\(number)"
  }
}

extension [Statement] {
  /// The names whose first use in the block is a plain assignment in it.
  fileprivate var firstAssigned: Set<String> {
    var used: Set<String> = []
    var names: Set<String> = []
    for statement in self {
      if let targets = statement.plainTargets, let value = statement.assigned {
        let read = Set(
          [Statement(.expression(value), value.range)].nameCounts.keys)
        used.formUnion(read)
        names.formUnion(targets.filter { !used.contains($0) })
      }
      used.formUnion([statement].nameCounts.keys)
    }
    return names
  }
}

extension Statement {
  /// The names of an assignment that has no other targets.
  fileprivate var plainTargets: [String]? {
    switch kind {
    case .assign(let targets, let value):
      if case .lambda = value.kind { return nil }
      let names = targets.map(\.plainNames)
      return names.contains { $0 == nil } ? nil : names.flatMap { $0 ?? [] }
    case .annotatedAssign(let target, _, .some): return target.plainNames
    default: return nil
    }
  }

  fileprivate var assigned: Expression? {
    switch kind {
    case .assign(_, let value), .annotatedAssign(_, _, let value?): value
    default: nil
    }
  }

  /// The targets of the original, under their new names.
  fileprivate func withTargets(
    _ original: Statement, renamedBy names: [String: String]
  ) -> Statement {
    var result = self
    switch (kind, original.kind) {
    case (.assign(_, let value), .assign(let targets, _)):
      result.kind = .assign(targets.map { $0.renamed(by: names) }, value)
    case (
      .annotatedAssign(_, let annotation, let value),
      .annotatedAssign(let target, _, _)
    ):
      result.kind = .annotatedAssign(
        target.renamed(by: names), annotation: annotation, value: value)
    default: break
    }
    return result
  }
}

extension Expression {
  /// A lambda or a generator that is kept looks at names when it runs.
  fileprivate var runsLater: Bool {
    switch kind {
    case .lambda: true
    case .comprehension(let comprehension): comprehension.result == .generator
    case .call(let call):
      !call.function.isEager
        && call.arguments.contains { $0.runsLater }
    default: false
    }
  }

  /// A function that is done with what it was given when it returns.
  private var isEager: Bool {
    guard case .name(let name) = kind else { return false }
    return [
      "all", "any", "dict", "frozenset", "len", "list", "max", "min", "set",
      "sorted", "sum", "tuple",
    ].contains(name)
  }

  func renamed(by names: [String: String]) -> Expression {
    rewritten { $0.renamedName(by: names) }
  }

  fileprivate func renamedName(by names: [String: String]) -> Expression? {
    guard case .name(let name) = kind, let new = names[name] else { return nil }
    return Expression(.name(new), range)
  }
}
