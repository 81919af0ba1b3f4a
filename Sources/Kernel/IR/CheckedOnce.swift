/// Arithmetic with float64 of NumPy that is looked at once, at its end: an
/// infinity or a NaN on the way through `+`, `-` and `*` never becomes a number
/// again, so that a finite result says that NumPy had nothing to warn of. Else
/// every step is done again, with its own look.
extension Value {
  /// The result of an operator, its operands without looks of their own.
  var checkedOnce: Value {
    guard case .numpy(.float64) = type, isSurelyNumPy, isPure,
      operands.contains(where: \.isArithmetic)
    else { return self }
    return Value(.apply(.method("quiet"), [unchecked, careful]), type)
  }

  private static let names = ["+!": "plus", "-!": "minus", "*!": "times"]

  /// Of such operators, or of what was made of them.
  private var isArithmetic: Bool {
    guard case .numpy(.float64) = type, isSurelyNumPy,
      case .apply(let operation, _) = kind
    else { return false }
    return operation.name == "quiet" || Self.names[operation.name] != nil
  }

  /// Without a look at any step.
  private var unchecked: Value {
    guard isArithmetic, case .apply(let operation, let operands) = kind else {
      return self
    }
    guard let name = Self.names[operation.name] else { return operands[0] }
    return Value(
      .apply(
        .method(name, canFallBack: false), operands.map(\.unchecked)), type)
  }

  /// With a look at each step.
  private var careful: Value {
    guard isArithmetic, case .apply(let operation, let operands) = kind else {
      return self
    }
    if operation.name == "quiet" { return operands[1] }
    return Value(.apply(operation, operands.map(\.careful)), type)
  }

  /// It is no number of Python that flows together with NumPy's.
  private var isSurelyNumPy: Bool {
    switch kind {
    case .element(let list, _): return list.type.isNumPyArray
    case .apply(let operation, let operands):
      if operation.name.hasSuffix("(scalar:)") || operation.name == "quiet" {
        return true
      }
      return Self.names[operation.name] != nil
        && operands.contains(where: \.isSurelyNumPy)
    default: return false
    }
  }

  /// Doing it twice is doing it once.
  private var isPure: Bool {
    switch kind {
    case .bool, .int, .word, .float, .variable: return true
    case .element, .convert, .count, .component, .inBounds, .tuple:
      return operands.allSatisfy(\.isPure)
    case .apply(let operation, _):
      let isKnown =
        operation.form == .infix || operation.form == .prefix
        || ["quiet", "plus", "minus", "times", "length", "negative"].contains(
          operation.name)
      return isKnown && operands.allSatisfy(\.isPure)
    default: return false
    }
  }
}
