/// Arithmetic with floats of NumPy, whose marks in the processor tell at the
/// kernel's end whether NumPy had something to warn of. The result of a chain
/// is what `Noise` hears: each step inside it goes into the next.
extension Value {
  private static let hearing = "heard(by:)"

  /// The result of an operator, heard in place of its operands.
  var heard: Value {
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
    isHeard ? operands[0] : self
  }

  var isHeard: Bool {
    if case .apply(let operation, _) = kind {
      operation.name == Self.hearing
    } else {
      false
    }
  }

  /// Something in it is heard.
  fileprivate var makesNoise: Bool {
    isHeard || operands.contains(where: \.makesNoise)
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
