import PythonSyntax

/// `items = iter(...)`, where the name is only given to `next` and to `for`:
/// the items, and the place of the next.
struct KeptIterators {
  private var places: MadeUpPlaces
  private var taken: Set<String>
  private var names: [String: (items: String, place: String)] = [:]

  init(_ range: SourceRange, taken: Set<String>) {
    places = MadeUpPlaces(range)
    self.taken = taken
  }

  mutating func expand(_ body: [Statement]) -> [Statement] {
    var assigned: [String: Int] = [:]
    body.visitOwnStatements { statement in
      if let (name, _) = statement.keptIterator {
        assigned[name, default: 0] += 1
      }
    }
    for name in assigned.keys.sorted()
    where body.nameCounts[name] == body.iteratorUses(of: name) {
      names[name] = (fresh(name + "_items"), fresh(name + "_place"))
    }
    return names.isEmpty ? body : rewrite(body)
  }

  private mutating func rewrite(_ body: [Statement]) -> [Statement] {
    body.flatMap { rewrite($0) }
  }

  private mutating func rewrite(_ statement: Statement) -> [Statement] {
    var maker = self
    defer { self = maker }
    if let (name, source) = statement.keptIterator, let kept = names[name] {
      return [
        maker.places.assign(
          maker.places.name(kept.items),
          maker.places.call("probe-items", [maker.changed(source)])),
        maker.places.assign(
          maker.places.name(kept.place), maker.places.int(0)),
      ]
    }
    if case .for(let loop) = statement.kind,
      case .name(let name) = loop.iterable.kind, let kept = names[name]
    {
      let step = maker.places.assign(loop.target, maker.next(kept))
      let count = maker.places.call("len", [maker.places.name(kept.items)])
      let test = Expression(
        .compare(maker.places.name(kept.place), [.less], [count]),
        maker.places.next())
      // An iterator that came to its end stays there.
      let end = maker.places.assign(
        maker.places.name(kept.place), maker.places.int(1 << 60))
      let whole = WhileLoop(
        test: test, body: [step] + maker.rewrite(loop.body),
        orElse: [end] + maker.rewrite(loop.orElse))
      return [Statement(.while(whole), statement.range)]
    }
    return [
      statement.rewritten(
        { maker.changed($0) }, inner: { maker.rewrite($0) },
        function: { $0 })
    ]
  }

  private mutating func changed(_ expression: Expression) -> Expression {
    var maker = self
    defer { self = maker }
    return expression.rewritten { part in
      guard let name = part.advancedIterator, let kept = maker.names[name]
      else { return nil }
      return maker.next(kept)
    }
  }

  /// `items[(place := place + 1) - 1]`, which raises behind the last.
  private mutating func next(
    _ kept: (items: String, place: String)
  ) -> Expression {
    let sum = Expression(
      .binary(places.name(kept.place), .add, places.int(1)), places.next())
    let step = Expression(
      .named(places.name(kept.place), value: sum), places.next())
    let place = Expression(
      .binary(step, .subtract, places.int(1)), places.next())
    return Expression(
      .subscript(places.name(kept.items), place), places.next())
  }

  private mutating func fresh(_ stem: String) -> String {
    var name = stem
    while !taken.insert(name).inserted { name += "_" }
    return name
  }
}

extension Statement {
  /// `name = iter(source)`.
  fileprivate var keptIterator: (name: String, source: Expression)? {
    guard case .assign(let targets, let value) = kind, targets.count == 1,
      case .name(let name) = targets[0].kind,
      case .call(let call) = value.kind, call.function.kind == .name("iter"),
      call.arguments.count == 1, call.keywords.isEmpty,
      !call.arguments[0].isStarred
    else { return nil }
    return (name, call.arguments[0])
  }
}

extension Expression {
  /// `next(name)`.
  fileprivate var advancedIterator: String? {
    guard case .call(let call) = kind, call.function.kind == .name("next"),
      call.arguments.count == 1, call.keywords.isEmpty,
      case .name(let name) = call.arguments[0].kind
    else { return nil }
    return name
  }
}

extension [Statement] {
  /// Where the name is given its iterator, or the iterator is moved on.
  fileprivate func iteratorUses(of name: String) -> Int {
    var count = 0
    visitOwnStatements { statement in
      if statement.keptIterator?.name == name { count += 1 }
      if case .for(let loop) = statement.kind,
        loop.iterable.kind == .name(name)
      {
        count += 1
      }
      for expression in statement.expressions {
        expression.visit { inner in
          if inner.advancedIterator == name { count += 1 }
        }
      }
    }
    return count
  }
}
