import PythonSyntax

/// Expressions of integer literals, such as `(1 << 64) - 1`, at their exact
/// value.
extension FunctionLowering {
  /// The value of an expression of literals and module constants; nil where it
  /// is none, or needs more than a word.
  func exactValue(of expression: Expression) -> Value? {
    guard let exact = exactInteger(expression) else { return nil }
    if let value = Int(exactly: exact) { return .int(value) }
    return UInt(exactly: exact).map { Value(.word($0), .word) }
  }

  /// The integer that an expression of literals and module constants is.
  func exactInteger(_ expression: Expression, depth: Int = 0) -> Int128? {
    if depth > 16 { return nil }
    switch expression.kind {
    case .constant(.int(_, let text)):
      return Int128(text.dropFirst(2), radix: 16)
    case .name(let name):
      guard !state.localNames.contains(name), renamedName(name) == nil,
        let constant = program.facts.constants[name]
      else { return nil }
      return exactInteger(constant, depth: depth + 1)
    case .unary(let symbol, let operand):
      guard let value = exactInteger(operand, depth: depth + 1) else {
        return nil
      }
      switch symbol {
      case .minus: return value == .min ? nil : -value
      case .invert: return ~value
      case .plus: return value
      case .not: return nil
      }
    case .binary(let left, let symbol, let right):
      guard let first = exactInteger(left, depth: depth + 1),
        let second = exactInteger(right, depth: depth + 1)
      else { return nil }
      return first.combined(symbol, second)
    default: return nil
    }
  }
}

extension Int128 {
  /// Python's result; nil where it is no int, or too large.
  fileprivate func combined(_ symbol: BinaryOperator, _ other: Int128)
    -> Int128?
  {
    func exact(_ result: (partialValue: Int128, overflow: Bool)) -> Int128? {
      result.overflow ? nil : result.partialValue
    }
    switch symbol {
    case .add: return exact(addingReportingOverflow(other))
    case .subtract: return exact(subtractingReportingOverflow(other))
    case .multiply: return exact(multipliedReportingOverflow(by: other))
    case .leftShift:
      guard 0...126 ~= other else { return nil }
      let result = self << other
      return result >> other == self ? result : nil
    case .rightShift: return other >= 0 ? self >> Swift.min(other, 127) : nil
    case .power:
      guard 0...126 ~= other else { return nil }
      var result: Int128? = 1
      for _ in 0..<Int(other) {
        result = result.flatMap {
          exact($0.multipliedReportingOverflow(by: self))
        }
      }
      return result
    case .bitAnd: return self & other
    case .bitOr: return self | other
    case .bitXor: return self ^ other
    default: return nil
    }
  }
}
