import PythonSyntax

/// Containers made of what can be gone through.
extension FunctionLowering {
  /// A new list of the items.
  func collected(
    _ source: Expression, at range: SourceRange, _ role: String = ""
  ) throws(Blocker) -> Value {
    let cell = self.cell(at: range, role)
    markResized(cell)
    let name = temporary("result")
    let type = KernelType.list(cell)
    state.variables[name] = VariableState(type: type)
    // A list as it is: a copy is all there is to do.
    if let list = try plainList(source) {
      try learnElement(cell, Value(.none, list.1.type), at: range)
      if cell.type.isSame(as: list.1.type) {
        emit(
          .assign(
            name,
            Value(
              .apply(.function("\(type.swiftName)(copying:)"), [list.0]), type))
        )
        return .variable(name, type)
      }
    }
    emit(.assign(name, Value(.list([]), type)))
    try forEach(source) { item throws(Blocker) in
      try append(item, to: .variable(name, type), cell, at: range)
    }
    return .variable(name, type)
  }

  /// The list that a name or an element is.
  private func plainList(
    _ source: Expression
  ) throws(Blocker) -> (Value, ElementCell)? {
    switch source.kind {
    case .name(let name):
      guard state.localNames.contains(name) || renamedName(name) != nil else {
        return nil
      }
    case .subscript: break
    default: return nil
    }
    let before = bound
    let (instructions, value) = try capture { () throws(Blocker) in
      try lower(source)
    }
    guard case .list(let cell) = value.type else {
      bound = before
      return nil
    }
    emit(instructions)
    return (value, cell)
  }

  /// `[*a, b, *c]`.
  func lowerStarredList(
    _ values: [Expression], _ cell: ElementCell, at range: SourceRange
  ) throws(Blocker) -> Value {
    markResized(cell)
    let type = KernelType.list(cell)
    let list = spilled(Value(.list([]), type))
    for value in values {
      if case .starred(let source) = value.kind {
        try forEach(source) { item throws(Blocker) in
          try append(item, to: list, cell, at: range)
        }
      } else {
        try append(lower(value), to: list, cell, at: range)
      }
    }
    return list
  }

  func append(
    _ item: Value, to list: Value, _ cell: ElementCell, at range: SourceRange
  ) throws(Blocker) {
    try learnElement(cell, item, at: range)
    emit(
      .evaluate(
        Value(
          .apply(.method("append"), [list, converted(item, to: cell.type)]),
          .none)))
  }

  /// `list(...)`, `dict(...)`, `set(...)`, `frozenset(...)`, and `tuple(...)` of a tuple; nil for
  /// anything else.
  func lowerContainer(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard call.keywords.isEmpty, call.arguments.count <= 1 else { return nil }
    let source = call.arguments.first
    switch name {
    case "list":
      guard let source else {
        return Value(.list([]), .list(cell(at: range)))
      }
      return try collected(source, at: range)
    case "set":
      guard let source else { return fresh(.set(cell(at: range))) }
      return try lowerSet(of: source, at: range)
    case "frozenset":
      guard let source else {
        return frozen(fresh(.set(cell(at: range))))
      }
      return try lowerSet(of: source, isFrozen: true, at: range)
    case "dict":
      let dict = fresh(dictType(at: range))
      guard let source else { return dict }
      let before = bound
      let trial = try? capture { () throws(Blocker) in try lower(source) }
      if let trial, trial.result.type.isDict {
        emit(trial.instructions)
        return Value(
          .apply(.method("plainCopy"), [trial.result]), trial.result.type)
      }
      bound = before
      try fill(dict, from: source, at: range)
      return dict
    case "tuple":
      guard let source else { return Value(.tuple([]), .tuple([])) }
      return try lowerTuple(of: source, at: range)
    default: return nil
    }
  }

  /// Puts the pairs, or the items of another dict, into a dict.
  func fill(
    _ dict: Value, from source: Expression, at range: SourceRange
  ) throws(Blocker) {
    if typeWithoutEffect(source)?.isDict ?? false {
      let other = try lower(source)
      try forEach(of: other, at: range) { key throws(Blocker) in
        let key = repeatable(key)
        try storeItem(
          item(of: other, key, at: range), dict, key, at: range)
      }
      return
    }
    try forEach(source) { pair throws(Blocker) in
      if pair.type.isUnknown { return }
      if pair.type.isList || pair.type.isSequence {
        let parts = repeatable(pair)
        // Python raises for more or fewer.
        emit(
          .if(
            compare(
              Value(.count(parts), .int, .lengths), "!=", .int(2)),
            then: [.fallBack], else: []))
        try storeItem(
          spilled(element(of: parts, at: .int(1), range)), dict,
          element(of: parts, at: .int(0), range), at: range)
        return
      }
      guard case .tuple(let types) = pair.type, types.count == 2 else {
        throw blocker(
          "`dict` of a \(pair.type)", range, "Set the items in a loop.")
      }
      let whole = repeatable(pair)
      try storeItem(
        component(whole, 1), dict, component(whole, 0), at: range)
    }
  }
}
