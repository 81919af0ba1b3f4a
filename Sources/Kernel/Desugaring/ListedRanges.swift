import PythonSyntax

extension [Statement] {
  /// A range that is kept in a name, where only its items and its length are
  /// looked at, as a list of them.
  func withListedRanges(_ facts: ModuleFacts) -> [Statement] {
    var assigned: Set<String> = []
    visitOwnStatements { statement in
      if case .assign(let targets, let value) = statement.kind,
        value.mayBeRange, targets.count == 1,
        case .name(let name) = targets[0].kind
      {
        assigned.insert(name)
      }
    }
    let names = assigned.filter { name in
      let uses = nameCounts[name] ?? 0
      return uses == harmlessUses(of: name, facts)
    }
    return names.isEmpty ? self : map { $0.listingRanges(of: names) }
  }

  /// Uses that a range and a list of its items answer alike, assignments
  /// included.
  fileprivate func harmlessUses(
    of name: String, _ facts: ModuleFacts, depth: Int = 0
  ) -> Int {
    var count = iterations(over: name)
    // A range takes no items.
    func refuse(_ target: Expression) {
      target.visit { inner in
        if case .subscript(let list, _) = inner.kind,
          list.kind == .name(name)
        {
          count = .min / 2
        }
      }
    }
    visitOwnStatements { statement in
      switch statement.kind {
      case .assign(let targets, _):
        for target in targets {
          if target.kind == .name(name) { count += 1 }
          refuse(target)
        }
      case .augmentedAssign(let target, _, _): refuse(target)
      case .delete(let targets): targets.forEach(refuse)
      default: break
      }
      for expression in statement.expressions {
        expression.visit { inner in
          switch inner.kind {
          case .subscript(let list, let place):
            if case .slice = place.kind { return }
            if list.kind == .name(name) { count += 1 }
          case .call(let call):
            guard case .name(let function) = call.function.kind else { return }
            for (place, argument) in call.arguments.enumerated()
            where argument.kind == .name(name) {
              if facts.goesOver(function, place, depth: depth) { count += 1 }
            }
          default: break
          }
        }
      }
    }
    return count
  }
}

extension ModuleFacts {
  /// The function does nothing with what it is passed there but go through it,
  /// count it, or look at its items.
  fileprivate func goesOver(
    _ function: String, _ place: Int, depth: Int
  ) -> Bool {
    guard let definition = functions[function] else {
      return !boundNames.contains(function)
        && [
          "enumerate", "frozenset", "len", "list", "max", "min", "reversed",
          "set", "sorted", "sum", "tuple", "zip",
        ].contains(function)
    }
    let parameters = definition.function.parameters
    guard depth < 4, parameters.positional.indices.contains(place),
      parameters.positionalOnly.isEmpty
    else { return false }
    let name = parameters.positional[place].name
    let body = definition.function.body
    return !body.ownAssignedNames.contains(name)
      && body.nameCounts[name] ?? 0
        == body.harmlessUses(of: name, self, depth: depth + 1)
  }
}

extension Statement {
  fileprivate func listingRanges(of names: Set<String>) -> Statement {
    if case .assign(let targets, let value) = kind, value.mayBeRange,
      targets.count == 1, case .name(let name) = targets[0].kind,
      names.contains(name)
    {
      return Statement(.assign(targets, value.listed), range)
    }
    return rewritten(
      { $0 }, inner: { $0.map { $0.listingRanges(of: names) } },
      function: { $0 })
  }
}

extension Expression {
  private var isRange: Bool {
    if case .call(let call) = kind, call.function.kind == .name("range"),
      call.keywords.isEmpty, !call.arguments.contains(where: \.isStarred)
    {
      return true
    }
    return false
  }

  /// A range, or a choice of which one is.
  fileprivate var mayBeRange: Bool {
    if case .conditional(_, let body, let orElse) = kind {
      return body.mayBeRange || orElse.mayBeRange
    }
    return isRange
  }

  /// The same with lists for ranges.
  fileprivate var listed: Expression {
    if case .conditional(let test, let body, let orElse) = kind {
      return Expression(
        .conditional(test: test, body: body.listed, orElse: orElse.listed),
        range)
    }
    guard isRange else { return self }
    var places = MadeUpPlaces(range)
    var list = places.call("list", [self])
    list.range = places.next()
    return list
  }
}
