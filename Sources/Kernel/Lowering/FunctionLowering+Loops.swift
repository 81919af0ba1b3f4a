import PythonSyntax

extension FunctionLowering {
  func lowerWhile(
    _ loop: WhileLoop, at range: SourceRange
  ) throws(Blocker) {
    let before = bound
    forgetChanges(in: loop.body, [loop.test])
    let (prelude, condition) = try capture { () throws(Blocker) in
      try lowerTest(loop.test)
    }
    let known = certain
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
      let (body, _) = try capture { () throws(Blocker) in
        try lower(where: loop.test, true) { lower(loop.body) }
      }
      bound = before
      certain = known
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
    var loop = loop
    if let members = membersOfEnumeration(loop.iterable) {
      loop.iterable = members
    }
    if try lowerIteratorLoop(loop, at: range) { return }
    let list = try listed(loop.iterable)
    if list == nil, let generator = calledGenerator(loop.iterable) {
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
    let (source, parts) =
      if let list {
        try iteration(over: list, at: loop.iterable.range)
      } else {
        try iteration(over: moduleRange(loop.iterable) ?? loop.iterable)
      }
    let checks = Array(iterationChecks[outer...])
    iterationChecks.removeLast(checks.count)
    let before = bound
    forgetChanges(in: loop.body, [loop.target])
    for name in loop.target.assignedNames {
      forget(name: renamedName(name) ?? name)
    }
    let known = certain
    defer { certain.formIntersection(known) }
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
      guard cell.type.hasPythonHash else {
        throw blocker(
          "a loop over a set of instances, whose order is their places in "
            + "memory", range, "Keep them in a dict or a list.")
      }
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
    case .bytes:
      return (.items(value), LoopParts(Value(.none, .int, .bytes)))
    case .buffer(let type):
      if type.rank > 1 {
        let row = KernelType.buffer(type.with(rank: type.rank - 1))
        return (.items(value), LoopParts(Value(.none, row)))
      }
      let element = try elementType(type, at: range)
      if element.type.numpyType == .uint64 {
        throw blocker(
          "a loop over an array of uint64", range, "Loop over its indices.")
      }
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
}

extension Keyword {
  /// `strict=False`, which is what `zip` does anyway.
  fileprivate var isLenient: Bool {
    name == "strict" && value.kind == .constant(.bool(false))
  }
}
