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
}
