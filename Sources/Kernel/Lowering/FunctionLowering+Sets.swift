import PythonSyntax

/// Operators and methods of sets.
extension FunctionLowering {
  /// `|`, `&`, `-` and `^` of two sets.
  func operateSets(
    _ left: Value, _ symbol: BinaryOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    let names: [BinaryOperator: String] = [
      .bitOr: "union", .bitAnd: "intersection", .subtract: "difference",
      .bitXor: "symmetric_difference",
    ]
    guard let name = names[symbol] else {
      throw blocker(
        "`\(symbol.symbol)` of a \(left.type) and a \(right.type)", range,
        "Use the operators that sets have.")
    }
    return try combined(left, name, right, at: range)
  }

  private func combined(
    _ left: Value, _ name: String, _ right: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    _ = try join(left.type, right.type, at: range) {
      "a set made of \($0) and \($1)"
    }
    loseOrder(of: left.type)
    return Value(.apply(.method(name), [left, right]), left.type)
  }

  /// Members may leave such sets, or they were made together: of members that
  /// hash by their place in Python's memory, the order is not known then.
  func loseOrder(of type: KernelType) {
    guard case .set(let cell) = type, !cell.isResized else { return }
    cell.isResized = true
    program.hasChanged = true
  }

  /// `<=`, `<`, `>=`, `>` of two sets.
  func compareSets(
    _ left: Value, _ symbol: ComparisonOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    switch symbol {
    case .lessOrEqual:
      return Value(.apply(.method("issubset"), [left, right]), .bool)
    case .greaterOrEqual:
      return Value(.apply(.method("issubset"), [right, left]), .bool)
    default:
      throw blocker(
        "`\(symbol.symbol)` of two sets", range, "Use `<=` and `!=`.")
    }
  }

  /// Nil where the method is none of these.
  func lowerSetMethod(
    _ set: Value, _ name: String, _ operands: [Value], at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard case .set(let cell) = set.type else { return nil }
    switch (name, operands.count) {
    case ("remove", 1), ("discard", 1), ("clear", 0):
      loseOrder(of: set.type)
      noteMutation(of: cell)
      return nil
    case ("add", 1):
      noteMutation(of: cell)
      return nil
    case ("copy", 0):
      return copyOfSet(set)
    case ("pop", 0):
      guard cell.type.hasPythonHash else {
        throw blocker(
          "`pop` of a set of instances, whose order is their places in memory",
          range, "Keep them in a dict or a list.")
      }
      noteMutation(of: cell)
      return spilled(Value(.apply(.method(name), [set]), cell.type))
    case ("union", 1), ("intersection", 1), ("difference", 1),
      ("symmetric_difference", 1):
      guard operands[0].type.isSet else { return nil }
      return try combined(set, name, operands[0], at: range)
    case ("issubset", 1), ("isdisjoint", 1):
      guard operands[0].type.isSet else { return nil }
      _ = try join(set.type, operands[0].type, at: range) {
        "sets of \($0) and \($1)"
      }
      return Value(.apply(.method(name), [set, operands[0]]), .bool)
    case ("difference_update", 1), ("intersection_update", 1),
      ("symmetric_difference_update", 1):
      let other = operands[0]
      guard other.type.isSet else { return nil }
      noteMutation(of: cell)
      loseOrder(of: set.type)
      _ = try join(set.type, other.type, at: range) {
        "sets of \($0) and \($1)"
      }
      emit(.evaluate(Value(.apply(.method(name), [set, other]), .none)))
      return Value.none
    case ("update", 1):
      let other = operands[0]
      if other.type.isUnknown { return Value.none }
      noteMutation(of: cell)
      if other.type.isSet {
        loseOrder(of: set.type)
        _ = try join(set.type, other.type, at: range) {
          "sets of \($0) and \($1)"
        }
      } else {
        guard case .list(let items) = other.type else { return nil }
        try learnElement(cell, Value(.none, items.type), at: range)
        guard items.type.isSame(as: cell.type) else { return nil }
      }
      emit(.evaluate(Value(.apply(.method(name), [set, other]), .none)))
      return Value.none
    default: return nil
    }
  }
}

extension FunctionLowering {
  /// Another set with the same members, in the order that a copy has.
  func copyOfSet(_ set: Value) -> Value {
    loseOrder(of: set.type)
    return Value(.apply(.method("copy"), [set]), set.type)
  }

  /// What was made as a set, as a frozenset.
  func frozen(_ set: Value) -> Value {
    spilled(Value(.apply(.method("freeze"), [set, .bool(true)]), set.type))
  }

  /// `set(source)`, or `frozenset(source)`.
  func lowerSet(
    of source: Expression, isFrozen: Bool = false, at range: SourceRange
  ) throws(Blocker) -> Value {
    let type = KernelType.set(cell(at: range))
    if typeWithoutEffect(source)?.isSet ?? false {
      let other = present(try lower(source))
      _ = try join(type, other.type, at: range) { "sets of \($0) and \($1)" }
      loseOrder(of: other.type)
      return spilled(
        Value(
          .apply(.method(isFrozen ? "frozen" : "thawed"), [other]),
          other.type))
    }
    let set = fresh(type)
    if typeWithoutEffect(source)?.isDict ?? false {
      // CPython makes room for all keys at once.
      let dict = try lower(source)
      emit(
        .evaluate(
          Value(
            .apply(
              .method("makeRoom"), [set, Value(.count(dict), .int, .lengths)]),
            .none)))
    }
    try forEach(source) { item throws(Blocker) in
      try add(item, to: set, at: range)
    }
    return isFrozen ? frozen(set) : set
  }

  /// What `&=` and its like change in place.
  static let changingSetMethods: [BinaryOperator: String] = [
    .bitOr: "update", .bitAnd: "intersection_update",
    .subtract: "difference_update", .bitXor: "symmetric_difference_update",
  ]
}

extension KernelType {
  /// `hash` of such a key is known here: it does not go by places in memory.
  var hasPythonHash: Bool {
    switch self {
    case .object: false
    case .tuple(let types), .named(_, let types):
      types.allSatisfy(\.hasPythonHash)
    case .sequence(let cell), .set(let cell): cell.type.hasPythonHash
    default: true
    }
  }

  var isSet: Bool { if case .set = self { true } else { false } }

  /// A container that is changed and may come to hold a set whose order is not
  /// CPython's.
  var keepsUnorderedSet: Bool {
    guard cells.contains(where: \.isMutated) else { return false }
    switch self {
    case .set: return false
    case .optional(let type): return type.keepsUnorderedSet
    case .tuple(let types), .named(_, let types):
      return types.contains(where: \.keepsUnorderedSet)
    default: return cells.contains { $0.type.isUnorderedSet }
    }
  }

  /// Has a set in it whose order is not CPython's.
  var holdsUnorderedSet: Bool {
    isUnorderedSet || cells.contains { $0.type.isUnorderedSet }
  }

  /// The same, without looking into containers: what an instance holds may
  /// hold such an instance.
  private var isUnorderedSet: Bool {
    switch self {
    case .set(let cell): cell.isResized && !cell.type.hasPythonHash
    case .optional(let type): type.isUnorderedSet
    case .tuple(let types), .named(_, let types):
      types.contains(where: \.isUnorderedSet)
    default: false
    }
  }
}

/// The keys of dicts, which are sets wherever they are combined or compared.
extension FunctionLowering {
  /// `left.keys() & right.keys()` as an operator of sets.
  /// Nil where neither side is one. The steps are other ones than those of
  /// sets, and so is the order.
  func operateKeys(
    _ left: Expression, _ symbol: BinaryOperator, _ right: Expression,
    at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard [.bitAnd, .bitOr, .bitXor, .subtract].contains(symbol),
      let sides = keySets([left, right])
    else { return nil }
    let operands = try lowerAll(sides)
    let result = try operate(operands[0], symbol, operands[1], at: range)
    guard result.type.isSet else { return result }
    return Value(.apply(.method("withoutOrder"), [result]), result.type)
  }

  /// The expressions with sets for the keys of dicts; nil where none is.
  func keySets(_ expressions: [Expression]) -> [Expression]? {
    guard expressions.contains(where: \.isView), isBuiltin("set"),
      !definesViews
    else { return nil }
    return expressions.map { expression in
      guard expression.isView else { return expression }
      let set = Expression(.name("set"), expression.range)
      return Expression(
        .call(Call(function: set, arguments: [expression])), expression.range)
    }
  }

  /// What a view has, as a list of its own.
  func viewAsList(_ expression: Expression) -> Expression {
    guard
      ["keys", "values", "items"].contains(where: {
        expression.isCall(ofMethod: $0)
      }), isBuiltin("list"), !definesViews
    else { return expression }
    let list = Expression(.name("list"), expression.range)
    return Expression(
      .call(Call(function: list, arguments: [expression])), expression.range)
  }

  /// Some class has such a method of its own.
  private var definesViews: Bool {
    program.facts.classes.values.contains { facts in
      ["keys", "values", "items"].contains(where: facts.defines)
    }
  }
}

extension Expression {
  /// `table.keys()`.
  fileprivate var isView: Bool { isCall(ofMethod: "keys") }

  fileprivate func isCall(ofMethod name: String) -> Bool {
    guard case .call(let call) = kind, call.arguments.isEmpty,
      call.keywords.isEmpty, case .attribute(_, name) = call.function.kind
    else { return false }
    return true
  }
}
