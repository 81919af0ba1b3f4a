/// Lets an array that a loop makes anew in each pass, element by element, keep
/// the memory that it had in the pass before. Whether anything else has come to
/// know that memory is seen when the kernel runs.
struct ArrayReuse {
  static func apply(_ body: KernelFunctionBody) -> KernelFunctionBody {
    var result = body
    for instruction in body.body {
      note(instruction, isInLoop: false, &result.remade)
    }
    result.remade.subtract(body.parameters.map(\.name))
    result.remade.subtract(body.flagged)
    return result
  }

  private static func note(
    _ instruction: Instruction, isInLoop: Bool, _ names: inout Set<String>
  ) {
    if case .assign(let name, let value) = instruction, isInLoop,
      value.remaking != nil
    {
      names.insert(name)
    }
    for block in instruction.blocks {
      for inner in block {
        note(inner, isInLoop: isInLoop || instruction.isLoop, &names)
      }
    }
  }
}

extension Value {
  /// What gives the elements of the array that this makes.
  var remaking: Value? {
    guard case .apply(let operation, let operands) = kind,
      operation.name == "made"
    else { return nil }
    return operands[0]
  }
}
