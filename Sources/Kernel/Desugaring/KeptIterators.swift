import PythonSyntax

/// `items = iter(...)`, where the name is only given to `next` and to `for`:
/// the items, and the place of the next. So are `cycle` and `count`.
struct KeptIterators {
  /// What the place of the next item does behind the last.
  enum Kind {
    case once
    case again
    /// There are no items but the places.
    case counting
  }

  private struct Kept {
    var items: String
    var place: String
    var step: String
    var kind: Kind
  }

  private var places: MadeUpPlaces
  private var taken: Set<String>
  private var names: [String: Kept] = [:]
  /// What an expression is in `itertools`.
  private let library: (Expression) -> String?

  init(
    _ range: SourceRange, taken: Set<String>,
    library: @escaping (Expression) -> String?
  ) {
    places = MadeUpPlaces(range)
    self.taken = taken
    self.library = library
  }

  mutating func expand(_ body: [Statement]) -> [Statement] {
    var kinds: [String: Kind] = [:]
    var mixed: Set<String> = []
    body.visitOwnStatements { statement in
      guard let (name, kind, _) = keptIterator(statement) else { return }
      if let known = kinds[name], known != kind { mixed.insert(name) }
      kinds[name] = kind
    }
    for name in kinds.keys.sorted() where !mixed.contains(name) {
      guard let kind = kinds[name],
        body.nameCounts[name] == uses(of: name, kind, in: body)
      else { continue }
      names[name] = Kept(
        items: fresh(name + "_items"), place: fresh(name + "_place"),
        step: fresh(name + "_step"), kind: kind)
    }
    return names.isEmpty ? body : rewrite(body)
  }

  /// `name = iter(source)`, or what is like it.
  private func keptIterator(
    _ statement: Statement
  ) -> (name: String, kind: Kind, call: Call)? {
    guard case .assign(let targets, let value) = statement.kind,
      targets.count == 1, case .name(let name) = targets[0].kind,
      case .call(let call) = value.kind, call.keywords.isEmpty,
      !call.arguments.contains(where: \.isStarred)
    else { return nil }
    if call.function.kind == .name("iter"), call.arguments.count == 1 {
      return (name, .once, call)
    }
    switch library(call.function) {
    case "cycle" where call.arguments.count == 1: return (name, .again, call)
    case "count" where call.arguments.count <= 2:
      return (name, .counting, call)
    default: return nil
    }
  }

  /// Where the name is given its iterator, or the iterator is moved on.
  private func uses(
    of name: String, _ kind: Kind, in body: [Statement]
  ) -> Int {
    var count = 0
    body.visitOwnStatements { statement in
      if keptIterator(statement)?.name == name { count += 1 }
      if case .for(let loop) = statement.kind,
        loop.iterable.kind == .name(name)
      {
        count += 1
      }
      for expression in statement.expressions {
        expression.visit { inner in
          if inner.advancedIterator == name { count += 1 }
          if kind == .once, takenPart(inner)?.name == name { count += 1 }
        }
      }
    }
    return count
  }

  /// `list(islice(name, count))`, which takes all of them at once.
  private func takenPart(
    _ expression: Expression
  ) -> (name: String, whole: Call, count: Expression)? {
    guard case .call(let whole) = expression.kind,
      let first = whole.arguments.first, case .call(let call) = first.kind,
      library(call.function) == "islice", call.arguments.count == 2,
      call.keywords.isEmpty, case .name(let name) = call.arguments[0].kind,
      call.arguments[1].isRepeatable
    else { return nil }
    switch whole.function.kind {
    case .name("list"), .name("tuple"), .name("sum"), .name("deque"),
      .name("max"), .name("min"), .attribute(_, "deque"):
      return (name, whole, call.arguments[1])
    default: return nil
    }
  }

  private mutating func rewrite(_ body: [Statement]) -> [Statement] {
    body.flatMap { rewrite($0) }
  }

  private mutating func rewrite(_ statement: Statement) -> [Statement] {
    var maker = self
    defer { self = maker }
    if let (name, kind, call) = keptIterator(statement), let kept = names[name]
    {
      let sources = call.arguments.map { maker.changed($0) }
      func assign(_ name: String, _ value: Expression) -> Statement {
        maker.places.assign(maker.places.name(name), value)
      }
      switch kind {
      case .counting:
        return [
          assign(kept.place, sources.first ?? maker.places.int(0)),
          assign(
            kept.step, sources.count == 2 ? sources[1] : maker.places.int(1)),
        ]
      case .once, .again:
        return [
          assign(
            kept.items,
            maker.places.call(
              kind == .again ? "probe-cycle" : "probe-items", sources)),
          assign(kept.place, maker.places.int(0)),
        ]
      }
    }
    if case .for(let loop) = statement.kind,
      case .name(let name) = loop.iterable.kind, let kept = names[name]
    {
      let step = maker.places.assign(loop.target, maker.next(kept))
      let body = [step] + maker.rewrite(loop.body)
      guard kept.kind == .once else {
        let always =
          kept.kind == .again
          ? maker.places.name(kept.items)
          : Expression(.constant(.bool(true)), maker.places.next())
        let whole = WhileLoop(
          test: always, body: body, orElse: maker.rewrite(loop.orElse))
        return [Statement(.while(whole), statement.range)]
      }
      let count = maker.places.call("len", [maker.places.name(kept.items)])
      let test = Expression(
        .compare(maker.places.name(kept.place), [.less], [count]),
        maker.places.next())
      // An iterator that came to its end stays there.
      let end = maker.places.assign(
        maker.places.name(kept.place), maker.places.int(1 << 60))
      let whole = WhileLoop(
        test: test, body: body, orElse: [end] + maker.rewrite(loop.orElse))
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
      if let (name, whole, count) = maker.takenPart(part),
        let kept = maker.names[name]
      {
        var call = whole
        call.arguments = [maker.part(kept, count)]
        call.arguments += whole.arguments.dropFirst().map { maker.changed($0) }
        return Expression(.call(call), part.range)
      }
      guard let name = part.advancedIterator, let kept = maker.names[name]
      else { return nil }
      return maker.next(kept)
    }
  }

  /// The next item, and the place moved on; behind the last it raises.
  private mutating func next(_ kept: Kept) -> Expression {
    let step =
      kept.kind == .counting ? places.name(kept.step) : places.int(1)
    let old = places.name(kept.place)
    var sum = Expression(.binary(old, .add, step), places.next())
    if kept.kind == .again {
      let count = places.call("len", [places.name(kept.items)])
      sum = Expression(.binary(sum, .modulo, count), places.next())
    }
    let moved = Expression(
      .named(places.name(kept.place), value: sum), places.next())
    if kept.kind == .counting {
      // Taking the step away again would round.
      let both = Expression(.tuple([old, moved]), places.next())
      return Expression(.subscript(both, places.int(0)), places.next())
    }
    let place = Expression(.binary(moved, .subtract, step), places.next())
    return Expression(
      .subscript(places.name(kept.items), place), places.next())
  }

  /// `items[place:(place := ...)]`: so many items, or the rest.
  private mutating func part(
    _ kept: Kept, _ count: Expression
  ) -> Expression {
    func end() -> Expression {
      Expression(
        .binary(
          places.name(kept.place), .add,
          places.call("probe-natural", [count])), places.next())
    }
    let test = Expression(
      .compare(
        end(), [.lessOrEqual],
        [places.call("len", [places.name(kept.items)])]), places.next())
    let moved = Expression(
      .conditional(test: test, body: end(), orElse: places.int(1 << 60)),
      places.next())
    let upper = Expression(
      .named(places.name(kept.place), value: moved), places.next())
    let slice = Expression(
      .slice(lower: places.name(kept.place), upper: upper, step: nil),
      places.next())
    return Expression(
      .subscript(places.name(kept.items), slice), places.next())
  }

  private mutating func fresh(_ stem: String) -> String {
    var name = stem
    while !taken.insert(name).inserted { name += "_" }
    return name
  }
}

extension Expression {
  /// A name or a constant: looking at it twice changes nothing.
  fileprivate var isRepeatable: Bool {
    switch kind {
    case .name, .constant: true
    default: false
    }
  }

  /// `next(name)`.
  fileprivate var advancedIterator: String? {
    guard case .call(let call) = kind, call.function.kind == .name("next"),
      call.arguments.count == 1, call.keywords.isEmpty,
      case .name(let name) = call.arguments[0].kind
    else { return nil }
    return name
  }
}
