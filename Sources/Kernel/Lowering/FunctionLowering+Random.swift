import PythonSyntax

/// `random.Random` and the functions of the module, which are the methods of
/// one such object.
extension FunctionLowering {
  /// Methods that nothing else has.
  static let drawingNames: Set<String> = [
    "gauss", "normalvariate", "uniform", "randint", "randrange", "expovariate",
    "choices", "sample",
  ]

  func lowerSharedRandom(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard call.keywords.isEmpty else { return nil }
    let operands = try lowerAll(call.arguments)
    if name == "Random" {
      guard let number = operands.first.map(present), operands.count == 1
      else { return nil }
      if number.type.isUnknown { return Value(.none, .random) }
      guard number.type.isInt else { return nil }
      return spilled(
        Value(.apply(.function("newRandom"), [number]), .random))
    }
    state.usesSharedRandom = true
    let stream = Value(
      .apply(.function("sharedRandom", canFallBack: false), []), .random)
    return try lowerRandom(stream, name, operands, at: range)
  }

  /// Nil for methods that are not translated. Each draw is a statement: draws
  /// happen in Python's order.
  func lowerRandom(
    _ stream: Value, _ name: String, _ operands: [Value],
    at range: SourceRange
  ) throws(Blocker) -> Value? {
    if operands.contains(where: \.type.isUnknown) {
      let isStatement = name == "shuffle" || name == "seed"
      return Value(.none, isStatement ? .none : .unknown)
    }
    let operands = operands.map(repeatable)
    func drawn(_ method: String) -> Value {
      spilled(
        Value(.apply(.method(method, canFallBack: false), [stream]), .float))
    }
    switch (name, operands.count) {
    case ("random", 0): return drawn("random")
    case ("seed", 1) where operands[0].type.isInt:
      emit(
        .evaluate(
          Value(
            .apply(
              .method("seed", canFallBack: false), [stream, operands[0]]),
            .none)))
      return Value.none
    case ("uniform", 2):
      let width = repeatable(
        try operate(operands[1], .subtract, operands[0], at: range))
      let part = try operate(width, .multiply, drawn("random"), at: range)
      return try operate(operands[0], .add, part, at: range)
    case ("gauss", 0...2), ("normalvariate", 0...2):
      let draw = drawn(name == "gauss" ? "gauss" : "normal")
      let mean = operands.first ?? Value(.float(0), .float)
      let scale = operands.count == 2 ? operands[1] : Value(.float(1), .float)
      let part = try operate(draw, .multiply, scale, at: range)
      return try operate(mean, .add, part, at: range)
    case ("expovariate", 1):
      return try operate(
        drawn("exponential"), .divide, operands[0], at: range)
    case ("getrandbits", 1):
      let count = try index(operands[0], at: range)
      var interval = Interval(low: 0, high: .max)
      if case .int(let bits) = count.kind, 0...62 ~= bits {
        interval = Interval(low: 0, high: (1 << bits) - 1)
      }
      return spilled(
        Value(.apply(.method("bits"), [stream, count]), .int, interval))
    case ("randrange", 1), ("randrange", 2), ("randint", 2):
      return try lowerRange(
        stream, operands, isClosed: name == "randint", at: range)
    case ("sample", 2):
      let items = try population(operands[0], at: range)
      let count = Value(.count(items), .int, .lengths)
      return try chosen(
        from: items, by: "sampledPlaces",
        [stream, count, index(operands[1], at: range)], at: range)
    case ("choices", 1), ("choices", 2), ("choices", 4):
      var lists: [Value] = []
      for (place, operand) in operands.enumerated() {
        lists.append(
          try population(operand, at: range, "population\(place)"))
      }
      return try lowerChoices(stream, lists, at: range)
    case ("choice", 1):
      return try lowerChoice(
        stream, population(operands[0], at: range), at: range)
    case ("shuffle", 1):
      guard case .list(let cell) = operands[0].type else { return nil }
      noteMutation(of: cell)
      emit(
        .evaluate(
          Value(.apply(.method("shuffle"), [stream, operands[0]]), .none)))
      return Value.none
    default: return nil
    }
  }

  /// A whole number from the first to the last, which is included or not.
  private func lowerRange(
    _ stream: Value, _ operands: [Value], isClosed: Bool, at range: SourceRange
  ) throws(Blocker) -> Value {
    let bounds = try operands.map { operand throws(Blocker) in
      try index(operand, at: range)
    }
    let start = bounds.count == 2 ? bounds[0] : .int(0)
    guard var end = bounds.last else { return .int(0) }
    if isClosed { end = try operateIntegers(end, .add, .int(1), at: range) }
    let width = try operateIntegers(end, .subtract, start, at: range)
    let draw = below(width, of: stream)
    let sum = try operateIntegers(start, .add, draw, at: range)
    return Value(
      sum.kind, .int,
      Interval(
        low: start.interval.low,
        high: max(start.interval.low, end.interval.high)))
  }

  /// `choices(items, weights, cum_weights, k)`.
  private func lowerChoices(
    _ stream: Value, _ operands: [Value], at range: SourceRange
  ) throws(Blocker) -> Value? {
    let size =
      operands.count == 4 ? try index(operands[3], at: range) : .int(1)
    let count = Value(.count(operands[0]), .int, .lengths)
    guard operands.count > 1, !operands[1].type.isNone else {
      guard operands.count < 4 || operands[2].type.isNone else { return nil }
      return try chosen(
        from: operands[0], by: "chosenPlaces", [stream, count, size],
        at: range)
    }
    guard operands.count < 4 || operands[2].type.isNone,
      case .list(let weights) = operands[1].type,
      weights.type.isInt || weights.type.isFloat
    else { return nil }
    return try chosen(
      from: operands[0], by: "weightedPlaces",
      [stream, operands[1], count, size], at: range)
  }

  /// The items at the places that the stream draws.
  private func chosen(
    from items: Value, by method: String, _ arguments: [Value],
    at range: SourceRange
  ) throws(Blocker) -> Value? {
    switch items.type {
    case .list, .sequence, .text: break
    default: return nil
    }
    let numbers = cell(at: range, "places")
    markResized(numbers)
    try learnElement(numbers, .int(0), at: range)
    let places = spilled(
      Value(.apply(.method(method), arguments), .list(numbers)))
    let result = cell(at: range, "chosen")
    markResized(result)
    let list = spilled(Value(.list([]), .list(result)))
    try forEach(of: places, at: range) { place throws(Blocker) in
      try append(
        element(of: items, at: place, range), to: list, result, at: range)
    }
    return list
  }

  /// What is drawn from: a tuple as a list.
  private func population(
    _ items: Value, at range: SourceRange, _ role: String = "population"
  ) throws(Blocker) -> Value {
    guard case .tuple(let types) = items.type else { return items }
    let cell = self.cell(at: range, role)
    for type in types {
      try learnElement(cell, Value(.none, type), at: range)
    }
    let parts = types.indices.map {
      converted(component(items, $0), to: cell.type)
    }
    return spilled(Value(.list(parts), .list(cell)))
  }

  private func lowerChoice(
    _ stream: Value, _ list: Value, at range: SourceRange
  ) throws(Blocker) -> Value? {
    switch list.type {
    case .list, .text, .sequence, .deque:
      let count = Value(.count(list), .int, .lengths)
      return try element(of: list, at: below(count, of: stream), range)
    default: return nil
    }
  }

  private func below(_ count: Value, of stream: Value) -> Value {
    spilled(
      Value(
        .apply(.method("below"), [stream, count]), .int,
        Interval(low: 0, high: max(0, count.interval.high))))
  }
}

extension KernelType {
  var isRandom: Bool { if case .random = self { true } else { false } }
}
