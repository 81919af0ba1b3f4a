import PythonSyntax

/// What `sum`, `min`, `next` and `reduce` make of many items.
extension FunctionLowering {
  func lowerSum(
    _ source: Expression, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value {
    if call.arguments.count == 2, case .list([]) = call.arguments[1].kind {
      return try lowerSumOfLists(source, at: range)
    }
    var start = Value.int(0)
    if call.arguments.count == 2 {
      let given = present(try lower(call.arguments[1]))
      if !given.type.isScalar, !given.type.isUnknown {
        return try lowerLongSum(source, from: given, at: range)
      }
      start = integer(given)
    }
    if case .object? = state.sums[range] {
      return try lowerLongSum(source, from: nil, at: range)
    }
    let total = temporary("total")
    // The kind of the items decides how the total is kept.
    let known = state.sums[range] ?? .unknown
    let startIsFloat = start.type.isFloat
    var learned = known
    let isFloatSum = known.isFloat || known.isNumber || startIsFloat
    if known.isNumPy {
      return try lowerSum(
        ofScalars: source, start, total, known, at: range)
    }
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
      let item = settledNumber(present(item))
      learned = try join(learned, item.type, at: range) {
        "a sum of both \($0) and \($1)"
      }
      if case .object = learned {
        state.sums[range] = learned
        program.hasChanged = true
        return
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
        if sum.type.isInt, start.type.isInt { emit(.assign(total, sum)) }
      }
    }
    if case .object = learned { return Value(.none, .unknown) }
    guard learned.isUnknown || learned.isScalar || learned.isNumPy
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

  /// `sum(lists, [])`: one list of all their items.
  private func lowerSumOfLists(
    _ source: Expression, at range: SourceRange
  ) throws(Blocker) -> Value {
    let cell = self.cell(at: range, "total")
    markResized(cell)
    let total = spilled(Value(.list([]), .list(cell)))
    try forEach(source) { item throws(Blocker) in
      let list = present(item)
      guard list.type.isList || list.type.isUnknown else {
        throw blocker("a sum of \(list.type)", range, "Join them in a loop.")
      }
      try extend(cell, total, with: list, at: range)
    }
    return total
  }

  /// `sum` of instances, by their own `+`, or of what begins with something
  /// else than a number.
  private func lowerLongSum(
    _ source: Expression, from start: Value?, at range: SourceRange
  ) throws(Blocker) -> Value {
    let total = temporary("total")
    let cell = self.cell(at: range, "total")
    state.variables[total] = VariableState(type: cell.type)
    func keep(_ value: Value) throws(Blocker) {
      try learnElement(cell, value, at: range)
      state.variables[total] = VariableState(type: cell.type)
      if value.type.isUnknown { return }
      emit(.assign(total, converted(value, to: cell.type)))
    }
    emit(.declare(total))
    if let start { try keep(start) }
    let isEmpty = temporary("isEmpty")
    state.variables[isEmpty] = VariableState(type: .bool)
    emit(.assign(isEmpty, .bool(start == nil)))
    try forEach(source) { item throws(Blocker) in
      let item = repeatable(present(item))
      if item.type.isUnknown { return }
      func added(to left: Value) throws(Blocker) -> [Instruction] {
        if left.type.isUnknown { return [] }
        return try capture { () throws(Blocker) in
          try keep(operate(left, .add, item, at: range))
        }.instructions
      }
      let later = try added(to: .variable(total, cell.type))
      guard start == nil else {
        emit(later)
        return
      }
      let first = try added(to: .int(0))
      emit(
        .if(
          .variable(isEmpty, .bool),
          then: first + [.assign(isEmpty, .bool(false))], else: later))
    }
    let result = Value.variable(total, cell.type)
    if start == nil {
      // The sum of nothing is a number.
      emit(.if(.variable(isEmpty, .bool), then: [.fallBack], else: []))
    }
    return result
  }

  /// Of scalars of NumPy, which are added up one by one.
  private func lowerSum(
    ofScalars source: Expression, _ start: Value, _ total: String,
    _ type: KernelType, at range: SourceRange
  ) throws(Blocker) -> Value {
    state.variables[total] = VariableState(type: type)
    emit(.assign(total, converted(start, to: type)))
    try forEach(source) { item throws(Blocker) in
      let item = settledNumber(present(item))
      if item.type.isUnknown { return }
      guard item.type.isSame(as: type) else {
        throw blocker(
          "a sum of \(item.type)", range, "Add the items in a loop.")
      }
      // Floats of Python among them would be added up in another way.
      let sum = try operate(
        .variable(total, type), .add, type.isNumPyFloat ? sure(item) : item,
        at: range)
      emit(.assign(total, converted(sum, to: type)))
    }
    return .variable(total, type)
  }

  /// `min` or `max` of the items; none at all falls back, or gives what
  /// `default` says.
  func lowerExtreme(
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
    func look(_ item: Value) throws(Blocker) {
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
    try forEach(source, look)
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
    default:
      guard call.arguments.count == 1 else { return nil }
      let value = present(try lower(source))
      if value.type.isUnknown { return Value(.none, .unknown) }
      guard case .counting = value.type else { return nil }
      return spilled(Value(.apply(.method("next"), [value]), .int))
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
