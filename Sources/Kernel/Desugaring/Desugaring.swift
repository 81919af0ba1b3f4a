import PythonSyntax

extension ModuleFacts.Definition {
  /// The same function in fewer constructs, and what it imports itself. What
  /// is inside another has that one's caches.
  func desugared(
    _ facts: ModuleFacts, isInside: Bool = false
  ) -> (definition: ModuleFacts.Definition, aliases: LocalAliases) {
    var taken = facts.boundNames
    taken.formUnion(function.body.nameCounts.keys)
    var aliases = LocalAliases(function)
    var result = aliases.resolve()
    var cached = CachedFunctions(range, facts, taken: taken)
    result = cached.expand(result, isInside: isInside)
    var shared = SharedNames(range, taken: taken)
    result = shared.share(result)
    var caught = CaughtFailures(range, facts, taken: taken)
    if !facts.hasStarImport { result.body = caught.expand(result.body) }
    if !facts.hasStarImport,
      facts.boundNames.isDisjoint(with: ["len", "list", "range"])
    {
      result.body = result.body.withListedRanges
    }
    var versions = NameVersions(
      result, taken: taken.union(result.body.nameCounts.keys))
    result.body = versions.split(result)
    return (ModuleFacts.Definition(function: result, range: range), aliases)
  }
}

extension [Statement] {
  /// A range that is kept in a name, where only its items and its length are
  /// looked at, as a list of them.
  fileprivate var withListedRanges: [Statement] {
    var assigned: Set<String> = []
    visitOwnStatements { statement in
      if case .assign(let targets, let value) = statement.kind,
        value.isRange, targets.count == 1,
        case .name(let name) = targets[0].kind
      {
        assigned.insert(name)
      }
    }
    let names = assigned.filter { name in
      let uses = nameCounts[name] ?? 0
      return uses == harmlessUses(of: name)
    }
    return names.isEmpty ? self : map { $0.listingRanges(of: names) }
  }

  /// Uses that a range and a list of its items answer alike, assignments
  /// included.
  private func harmlessUses(of name: String) -> Int {
    var count = 0
    visitOwnStatements { statement in
      switch statement.kind {
      case .assign(let targets, _):
        for target in targets where target.kind == .name(name) { count += 1 }
      case .for(let loop):
        if loop.iterable.kind == .name(name) { count += 1 }
      default: break
      }
      for expression in statement.expressions {
        expression.visit { inner in
          switch inner.kind {
          case .subscript(let list, let place):
            if case .slice = place.kind { return }
            if list.kind == .name(name) { count += 1 }
          case .call(let call):
            if call.function.kind == .name("len"),
              call.arguments.first?.kind == .name(name)
            {
              count += 1
            }
          case .comprehension(let comprehension):
            for clause in comprehension.clauses
            where clause.iterable.kind == .name(name) {
              count += 1
            }
          default: break
          }
        }
      }
    }
    return count
  }
}

extension Statement {
  fileprivate func listingRanges(of names: Set<String>) -> Statement {
    if case .assign(let targets, let value) = kind, value.isRange,
      targets.count == 1, case .name(let name) = targets[0].kind,
      names.contains(name)
    {
      var places = MadeUpPlaces(value.range)
      var list = places.call("list", [value])
      list.range = places.next()
      return Statement(.assign(targets, list), range)
    }
    return rewritten(
      { $0 }, inner: { $0.map { $0.listingRanges(of: names) } },
      function: { $0 })
  }
}

extension Expression {
  fileprivate var isRange: Bool {
    if case .call(let call) = kind, call.function.kind == .name("range"),
      call.keywords.isEmpty, !call.arguments.contains(where: \.isStarred)
    {
      return true
    }
    return false
  }
}
