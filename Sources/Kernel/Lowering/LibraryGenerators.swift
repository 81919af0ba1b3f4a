import PythonSyntax

/// What loops take from `itertools`, as generator functions that do the same.
struct LibraryGenerators {
  private let place: SourceRange
  private var count = 0

  private init(_ place: SourceRange) { self.place = place }

  /// Most parts of the tuples that `product` and its like give.
  private static let mostParts = 4

  /// The function that stands for a call of `itertools`, and the arguments to
  /// call it with; nil for what is not among them.
  static func generator(
    _ name: String, _ call: Call, at range: SourceRange
  ) -> (ModuleFacts.Definition, Call)? {
    var maker = LibraryGenerators(range)
    guard let (parameters, arguments, body) = maker.make(name, call) else {
      return nil
    }
    let function = FunctionDefinition(
      name: name, parameters: parameters, body: body, place: range)
    return (
      ModuleFacts.Definition(function: function, range: range),
      Call(function: call.function, arguments: arguments)
    )
  }

  private typealias Parts = (
    parameters: [String], arguments: [Expression], body: [Statement]
  )

  private mutating func make(_ name: String, _ call: Call) -> Parts? {
    let arguments = call.arguments
    if arguments.contains(where: \.isStarred) { return nil }
    switch name {
    case "product": return product(call)
    case "combinations", "combinations_with_replacement", "permutations":
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
      return (names, arguments, loops)
    case "from_iterable" where call.keywords.isEmpty && arguments.count == 1:
      let inner = each(
        "item", in: self.name("items"), [yielding(self.name("item"))])
      return (
        ["lists"], arguments, [each("items", in: self.name("lists"), [inner])]
      )
    case "repeat" where call.keywords.isEmpty && arguments.count == 2:
      let loop = each(
        "turn", in: self.call("range", [self.name("times")]),
        [yielding(self.name("item"))])
      return (["item", "times"], arguments, [loop])
    case "count" where call.keywords.isEmpty && arguments.count <= 2:
      let one = arguments.count == 2 ? arguments[1] : int(1)
      let start = arguments.first ?? int(0)
      let step = Statement(
        .augmentedAssign(self.name("number"), .add, self.name("step")),
        range())
      let test = Expression(.constant(.bool(true)), range())
      let loop = WhileLoop(
        test: test, body: [yielding(self.name("number")), step])
      return (
        ["number", "step"], [start, one], [Statement(.while(loop), range())]
      )
    default: return nil
    }
  }

  private mutating func product(_ call: Call) -> Parts? {
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

  private mutating func nested(
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
    return (names, arguments, body)
  }

  private mutating func choices(
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
    return (["items"], [items], start + body)
  }

  // MARK: Building

  /// A place of its own, in the line of the call: what is made there is told
  /// apart by it.
  private mutating func range() -> SourceRange {
    count += 1
    var range = place
    range.column += 10_000 + count
    range.endColumn += 10_000 + count
    return range
  }

  private mutating func name(_ name: String) -> Expression {
    Expression(.name(name), range())
  }

  private mutating func int(_ value: Int) -> Expression {
    Expression(
      .constant(.int(Int64(value), text: "0x\(String(value, radix: 16))")),
      range())
  }

  private mutating func call(
    _ function: String, _ arguments: [Expression]
  ) -> Expression {
    Expression(
      .call(Call(function: name(function), arguments: arguments)), range())
  }

  private mutating func assign(
    _ target: String, _ value: Expression
  ) -> Statement {
    Statement(.assign([name(target)], value), range())
  }

  private mutating func each(
    _ target: String, in items: Expression, _ body: [Statement]
  ) -> Statement {
    Statement(
      .for(
        ForLoop(target: name(target), iterable: items, body: body)), range())
  }

  private mutating func yielding(_ value: Expression) -> Statement {
    Statement(.expression(Expression(.yield(value), range())), range())
  }
}
