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

  /// Members may leave such sets, or they were made together: CPython's order
  /// is not known here.
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
      loseOrder(of: set.type)
      return Value(.apply(.method(name), [set]), set.type)
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

extension KernelType {
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
    case .set(let cell): cell.isResized
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
  func sets(
    _ left: Expression, _ symbol: BinaryOperator, _ right: Expression
  ) -> (Expression, Expression) {
    switch symbol {
    case .bitAnd, .bitOr, .bitXor, .subtract:
      let sides = keySets([left, right]) ?? [left, right]
      return (sides[0], sides[1])
    default: return (left, right)
    }
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
