import PythonSyntax

/// Arithmetic with elements of arrays: the result is of NumPy's type, and what
/// NumPy would warn of falls back.
extension FunctionLowering {
  func operateNumPy(
    _ left: Value, _ symbol: BinaryOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    let (left, right) = (ofNumPy(left), ofNumPy(right))
    guard let type = left.type.scalarType(beside: right.type),
      type != .bool, type != .uint64 || symbol != .divide
    else {
      throw unsupportedNumPy(left, symbol, right, range)
    }
    if type.isNarrow { state.usesWeakNumbers = true }
    let operands = [
      scalar(left, as: type, beside: right),
      scalar(right, as: type, beside: left),
    ]
    func method(_ name: String, _ result: NumPyType) -> Value {
      Value(.apply(.method(name), operands), .numpy(result))
    }
    switch symbol {
    case .add, .subtract, .multiply:
      return Value(
        .apply(.infix(symbol.symbol + "!"), operands), .numpy(type)
      ).heard
    case .divide:
      return method("divided(by:)", type == .float32 ? type : .float64).heard
    case .floorDivide where type != .float32:
      return method("floorDivided(by:)", type)
    case .modulo where type != .float32: return method("remainder(of:)", type)
    case .power where type != .float32: return method("raised(to:)", type)
    case .bitAnd where type.isInteger: return method("and", type)
    case .bitOr where type.isInteger: return method("or", type)
    case .bitXor where type.isInteger: return method("xor", type)
    case .leftShift where type.isInteger: return method("shifted(left:)", type)
    case .rightShift where type.isInteger:
      return method("shifted(right:)", type)
    default: throw unsupportedNumPy(left, symbol, right, range)
    }
  }

  /// `bool(a < b)` where only a truth value is known.
  private func ofNumPy(_ value: Value) -> Value {
    if case .condition = value.type {
      return Value(
        .apply(
          .function("NumPyBool(scalar:)", canFallBack: false),
          [Value(.convert(value), .bool)]), .numpy(.bool))
    }
    return value
  }

  /// The operand as the result's type. What asks for a type that neither of
  /// them has must be NumPy's, and no int or float that flows together with it.
  private func scalar(
    _ value: Value, as type: NumPyType, beside other: Value
  ) -> Value {
    guard let own = value.type.numpyType, own != type, own != .bool,
      other.type.numpyType != type, other.type.isNumPy
    else {
      let isWhole = value.type.isBool && type.isInteger
      return converted(isWhole ? integer(value) : value, to: .numpy(type))
    }
    let name = KernelType.numpy(type).swiftName
    return Value(
      .apply(.function("\(name)(widening:)"), [value]), .numpy(type))
  }

  func operateNumPy(
    _ symbol: UnaryOperator, _ value: Value, _ type: NumPyType,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    func property(_ name: String, canFallBack: Bool) -> Value {
      Value(
        .apply(.property(name, canFallBack: canFallBack), [value]), value.type)
    }
    switch symbol {
    case .plus where type != .bool: return value
    case .minus where type != .bool:
      return property("negative", canFallBack: type.isInteger)
    case .invert where type.isInteger:
      return property("inverted", canFallBack: true)
    default:
      throw blocker(
        "this operator on a \(value.type)", range,
        "Convert it with `float()` or `int()` first.")
    }
  }

  /// Scalars of NumPy, or one of them and a number of Python.
  func compareNumPy(
    _ left: Value, _ symbol: String, _ right: Value
  ) -> Value? {
    let types = [left.type, right.type]
    guard types.allSatisfy({ $0.isNumPy || $0.isScalar }) else { return nil }
    func condition(_ test: Value) -> Value { Value(test.kind, .condition) }
    if types.allSatisfy({
      $0.isIntegral || $0.isNumPyInteger || $0.numpyType == .bool
    }) {
      return condition(compare(integer(left), symbol, integer(right)))
    }
    if left.type.scalarType(beside: right.type) == .float32 {
      // Numbers of Python are rounded to the scalar's digits.
      state.usesWeakNumbers = true
      let operands = [left, right].map { converted($0, to: .numpy(.float32)) }
      return Value(
        .apply(
          Operation(name: symbol, form: .infix, canFallBack: true), operands),
        .condition)
    }
    // NumPy compares an int as the nearest float.
    return condition(compare(float(left), symbol, float(right)))
  }

  /// What an array keeps of a value; whether it fits is seen when it is stored.
  func keptByArray(
    _ value: Value, _ type: NumPyType, at range: SourceRange
  ) throws(Blocker) -> Value {
    let value = ofNumPy(settledNumber(value))
    guard value.type.isScalar || value.type.isNumPy else {
      throw blocker(
        "storing a \(value.type) in an array", range, "Store numbers.")
    }
    switch type {
    case .bool: return try truth(value, at: range)
    case .float64: return float(value)
    case .float32:
      return value.type.numpyType == .float32
        ? float(value)
        : Value(.apply(.function("rounded(single:)"), [float(value)]), .float)
    default:
      if value.type.isIntegral || value.type.isNumPyInteger
        || value.type.numpyType == .bool
      {
        return integer(value)
      }
      return Value(.apply(.function("truncated"), [float(value)]), .int)
    }
  }

  private func unsupportedNumPy(
    _ left: Value, _ symbol: BinaryOperator, _ right: Value,
    _ range: SourceRange
  ) -> Blocker {
    blocker(
      "`\(symbol.symbol)` of a \(left.type) and a \(right.type)", range,
      "Convert them with `float()` or `int()` first.")
  }
}

extension KernelType {
  /// The type of what an operator makes of two values, one of which is a scalar
  /// of NumPy; nil where it depends on more than the types.
  fileprivate func scalarType(beside other: KernelType) -> NumPyType? {
    switch (self, other) {
    case (.numpy(let left), .numpy(let right)): left.promoted(with: right)
    case (.numpy(let type), let plain), (let plain, .numpy(let type)):
      switch plain {
      case .bool: type
      case .int: type == .bool ? .int64 : type
      case .float: type.isFloat ? type : .float64
      case .number: type.isFloat ? type : nil
      default: nil
      }
    default: nil
    }
  }
}
