/// Arithmetic with floats of NumPy, whose marks in the processor tell at the
/// kernel's end whether NumPy had something to warn of. The result of a chain
/// is what `Noise` hears: each step inside it goes into the next. Of integers
/// each operator is heard.
extension Value {
  private static let hearing = "heard(by:)"

  /// The result of an operator, heard in place of its operands.
  var heard: Value {
    if let type = type.numpyType, type.isInteger, type != .uint64,
      case .apply(let operation, let operands) = kind,
      let name = Self.sureNames[operation.name]
    {
      return Value(.apply(.method(name), operands), self.type)
    }
    guard type.isNumPyFloat, case .apply(let operation, let operands) = kind
    else { return self }
    let inner = operands.map(\.unheard)
    var result = Value(.apply(operation, inner), type)
    if let sure = Self.sureNames[operation.name], case .numpy(.float64) = type,
      inner.contains(where: \.isSurelyNumPy)
    {
      result.kind = .apply(.method(sure, canFallBack: false), inner)
    }
    // The kernel may fall back for it, if not here.
    return Value(.apply(.method(Self.hearing), [result]), type)
  }

  private static let sureNames = ["+!": "plus", "-!": "minus", "*!": "times"]

  private var unheard: Value {
    isHearing ? operands[0] : self
  }

  private var isHearing: Bool {
    if case .apply(let operation, _) = kind {
      operation.name == Self.hearing
    } else {
      false
    }
  }

  /// It hands what it does to the function's `Noise`.
  var isHeard: Bool {
    guard case .apply(let operation, let operands) = kind else { return false }
    return isHearing
      || type.isNumPyInteger && operands.count == 2
        && Self.sureNames.values.contains(operation.name)
  }

  /// Something in it is heard.
  fileprivate var makesNoise: Bool {
    isHeard || marksArrays || operands.contains(where: \.makesNoise)
  }

  /// It is no number of Python that flows together with NumPy's.
  private var isSurelyNumPy: Bool {
    switch kind {
    case .element(let list, _): return list.type.isNumPyArray
    case .apply(let operation, let operands):
      return operation.name.hasSuffix("(scalar:)")
        || Self.sureNames.values.contains(operation.name)
        || operation.name == Self.hearing && operands[0].isSurelyNumPy
    default: return false
    }
  }
}

extension Instruction {
  var makesNoise: Bool {
    values.contains(where: \.makesNoise)
      || blocks.contains { $0.contains(where: \.makesNoise) }
  }
}

extension KernelFunctionBody {
  /// It does arithmetic with floats of NumPy.
  var makesNoise: Bool { body.contains(where: \.makesNoise) }
}
