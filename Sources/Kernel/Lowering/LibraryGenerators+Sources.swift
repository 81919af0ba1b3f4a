import PythonSyntax

/// What takes its items from another source as it goes, and may leave some.
extension LibraryGenerators {
  /// The parts of `itertools` that stop, skip or pair; nil for the others.
  mutating func taken(_ name: String, _ call: Call) -> Parts? {
    let arguments = call.arguments
    guard call.keywords.isEmpty, let source = arguments.last,
      !arguments.contains(where: { $0.isStarred || $0.bindsNames })
    else { return nil }
    switch (name, arguments.count) {
    case ("islice", 2...4): return slice(arguments)
    case ("takewhile", 2), ("dropwhile", 2), ("filterfalse", 2), ("filter", 2):
      return chosen(name, by: arguments[0], of: source)
    case ("map", 2):
      let item = own("item")
      guard let value = applied(arguments[0], [self.name(item)]) else {
        return nil
      }
      return Parts(
        [], [], [each(item, in: source, [yielding(value)])], isLexical: true)
    case ("starmap", 2):
      if case .lambda(let parameters, _) = arguments[0].kind {
        let names = parameters.all.indices.map { own("item\($0)") }
        let parts = names.map { self.name($0) }
        guard parts.count > 1, let value = applied(arguments[0], parts) else {
          return nil
        }
        let target = Expression(.tuple(names.map { self.name($0) }), range())
        let loop = ForLoop(
          target: target, iterable: source, body: [yielding(value)])
        return Parts([], [], [Statement(.for(loop), range())], isLexical: true)
      }
      let item = own("item")
      let star = Expression(.starred(self.name(item)), range())
      guard let value = applied(arguments[0], [star]) else { return nil }
      return Parts(
        [], [], [each(item, in: source, [yielding(value)])], isLexical: true)
    case ("pairwise", 1): return neighbours(source)
    case ("cycle", 1): return cycle(source)
    case ("compress", 2):
      let (item, flag) = (own("item"), own("flag"))
      let target = Expression(
        .tuple([self.name(item), self.name(flag)]), range())
      let test = Statement(
        .if(self.name(flag), body: [yielding(self.name(item))], orElse: []),
        range())
      let loop = ForLoop(
        target: target, iterable: self.call("zip", arguments), body: [test])
      return Parts([], [], [Statement(.for(loop), range())], isLexical: true)
    default: return nil
    }
  }

  /// `islice(source, start, stop, step)`.
  private mutating func slice(_ arguments: [Expression]) -> Parts? {
    let bounds = Array(arguments.dropFirst())
    // The source is made before the bounds are looked at.
    guard bounds.allSatisfy(\.callsNothing) else { return nil }
    let stop = bounds.count == 1 ? bounds[0] : bounds[1]
    let isEndless = stop.kind == .constant(.none)
    let start =
      bounds.count == 1 || bounds[0].kind == .constant(.none)
      ? int(0) : bounds[0]
    let step = bounds.count == 3 ? bounds[2] : int(1)
    let (first, end, distance) = (own("start"), own("stop"), own("step"))
    let (place, item) = (own("place"), own("item"))
    var test = compare(name(place), .greaterOrEqual, name(first))
    if bounds.count == 3 {
      let offset = Expression(
        .binary(
          Expression(.binary(name(place), .subtract, name(first)), range()),
          .modulo, name(distance)), range())
      test = Expression(
        .boolean(.and, [test, compare(offset, .equal, int(0))]), range())
    }
    var body = [
      Statement(.if(test, body: [yielding(name(item))], orElse: []), range()),
      stepping(place),
    ]
    if bounds.count == 1 { body[0] = yielding(name(item)) }
    if !isEndless { body.append(ending(name(place), name(end))) }
    var loop = each(item, in: arguments[0], body)
    if !isEndless {
      loop = Statement(
        .if(
          compare(name(end), .greater, int(0)), body: [loop], orElse: []),
        range())
    }
    // Python raises for what is negative; a start behind the end takes more.
    var checks = [
      compare(name(first), .greaterOrEqual, int(0)),
      compare(name(distance), .greater, int(0)),
    ]
    if !isEndless {
      checks.append(compare(name(end), .greaterOrEqual, name(first)))
    }
    return Parts(
      [first, end, distance], [start, isEndless ? int(0) : stop, step],
      checks.map { Statement(.assert($0, message: nil), range()) }
        + [assign(place, int(0)), loop], isLexical: true)
  }

  /// Those items of which the function says so.
  private mutating func chosen(
    _ kind: String, by function: Expression, of source: Expression
  ) -> Parts? {
    let item = own("item")
    let test: Expression
    if function.kind == .constant(.none), kind.hasPrefix("filter") {
      test = name(item)
    } else {
      guard let applied = applied(function, [name(item)]) else { return nil }
      test = applied
    }
    let give = yielding(name(item))
    func choice(_ test: Expression, _ body: [Statement]) -> Statement {
      Statement(.if(test, body: body, orElse: []), places.place)
    }
    switch kind {
    case "takewhile":
      let end = choice(
        Expression(.unary(.not, test), range()),
        [Statement(.return(nil), range())])
      return Parts(
        [], [], [each(item, in: source, [end, give])], isLexical: true)
    case "dropwhile":
      let isOver = own("over")
      let begin = Expression(.unary(.not, test), range())
      let either = Expression(.boolean(.or, [name(isOver), begin]), range())
      return Parts(
        [], [],
        [
          assign(isOver, Expression(.constant(.bool(false)), range())),
          each(
            item, in: source,
            [
              choice(
                either,
                [
                  assign(isOver, Expression(.constant(.bool(true)), range())),
                  give,
                ])
            ]),
        ], isLexical: true)
    case "filterfalse":
      let no = Expression(.unary(.not, test), range())
      return Parts(
        [], [], [each(item, in: source, [choice(no, [give])])],
        isLexical: true)
    default:
      return Parts(
        [], [], [each(item, in: source, [choice(test, [give])])],
        isLexical: true)
    }
  }

  /// `pairwise(source)`.
  private mutating func neighbours(_ source: Expression) -> Parts {
    let (item, last, isFirst) = (
      own("item"), "kept" + own("last"), own("first")
    )
    let pair = Expression(.tuple([name(last), name(item)]), range())
    let choice = Statement(
      .if(
        name(isFirst),
        body: [
          assign(isFirst, Expression(.constant(.bool(false)), range()))
        ], orElse: [yielding(pair)]), range())
    return Parts(
      [], [],
      [
        assign(isFirst, Expression(.constant(.bool(true)), range())),
        each(item, in: source, [choice, assign(last, name(item))]),
      ], isLexical: true)
  }

  /// `cycle(source)`, which keeps what it has given.
  private mutating func cycle(_ source: Expression) -> Parts {
    let (item, saved) = (own("item"), own("saved"))
    let again = each(item, in: name(saved), [yielding(name(item))])
    return Parts(
      [], [],
      [
        assign(saved, Expression(.list([]), range())),
        each(
          item, in: source,
          [appending(name(item), to: saved), yielding(name(item))]),
        Statement(
          .while(WhileLoop(test: name(saved), body: [again])), range()),
      ], isLexical: true)
  }

  /// `zip` of one source that gives its items one by one, and of others that
  /// are looked at by their places.
  mutating func zipped(_ call: Call, source: Int) -> Parts? {
    guard call.keywords.isEmpty, call.arguments.count >= 2,
      !call.arguments.contains(where: { $0.isStarred || $0.bindsNames })
    else { return nil }
    let (place, item) = (own("place"), own("item"))
    var names: [String] = []
    var lists: [Expression] = []
    var parts: [Expression] = []
    for (index, argument) in call.arguments.enumerated() {
      if index == source {
        parts.append(name(item))
        continue
      }
      let list = own("list\(index)")
      names.append(list)
      lists.append(self.call("probe-items", [argument]))
      parts.append(Expression(.subscript(name(list), name(place)), range()))
    }
    func ends(_ lists: ArraySlice<String>) -> [Statement] {
      var maker = self
      defer { self = maker }
      return lists.map { list in
        maker.ending(
          maker.name(place), maker.call("len", [maker.name(list)]))
      }
    }
    // Each source is asked in turn: those after it have nothing to lose.
    let before = ends(names[..<source])
    let after = ends(names[source...])
    return Parts(
      names, lists,
      before.isEmpty
        ? [
          assign(place, int(0)),
          each(
            item, in: call.arguments[source],
            after + [
              yielding(Expression(.tuple(parts), range())), stepping(place),
            ]),
        ]
        : [assign(place, int(0))] + before + [
          each(
            item, in: call.arguments[source],
            after + [
              yielding(Expression(.tuple(parts), range())), stepping(place),
            ] + ends(names[..<source]))
        ], isLexical: true)
  }

  /// `chain.from_iterable` of a comprehension whose elements are gone through
  /// one by one.
  mutating func chained(_ comprehension: Comprehension) -> Parts? {
    guard comprehension.result == .generator,
      var parts = items(of: comprehension)
    else { return nil }
    let item = own("item")
    let inner = each(
      item, in: comprehension.element, [yielding(name(item))])
    parts.body = parts.body.map { $0.withYield(replacedBy: inner) }
    return parts
  }

  private mutating func ending(
    _ place: Expression, _ end: Expression
  ) -> Statement {
    Statement(
      .if(
        compare(place, .greaterOrEqual, end),
        body: [Statement(.return(nil), range())], orElse: []), range())
  }
}

extension Statement {
  /// The same with the innermost `yield` as another statement.
  fileprivate func withYield(replacedBy other: Statement) -> Statement {
    if case .expression(let value) = kind, case .yield = value.kind {
      return other
    }
    return rewritten(
      { $0 }, inner: { $0.map { $0.withYield(replacedBy: other) } },
      function: { $0 })
  }
}

extension Expression {
  /// It has no effect that another expression could notice, and sees none.
  fileprivate var callsNothing: Bool {
    !contains {
      switch $0.kind {
      case .call(let call): !call.function.isNamed("len")
      case .named, .await, .yield, .yieldFrom: true
      default: false
      }
    }
  }
}
