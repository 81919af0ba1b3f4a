import PythonSyntax

/// How containers, heaps and sorts compare instances: by a function of the
/// kernel, where the classes' methods do nothing but compute.
extension FunctionLowering {
  /// Values of the type can be compared by the runtime.
  func canCompare(
    _ type: KernelType, _ symbol: ComparisonOperator, at range: SourceRange
  ) throws(Blocker) -> Bool {
    for object in type.comparedClasses {
      try prepare(object, .equal, at: range)
      if symbol == .less { try prepare(object, .less, at: range) }
    }
    return symbol == .less ? type.isOrdered : type.isComparable
  }

  /// Makes the function that compares two instances of the class, unless
  /// nothing but their identity counts, or Python would raise.
  private func prepare(
    _ type: ClassCell, _ symbol: ComparisonOperator, at range: SourceRange
  ) throws(Blocker) {
    if symbol == .equal ? type.comparesByIdentity : !type.isOrdered { return }
    guard program.classes.comparesPurely else { return }
    var name = "\(type.swiftName)__\(symbol == .equal ? "equals" : "less")"
    while program.facts.boundNames.contains(name) { name += "_" }
    let callee = program.nestedState(name) {
      let sides = ["left", "right"]
      let function = FunctionDefinition(
        name: name,
        parameters: Parameters(
          sides.map {
            Parameters.Parameter(name: $0, annotation: nil, range: range)
          }),
        body: [
          Statement(
            .return(
              Expression(
                .compare(
                  Expression(.name(sides[0]), range), [symbol],
                  [Expression(.name(sides[1]), range)]), range)), range)
        ])
      let state = FunctionState(
        name: name,
        definition: ModuleFacts.Definition(function: function, range: range),
        in: program.facts)
      for side in sides {
        state.variables[side] = VariableState(type: .object(type))
      }
      return state
    }
    if !callee.holders.isEmpty || program.reaches(state.name, from: name) {
      throw blocker(
        "a comparison of \(type.name) that uses variables of the module, or "
          + "comes back to itself", range, "Compare by an attribute.")
    }
    if state.callees.insert(name).inserted { program.hasChanged = true }
    if type.comparisons.updateValue(name, forKey: symbol) == nil {
      program.hasChanged = true
    }
  }

  /// `key=` for a sort of instances by `<`, and whether it turns the order
  /// around; nil where `<` is more than an order by some of their attributes.
  func keyOfOrder(
    _ type: KernelType
  ) -> (function: Expression, isReversed: Bool)? {
    guard case .object(let cell) = type,
      let (definition, _) = cell.method("__lt__"), !cell.hasDescendants,
      definition.function.decorators.isEmpty
    else { return nil }
    var body = definition.function.body
    if body.first?.isDocumentation == true { body.removeFirst() }
    let parameters = definition.function.parameters
    guard body.count == 1, case .return(let value?) = body[0].kind,
      case .compare(let left, let symbols, let rest) = value.kind,
      symbols == [.less] || symbols == [.greater],
      parameters.all.count == 2, parameters.defaults.isEmpty
    else { return nil }
    let names = parameters.all.map(\.name)
    guard left.isKey(of: names[0], as: rest[0], of: names[1]) else {
      return nil
    }
    let key = Expression.Kind.lambda(
      Parameters([parameters.positional[0]]), left)
    return (Expression(key, value.range), symbols == [.greater])
  }
}

extension ProgramLowering {
  /// The one function can come to call the other.
  func reaches(_ name: String, from first: String) -> Bool {
    var seen: Set<String> = []
    var open = [first]
    while let next = open.popLast() {
      if next == name { return true }
      if seen.insert(next).inserted {
        open += functions[next]?.callees ?? []
      }
    }
    return false
  }
}

extension ClassTable {
  /// No comparison of an instance does anything else.
  var comparesPurely: Bool {
    var pure = PureFunctions(facts)
    return ["__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"]
      .allSatisfy { pure.arePure(methods: $0) }
  }
}

extension ClassCell {
  /// Some of its classes say what `<` or `>` means.
  var isOrdered: Bool { hasMethod("__lt__") || hasMethod("__gt__") }
}

extension KernelType {
  /// The classes of the instances that are met where two such values are
  /// compared.
  fileprivate var comparedClasses: [ClassCell] {
    switch self {
    case .object(let type): [type]
    case .optional(let type): type.comparedClasses
    case .tuple(let types), .named(_, let types):
      types.flatMap(\.comparedClasses)
    case .list(let cell), .set(let cell), .sequence(let cell),
      .deque(let cell):
      cell.type.comparedClasses
    case .dict(let keys, let values):
      keys.type.comparedClasses + values.type.comparedClasses
    default: []
    }
  }
}

extension Expression {
  /// It is of one name what the other expression is of another name, and made
  /// of attributes, parts and lengths alone.
  fileprivate func isKey(
    of name: String, as other: Expression, of second: String
  ) -> Bool {
    switch (kind, other.kind) {
    case (.attribute(let left, let one), .attribute(let right, let two)):
      guard one == two else { return false }
      if left.kind == .name(name), right.kind == .name(second) { return true }
      return left.isKey(of: name, as: right, of: second)
    case (.tuple(let left), .tuple(let right)):
      return left.count == right.count && !left.isEmpty
        && zip(left, right).allSatisfy {
          $0.isKey(of: name, as: $1, of: second)
        }
    case (.unary(.minus, let left), .unary(.minus, let right)):
      return left.isKey(of: name, as: right, of: second)
    case (.call(let left), .call(let right)):
      return left.function.kind == .name("len")
        && right.function.kind == .name("len") && left.arguments.count == 1
        && right.arguments.count == 1 && left.keywords.isEmpty
        && right.keywords.isEmpty
        && left.arguments[0].isKey(
          of: name, as: right.arguments[0], of: second)
    default: return false
    }
  }
}
