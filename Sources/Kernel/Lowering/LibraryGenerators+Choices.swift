import PythonSyntax

/// `itertools.permutations` and its like with sizes that are computed, which
/// give tuples of any length.
extension LibraryGenerators {
  /// Nil where the size is a small literal.
  mutating func anyChoices(_ name: String, _ call: Call) -> Parts? {
    let arguments = call.arguments
    guard 1...2 ~= arguments.count, call.keywords.isEmpty,
      arguments.count == 2 || name == "permutations"
    else { return nil }
    if arguments.count == 2,
      case .constant(.int(let size?, _)) = arguments[1].kind,
      1...Self.mostParts ~= Int(size)
    {
      return nil
    }
    let start = [
      assign("pool", self.call("list", [self.name("items")])),
      assign("count", self.call("len", [self.name("pool")])),
    ]
    let isRepeating = name == "combinations_with_replacement"
    let size =
      arguments.count == 2 ? self.name("size") : self.name("count")
    let places: Expression
    switch name {
    case "permutations":
      places = self.call("list", [self.call("range", [self.name("count")])])
    case "combinations":
      places = self.call("list", [self.call("range", [size])])
    default:
      places = Expression(
        .binary(Expression(.list([int(0)]), range()), .multiply, size), range())
    }
    let natural = compare(size, .greaterOrEqual, int(0))
    // Too many are none at all; of nothing, only nothing can be taken.
    let fits =
      isRepeating
      ? Expression(
        .boolean(
          .or,
          [
            compare(self.name("count"), .greater, int(0)),
            compare(size, .equal, int(0)),
          ]), range()) : compare(size, .lessOrEqual, self.name("count"))
    let taken = Expression(
      .subscript(
        self.name("places"),
        Expression(.slice(lower: nil, upper: size, step: nil), range())),
      range())
    let steps = [
      "permutations": "next-permutation", "combinations": "next-combination",
      "combinations_with_replacement": "next-repetition",
    ]
    let next = self.call(
      steps[name] ?? name,
      [
        self.name("places"),
        name == "permutations" ? size : self.name("count"),
      ])
    let loop = Statement(
      .while(
        WhileLoop(
          test: self.name("isMore"),
          body: [
            yielding(chosen(from: self.name("pool"), at: taken)),
            assign("isMore", next),
          ])), range())
    return Parts(
      arguments.count == 2 ? ["items", "size"] : ["items"], arguments,
      start + [
        // Python raises for a negative size.
        Statement(.assert(natural, message: nil), range()),
        assign("places", places), assign("isMore", fits), loop,
      ])
  }

  /// `product` with a computed `repeat`, many parts, or `*pools`; nil where
  /// the number of parts is a small literal.
  mutating func anyProduct(_ call: Call) -> Parts? {
    let isStarred = call.arguments.count == 1 && call.arguments[0].isStarred
    if isStarred, call.keywords.isEmpty,
      case .starred(let pools) = call.arguments[0].kind
    {
      let pool = self.call("list", [self.name("items")])
      let lists = comprehension(pool, "items", in: self.name("lists"))
      return product(
        ["lists"], [pools], pools: lists,
        item: Expression(
          .subscript(
            Expression(
              .subscript(self.name("pools"), self.name("index")), range()),
            Expression(
              .subscript(self.name("places"), self.name("index")), range())),
          range()))
    }
    guard call.arguments.count == 1, !isStarred, call.keywords.count == 1,
      let times = call.keywords.first, times.name == "repeat"
    else { return nil }
    if case .constant(.int(let count?, _)) = times.value.kind,
      1...Self.mostParts ~= Int(count)
    {
      return nil
    }
    let one = Expression(
      .list([self.call("list", [self.name("items")])]), range())
    let pools = Expression(.binary(one, .multiply, self.name("times")), range())
    return product(
      ["items", "times"], [call.arguments[0], times.value], pools: pools,
      item: Expression(
        .subscript(
          Expression(
            .subscript(self.name("pools"), self.name("index")), range()),
          Expression(
            .subscript(self.name("places"), self.name("index")), range())),
        range()))
  }

  private mutating func product(
    _ parameters: [String], _ arguments: [Expression], pools: Expression,
    item: Expression
  ) -> Parts {
    let zeros = Expression(
      .binary(
        Expression(.list([int(0)]), range()), .multiply,
        call("len", [name("pools")])), range())
    let sizes = comprehension(
      call("len", [name("pool")]), "pool", in: name("pools"))
    let all = call("all", [name("sizes")])
    let items = comprehension(
      item, "index", in: call("range", [call("len", [name("pools")])]))
    let loop = Statement(
      .while(
        WhileLoop(
          test: name("isMore"),
          body: [
            yielding(call("tuple", [items])),
            assign(
              "isMore",
              call("next-product", [name("places"), name("sizes")])),
          ])), range())
    return Parts(
      parameters, arguments,
      [
        assign("pools", pools), assign("sizes", sizes),
        assign("places", zeros), assign("isMore", all), loop,
      ])
  }

  /// `tuple([pool[place] for place in places])`.
  private mutating func chosen(
    from pool: Expression, at places: Expression
  ) -> Expression {
    let item = Expression(.subscript(pool, name("place")), range())
    return call("tuple", [comprehension(item, "place", in: places)])
  }

  mutating func comprehension(
    _ element: Expression, _ target: String, in items: Expression
  ) -> Expression {
    Expression.listComprehension(
      element, name(target), in: items, at: range())
  }

  mutating func compare(
    _ left: Expression, _ symbol: ComparisonOperator, _ right: Expression
  ) -> Expression {
    Expression(.compare(left, [symbol], [right]), range())
  }
}
