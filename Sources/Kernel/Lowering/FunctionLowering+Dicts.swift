import PythonSyntax

/// Dicts and sets that are made in the function.
extension FunctionLowering {
  /// The cells of the keys and values of what is made at a place.
  private func dictType(at range: SourceRange) -> KernelType {
    if let cells = state.madeDicts[range] { return .dict(cells.0, cells.1) }
    let cells = (ElementCell(), ElementCell())
    state.madeDicts[range] = cells
    return .dict(cells.0, cells.1)
  }

  private func fresh(_ type: KernelType) -> Value {
    spilled(Value(.list([]), type))
  }

  /// `{}`, `{key: value}`.
  func lowerDict(
    _ keys: [Expression?], _ values: [Expression], at range: SourceRange
  ) throws(Blocker) -> Value {
    let dict = fresh(dictType(at: range))
    for (key, value) in zip(keys, values) {
      guard let key else {
        throw blocker("`**` in a dict", range, "Set the items in a loop.")
      }
      let parts = try lowerAll([key, value])
      try storeItem(parts[1], dict, parts[0], at: range)
    }
    return dict
  }

  /// `{item, item}`.
  func lowerSet(
    _ items: [Expression], at range: SourceRange
  ) throws(Blocker) -> Value {
    let set = fresh(.set(cell(at: range)))
    for item in try lowerAll(items) { try add(item, to: set, at: range) }
    return set
  }

  private func add(
    _ item: Value, to set: Value, at range: SourceRange
  ) throws(Blocker) {
    emit(
      .evaluate(
        Value(
          .apply(.method("add"), [set, try key(item, of: set, at: range)]),
          .none)))
  }

  /// A dict or set comprehension.
  func lowerDictComprehension(
    _ comprehension: Comprehension, at range: SourceRange
  ) throws(Blocker) -> Value {
    let isSet = comprehension.result == .set
    let result = fresh(isSet ? .set(cell(at: range)) : dictType(at: range))
    try lowerClauses(comprehension.clauses[...]) { () throws(Blocker) in
      let parts = try lowerAll(
        [comprehension.element] + [comprehension.value].compactMap(\.self))
      if isSet {
        try add(parts[0], to: result, at: range)
      } else if parts.count == 2 {
        try storeItem(parts[1], result, parts[0], at: range)
      }
    }
    return result
  }

  /// The value as a key of the dict or set, whose keys it widens.
  private func key(
    _ value: Value, of container: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    let cell: ElementCell
    switch container.type {
    case .dict(let keys, _): cell = keys
    case .set(let keys): cell = keys
    default: return value
    }
    try learnElement(cell, value, at: range)
    guard cell.type.isKey else {
      throw blocker(
        "a key that is a \(cell.type)", range,
        "Use int, str, or tuples of two or three of them.")
    }
    return converted(value, to: cell.type)
  }

  func item(
    of dict: Value, _ place: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    guard case .dict(_, let values) = dict.type else {
      return Value(.none, .unknown)
    }
    return Value(
      .apply(.method("value"), [dict, try key(place, of: dict, at: range)]),
      values.type)
  }

  func storeItem(
    _ value: Value, _ dict: Value, _ place: Value, at range: SourceRange
  ) throws(Blocker) {
    guard case .dict(_, let values) = dict.type else { return }
    try learnElement(values, value, at: range)
    emit(
      .evaluate(
        Value(
          .apply(
            .method("set"),
            [
              dict, try key(place, of: dict, at: range),
              converted(value, to: values.type),
            ]), .none)))
  }

  /// `item in container`, of a dict or a set.
  func hasKey(
    _ container: Value, _ item: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    Value(
      .apply(
        .method("contains"),
        [container, try key(item, of: container, at: range)]
      ), .bool)
  }

  /// `dict()`, `set()`; nil for anything else.
  func lowerDictFunction(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard call.keywords.isEmpty, call.arguments.isEmpty else { return nil }
    switch name {
    case "dict": return fresh(dictType(at: range))
    case "set": return fresh(.set(cell(at: range)))
    default: return nil
    }
  }

  /// `del container[key]` for each; nil where one is anything else.
  func lowerDelete(_ targets: [Expression]) throws(Blocker) -> Bool {
    for target in targets {
      guard case .subscript(let container, let place) = target.kind else {
        return false
      }
      let operands = try lowerAll([container, place])
      if operands[0].type.isUnknown { continue }
      guard case .dict = operands[0].type else { return false }
      let key = try key(operands[1], of: operands[0], at: target.range)
      emit(
        .evaluate(
          Value(.apply(.method("delete"), [operands[0], key]), .none)))
    }
    return true
  }

  // MARK: Methods

  func lowerDictMethod(
    _ dict: Value, _ name: String, _ operands: [Value], at range: SourceRange
  ) throws(Blocker) -> Value {
    func method(_ arguments: [Value], _ type: KernelType) -> Value {
      Value(.apply(.method(name), [dict] + arguments), type)
    }
    if case .set = dict.type {
      switch (name, operands.count) {
      case ("add", 1), ("remove", 1), ("discard", 1):
        emit(
          .evaluate(
            method([try key(operands[0], of: dict, at: range)], .none)))
        return .none
      case ("clear", 0):
        emit(.evaluate(method([], .none)))
        return .none
      default: break
      }
    }
    if case .dict(_, let values) = dict.type {
      switch (name, operands.count) {
      case ("get", 1):
        if case .optional = values.type { break }
        return Value(
          .apply(
            .method("found"), [dict, try key(operands[0], of: dict, at: range)]
          ), values.type.isUnknown ? .unknown : .optional(values.type))
      case ("get", 2), ("setdefault", 2), ("pop", 2):
        try learnElement(values, operands[1], at: range)
        return spilled(
          method(
            [
              try key(operands[0], of: dict, at: range),
              converted(operands[1], to: values.type),
            ], values.type))
      case ("pop", 1):
        return spilled(
          method([try key(operands[0], of: dict, at: range)], values.type))
      case ("clear", 0):
        emit(.evaluate(method([], .none)))
        return .none
      default: break
      }
    }
    throw blocker(
      "the method `.\(name)` of a \(dict.type)", range,
      "Write it out as a loop.")
  }

  // MARK: Loops

  /// A loop over a dict, its keys, values or items; nil for anything else.
  func dictIteration(
    _ expression: Expression
  ) throws(Blocker) -> (Iteration, LoopParts)? {
    var source = expression
    var kind = "keys"
    if case .call(let call) = expression.kind, call.arguments.isEmpty,
      case .attribute(let receiver, let name) = call.function.kind,
      ["keys", "values", "items"].contains(name)
    {
      (source, kind) = (receiver, name)
    } else {
      guard case .name(let name) = expression.kind,
        state.localNames.contains(name) || renamedName(name) != nil
      else { return nil }
    }
    let before = bound
    let trial = try capture { () throws(Blocker) in try lower(source) }
    guard case .dict(let keys, let values) = trial.result.type else {
      bound = before
      return nil
    }
    emit(trial.instructions)
    // The name may come to stand for another dict meanwhile.
    let dict = spilled(trial.result)
    let changes = Value(
      .apply(.property("changes", canFallBack: false), [dict]), .int)
    let old = spilled(changes)
    iterationChecks.append(compare(changes, "!=", old))
    let lists = [
      Value(.apply(.method("keyList"), [dict]), .list(keys)),
      Value(.apply(.method("valueList"), [dict]), .list(values)),
    ]
    switch kind {
    case "keys":
      return (.items(lists[0]), LoopParts(Value(.none, keys.type)))
    case "values":
      return (.items(lists[1]), LoopParts(Value(.none, values.type)))
    default:
      let parts = LoopParts(values: [], shape: .tuple([]))
        .extended(with: LoopParts(Value(.none, keys.type)))
        .extended(with: LoopParts(Value(.none, values.type)))
      return (.zipped(.items(lists[0]), .items(lists[1])), parts)
    }
  }

  /// Falls back where a dict that is gone through was changed: Python would
  /// raise, or give the new values.
  func emitChecks(_ checks: [Value]) {
    for check in checks {
      emit(.if(check, then: [.fallBack], else: []))
    }
  }
}

extension KernelType {
  /// What a dict's key can be.
  fileprivate var isKey: Bool {
    switch self {
    case .unknown, .int, .word, .bool, .text, .letter: true
    case .tuple(let types):
      2...3 ~= types.count && types.allSatisfy(\.isKey)
    default: false
    }
  }

  /// Has a set in it.
  var holdsSet: Bool {
    switch self {
    case .set: true
    case .optional(let type): type.holdsSet
    case .tuple(let types): types.contains(where: \.holdsSet)
    default: cells.contains { $0.type.holdsSet }
    }
  }
}
