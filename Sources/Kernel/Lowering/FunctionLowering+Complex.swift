import PythonSyntax

extension FunctionLowering {
  /// `2.5j`, as `repr` writes it.
  func complexConstant(
    _ text: String, at range: SourceRange
  ) throws(Blocker) -> Value {
    guard let imaginary = Double(text.dropLast()) else {
      throw blocker(
        "a complex constant beyond the range of floats", range,
        "Use a smaller one.")
    }
    return complex(
      Value(.float(0), .float), Value(.float(imaginary), .float))
  }

  private func complex(_ real: Value, _ imaginary: Value) -> Value {
    state.usesComplex = true
    return Value(
      .apply(.function("Complex", canFallBack: false), [real, imaginary]),
      .complex)
  }

  /// Either operand is complex, or may be.
  func operateComplex(
    _ left: Value, _ symbol: BinaryOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    state.usesComplex = true
    guard left.type.isAnyNumber, right.type.isAnyNumber else {
      throw blocker(
        "`\(symbol.symbol)` of a \(left.type) and a \(right.type)", range,
        "Write it with numbers.")
    }
    let isOpen = !left.type.isComplex && !right.type.isComplex
    let type: KernelType = isOpen ? .anyNumber : .complex
    let operands = [left, right].map { complexOperand($0, type) }
    switch symbol {
    case .add, .subtract, .multiply:
      let name = isOpen ? symbol.symbol + "!" : symbol.symbol
      return Value(
        .apply(
          Operation(name: name, form: .infix, canFallBack: isOpen), operands),
        type)
    case .divide: return Value(.apply(.function("divide"), operands), type)
    case .power: return Value(.apply(.function("power"), operands), type)
    default:
      throw blocker(
        "`\(symbol.symbol)` of complex numbers", range,
        "Use their real and imaginary parts.")
    }
  }

  /// With one operand complex, Python takes the other for complex as well.
  private func complexOperand(_ value: Value, _ type: KernelType) -> Value {
    if type.isComplex, !value.type.isComplex {
      switch value.type {
      case .float: return Value(.convert(value), .complex)
      case .int, .bool: return Value(.convert(float(value)), .complex)
      case .anyNumber:
        return Value(
          .apply(.property("complex", canFallBack: false), [value]), .complex)
      default: return Value(.convert(float(value)), .complex)
      }
    }
    return converted(value, to: type)
  }

  func operateComplex(
    _ symbol: UnaryOperator, _ value: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    switch (symbol, value.type) {
    case (.plus, .complex): return value
    case (.minus, .complex):
      return Value(
        .apply(
          Operation(name: "-", form: .prefix, canFallBack: false), [value]),
        .complex)
    case (.minus, _):
      return Value(
        .apply(.function("negated", canFallBack: false), [value]), .anyNumber)
    default:
      throw blocker(
        "this operator on a \(value.type)", range, "Use numbers there.")
    }
  }

  /// Equality is exact; an order of complex numbers raises.
  func compareComplex(
    _ left: Value, _ symbol: ComparisonOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    if symbol == .equal || symbol == .notEqual {
      let type: KernelType =
        left.type.isComplex && right.type.isComplex ? .complex : .anyNumber
      return compare(
        converted(left, to: type), symbol.symbol, converted(right, to: type))
    }
    guard !left.type.isComplex, !right.type.isComplex else {
      emit(.fallBack)
      return .bool(false)
    }
    return try compareScalars(
      realNumber(left), symbol, realNumber(right), at: range)
  }

  private func realNumber(_ value: Value) -> Value {
    guard case .anyNumber = value.type else { return value }
    return Value(
      .apply(.property("real", canFallBack: true), [value]), .number)
  }

  /// `.real`, `.imag` and `.conjugate()`; nil for other names and values.
  func lowerPart(_ name: String, of value: Value) -> Value? {
    func property(_ name: String, _ type: KernelType) -> Value {
      Value(.apply(.property(name, canFallBack: false), [value]), type)
    }
    switch (name, value.type) {
    case ("real", .complex): return property("real", .float)
    case ("imag", .complex): return property("imaginary", .float)
    case ("conjugate", .complex): return property("conjugate", .complex)
    case ("real", .anyNumber): return property("realPart", .number)
    case ("imag", .anyNumber): return property("imaginaryPart", .number)
    case ("real", .float): return value
    case ("real", .int), ("real", .bool): return integer(value)
    case ("imag", .float): return Value(.float(0), .float)
    case ("imag", .int), ("imag", .bool): return .int(0)
    default: return nil
    }
  }

  /// `complex(real, imaginary)`; nil where a part is no real number.
  func lowerComplexCall(_ values: [Value]) -> Value? {
    if values.count == 1, values[0].type.isComplex { return values[0] }
    guard values.count <= 2,
      values.allSatisfy({
        $0.type.isScalar || $0.type.numpyType == .float64
      })
    else { return nil }
    var parts = values.map { float($0) }
    if parts.count == 2, values[0].type.isNumPy {
      // Of a real part that NumPy makes complex, Python adds the other parts.
      parts[1] = Value(
        .apply(.function("unlessNegativeZero"), [parts[1]]), .float)
    }
    let zero = Value(.float(0), .float)
    return complex(parts.first ?? zero, parts.count == 2 ? parts[1] : zero)
  }

  /// Functions of `cmath`; nil for those that are not translated.
  func lowerComplexMath(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard call.keywords.isEmpty else { return nil }
    let values = try lowerAll(call.arguments).map {
      settledNumber(present($0))
    }
    if values.contains(where: \.type.isUnknown) {
      return Value(.none, .unknown)
    }
    guard values.allSatisfy(\.type.isAnyNumber) else { return nil }
    state.usesComplex = true
    if name == "rect", values.count == 2, values.allSatisfy(\.type.isScalar) {
      return Value(
        .apply(.function("complexOfAngle"), values.map(float)), .complex)
    }
    guard values.count == 1 else { return nil }
    let value = repeatable(complexOperand(values[0], .complex))
    func function(_ name: String, _ type: KernelType) -> Value {
      Value(.apply(.function(name), [value]), type)
    }
    switch name {
    case "exp": return function("complexExponential", .complex)
    case "sqrt": return function("complexRoot", .complex)
    case "phase": return function("complexAngle", .float)
    case "polar":
      return Value(
        .tuple([complexMagnitude(value), function("complexAngle", .float)]),
        .tuple([.float, .float]))
    default: return nil
    }
  }

  func complexMagnitude(_ value: Value) -> Value {
    Value(
      .apply(.function("absolute"), [value]),
      value.type.isComplex ? .float : .number)
  }
}

extension Value {
  /// A magnitude need not be known to the last digit to be compared.
  func compared(with other: Value) -> Value {
    guard case .apply(let operation, let operands) = kind,
      operation.name == "absolute", operands[0].type.isComplex,
      other.type.isFloat, other.isRepeatable
    else { return self }
    return Value(
      .apply(.function("magnitudeSide"), operands + [other]), .float)
  }
}

extension KernelType {
  var isComplex: Bool { if case .complex = self { true } else { false } }

  /// It is complex, or may be.
  var mayBeComplex: Bool {
    switch self {
    case .complex, .anyNumber: true
    default: false
    }
  }

  var isAnyNumber: Bool { isScalar || mayBeComplex }
}
