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
      try learnElement(cell, item, at: range)
      emit(
        .evaluate(
          Value(
            .apply(
              .method("append"),
              [.variable(name, type), converted(item, to: cell.type)]), .none)))
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
      let source = call.arguments.first, call.keywords.isEmpty,
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
    default: return try lowerExtreme(source, name == "max", at: range)
    }
  }

  /// Runs the body for each item of a generator expression or a sequence.
  private func forEach(
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
    let (iteration, parts) = try iteration(over: source)
    let names = parts.values.map { part in
      let name = temporary("item")
      state.variables[name] = VariableState(type: part.type)
      return name
    }
    let values = zip(names, parts.values).map {
      Value.variable($0, $1.type, $1.interval)
    }
    let (instructions, _) = try capture { () throws(Blocker) in
      try body(parts.shape.value(of: values))
    }
    emit(.for(names, iteration, instructions))
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

  /// `min` or `max` of the items; none at all falls back.
  private func lowerExtreme(
    _ source: Expression, _ isMaximum: Bool, at range: SourceRange
  ) throws(Blocker) -> Value {
    let best = temporary("best")
    let isEmpty = temporary("isEmpty")
    state.variables[isEmpty] = VariableState(type: .bool)
    let type = state.sums[range] ?? .unknown
    var learned = type
    state.variables[best] = VariableState(type: type)
    emit(.assign(isEmpty, .bool(true)))
    emit(.declare(best))
    try forEach(source) { item throws(Blocker) in
      learned = try join(learned, item.type, at: range) {
        "a choice between \($0) and \($1)"
      }
      guard item.type.isScalar || item.type.isUnknown else {
        throw blocker(
          "`min` or `max` of a \(item.type)", range, "Compare numbers.")
      }
      let item = repeatable(item)
      let test = try compareScalars(
        item, isMaximum ? .greater : .less, .variable(best, type), at: range)
      emit(
        .if(
          Value(.or(.variable(isEmpty, .bool), test), .bool),
          then: [
            .assign(best, converted(item, to: type)),
            .assign(isEmpty, .bool(false)),
          ], else: []))
    }
    if !learned.isSame(as: type) {
      state.sums[range] = learned
      program.hasChanged = true
    }
    emit(.if(.variable(isEmpty, .bool), then: [.fallBack], else: []))
    return .variable(best, type)
  }
}
