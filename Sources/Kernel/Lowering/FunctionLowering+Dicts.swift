import PythonSyntax

/// Dicts and sets.
extension FunctionLowering {
  /// The cells of the keys and values of what is made at a place.
  func dictType(at range: SourceRange, _ role: String = "") -> KernelType {
    .dict(cell(at: range, role + "keys"), cell(at: range, role + "values"))
  }

  func fresh(_ type: KernelType) -> Value {
    spilled(Value(.list([]), type))
  }

  /// `{}`, `{key: value}`.
  func lowerDict(
    _ keys: [Expression?], _ values: [Expression], at range: SourceRange
  ) throws(Blocker) -> Value {
    let dict = fresh(dictType(at: range))
    for (key, value) in zip(keys, values) {
      if let key {
        let parts = try lowerAll([key, value])
        try storeItem(parts[1], dict, parts[0], at: range)
      } else {
        let other = present(try lower(value))
        if other.type.isUnknown { continue }
        guard other.type.isDict else {
          throw blocker(
            "`**` of a \(other.type)", range, "Set the items in a loop.")
        }
        try take(other, into: dict, at: range)
      }
    }
    return dict
  }

  /// Sets what the other has, as `dict.update` does.
  func take(
    _ other: Value, into dict: Value, at range: SourceRange
  ) throws(Blocker) {
    guard case .dict(_, let values) = dict.type else { return }
    noteMutation(of: values)
    _ = try join(dict.type, other.type, at: range) {
      "a dict updated of \($0) and \($1)"
    }
    emit(.evaluate(Value(.apply(.method("update"), [dict, other]), .none)))
  }

  /// `{item, item}`.
  func lowerSet(
    _ items: [Expression], at range: SourceRange
  ) throws(Blocker) -> Value {
    let set = fresh(.set(cell(at: range)))
    for item in try lowerAll(items) { try add(item, to: set, at: range) }
    // Constants become one constant set, whose order is another one where the
    // code comes from a cache.
    guard items.count > 1, items.allSatisfy(\.isConstantMember) else {
      return set
    }
    return spilled(Value(.apply(.method("withoutOrder"), [set]), set.type))
  }

  func add(
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
  func key(
    _ value: Value, of container: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    let cell: ElementCell
    switch container.type {
    case .dict(let keys, _): cell = keys
    case .set(let keys): cell = keys
    default: return value
    }
    // None is a key of its own, which is left to Python.
    let value = cell.type.isOptional ? value : present(value)
    try learnElement(cell, value, at: range)
    for type in cell.type.classes {
      for name in type.keyAttributes ?? [] { _ = attributeCell(type, name) }
      if !type.isUsedAsKey {
        type.isUsedAsKey = true
        program.hasChanged = true
      }
    }
    guard cell.type.isKey else {
      throw blocker(
        "a key that is a \(cell.type)", range,
        "Use int, float, str, or tuples of them.")
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
    noteMutation(of: values)
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

  /// `del container[key]` for each; nil where one is anything else.
  func lowerDelete(_ targets: [Expression]) throws(Blocker) -> Bool {
    for target in targets {
      guard case .subscript(let container, let place) = target.kind else {
        return false
      }
      if case .slice(let lower, let upper, nil) = place.kind {
        let operands = try lowerAll(
          [container] + [lower, upper].compactMap(\.self))
        guard case .list(let cell) = operands[0].type else { return false }
        markResized(cell)
        var rest = operands.dropFirst()
        var bounds: [Value] = []
        for bound in [lower, upper] {
          let value =
            bound == nil
            ? Value.none : try index(rest.removeFirst(), at: target.range)
          bounds.append(converted(value, to: .optional(.int)))
        }
        emit(
          .evaluate(
            Value(
              .apply(.method("deleteSlice"), [operands[0]] + bounds), .none)))
        continue
      }
      let operands = try lowerAll([container, place])
      if operands[0].type.isUnknown { continue }
      switch operands[0].type {
      case .dict(_, let values):
        noteMutation(of: values)
        let key = try key(operands[1], of: operands[0], at: target.range)
        emit(
          .evaluate(
            Value(.apply(.method("delete"), [operands[0], key]), .none)))
      case .list(let cell):
        markResized(cell)
        let place = try index(operands[1], at: target.range)
        emit(
          .evaluate(
            Value(
              .apply(.method("pop"), [operands[0], place]),
              cell.type.isUnknown ? .int : cell.type)))
      default: return false
      }
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
      if let value = try lowerSetMethod(dict, name, operands, at: range) {
        return value
      }
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
      if !["get", "copy", "keys", "values", "items"].contains(name) {
        noteMutation(of: values)
      }
      switch (name, operands.count) {
      case ("most_common", 0), ("most_common", 1):
        return try mostCommon(dict, operands.first, at: range)
      case ("get", 1):
        if case .optional = values.type { break }
        return Value(
          .apply(
            .method("found"), [dict, try key(operands[0], of: dict, at: range)]
          ), .optional(values.type))
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
      case ("popitem", 0):
        guard case .dict(let keys, _) = dict.type else { break }
        return spilled(method([], .tuple([keys.type, values.type])))
      case ("popitem", 1):
        guard case .dict(let keys, _) = dict.type else { break }
        let last = try truth(operands[0], at: range)
        return spilled(method([last], .tuple([keys.type, values.type])))
      case ("move_to_end", 1):
        emit(
          .evaluate(
            Value(
              .apply(
                .method("moveToEnd"),
                [dict, try key(operands[0], of: dict, at: range)]), .none)))
        return .none
      case ("copy", 0): return method([], dict.type)
      case ("update", 1):
        try update(dict, with: operands[0], at: range)
        return .none
      case ("keys", 0), ("values", 0), ("items", 0):
        throw blocker(
          "the view of a dict as a value", range,
          "Loop over it, or make a list of it.")
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

  /// A loop over a dict's keys, values or items, written as such; nil for
  /// anything else.
  func dictIteration(
    _ expression: Expression
  ) throws(Blocker) -> (Iteration, LoopParts)? {
    guard case .call(let call) = expression.kind, call.arguments.isEmpty,
      call.keywords.isEmpty,
      case .attribute(let source, let kind) = call.function.kind,
      ["keys", "values", "items"].contains(kind)
    else { return nil }
    let before = bound
    let trial = try capture { () throws(Blocker) in try lower(source) }
    guard trial.result.type.isDict else {
      bound = before
      return nil
    }
    emit(trial.instructions)
    return iteration(overDict: trial.result, kind)
  }

  /// The name may come to stand for another dict meanwhile, and a change of
  /// the keys must be noticed.
  func iteration(
    overDict value: Value, _ kind: String
  ) -> (Iteration, LoopParts) {
    let dict = watched(value)
    guard case .dict(let keys, let values) = dict.type else {
      return (.items(dict), LoopParts(Value(.none, .unknown)))
    }
    switch kind {
    case "values":
      return (.dictValues(dict), LoopParts(Value(.none, values.type)))
    case "items":
      let parts = LoopParts(values: [], shape: .tuple([]))
        .extended(with: LoopParts(Value(.none, keys.type)))
        .extended(with: LoopParts(Value(.none, values.type)))
      return (.dictItems(dict), parts)
    default: return (.dictKeys(dict), LoopParts(Value(.none, keys.type)))
    }
  }

  /// The container in a name of its own; loops over it look for changes.
  func watched(_ container: Value) -> Value {
    let kept = spilled(container)
    let changes = Value(
      .apply(.property("changes", canFallBack: false), [kept]), .int)
    let old = spilled(changes)
    iterationChecks.append(compare(changes, "!=", old))
    return kept
  }

  /// Falls back where a dict that is gone through was changed: Python would
  /// raise, or give the new values.
  func emitChecks(_ checks: [Value]) {
    for check in checks {
      emit(.if(check, then: [.fallBack], else: []))
    }
  }
}

extension Expression {
  /// CPython's compiler knows its value.
  fileprivate var isConstantMember: Bool {
    switch kind {
    case .constant: true
    case .unary(_, let operand): operand.isConstantMember
    case .binary(let left, _, let right):
      left.isConstantMember && right.isConstantMember
    case .tuple(let items): items.allSatisfy(\.isConstantMember)
    default: false
    }
  }
}

extension KernelType {
  var isDict: Bool { if case .dict = self { true } else { false } }

  /// What a dict's key can be, or a member of a set.
  var isKey: Bool {
    switch self {
    case .unknown, .int, .word, .bool, .text, .letter, .bytes, .float, .mixed:
      true
    case .named(let type, let types):
      type.method("__eq__") == nil && type.method("__hash__") == nil
        && types.count <= 6 && types.allSatisfy(\.isKey)
    case .tuple(let types):
      types.count <= 6 && types.allSatisfy(\.isKey)
    // A set that is none of the frozen ones falls back.
    case .sequence(let cell), .set(let cell): cell.type.isKey
    case .object(let type): type.isKeyByIdentity || type.isKeyByAttributes
    default: false
    }
  }
}
