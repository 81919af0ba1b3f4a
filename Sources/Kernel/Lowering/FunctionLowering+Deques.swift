import PythonSyntax

/// Deques and their methods.
extension FunctionLowering {
  /// `deque(items, maxlen)`; nil for what is not translated.
  func lowerDeque(
    _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    var limit: Expression?
    var arguments = call.arguments
    if arguments.count == 2 { limit = arguments.removeLast() }
    for keyword in call.keywords {
      guard keyword.name == "maxlen", limit == nil else { return nil }
      limit = keyword.value
    }
    guard arguments.count <= 1, !arguments.contains(where: \.isStarred) else {
      return nil
    }
    let deque = try lowerDeque(of: arguments.first, at: range)
    guard let limit, case .deque = deque.type else { return deque }
    let most = try lower(limit)
    if most.type.isNone { return deque }
    emit(
      .evaluate(
        Value(
          .apply(.method("keep"), [deque, try index(most, at: range)]), .none)))
    return deque
  }

  private func lowerDeque(
    of source: Expression?, at range: SourceRange
  ) throws(Blocker) -> Value {
    let cell = self.cell(at: range)
    let type = KernelType.deque(cell)
    guard let source else { return spilled(Value(.list([]), type)) }
    let list = try collected(source, at: range, "deque")
    guard case .list(let items) = list.type else { return list }
    markResized(items)
    try learnElement(cell, Value(.none, items.type), at: range)
    try learnElement(items, Value(.none, cell.type), at: range)
    return spilled(
      Value(.apply(.function("\(type.swiftName)(copying:)"), [list]), type))
  }

  /// `deque.append` and the like.
  func lowerDequeMethod(
    _ deque: Value, _ name: String, _ operands: [Value], at range: SourceRange
  ) throws(Blocker) -> Value {
    guard case .deque(let cell) = deque.type else { return .none }
    func method(_ arguments: [Value], _ type: KernelType) -> Value {
      Value(.apply(.method(name), [deque] + arguments), type)
    }
    if !["copy", "count", "index"].contains(name) { noteMutation(of: cell) }
    switch (name, operands.count) {
    case ("append", 1), ("appendleft", 1):
      try learnElement(cell, operands[0], at: range)
      emit(.evaluate(method([converted(operands[0], to: cell.type)], .none)))
      return .none
    case ("pop", 0), ("popleft", 0): return spilled(method([], cell.type))
    case ("clear", 0):
      emit(.evaluate(method([], .none)))
      return .none
    case ("rotate", 0), ("rotate", 1):
      let steps = try operands.first.map { value throws(Blocker) in
        try index(value, at: range)
      }
      emit(.evaluate(method([steps ?? .int(1)], .none)))
      return .none
    case ("copy", 0): return method([], deque.type)
    case ("remove", 1), ("count", 1), ("index", 1):
      if operands[0].type.isUnknown { return .int(0) }
      guard let item = try sought(operands[0], in: deque, at: range) else {
        throw blocker(
          "the method `.\(name)` of a deque", range,
          "Write it out as a loop.")
      }
      if name == "remove" {
        emit(.evaluate(method([item], .none)))
        return .none
      }
      return Value(
        .apply(
          .method(name == "count" ? "occurrences" : name), [deque, item]),
        .int, .lengths)
    case ("extend", 1), ("extendleft", 1):
      let one = name == "extend" ? "append" : "appendleft"
      try forEach(of: operands[0], at: range) { item throws(Blocker) in
        try learnElement(cell, item, at: range)
        emit(
          .evaluate(
            Value(
              .apply(.method(one), [deque, converted(item, to: cell.type)]),
              .none)))
      }
      return .none
    case ("reverse", 0):
      emit(.evaluate(method([], .none)))
      return .none
    default:
      throw blocker(
        "the method `.\(name)` of a deque", range, "Write it out as a loop.")
    }
  }
}
