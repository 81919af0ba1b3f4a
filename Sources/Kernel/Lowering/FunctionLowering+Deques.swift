import PythonSyntax

/// Methods of deques.
extension FunctionLowering {
  /// `deque.append` and the like.
  func lowerDequeMethod(
    _ deque: Value, _ name: String, _ operands: [Value], at range: SourceRange
  ) throws(Blocker) -> Value {
    guard case .deque(let cell) = deque.type else { return .none }
    func method(_ arguments: [Value], _ type: KernelType) -> Value {
      Value(.apply(.method(name), [deque] + arguments), type)
    }
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
    case ("extend", 1):
      try forEach(of: operands[0], at: range) { item throws(Blocker) in
        try learnElement(cell, item, at: range)
        emit(
          .evaluate(
            Value(
              .apply(
                .method("append"), [deque, converted(item, to: cell.type)]),
              .none)))
      }
      return .none
    default:
      throw blocker(
        "the method `.\(name)` of a deque", range, "Write it out as a loop.")
    }
  }
}
