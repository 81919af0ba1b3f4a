import PythonSyntax

/// What loops take from `itertools`, as generator functions that do the same.
struct LibraryGenerators {
  var places: MadeUpPlaces

  private init(_ place: SourceRange) { places = MadeUpPlaces(place) }

  /// Most parts of the tuples that `product` and its like give as tuples of
  /// a known length.
  static let mostParts = 4

  /// The function that stands for a call of `itertools`, and the arguments to
  /// call it with; nil for what is not among them.
  static func generator(
    _ name: String, _ call: Call, at range: SourceRange
  ) -> CalledGenerator? {
    var maker = LibraryGenerators(range)
    guard let parts = maker.make(name, call) else { return nil }
    return parts.generator(name, call.function, at: range)
  }

  /// The same of what takes its items one by one, as they are needed.
  static func generator(
    lazily name: String, _ call: Call, at range: SourceRange
  ) -> CalledGenerator? {
    var maker = LibraryGenerators(range)
    var parts = name == "filter" ? nil : maker.taken(name, call)
    if name == "from_iterable", call.arguments.count == 1,
      case .comprehension(let comprehension) = call.arguments[0].kind
    {
      parts = maker.chained(comprehension)
    }
    return parts?.generator(name, call.function, at: range)
  }

  /// The same of `zip(*rows)`, `enumerate` and what is built in.
  static func generator(
    builtin name: String, _ call: Call, source: Int?, at range: SourceRange
  ) -> CalledGenerator? {
    var maker = LibraryGenerators(range)
    let parts: Parts?
    switch name {
    case "zip":
      parts =
        maker.columns(call)
        ?? source.flatMap { maker.zipped(call, source: $0) }
    case "map", "filter": parts = maker.taken(name, call)
    case "enumerate": parts = maker.enumerated(call)
    default: return nil
    }
    return parts?.generator(name, call.function, at: range)
  }

  /// `(element for ...)`, given one by one.
  static func generator(
    of comprehension: Comprehension, at range: SourceRange
  ) -> CalledGenerator? {
    var maker = LibraryGenerators(range)
    return maker.items(of: comprehension)?.generator(
      "items", Expression(.name("items"), range), at: range)
  }

  struct Parts {
    var parameters: [String]
    var arguments: [Expression]
    var body: [Statement]
    /// The body has expressions of the caller's in it.
    var isLexical = false

    init(
      _ parameters: [String], _ arguments: [Expression], _ body: [Statement],
      isLexical: Bool = false
    ) {
      self.parameters = parameters
      self.arguments = arguments
      self.body = body
      self.isLexical = isLexical
    }

    func generator(
      _ name: String, _ function: Expression, at range: SourceRange
    ) -> CalledGenerator {
      let definition = FunctionDefinition(
        name: name + " items", parameters: parameters, body: body,
        place: range)
      return CalledGenerator(
        definition: ModuleFacts.Definition(function: definition, range: range),
        call: Call(function: function, arguments: arguments),
        isLexical: isLexical)
    }
  }

  mutating func make(_ name: String, _ call: Call) -> Parts? {
    let arguments = call.arguments
    if name == "product", let parts = anyProduct(call) { return parts }
    if arguments.contains(where: \.isStarred) { return nil }
    switch name {
    case "product": return product(call)
    case "accumulate": return accumulated(call)
    case "grouped items": return grouped(call)
    case "zip_longest": return zippedLongest(call)
    case "combinations", "combinations_with_replacement", "permutations":
      if let parts = anyChoices(name, call) { return parts }
      fallthrough
    case "fixed choices":
      guard arguments.count == 2, call.keywords.isEmpty,
        case .constant(.int(let size?, _)) = arguments[1].kind,
        1...Self.mostParts ~= Int(size)
      else { return nil }
      return choices(name, arguments[0], Int(size))
    case "chain" where call.keywords.isEmpty && !arguments.isEmpty:
      let names = arguments.indices.map { "items\($0)" }
      let loops = names.map { name in
        each("item", in: self.name(name), [yielding(self.name("item"))])
      }
      return Parts(names, arguments, loops)
    case "from_iterable" where call.keywords.isEmpty && arguments.count == 1:
      let inner = each(
        "item", in: self.name("items"), [yielding(self.name("item"))])
      return Parts(
        ["lists"], arguments, [each("items", in: self.name("lists"), [inner])])
    case "repeat" where call.keywords.isEmpty && arguments.count == 2:
      let loop = each(
        "turn", in: self.call("range", [self.name("times")]),
        [yielding(self.name("item"))])
      return Parts(["item", "times"], arguments, [loop])
    case "count" where call.keywords.isEmpty && arguments.count <= 2:
      let one = arguments.count == 2 ? arguments[1] : int(1)
      let start = arguments.first ?? int(0)
      let step = Statement(
        .augmentedAssign(self.name("number"), .add, self.name("step")),
        range())
      let test = Expression(.constant(.bool(true)), range())
      let loop = WhileLoop(
        test: test, body: [yielding(self.name("number")), step])
      return Parts(
        ["number", "step"], [start, one], [Statement(.while(loop), range())])
    default: return nil
    }
  }

  mutating func product(_ call: Call) -> Parts? {
    var arguments = call.arguments
    for keyword in call.keywords {
      guard keyword.name == "repeat",
        case .constant(.int(let times?, _)) = keyword.value.kind,
        1...Self.mostParts ~= Int(times),
        arguments.count * Int(times) <= Self.mostParts
      else { return nil }
      // The same items again: looked at once.
      if arguments.count > 1 { return nil }
      let items = arguments.map { _ in "pool0" }
      let names = Array(repeating: items, count: Int(times)).flatMap(\.self)
      return nested(arguments, pools: names)
    }
    guard 1...Self.mostParts ~= arguments.count else { return nil }
    arguments = call.arguments
    return nested(arguments, pools: arguments.indices.map { "pool\($0)" })
  }

  mutating func nested(
    _ arguments: [Expression], pools: [String]
  ) -> Parts {
    let names = arguments.indices.map { "items\($0)" }
    var body = names.enumerated().map { index, name in
      assign("pool\(index)", self.call("list", [self.name(name)]))
    }
    let parts = pools.indices.map { name("part\($0)") }
    var loop = [yielding(Expression(.tuple(parts), range()))]
    for (index, pool) in pools.enumerated().reversed() {
      loop = [each("part\(index)", in: name(pool), loop)]
    }
    body += loop
    return Parts(names, arguments, body)
  }

  mutating func choices(
    _ kind: String, _ items: Expression, _ size: Int
  ) -> Parts {
    let start = [
      assign("pool", call("list", [name("items")])),
      assign("size", call("len", [name("pool")])),
    ]
    let parts = (0..<size).map { index in
      Expression(.subscript(name("pool"), name("place\(index)")), range())
    }
    var body = [yielding(Expression(.tuple(parts), range()))]
    for index in (0..<size).reversed() {
      var bounds = [name("size")]
      if index > 0, kind != "permutations" {
        let last = name("place\(index - 1)")
        bounds.insert(
          kind == "combinations"
            ? Expression(.binary(last, .add, int(1)), range()) : last, at: 0)
      }
      if kind == "permutations" {
        for other in 0..<index {
          let test = Expression(
            .compare(
              name("place\(index)"), [.notEqual], [name("place\(other)")]),
            range())
          body = [
            Statement(.if(test, body: body, orElse: []), range())
          ]
        }
      }
      body = [each("place\(index)", in: call("range", bounds), body)]
    }
    return Parts(["items"], [items], start + body)
  }

  // MARK: Building

  mutating func range() -> SourceRange { places.next() }

  mutating func name(_ name: String) -> Expression { places.name(name) }

  mutating func int(_ value: Int) -> Expression { places.int(value) }

  mutating func call(
    _ function: String, _ arguments: [Expression]
  ) -> Expression {
    places.call(function, arguments)
  }

  mutating func assign(
    _ target: String, _ value: Expression
  ) -> Statement {
    Statement(.assign([name(target)], value), range())
  }

  mutating func each(
    _ target: String, in items: Expression, _ body: [Statement]
  ) -> Statement {
    Statement(
      .for(
        ForLoop(target: name(target), iterable: items, body: body)), range())
  }

  mutating func yielding(_ value: Expression) -> Statement {
    Statement(.expression(Expression(.yield(value), range())), range())
  }
}
