import PythonSyntax

/// Whether Python would raise: what `CaughtFailures` asks.
extension FunctionLowering {
  func lowerProbe(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value {
    let isKept = name == "probe-items" || name == "probe-cycle"
    if isKept { try refuseChanges(of: call.arguments[0]) }
    let arguments = isKept ? call.arguments.map(asList) : call.arguments
    let operands = try lowerAll(arguments).map { value in
      // With None, another exception is raised.
      present(value)
    }
    if name == "probe-natural" {
      let count = repeatable(try index(operands[0], at: range))
      // Python raises.
      emit(.if(compare(count, "<", .int(0)), then: [.fallBack], else: []))
      return count
    }
    if name == "probe-cycle",
      operands[0].type.cells.first.map({ $0.isMutated || $0.isResized })
        ?? false, operands[0].type.isList, !call.arguments[0].isFreshList
    {
      throw blocker(
        "`cycle` over what changes meanwhile", range, "Use a copy.")
    }
    if isKept { return try itemsToGoOver(operands[0], at: range) }
    switch name {
    case "probe-byte": return try lowerByte(operands[0], at: range)
    case "probe-bytes": return try checkedBytes(operands[0], at: range)
    case "probe-bytearray": return try bytesAsList(operands[0], at: range)
    default: break
    }
    if operands.contains(where: \.type.isUnknown) { return .bool(true) }
    func probe(_ function: String, _ operands: [Value]) -> Value {
      spilled(Value(.apply(.function(function), operands), .bool))
    }
    switch name {
    case "probe-int", "probe-float":
      let function = name == "probe-int" ? "isIntegerText" : "isFloatText"
      switch operands[0].type {
      case .text, .letter:
        return probe(function, [converted(operands[0], to: .text)])
      case .mixed: return probe(function, operands)
      // Of numbers, only what falls back raises.
      default: return .bool(true)
      }
    case "probe-divisor":
      // `%` of a str is no division.
      let divisor = settledNumber(operands[1])
      guard divisor.type.isScalar,
        settledNumber(operands[0]).type.isScalar, !operands[0].type.isMixed
      else { return .bool(true) }
      return spilled(try truth(divisor, at: range))
    default:
      let container = unnamed(operands[0])
      switch container.type {
      case .dict:
        guard name.contains("key") else { return .bool(true) }
        let key = try key(operands[1], of: container, at: range)
        return spilled(
          Value(.apply(.method("hasValue"), [container, key]), .bool))
      case .list, .sequence, .text, .deque:
        guard name.contains("index") else { return .bool(true) }
        let place = try index(operands[1], at: range)
        let count = Value(.count(container), .int, .lengths)
        return probe("isPlace", [place, count])
      case .tuple(let types):
        guard name.contains("index") else { return .bool(true) }
        return probe(
          "isPlace",
          [try index(operands[1], at: range), .int(types.count)])
      default: return .bool(true)
      }
    }
  }

  /// `enumerate(items)` and the like look at their items as they go: as a list
  /// they are what they were at the beginning.
  private func refuseChanges(of source: Expression) throws(Blocker) {
    guard case .call(let call) = source.kind,
      case .name(let name) = call.function.kind, isBuiltin(name),
      ["enumerate", "zip", "map", "reversed"].contains(name)
    else { return }
    for argument in call.arguments
    where typeWithoutEffect(argument)?.cells.contains(where: {
      $0.isMutated || $0.isResized
    }) ?? false {
      throw blocker(
        "`iter` of what changes meanwhile", source.range, "Loop over it.")
    }
  }

  /// What has the items of an iterator by their places.
  private func itemsToGoOver(
    _ value: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    switch value.type {
    case .unknown, .list, .sequence: return value
    case .text, .letter: return converted(value, to: .text)
    case .buffer where value.type.isBytes, .bytes:
      return try bytes(value, at: range)
    case .tuple:
      let cell = self.cell(at: range)
      markResized(cell)
      let list = spilled(Value(.list([]), .list(cell)))
      try forEach(of: value, at: range) { item throws(Blocker) in
        try append(item, to: list, cell, at: range)
      }
      return list
    default:
      throw blocker(
        "`iter` of a \(value.type)", range, "Loop over it, or use a list.")
    }
  }

  /// What a bytearray takes as an item.
  private func lowerByte(
    _ value: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    if value.type.isUnknown { return .int(0) }
    guard value.type.isIntegral else {
      throw blocker(
        "a \(value.type) for a bytearray", range, "Use ints and a length.")
    }
    let whole = repeatable(integer(value))
    if Interval.bytes.contains(whole.interval) { return whole }
    // Python raises.
    emit(.if(compare(whole, "<", .int(0)), then: [.fallBack], else: []))
    emit(.if(compare(whole, ">", .int(255)), then: [.fallBack], else: []))
    return Value(whole.kind, .int, .bytes)
  }

  /// Bytes, or ints that are checked, as what a bytearray is made longer by.
  private func checkedBytes(
    _ value: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    if value.type.isBytesLike || value.type.isUnknown { return value }
    guard case .list(let cell) = value.type,
      cell.type.isInt || cell.type.isUnknown
    else {
      throw blocker(
        "a \(value.type) for a bytearray", range, "Use bytes, or ints.")
    }
    if cell.type.isUnknown { return value }
    let list = repeatable(value)
    emit(.evaluate(Value(.apply(.function("requireBytes"), [list]), .none)))
    return list
  }

  /// `bytearray(value)` as a list.
  private func bytesAsList(
    _ value: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    let cell = self.cell(at: range)
    try learnElement(cell, .int(0), at: range)
    if value.type.isUnknown { return Value(.list([]), .list(cell)) }
    if value.type.isIntegral {
      let count = repeatable(integer(value))
      // Python raises.
      emit(.if(compare(count, "<", .int(0)), then: [.fallBack], else: []))
      return Value(.repeated(.int(0), count: count), .list(cell))
    }
    let items = try checkedBytes(value, at: range)
    markResized(cell)
    let list = spilled(Value(.list([]), .list(cell)))
    try forEach(of: items, at: range) { item throws(Blocker) in
      try append(item, to: list, cell, at: range)
    }
    return list
  }
}

extension Expression {
  /// A list that nothing else knows.
  fileprivate var isFreshList: Bool {
    switch kind {
    case .list, .comprehension: true
    case .call(let call):
      ["list", "sorted", "range"].contains { call.function.kind == .name($0) }
    default: false
    }
  }
}
