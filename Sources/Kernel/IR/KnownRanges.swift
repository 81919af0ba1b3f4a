/// Takes the overflow checks out of sums that a block adds up step by step from
/// a constant, as unrolled loops do: `total = 0`, and then so many bytes.
struct KnownRanges {
  static func apply(_ body: KernelFunctionBody) -> KernelFunctionBody {
    var result = body
    result.body = checked(body.body)
    return result
  }

  private static func checked(_ block: [Instruction]) -> [Instruction] {
    // Of variables that were assigned in this block, and not since.
    var known: [String: Interval] = [:]
    return block.map { instruction in
      if case .assign(let name, let value) = instruction {
        let value = narrowed(value, known)
        known[name] = value.type.isInt ? value.interval : nil
        return .assign(name, value)
      }
      if instruction.blocks.isEmpty {
        return instruction.mapping({ narrowed($0, known) }, { $0 })
      }
      var counts: [String: Int] = [:]
      LoopUses.count([instruction], &counts)
      for name in counts.keys { known[name] = nil }
      return instruction.mappingBlocks(checked)
    }
  }

  /// What is known of the value, and its operators without checks that are not
  /// needed.
  private static func narrowed(
    _ value: Value, _ known: [String: Interval]
  ) -> Value {
    if case .variable(let name) = value.kind, value.type.isInt,
      let interval = known[name]
    {
      return .variable(name, .int, value.interval.clamped(to: interval))
    }
    var result = value.mappingOperands { narrowed($0, known) }
    guard value.type.isInt,
      case .apply(let operation, let operands) = result.kind,
      operands.count == 2, operands.allSatisfy(\.type.isInt)
    else { return result }
    let (left, right) = (operands[0].interval, operands[1].interval)
    let sure: Interval?
    var name = operation.name
    switch name {
    case "+!", "+": sure = left + right
    case "-!", "-": sure = left - right
    case "*!", "*": sure = left * right
    case "floorDivide", "/":
      guard left.isNatural, case .int(let divisor) = operands[1].kind,
        divisor > 0
      else { return result }
      sure = Interval(low: left.low / divisor, high: left.high / divisor)
      name = "/"
    default: return result
    }
    guard let sure else { return result }
    if name.hasSuffix("!") { name.removeLast() }
    result.kind = .apply(.infix(name), operands)
    result.interval = value.interval.clamped(to: sure)
    return result
  }
}
