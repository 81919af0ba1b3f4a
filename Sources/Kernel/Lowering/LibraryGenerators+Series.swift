import PythonSyntax

/// Generators that go along with what they are given.
///
/// A name that starts with `kept` has a value wherever it is read, though not
/// every way there can be seen to give it one.
extension LibraryGenerators {
  /// `zip(*rows)`: the rows are taken at once, their items one by one.
  mutating func columns(_ call: Call) -> Parts? {
    guard call.arguments.count == 1, call.keywords.isEmpty,
      case .starred(let rows) = call.arguments[0].kind
    else { return nil }
    let isOver = compare(
      name("place"), .greaterOrEqual, self.call("len", [name("row")]))
    let end = Statement(
      .if(isOver, body: [Statement(.return(nil), range())], orElse: []),
      range())
    let item = Expression(.subscript(name("row"), name("place")), range())
    let body = [
      assign("column", Expression(.list([]), range())),
      each("row", in: name("rows"), [end, appending(item, to: "column")]),
      yielding(self.call("tuple", [name("column")])),
      stepping("place"),
    ]
    return Parts(
      ["given"], [rows],
      [
        assign("rows", self.call("list", [name("given")])),
        assign("place", int(0)),
        Statement(
          .while(WhileLoop(test: name("rows"), body: body)), range()),
      ])
  }

  /// `enumerate(items, start)`, of what is given one by one.
  mutating func enumerated(_ call: Call) -> Parts? {
    guard let items = call.arguments.first, 1...2 ~= call.arguments.count,
      !items.bindsNames, call.keywords.allSatisfy({ $0.name == "start" }),
      call.arguments.count + call.keywords.count <= 2
    else { return nil }
    let start =
      call.arguments.count == 2
      ? call.arguments[1] : call.keywords.first?.value ?? int(0)
    let (number, item) = (own("number"), own("item"))
    let pair = Expression(.tuple([name(number), name(item)]), range())
    return Parts(
      [number], [start],
      [each(item, in: items, [yielding(pair), stepping(number)])],
      isLexical: true)
  }

  /// A generator expression.
  mutating func items(of comprehension: Comprehension) -> Parts? {
    let targets = Set(comprehension.clauses.flatMap(\.target.assignedNames))
    let first = comprehension.clauses[0].iterable
    guard targets.isDisjoint(with: first.freeNames),
      !comprehension.clauses.contains(where: \.isAsync),
      !comprehension.element.bindsNames,
      comprehension.clauses.allSatisfy({ clause in
        !([clause.iterable] + clause.conditions).contains(where: \.bindsNames)
      })
    else { return nil }
    var body = [yielding(comprehension.element)]
    for clause in comprehension.clauses.reversed() {
      for condition in clause.conditions.reversed() {
        body = [Statement(.if(condition, body: body, orElse: []), range())]
      }
      body = [
        Statement(
          .for(
            ForLoop(
              target: clause.target, iterable: clause.iterable, body: body)),
          range())
      ]
    }
    return Parts([], [], body, isLexical: true)
  }

  /// `accumulate(items, function, initial=...)`.
  mutating func accumulated(_ call: Call) -> Parts? {
    guard 1...2 ~= call.arguments.count,
      call.keywords.allSatisfy({ $0.name == "initial" || $0.name == "func" })
    else { return nil }
    let initial = call.keywords.first { $0.name == "initial" }?.value
    let function =
      call.arguments.count == 2
      ? call.arguments[1] : call.keywords.first { $0.name == "func" }?.value
    let (item, items) = (own("item"), own("items"))
    let (total, isFirst) = ("kept" + own("total"), own("first"))
    let next: Expression
    if let function {
      guard let applied = applied(function, [name(total), name(item)]) else {
        return nil
      }
      next = applied
    } else {
      next = Expression(.binary(name(total), .add, name(item)), range())
    }
    if let initial {
      let start = own("start")
      return Parts(
        [items, start], [call.arguments[0], initial],
        [
          assign(total, name(start)), yielding(name(total)),
          each(
            item, in: name(items), [assign(total, next), yielding(name(total))]
          ),
        ], isLexical: true)
    }
    let start = [
      assign(total, name(item)),
      assign(isFirst, Expression(.constant(.bool(false)), range())),
    ]
    let step = Statement(
      .if(name(isFirst), body: start, orElse: [assign(total, next)]), range())
    return Parts(
      [items], [call.arguments[0]],
      [
        assign(isFirst, Expression(.constant(.bool(true)), range())),
        each(item, in: name(items), [step, yielding(name(total))]),
      ], isLexical: true)
  }

  /// `groupby(items, key)`, each group as a list.
  mutating func grouped(_ call: Call) -> Parts? {
    guard 1...2 ~= call.arguments.count,
      call.arguments.count + call.keywords.count <= 2,
      call.keywords.allSatisfy({ $0.name == "key" })
    else { return nil }
    let function =
      call.arguments.count == 2
      ? call.arguments[1] : call.keywords.first?.value
    let (item, items, key) = (own("item"), own("items"), own("key"))
    let (last, group) = ("kept" + own("key"), "kept" + own("group"))
    let isStarted = own("started")
    var value = name(item)
    if let function, function.kind != .constant(.none) {
      guard let applied = applied(function, [name(item)]) else { return nil }
      value = applied
    }
    func flag(_ value: Bool) -> Expression {
      Expression(.constant(.bool(value)), places.place)
    }
    // As `groupby` does, identity before equality.
    let isSame = Expression(
      .boolean(
        .and,
        [
          name(isStarted),
          compare(
            name(key), .in, Expression(.tuple([name(last)]), range())),
        ]), range())
    let give = yielding(
      Expression(.tuple([name(last), name(group)]), range()))
    let begin = [
      Statement(.if(name(isStarted), body: [give], orElse: []), range()),
      assign(isStarted, flag(true)), assign(last, name(key)),
      assign(group, Expression(.list([name(item)]), range())),
    ]
    let step = Statement(
      .if(isSame, body: [appending(name(item), to: group)], orElse: begin),
      range())
    let end = yielding(
      Expression(.tuple([name(last), name(group)]), range()))
    return Parts(
      [items], [call.arguments[0]],
      [
        assign(isStarted, flag(false)),
        each(item, in: name(items), [assign(key, value), step]),
        Statement(.if(name(isStarted), body: [end], orElse: []), range()),
      ], isLexical: true)
  }

  /// `zip_longest(first, second, fillvalue=...)`, of sequences.
  mutating func zippedLongest(_ call: Call) -> Parts? {
    guard call.arguments.count >= 2,
      call.keywords.allSatisfy({ $0.name == "fillvalue" }),
      call.keywords.count < 2, call.arguments.count <= Self.mostParts
    else { return nil }
    let fill =
      call.keywords.first?.value ?? Expression(.constant(.none), range())
    let names = call.arguments.indices.map { "items\($0)" }
    func isThere(_ list: String) -> Expression {
      compare(name("place"), .less, self.call("len", [name(list)]))
    }
    // A dict or a set has no slices: it is refused.
    let checks = names.map { list in
      assign(
        "empty_" + list,
        Expression(
          .subscript(
            name(list),
            Expression(.slice(lower: nil, upper: int(0), step: nil), range())),
          range()))
    }
    let parts = names.map { list in
      Expression(
        .conditional(
          test: isThere(list),
          body: Expression(.subscript(name(list), name("place")), range()),
          orElse: name("fill")), range())
    }
    let test = Expression(.boolean(.or, names.map(isThere)), range())
    let loop = Statement(
      .while(
        WhileLoop(
          test: test,
          body: [
            yielding(Expression(.tuple(parts), range())), stepping("place"),
          ])), range())
    return Parts(
      names + ["fill"], call.arguments + [fill],
      checks + [assign("place", int(0)), loop])
  }

  // MARK: Building

  /// A name that nothing of the caller's has.
  func own(_ stem: String) -> String {
    "\(stem)_of_\(places.place.line)_\(places.place.column)"
  }

  /// The function's value for the names; nil where a call would not be it.
  mutating func applied(
    _ function: Expression, _ values: [Expression]
  ) -> Expression? {
    switch function.kind {
    case .name, .attribute:
      return Expression(
        .call(Call(function: function, arguments: values)), range())
    case .lambda(let parameters, let body):
      guard parameters.all.count == values.count,
        parameters.positional.count == values.count,
        parameters.defaults.isEmpty, !body.bindsNames
      else { return nil }
      let given = Dictionary(
        zip(parameters.all.map(\.name), values),
        uniquingKeysWith: { first, _ in first })
      return body.rewritten { part in
        guard case .name(let name) = part.kind else { return nil }
        return given[name]
      }
    default: return nil
    }
  }

  mutating func appending(
    _ item: Expression, to list: String
  ) -> Statement {
    let method = Expression(.attribute(name(list), "append"), range())
    return Statement(
      .expression(
        Expression(.call(Call(function: method, arguments: [item])), range())),
      range())
  }

  mutating func stepping(_ counter: String) -> Statement {
    Statement(.augmentedAssign(name(counter), .add, int(1)), range())
  }
}

extension Expression {
  /// Something inside it binds a name: a lambda, a comprehension, `:=`.
  var bindsNames: Bool {
    var binds = false
    visit { inner in
      switch inner.kind {
      case .named: binds = true
      default: break
      }
    }
    return binds
  }
}
