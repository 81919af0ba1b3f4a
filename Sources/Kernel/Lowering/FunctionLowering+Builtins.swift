import PythonSyntax

/// Functions that need no import.
extension FunctionLowering {
  func lowerBuiltin(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value {
    if let value = try lowerContainer(name, call, at: range) { return value }
    if let value = try lowerTextFunction(name, call, at: range) { return value }
    if let value = try lowerReduction(name, call, at: range) { return value }
    if name == "next", let value = try lowerNext(call, at: range) {
      return value
    }
    if name == "isinstance", call.arguments.count == 2, call.keywords.isEmpty {
      return try lowerTypeTest(
        call.arguments[0], call.arguments[1], at: range)
    }
    if name == "bytes", call.arguments.count <= 1, call.keywords.isEmpty {
      return try lowerBytesCall(call.arguments.first, at: range)
    }
    if name == "sorted", call.arguments.count == 1 {
      return try lowerSorted(call, at: range)
    }
    if name == "float", call.arguments.count == 1,
      case .constant(.string(let text)) = call.arguments[0].kind,
      let value = Double.named(text)
    {
      return Value(.float(value), .float)
    }
    guard call.keywords.isEmpty else {
      throw blocker(
        "a keyword argument of `\(name)`", range, "Pass only positions.")
    }
    if name == "len", call.arguments.count == 1,
      let list = try table(call.arguments[0])
    {
      return try length(list, at: range)
    }
    if name == "len", call.arguments.count == 1,
      let count = try lowerRangeLength(call.arguments[0])
    {
      return count
    }
    if name == "format", call.arguments.count == 2,
      case .constant(.string(let text)) = call.arguments[1].kind,
      let format = FormatSpecification(text)
    {
      let value = present(try lower(call.arguments[0]))
      if value.type.isUnknown { return self.text("") }
      return try formatted(value, format, range)
    }
    // `min` and `max` give back what they are given.
    let givesMembers = name == "min" || name == "max"
    let values = try lowerAll(call.arguments).map { value in
      givesMembers ? present(value) : settledMember(present(value))
    }
    if values.contains(where: { $0.type.isUnknown }) {
      return Value(.none, .unknown)
    }
    switch (name, values.count) {
    case ("len", 1): return try length(values[0], at: range)
    case ("abs", 1) where values[0].type.isObject:
      return try specialMethod("__abs__", of: values[0], at: range)
    case ("abs", 1): return try absolute(values[0], at: range)
    case ("int", 1): return try truncated(values[0], at: range)
    case ("int", 0): return .int(0)
    case ("float", 1) where values[0].type.isScalar,
      ("float", 1) where values[0].type.isNumPy:
      return float(values[0])
    case ("float", 1) where values[0].type.isWord:
      return float(values[0])
    case ("float", 0): return Value(.float(0), .float)
    case ("bool", 1): return try truth(values[0], at: range)
    case ("complex", 0...2):
      if let value = lowerComplexCall(values) { return value }
    case ("round", 1):
      if values[0].type.isIntegral { return integer(values[0]) }
      if values[0].type.isFloat || values[0].type.isNumber {
        return Value(.apply(.function("roundedToEven"), [values[0]]), .int)
      }
      if case .numpy(.float64) = values[0].type {
        return Value(
          .apply(.function("roundedToEven"), [float(values[0])]), .int)
      }
    case ("round", 2) where values[1].type.isIntegral:
      if values[0].type.isFloat {
        return Value(
          .apply(.function("roundedToEven"), [values[0], integer(values[1])]),
          .float)
      }
      if values[0].type.isNumber {
        return Value(
          .apply(.function("roundedToEven"), [values[0], integer(values[1])]),
          .number)
      }
      if values[0].type.isIntegral, values[1].interval.isNatural {
        return integer(values[0])
      }
    case ("divmod", 2):
      let operands = values.map(repeatable)
      let parts = [
        try operate(operands[0], .floorDivide, operands[1], at: range),
        try operate(operands[0], .modulo, operands[1], at: range),
      ]
      return Value(.tuple(parts), .tuple(parts.map(\.type)))
    case ("pow", 2): return try operate(values[0], .power, values[1], at: range)
    case ("pow", 3) where values.allSatisfy(\.type.isIntegral):
      return Value(
        .apply(.function("modularPower"), values.map(integer)), .int)
    case ("min", 2...), ("max", 2...):
      return try extreme(values, isMaximum: name == "max", at: range)
    default: break
    }
    throw blocker(
      Self.known.contains(name)
        ? "this call of `\(name)`" : "the call of `\(name)`", range,
      "Write it out as a loop over numbers, or keep it outside.")
  }

  /// Built-in functions that some calls of are translated.
  private static let known: Set<String> = [
    "abs", "all", "any", "bool", "complex", "divmod", "enumerate", "float",
    "int", "len", "list", "max", "min", "pow", "range", "reversed", "round",
    "sorted", "sum", "zip",
  ]

  private func length(
    _ value: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    switch value.type {
    case .list: return Value(.count(value), .int, .listLengths)
    case .buffer, .dict, .set, .deque, .sequence, .bytes:
      return Value(.count(value), .int, .lengths)
    case .tuple(let types), .named(_, let types): return .int(types.count)
    case .text: return Value(.count(value), .int, .lengths)
    case .letter: return .int(1)
    case .object: return try lengthOfObject(value, at: range)
    default:
      throw blocker(
        "`len` of a \(value.type)", range, "Use a list or a buffer.")
    }
  }

  func absolute(
    _ value: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    let value = settledNumber(value)
    switch value.type {
    case .int, .bool:
      let whole = integer(value)
      if whole.interval.isNatural { return whole }
      return Value(
        .apply(.function("absolute"), [whole]), .int,
        Interval(low: 0, high: .max))
    case .float:
      return Value(
        .apply(.property("magnitude", canFallBack: false), [value]), .float)
    case .numpy(let type) where type != .bool:
      return Value(
        .apply(.property("magnitude", canFallBack: type.isInteger), [value]),
        value.type)
    case .complex, .anyNumber: return complexMagnitude(value)
    case .number:
      return Value(
        .apply(.function("absolute", canFallBack: false), [value]), .number)
    default:
      throw blocker("`abs` of a \(value.type)", range, "Use a number.")
    }
  }

  private func truncated(
    _ value: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    switch value.type {
    case .word: return value
    case .int, .bool: return integer(value)
    case .numpy(let type) where !type.isFloat: return integer(value)
    case .float, .number:
      return Value(.apply(.function("truncated"), [value]), .int)
    case .numpy:
      if let rounded = value.roundedToInt { return rounded }
      return Value(.apply(.function("truncated"), [float(value)]), .int)
    case .condition: return integer(Value(.convert(value), .bool))
    default:
      throw blocker("`int` of a \(value.type)", range, "Use a number.")
    }
  }

  /// The first of the operands that no other exceeds, as `min` and `max`
  /// choose it.
  func extreme(
    _ values: [Value], isMaximum: Bool, at range: SourceRange
  ) throws(Blocker) -> Value {
    var best = repeatable(values[0])
    for value in values.dropFirst() {
      let value = repeatable(value)
      let test = try compareScalars(
        value, isMaximum ? .greater : .less, best, at: range)
      let chosen = try choose(
        truth(test, at: range), ([], value), ([], best), at: range)
      best = values.count > 2 ? repeatable(chosen) : chosen
    }
    return best
  }
}

extension Value {
  /// `int(np.floor(x))`, in one step.
  fileprivate var roundedToInt: Value? {
    let steps = [
      "roundedDown": "floored", "roundedUp": "ceiled",
      "roundedEven": "roundedToEven",
    ]
    guard case .apply(_, let outer) = kind, outer.count == 1,
      case .apply(let operation, let inner) = outer[0].kind,
      inner.count == 1, inner[0].type.isFloat,
      let step = steps[operation.name]
    else { return nil }
    return Value(.apply(.function(step), inner), .int)
  }
}

extension Double {
  /// What `float` makes of the names it knows.
  fileprivate static func named(_ text: String) -> Double? {
    switch text.lowercased() {
    case "inf", "+inf", "infinity": .infinity
    case "-inf", "-infinity": -.infinity
    case "nan": .nan
    default: nil
    }
  }
}
