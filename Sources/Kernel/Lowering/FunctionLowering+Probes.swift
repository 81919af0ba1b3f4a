import PythonSyntax

/// Whether Python would raise: what `CaughtFailures` asks.
extension FunctionLowering {
  func lowerProbe(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value {
    let operands = try lowerAll(call.arguments).map { value in
      // With None, another exception is raised.
      present(value)
    }
    if name == "probe-items" {
      return try itemsToGoOver(operands[0], at: range)
    }
    if name == "probe-byte" || name == "probe-count" {
      return try lowerByte(operands[0], isItem: name == "probe-byte", at: range)
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

  /// What has the items of an iterator by their places.
  private func itemsToGoOver(
    _ value: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    switch value.type {
    case .unknown, .list, .sequence: return value
    case .text, .letter: return converted(value, to: .text)
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

  /// What a bytearray takes as an item, or as its length.
  private func lowerByte(
    _ value: Value, isItem: Bool, at range: SourceRange
  ) throws(Blocker) -> Value {
    if value.type.isUnknown { return .int(0) }
    guard value.type.isIntegral else {
      throw blocker(
        "a \(value.type) for a bytearray", range, "Use ints and a length.")
    }
    let allowed = Interval(low: 0, high: isItem ? 255 : .max)
    let whole = repeatable(integer(value))
    if allowed.contains(whole.interval) { return whole }
    // Python raises.
    emit(.if(compare(whole, "<", .int(0)), then: [.fallBack], else: []))
    if isItem {
      emit(.if(compare(whole, ">", .int(255)), then: [.fallBack], else: []))
    }
    return Value(whole.kind, .int, allowed)
  }
}
