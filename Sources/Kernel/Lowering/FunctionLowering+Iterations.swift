import PythonSyntax

/// What `range`, `reversed`, `enumerate`, `map` and `zip` go over.
extension FunctionLowering {
  /// `len(range(...))`; nil for anything else.
  func lowerRangeLength(
    _ expression: Expression
  ) throws(Blocker) -> Value? {
    guard case .call(let call) = expression.kind,
      case .name("range") = call.function.kind, isBuiltin("range"),
      call.keywords.isEmpty, 1...3 ~= call.arguments.count
    else { return nil }
    var bounds: [Value] = []
    for (value, argument) in zip(try lowerAll(call.arguments), call.arguments) {
      bounds.append(try index(value, at: argument.range))
    }
    if bounds.count == 1 { bounds.insert(.int(0), at: 0) }
    if bounds.count == 2 { bounds.append(.int(1)) }
    return Value(.apply(.function("rangeLength"), bounds), .int, .lengths)
  }

  func rangeIteration(
    _ call: Call
  ) throws(Blocker) -> (Iteration, LoopParts) {
    var bounds: [Value] = []
    for (value, expression) in zip(try lowerAll(call.arguments), call.arguments)
    {
      bounds.append(try index(value, at: expression.range))
    }
    let first = bounds.count == 1 ? .int(0) : bounds[0]
    let end = bounds.count == 1 ? bounds[0] : bounds[1]
    let low = first.interval
    let high = end.interval
    guard bounds.count == 3 else {
      let interval = Interval(
        low: low.low,
        high: max(low.low, high.high == .min ? .min : high.high - 1))
      return (.range(first, end), LoopParts(Value(.none, .int, interval)))
    }
    let step = bounds[2]
    var interval = low.hull(high)
    if step.interval.low > 0 {
      interval = Interval(
        low: low.low,
        high: max(low.low, high.high == .min ? .min : high.high - 1))
      if case .int(1) = step.kind {
        return (.range(first, end), LoopParts(Value(.none, .int, interval)))
      }
    } else if step.interval.high < 0 {
      interval = Interval(
        low: min(low.high, high.low == .max ? .max : high.low + 1),
        high: low.high)
    }
    return (
      .steppedRange(first, end, step: step),
      LoopParts(Value(.none, .int, interval))
    )
  }

  func reversedIteration(
    _ source: Expression
  ) throws(Blocker) -> (Iteration, LoopParts) {
    let (iteration, parts) = try iteration(over: source)
    switch iteration {
    case .items(let list):
      if list.type.isList || list.type.isTextual || list.type.isDeque
        || list.type.isSequence
      {
        return (.reversedItems(list), parts)
      }
    case .range(let first, let end):
      // `reversed(range(a, b))` is `range(b - 1, a - 1, -1)`.
      let last = try operate(end, .subtract, .int(1), at: source.range)
      let stop = try operate(first, .subtract, .int(1), at: source.range)
      return (.steppedRange(last, stop, step: .int(-1)), parts)
    default: break
    }
    throw blocker(
      "this call of `reversed`", source.range,
      "Loop over a list or a range with step 1.")
  }

  func enumerateIteration(
    _ call: Call
  ) throws(Blocker) -> (Iteration, LoopParts) {
    let (source, parts) = try iteration(over: call.arguments[0])
    var first = Value.int(0)
    let start =
      call.arguments.count == 2
      ? call.arguments[1]
      : call.keywords.first { $0.name == "start" }?.value
    if let start { first = try index(lower(start), at: start.range) }
    let interval =
      first.interval + Interval.lengths
      ?? Interval(low: first.interval.low, high: .max)
    if first.interval == .all {
      // Counting from anywhere may leave 64 bits.
      throw blocker(
        "enumerate from an unknown start", call.function.range,
        "Count from 0 and add the start.")
    }
    return (
      .enumerated(source, first: first),
      LoopParts(Value(.none, .int, interval)).paired(with: parts)
    )
  }

  /// `map(function, items)`: as a list, where nothing can tell.
  func mapIteration(
    _ call: Call
  ) throws(Blocker) -> (Iteration, LoopParts) {
    let range = call.function.range
    guard isIndependent(call.arguments[0]) else {
      throw blocker(
        "`map` of a function that uses local names", range,
        "Write a comprehension.")
    }
    let source = repeatable(present(try lower(call.arguments[1])))
    if source.type.cells.contains(where: { $0.isMutated || $0.isResized }) {
      throw blocker(
        "`map` over what changes meanwhile", range, "Write a comprehension.")
    }
    let cell = self.cell(at: range, "mapped")
    markResized(cell)
    let list = spilled(Value(.list([]), .list(cell)))
    try forEach(of: source, at: range) { item throws(Blocker) in
      try append(
        apply(call.arguments[0], to: [item], at: range), to: list, cell,
        at: range)
    }
    return (.items(list), LoopParts(Value(.none, cell.type)))
  }

  /// The function gives the same whenever it is called.
  private func isIndependent(_ function: Expression) -> Bool {
    switch function.kind {
    case .name(let name):
      return isOuter(name) && nestedFunction(name) == nil
    case .lambda(let parameters, let body):
      let own = Set(parameters.all.map(\.name))
      var isIndependent = true
      body.visit { inner in
        if case .name(let name) = inner.kind, !own.contains(name),
          !isOuter(name)
        {
          isIndependent = false
        }
      }
      return isIndependent
    default: return false
    }
  }

  func zipIteration(
    _ sources: [Expression]
  ) throws(Blocker) -> (Iteration, LoopParts) {
    var parts = LoopParts(values: [], shape: .tuple([]))
    var iterations: [Iteration] = []
    for source in sources {
      let (iteration, inner) = try iteration(over: source)
      iterations.append(iteration)
      parts = parts.extended(with: inner)
    }
    // Nested to the right: `Zipped(a, Zipped(b, c))`.
    var result = iterations.removeLast()
    while let left = iterations.popLast() { result = .zipped(left, result) }
    return (result, parts)
  }
}
