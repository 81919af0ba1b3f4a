import PythonSyntax

extension FunctionLowering {
  /// A list comprehension as the loops it stands for.
  func lowerComprehension(
    _ comprehension: Comprehension, at range: SourceRange
  ) throws(Blocker) -> Value {
    guard comprehension.result == .list else {
      throw blocker(
        "a \(comprehension.result.rawValue) comprehension", range,
        "Use a list comprehension.")
    }
    let cell = self.cell(at: range)
    markResized(cell)
    let name = temporary("result")
    let type = KernelType.list(cell)
    state.variables[name] = VariableState(type: type)
    emit(.assign(name, Value(.list([]), type)))
    try lowerClauses(comprehension.clauses[...]) { () throws(Blocker) in
      let item = try lower(comprehension.element)
      try append(item, to: .variable(name, type), cell, at: range)
    }
    return .variable(name, type)
  }

  /// The loops of a comprehension around a body.
  func lowerClauses(
    _ clauses: ArraySlice<Comprehension.Clause>,
    _ body: () throws(Blocker) -> Void
  ) throws(Blocker) {
    guard let clause = clauses.first else {
      try body()
      return
    }
    if clause.isAsync {
      throw blocker(
        "an async comprehension", clause.target.range, "Use a plain loop.")
    }
    if let (definition, call) = calledGenerator(clause.iterable) {
      let renamed = clause.target.assignedNames.map {
        ($0, temporary($0 + "_"))
      }
      comprehensionNames.append(
        Dictionary(renamed, uniquingKeysWith: { first, _ in first }))
      defer { comprehensionNames.removeLast() }
      try withoutActuallyEscaping(body) { body throws(Blocker) in
        try inline(definition, call) { [self] value throws(Blocker) in
          try store(value, in: clause.target, at: clause.target.range)
          try lowerConditions(clause.conditions[...]) { () throws(Blocker) in
            try lowerClauses(clauses.dropFirst(), body)
          }
        }
      }
      return
    }
    let outer = iterationChecks.count
    let (source, parts) = try iteration(over: clause.iterable)
    let checks = Array(iterationChecks[outer...])
    iterationChecks.removeLast(checks.count)
    var renamed: [String: String] = [:]
    for name in clause.target.assignedNames {
      renamed[name] = temporary(name + "_")
    }
    comprehensionNames.append(renamed)
    defer { comprehensionNames.removeLast() }
    let before = bound
    defer { bound = before }
    let (instructions, names) = try capture { () throws(Blocker) in
      emitChecks(checks)
      let names = try bind(clause.target, parts)
      try lowerConditions(clause.conditions[...]) { () throws(Blocker) in
        try lowerClauses(clauses.dropFirst(), body)
      }
      return names
    }
    emit(.for(names, source, instructions))
    emitChecks(checks)
  }

  private func lowerConditions(
    _ conditions: ArraySlice<Expression>, _ body: () throws(Blocker) -> Void
  ) throws(Blocker) {
    guard let condition = conditions.first else {
      try body()
      return
    }
    let test = try lowerTest(condition)
    let (then, _) = try capture { () throws(Blocker) in
      try lowerConditions(conditions.dropFirst(), body)
    }
    emit(.if(test, then: then, else: []))
  }

  /// `sum`, `any`, `all`, `min` and `max` over a list or a generator
  /// expression; nil where the call is none of these.
  func lowerReduction(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard ["sum", "any", "all", "min", "max"].contains(name),
      let source = call.arguments.first
    else { return nil }
    if name == "min" || name == "max", !call.keywords.isEmpty {
      let source =
        call.arguments.count == 1
        ? source : Expression(.list(call.arguments), range)
      return try lowerExtreme(
        source, name == "max", call.keywords, at: range)
    }
    guard call.keywords.isEmpty,
      call.arguments.count == 1 || name == "sum" && call.arguments.count == 2
    else { return nil }
    switch name {
    case "sum": return try lowerSum(source, call, at: range)
    case "any", "all":
      let isAny = name == "any"
      let result = temporary()
      state.variables[result] = VariableState(type: .bool)
      emit(.assign(result, .bool(!isAny)))
      labels += 1
      let label = "search\(labels)"
      let (loop, _) = try capture { () throws(Blocker) in
        try forEach(source) { item throws(Blocker) in
          let test = try truth(item, at: source.range)
          emit(
            .if(
              isAny ? test : negated(test),
              then: [
                .assign(result, .bool(isAny)), .leave(label: label),
              ], else: []))
        }
      }
      emit(.block(label: label, loop))
      return .variable(result, .bool)
    default: return try lowerExtreme(source, name == "max", [], at: range)
    }
  }

  /// Runs the body for each item of a generator expression or a sequence.
  func forEach(
    _ source: Expression, _ body: (Value) throws(Blocker) -> Void
  ) throws(Blocker) {
    if case .comprehension(let comprehension) = source.kind,
      comprehension.result == .generator || comprehension.result == .list
    {
      try lowerClauses(comprehension.clauses[...]) { () throws(Blocker) in
        try body(lower(comprehension.element))
      }
      return
    }
    if let (definition, call) = calledGenerator(source) {
      try withoutActuallyEscaping(body) { body throws(Blocker) in
        try inline(definition, call, body)
      }
      return
    }
    if case .call(let call) = source.kind,
      case .name(let name) = call.function.kind,
      name == "map" || name == "filter", isBuiltin(name),
      call.keywords.isEmpty, call.arguments.count == 2,
      !call.arguments.contains(where: \.isStarred)
    {
      try forEachApplied(name, call, body)
      return
    }
    let outer = iterationChecks.count
    let (iteration, parts) = try iteration(over: source)
    try forEach(iteration, parts, checksFrom: outer, body)
  }

  /// The items of `map` or `filter`, each as it is asked for.
  private func forEachApplied(
    _ name: String, _ call: Call, _ body: (Value) throws(Blocker) -> Void
  ) throws(Blocker) {
    let (function, range) = (call.arguments[0], call.function.range)
    try forEach(call.arguments[1]) { item throws(Blocker) in
      let item = repeatable(item)
      if name == "map" {
        try body(apply(function, to: [item], at: range))
        return
      }
      var test = item
      if case .constant(.none) = function.kind {
      } else {
        test = try apply(function, to: [item], at: range)
      }
      let kept = try truth(test, at: range)
      let (then, _) = try capture { () throws(Blocker) in try body(item) }
      emit(.if(kept, then: then, else: []))
    }
  }

  /// Runs the body for each item of a value.
  func forEach(
    of value: Value, at range: SourceRange,
    _ body: (Value) throws(Blocker) -> Void
  ) throws(Blocker) {
    let outer = iterationChecks.count
    let (iteration, parts) = try iteration(over: repeatable(value), at: range)
    try forEach(iteration, parts, checksFrom: outer, body)
  }

  private func forEach(
    _ iteration: Iteration, _ parts: LoopParts, checksFrom outer: Int,
    _ body: (Value) throws(Blocker) -> Void
  ) throws(Blocker) {
    let checks = Array(iterationChecks[outer...])
    iterationChecks.removeLast(checks.count)
    let names = parts.values.map { part in
      let name = temporary("item")
      state.variables[name] = VariableState(type: part.type)
      return name
    }
    let values = zip(names, parts.values).map {
      Value.variable($0, $1.type, $1.interval)
    }
    let before = bound
    let (instructions, _) = try capture { () throws(Blocker) in
      emitChecks(checks)
      try body(parts.shape.value(of: values))
    }
    bound = before
    emit(.for(names, iteration, instructions))
    emitChecks(checks)
  }

  private func lowerSum(
    _ source: Expression, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value {
    var start = Value.int(0)
    if call.arguments.count == 2 {
      start = integer(try lower(call.arguments[1]))
    }
    let total = temporary("total")
    // The kind of the items decides how the total is kept.
    let known = state.sums[range] ?? .unknown
    let startIsFloat = start.type.isFloat
    var learned = known
    let isFloatSum = known.isFloat || known.isNumber || startIsFloat
    if isFloatSum {
      state.variables[total] = VariableState(type: .floatSum)
      emit(
        .assign(
          total,
          Value(
            .apply(.function("FloatSum", canFallBack: false), [number(start)]),
            .floatSum)))
    } else {
      state.variables[total] = VariableState(type: start.type)
      emit(.assign(total, start))
    }
    try forEach(source) { item throws(Blocker) in
      let item = present(item)
      learned = try join(learned, item.type, at: range) {
        "a sum of both \($0) and \($1)"
      }
      if isFloatSum {
        let isFloat = item.type.isFloat
        guard item.type.isScalar else {
          throw blocker(
            "a sum of \(item.type)", range, "Add the items in a loop.")
        }
        emit(
          .evaluate(
            Value(
              .apply(
                .method("add", canFallBack: !isFloat),
                [
                  .variable(total, .floatSum),
                  isFloat ? item : number(item),
                ]), .none)))
      } else {
        let sum = try operate(
          .variable(total, start.type), .add, item, at: range)
        if sum.type.isInt { emit(.assign(total, sum)) }
      }
    }
    guard learned.isUnknown || learned.isScalar
    else {
      throw blocker(
        "a sum of \(learned)", range, "Add the items in a loop.")
    }
    if !learned.isSame(as: known) {
      state.sums[range] = learned
      program.hasChanged = true
    }
    guard isFloatSum else {
      return .variable(total, .int)
    }
    let result = Value.variable(total, .floatSum)
    return startIsFloat
      ? Value(.apply(.property("float", canFallBack: false), [result]), .float)
      : Value(
        .apply(.property("number", canFallBack: false), [result]), .number)
  }

  /// `min` or `max` of the items; none at all falls back, or gives what
  /// `default` says.
  private func lowerExtreme(
    _ source: Expression, _ isMaximum: Bool, _ keywords: [Keyword],
    at range: SourceRange
  ) throws(Blocker) -> Value {
    var function: Expression?
    var fallback: Expression?
    for keyword in keywords {
      switch keyword.name {
      case "key": function = keyword.value
      case "default": fallback = keyword.value
      default:
        throw blocker(
          "this keyword of `min` or `max`", keyword.value.range,
          "Use `key` and `default`.")
      }
    }
    let other = try fallback.map { value throws(Blocker) in try lower(value) }
    let isEmpty = temporary("isEmpty")
    state.variables[isEmpty] = VariableState(type: .bool)
    emit(.assign(isEmpty, .bool(true)))
    let best = extremeVariable("best", range)
    let bestKey = function == nil ? best : extremeVariable("bestKey", range)
    try forEach(source) { item throws(Blocker) in
      let kept = repeatable(item)
      let key = try function.map { function throws(Blocker) in
        repeatable(try apply(function, to: [kept], at: range))
      }
      try learn(best, kept.type, range)
      if let key { try learn(bestKey, key.type, range) }
      let test = try compareScalars(
        key ?? kept, isMaximum ? .greater : .less,
        .variable(bestKey, variableType(bestKey)), at: range)
      var changes: [Instruction] = [
        .assign(best, converted(kept, to: variableType(best))),
        .assign(isEmpty, .bool(false)),
      ]
      if let key {
        changes.append(
          .assign(bestKey, converted(key, to: variableType(bestKey))))
      }
      emit(
        .if(
          Value(.or(.variable(isEmpty, .bool), test), .bool), then: changes,
          else: []))
    }
    return try found(best, unless: isEmpty, or: other, at: range)
  }

  /// `next` of a generator expression, or of `iter` of something: the first
  /// item; nil for other iterators.
  func lowerNext(
    _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard call.keywords.isEmpty, 1...2 ~= call.arguments.count else {
      return nil
    }
    var source = call.arguments[0]
    switch source.kind {
    case .comprehension(let inner) where inner.result == .generator: break
    case .call(let inner):
      guard case .name("iter") = inner.function.kind, isBuiltin("iter"),
        inner.arguments.count == 1, inner.keywords.isEmpty
      else { return nil }
      source = inner.arguments[0]
    default: return nil
    }
    let other: Value?
    if call.arguments.count == 2 {
      guard call.arguments[1].isPlainConstant else { return nil }
      other = try lower(call.arguments[1])
    } else {
      other = nil
    }
    let isEmpty = temporary("isEmpty")
    state.variables[isEmpty] = VariableState(type: .bool)
    emit(.assign(isEmpty, .bool(true)))
    let best = extremeVariable("best", range)
    labels += 1
    let label = "first\(labels)"
    let (loop, _) = try capture { () throws(Blocker) in
      try forEach(source) { item throws(Blocker) in
        try learn(best, item.type, range)
        emit(.assign(best, converted(item, to: variableType(best))))
        emit(.assign(isEmpty, .bool(false)))
        emit(.leave(label: label))
      }
    }
    emit(.block(label: label, loop))
    return try found(best, unless: isEmpty, or: other, at: range)
  }

  /// `functools.reduce` with a start; without one, of no items, it falls back.
  func lowerReduce(
    _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard call.keywords.isEmpty, 2...3 ~= call.arguments.count else {
      return nil
    }
    let start =
      call.arguments.count == 3 ? spilled(try lower(call.arguments[2])) : nil
    let isEmpty = temporary("isEmpty")
    state.variables[isEmpty] = VariableState(type: .bool)
    emit(.assign(isEmpty, .bool(start == nil)))
    let best = extremeVariable("best", range)
    if let start {
      try learn(best, start.type, range)
      emit(.assign(best, converted(start, to: variableType(best))))
    }
    try forEach(call.arguments[1]) { item throws(Blocker) in
      let item = repeatable(item)
      if start == nil { try learn(best, item.type, range) }
      let (then, _) = try capture { () throws(Blocker) in
        emit(.assign(best, converted(item, to: variableType(best))))
        emit(.assign(isEmpty, .bool(false)))
      }
      let (orElse, _) = try capture { () throws(Blocker) in
        let value = try apply(
          call.arguments[0],
          to: [.variable(best, variableType(best)), item], at: range)
        try learn(best, value.type, range)
        emit(.assign(best, converted(value, to: variableType(best))))
      }
      if start == nil {
        emit(.if(.variable(isEmpty, .bool), then: then, else: orElse))
      } else {
        emit(orElse)
      }
    }
    guard start == nil else {
      return .variable(best, variableType(best))
    }
    return try found(best, unless: isEmpty, or: nil, at: range)
  }

  /// What a loop over items found; where there were none, the other value, or
  /// else falling back.
  private func found(
    _ best: String, unless isEmpty: String, or other: Value?,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    let result = Value.variable(best, variableType(best))
    guard let other else {
      emit(.if(.variable(isEmpty, .bool), then: [.fallBack], else: []))
      return result
    }
    return try choose(
      .variable(isEmpty, .bool), ([], other), ([], result), at: range)
  }

  /// A name whose type is kept from pass to pass by its place.
  private func extremeVariable(_ stem: String, _ range: SourceRange) -> String {
    let name = temporary(stem)
    let cell = self.cell(at: range, stem)
    state.variables[name] = VariableState(type: cell.type)
    emit(.declare(name))
    return name
  }

  private func learn(
    _ name: String, _ type: KernelType, _ range: SourceRange
  ) throws(Blocker) {
    let stem = name.hasPrefix("bestKey") ? "bestKey" : "best"
    let cell = self.cell(at: range, stem)
    try learnElement(cell, Value(.none, type), at: range)
    state.variables[name] = VariableState(type: cell.type)
  }
}
