import PythonSyntax

/// Comparisons that nobody wrote down: those of `@dataclass`, and those that
/// `@total_ordering` makes of `<` and `==`.
enum Comparisons {
  /// What `functools` makes of `__lt__` and `__eq__`.
  static func following(
    _ range: SourceRange
  ) -> [(String, FunctionDefinition)] {
    var places = MadeUpPlaces(range)
    func side(_ name: String) -> Expression { places.name(name) }
    func test(_ symbol: ComparisonOperator) -> Expression {
      let (left, right) = (side("self"), side("other"))
      return Expression(.compare(left, [symbol], [right]), places.next())
    }
    func not(_ value: Expression) -> Expression {
      Expression(.unary(.not, value), places.next())
    }
    func both(_ symbol: BooleanOperator, _ values: [Expression]) -> Expression {
      Expression(.boolean(symbol, values), places.next())
    }
    return [
      ("__gt__", both(.and, [not(test(.less)), test(.notEqual)])),
      ("__le__", both(.or, [test(.less), test(.equal)])),
      ("__ge__", not(test(.less))),
    ].map { ($0.0, function($0.0, $0.1, range)) }
  }

  /// What an `IntEnum` has of `int`.
  static func byValue(_ range: SourceRange) -> (String, FunctionDefinition) {
    var places = MadeUpPlaces(range)
    let sides = ["self", "other"].map { side in
      Expression(.attribute(places.name(side), "value"), places.next())
    }
    let test = Expression(
      .compare(sides[0], [.less], [sides[1]]), places.next())
    return ("__lt__", function("__lt__", test, range))
  }

  fileprivate static func function(
    _ name: String, _ value: Expression, _ range: SourceRange
  ) -> FunctionDefinition {
    FunctionDefinition(
      name: name,
      parameters: Parameters(
        ["self", "other"].map {
          Parameters.Parameter(name: $0, annotation: nil, range: range)
        }),
      body: [Statement(.return(value), range)])
  }
}

extension [ClassFacts] {
  /// Of a lineage: what `@dataclass` writes for its first class, which has no
  /// method of that name itself.
  func comparison(_ name: String) -> ModuleFacts.Definition? {
    guard let facts = first, facts.kind == .dataClass else { return nil }
    let symbols: [String: ComparisonOperator] = [
      "__lt__": .less, "__le__": .lessOrEqual, "__gt__": .greater,
      "__ge__": .greaterOrEqual,
    ]
    let symbol: ComparisonOperator
    if name == "__eq__", facts.comparesFields {
      symbol = .equal
    } else if facts.ordersFields, let found = symbols[name] {
      symbol = found
    } else {
      return nil
    }
    guard let fields = comparedFields else { return nil }
    var places = MadeUpPlaces(facts.range)
    func values(_ own: String) -> Expression {
      let values = fields.map { name in
        Expression(.attribute(places.name(own), name), places.next())
      }
      return Expression(.tuple(values), places.next())
    }
    let (left, right) = (values("self"), values("other"))
    let test = Expression(.compare(left, [symbol], [right]), places.next())
    return ModuleFacts.Definition(
      function: Comparisons.function(name, test, facts.range),
      range: facts.range)
  }

  /// The fields by which `@dataclass` compares instances of the first class;
  /// nil where that cannot be told.
  var comparedFields: [String]? {
    var names: [String] = []
    for facts in reversed() {
      guard facts.kind == .dataClass else {
        if facts.fields.isEmpty { continue }
        return nil
      }
      for field in facts.fields {
        if field.annotation.isSpecialField { return nil }
        names.removeAll { $0 == field.name && !field.isCompared }
        if field.isCompared, !names.contains(field.name) {
          names.append(field.name)
        }
      }
    }
    return names
  }
}

extension ClassFacts.Field {
  /// What `field(...)` says under a name.
  func option(_ name: String) -> Expression? {
    guard let value, case .call(let call) = value.kind,
      call.function.isNamed("field")
    else { return nil }
    return call.keywords.first { $0.name == name }?.value
  }

  fileprivate var isCompared: Bool {
    option("compare")?.kind != .constant(.bool(false))
  }
}

extension Expression {
  /// The name, or an attribute of that name.
  func isNamed(_ name: String) -> Bool {
    switch kind {
    case .name(name), .attribute(_, name): true
    default: false
    }
  }
}
