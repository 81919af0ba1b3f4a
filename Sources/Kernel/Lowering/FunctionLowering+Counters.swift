import PythonSyntax

/// `collections.Counter`. To the types it is a dict; at run time it knows what
/// it is.
extension FunctionLowering {
  /// `Counter()`, of items to count or of a dict of counts.
  func lowerCounter(
    _ source: Expression?, at range: SourceRange
  ) throws(Blocker) -> Value {
    let type = dictType(at: range)
    guard case .dict(_, let values) = type else { return .none }
    try learnElement(values, .int(0), at: range)
    let counter = spilled(
      Value(.apply(.function("\(type.swiftName)(missing:)"), [.int(1)]), type))
    if let source {
      func take(_ counts: Value) throws(Blocker) {
        try self.take(counts, into: counter, at: range)
      }
      try forEach(source, orDict: take) { item throws(Blocker) in
        try count(item, .int(1), in: counter, at: range)
      }
    }
    return counter
  }

  /// `counter[item] += count`, where a missing one is zero.
  private func count(
    _ item: Value, _ count: Value, in counter: Value, at range: SourceRange
  ) throws(Blocker) {
    guard case .dict(_, let values) = counter.type else { return }
    let item = repeatable(item)
    let old = Value(
      .apply(
        .method("get"),
        [
          counter, try key(item, of: counter, at: range),
          converted(.int(0), to: values.type),
        ]), values.type)
    // Python has the new count first: of 2 and 3.0 the same, and of texts it
    // raises.
    try storeItem(
      operate(count, .add, old, at: range), counter, item, at: range)
  }

  /// `dict.update(other)`: a dict's items are set, a Counter adds them; items
  /// that are no dict are counted, or pairs to set.
  func update(
    _ dict: Value, with other: Value, at range: SourceRange
  ) throws(Blocker) {
    guard case .dict(let keys, let values) = dict.type,
      !other.type.isUnknown
    else { return }
    let isCounter = self.isCounter(dict)
    guard other.type.isDict else {
      var arePairs = false
      let (body, _) = try capture { () throws(Blocker) in
        try forEach(of: other, at: range) { item throws(Blocker) in
          if case .tuple(let parts) = item.type, parts.count == 2,
            !keys.type.isTuple
          {
            arePairs = true
            let pair = repeatable(item)
            try storeItem(
              component(pair, 1), dict, component(pair, 0), at: range)
          } else {
            try learnElement(values, .int(0), at: range)
            try count(item, .int(1), in: dict, at: range)
          }
        }
      }
      let isOther = arePairs ? isCounter : negated(isCounter)
      emit(.if(isOther, then: [.fallBack], else: []))
      emit(body)
      return
    }
    let (set, _) = try capture { () throws(Blocker) in
      try take(other, into: dict, at: range)
    }
    guard values.type.isInt || values.type.isFloat else {
      // Counts are numbers.
      emit(.if(isCounter, then: [.fallBack], else: set))
      return
    }
    // One that is empty takes the counts as they are, and so do we: 0 is
    // added, to what may be -0.0.
    let isEmpty = compare(
      Value(.apply(.property("count", canFallBack: false), [dict]), .int),
      "==", .int(0))
    let (add, _) = try capture { () throws(Blocker) in
      let (iteration, parts) = iteration(overDict: repeatable(other), "items")
      iterationChecks.removeLast()
      try forEach(iteration, parts, checksFrom: iterationChecks.count) {
        pair throws(Blocker) in
        try count(component(pair, 0), component(pair, 1), in: dict, at: range)
      }
    }
    emit(
      .if(
        isCounter, then: [.if(isEmpty, then: set, else: add)], else: set))
  }

  /// It is known at run time only.
  func isCounter(_ dict: Value) -> Value {
    Value(.apply(.property("isCounter", canFallBack: false), [dict]), .bool)
  }

  /// `counter.most_common(count)`: by count, the first counted first.
  func mostCommon(
    _ counter: Value, _ count: Value?, at range: SourceRange
  ) throws(Blocker) -> Value {
    guard case .dict(let keys, let values) = counter.type else { return .none }
    let counter = repeatable(counter)
    // Others have no such method.
    emit(.if(isCounter(counter), then: [], else: [.fallBack]))
    let cell = self.cell(at: range, "common")
    markResized(cell)
    try learnElement(
      cell, Value(.none, .tuple([keys.type, values.type])), at: range)
    let result = spilled(Value(.list([]), .list(cell)))
    let counts = self.cell(at: range, "counts")
    markResized(counts)
    try learnElement(counts, Value(.none, values.type), at: range)
    let numbers = spilled(Value(.list([]), .list(counts)))
    let names = [temporary("item"), temporary("item")]
    let item = Value.variable(names[0], keys.type)
    let number = Value.variable(names[1], values.type)
    state.variables[names[0]] = VariableState(type: keys.type)
    state.variables[names[1]] = VariableState(type: values.type)
    let (body, _) = try capture { () throws(Blocker) in
      let pair = Value(
        .tuple([item, number]), .tuple([keys.type, values.type]))
      try append(pair, to: result, cell, at: range)
      try append(number, to: numbers, counts, at: range)
    }
    emit(.for(names, .dictItems(counter), body))
    emit(
      .evaluate(
        Value(
          .apply(.method("sortBy"), [result, .bool(true), numbers]), .none)))
    guard let count, !count.type.isNone else { return result }
    return firstItems(try index(count, at: range), of: result)
  }

  /// A new list of the first ones; of none for a negative count.
  func firstItems(_ count: Value, of list: Value) -> Value {
    let size = Value(
      .apply(.function("atLeastZero", canFallBack: false), [count]), .int)
    return Value(
      .apply(
        .method("slice"),
        [
          list, converted(.none, to: .optional(.int)),
          converted(size, to: .optional(.int)),
          converted(.none, to: .optional(.int)),
        ]), list.type)
  }

  /// `left + right` of Counters and the like, `|` of dicts too; what they are
  /// is seen at run time.
  func operateDicts(
    _ left: Value, _ symbol: BinaryOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    let names: [BinaryOperator: String] = [
      .add: "adding", .subtract: "subtracting", .bitAnd: "least",
      .bitOr: "most",
    ]
    guard case .dict(_, let values) = left.type, let name = names[symbol],
      symbol == .bitOr || values.type.isInt || values.type.isUnknown
    else {
      throw blocker(
        "`\(symbol.symbol)` of a \(left.type) and a \(right.type)", range,
        "Write it out as a loop.")
    }
    _ = try join(left.type, right.type, at: range) {
      "dicts of \($0) and \($1)"
    }
    // Only counts have more than `|`.
    return Value(
      .apply(
        .method(values.type.isInt ? name : "merged"), [left, right]),
      left.type)
  }

  /// `counter += other`, or `-=`.
  func addInPlace(
    _ symbol: BinaryOperator, _ other: Value, to counter: Value,
    at range: SourceRange
  ) throws(Blocker) {
    guard case .dict(_, let values) = counter.type,
      values.type.isInt || values.type.isUnknown
    else {
      throw blocker(
        "`\(symbol.symbol)=` on a \(counter.type)", range,
        "Write it out as a loop.")
    }
    noteMutation(of: values)
    _ = try join(counter.type, other.type, at: range) {
      "dicts of \($0) and \($1)"
    }
    if values.type.isUnknown { return }
    emit(
      .evaluate(
        Value(
          .apply(
            .method(symbol == .add ? "add" : "subtract"), [counter, other]),
          .none)))
  }
}
