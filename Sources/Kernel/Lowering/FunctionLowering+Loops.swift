import PythonSyntax

extension FunctionLowering {
  func lowerWhile(
    _ loop: WhileLoop, at range: SourceRange
  ) throws(Blocker) {
    let before = bound
    let (prelude, condition) = try capture { () throws(Blocker) in
      try lowerTest(loop.test)
    }
    // The test runs at least once.
    let atTest = bound
    let isEndless: Bool
    if case .bool(true) = condition.kind {
      isEndless = true
    } else {
      isEndless = false
    }
    try lowerLoop(
      orElse: loop.orElse, boundAfter: isEndless ? nil : atTest
    ) { () throws(Blocker) in
      let (body, _) = try capture { lower(loop.body) }
      bound = before
      if prelude.isEmpty { return .while(condition, body) }
      return .while(
        .bool(true),
        prelude + [
          .if(negated(condition), then: [.leave(label: nil)], else: [])
        ]
          + body)
    }
  }

  func lowerFor(_ loop: ForLoop, at range: SourceRange) throws(Blocker) {
    if loop.isAsync {
      throw blocker("an async loop", range, "Move it to a plain function.")
    }
    if let generator = calledGenerator(loop.iterable) {
      guard loop.orElse.isEmpty else {
        throw blocker(
          "`else` of a loop over a generator", range, "Use a flag.")
      }
      try inline(generator) { [self] value throws(Blocker) in
        try store(value, in: loop.target, at: loop.target.range)
        lower(loop.body)
      }
      return
    }
    let outer = iterationChecks.count
    let (source, parts) = try iteration(
      over: moduleRange(loop.iterable) ?? loop.iterable)
    let checks = Array(iterationChecks[outer...])
    iterationChecks.removeLast(checks.count)
    let before = bound
    try lowerLoop(orElse: loop.orElse, boundAfter: before) {
      () throws(Blocker) in
      let (body, names) = try capture { () throws(Blocker) in
        emitChecks(checks)
        let names = try bind(loop.target, parts)
        lower(loop.body)
        return names
      }
      return .for(names, source, body)
    }
    if isReachable { emitChecks(checks) }
  }

  /// A loop, its `else` and what is assigned afterwards; `boundAfter` is what
  /// is assigned where the loop ends by itself, nil where it does not.
  private func lowerLoop(
    orElse: [Statement], boundAfter: Set<String>?,
    _ make: () throws(Blocker) -> Instruction
  ) throws(Blocker) {
    var label: String?
    if !orElse.isEmpty {
      labels += 1
      label = "search\(labels)"
    }
    loops.append(LoopContext(label: label))
    let result = Result { () throws(Blocker) in try make() }
    let context = loops.removeLast()
    let instruction = try result.get()
    bound = boundAfter ?? context.boundAtBreaks ?? bound
    isReachable = boundAfter != nil
    if let label {
      let (rest, _) = try capture {
        if isReachable { lower(orElse) }
      }
      emit(.block(label: label, [instruction] + rest))
    } else {
      emit(instruction)
    }
    if context.hasBreak {
      let atBreaks = context.boundAtBreaks ?? []
      bound = isReachable ? bound.intersection(atBreaks) : atBreaks
      isReachable = true
    }
  }

  /// Binds the target to a fresh name for each part that the loop gives.
  /// - Returns: the names, in the order in which the iteration gives them.
  func bind(
    _ target: Expression, _ parts: LoopParts
  ) throws(Blocker) -> [String] {
    var variables: [Value] = []
    var names: [String] = []
    for part in parts.values {
      let name = temporary("item")
      state.variables[name] = VariableState(type: part.type)
      names.append(name)
      variables.append(.variable(name, part.type, part.interval))
    }
    try bind(target, parts.shape, variables)
    return names
  }

  private func bind(
    _ target: Expression, _ shape: LoopParts.Shape, _ values: [Value]
  ) throws(Blocker) {
    if case .tuple(let shapes) = shape, case .tuple(let targets) = target.kind,
      shapes.count == targets.count, !targets.contains(where: \.isStarred)
    {
      for (target, shape) in zip(targets, shapes) {
        try bind(target, shape, values)
      }
    } else {
      try store(shape.value(of: values), in: target, at: target.range)
    }
  }

  /// What a `for` goes over, and the parts each step gives.
  func iteration(
    over expression: Expression
  ) throws(Blocker) -> (Iteration, LoopParts) {
    if case .call(let call) = expression.kind,
      case .name(let name) = call.function.kind, isBuiltin(name),
      call.keywords.isEmpty || name == "enumerate"
        || name == "zip" && call.keywords.allSatisfy(\.isLenient)
    {
      switch (name, call.arguments.count) {
      case ("range", 1...3): return try rangeIteration(call)
      case ("enumerate", 1...2): return try enumerateIteration(call)
      case ("reversed", 1):
        return try reversedIteration(call.arguments[0])
      case ("zip", 2...4) where !call.arguments.contains(where: \.isStarred):
        return try zipIteration(call.arguments)
      case ("map", 2):
        return try mapIteration(call)
      default: break
      }
    }
    if let found = try dictIteration(expression) { return found }
    let value: Value
    if let table = try table(expression) {
      value = table
    } else {
      value = repeatable(present(try lower(expression)))
    }
    return try iteration(over: value, at: expression.range)
  }

  /// As `iteration(over:)`, of a value that is at hand.
  func iteration(
    over value: Value, at range: SourceRange
  ) throws(Blocker) -> (Iteration, LoopParts) {
    let value = unnamed(value)
    switch value.type {
    case .list(let cell):
      return (.items(value), LoopParts(Value(.none, cell.type)))
    case .sequence(let cell):
      return (.items(value), LoopParts(Value(.none, cell.type)))
    case .deque(let cell):
      return (.items(watched(value)), LoopParts(Value(.none, cell.type)))
    case .set(let cell):
      let set = watched(value)
      let list = spilled(
        Value(
          .apply(.method("keyList"), [set]),
          .list(self.cell(at: range, "members"))))
      if case .list(let members) = list.type {
        try learnElement(
          members, Value(.none, cell.type), at: range)
      }
      return (.items(list), LoopParts(Value(.none, cell.type)))
    case .dict: return iteration(overDict: value, "keys")
    case .text, .letter:
      return (
        .items(converted(value, to: .text)),
        LoopParts(Value(.none, .letter))
      )
    case .buffer(let type):
      guard type.rank == 1 else {
        throw blocker(
          "a loop over the rows of an array", range,
          "Loop over their indices.")
      }
      let element = try elementType(type, at: range)
      return (.items(value), LoopParts(element))
    case .tuple(let types):
      // As a list of its own, if the items are alike.
      let cell = self.cell(at: range)
      for type in types {
        try learnElement(
          cell, Value(.none, type), at: range)
      }
      let items = types.indices.map {
        converted(component(value, $0), to: cell.type)
      }
      let list = spilled(Value(.list(items), .list(cell)))
      return (.items(list), LoopParts(Value(.none, cell.type)))
    case .unknown:
      return (.range(.int(0), .int(0)), LoopParts(Value(.none, .unknown)))
    default:
      throw blocker(
        "a loop over a \(value.type)", range,
        "Loop over a list, a range or a buffer.")
    }
  }

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

  private func rangeIteration(
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

  private func reversedIteration(
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

  private func enumerateIteration(
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
  private func mapIteration(
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

  private func zipIteration(
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

extension Keyword {
  /// `strict=False`, which is what `zip` does anyway.
  fileprivate var isLenient: Bool {
    name == "strict" && value.kind == .constant(.bool(false))
  }
}
