import PythonSyntax

/// NumPy's functions of one number, or of each element of an array, whose
/// results are the same to the last bit wherever they are computed.
extension FunctionLowering {
  /// Nil for other functions: `exp`, `sin` and the like depend on the machine.
  func lowerNumPyFunction(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard call.keywords.isEmpty, call.arguments.count == 1 else { return nil }
    if let type = NumPyType(named: name) {
      return try lowerScalar(type, call.arguments[0], at: range)
    }
    let names = ["absolute": "abs", "fabs": "abs"]
    let isFabs = name == "fabs"
    let name = names[name] ?? name
    let tests = [
      "isnan": "isNaN", "isinf": "isInfinite", "isfinite": "isFinite",
    ]
    guard
      [
        "sqrt", "abs", "sign", "floor", "ceil", "round", "around", "rint",
      ].contains(name) || tests[name] != nil
    else { return nil }
    let value = present(try lower(call.arguments[0]))
    if value.type.isUnknown { return Value(.none, .unknown) }
    if case .buffer(let buffer) = value.type, buffer.owner == .numpy {
      guard try scalarType(buffer, at: range).isFloat, tests[name] == nil
      else { return nil }
      let functions = [
        "sqrt": "squareRoots", "abs": "magnitudes", "floor": "roundedDown",
        "ceil": "roundedUp",
      ]
      return functions[name].map { mapped($0, value) }
    }
    switch value.type {
    case .int, .numpy(.int64):
      if name == "abs", !isFabs {
        return scalar(try absolute(integer(value), at: range), .int64)
      }
      if name == "sign" {
        return scalar(
          Value(
            .apply(.method("signum", canFallBack: false), [integer(value)]),
            .int), .int64)
      }
      guard name == "sqrt" || isFabs else { return nil }
    case .numpy(let type)
    where type.isInteger && type != .uint64 && name == "abs" && !isFabs:
      return try absolute(sure(value), at: range)
    case .numpy(.int32):
      guard name == "sqrt" || isFabs else { return nil }
    case .float, .numpy(.float64): break
    default: return nil
    }
    let number = real(value)
    func function(_ name: String, canFallBack: Bool = false) -> Value {
      scalar(
        Value(
          .apply(.function(name, canFallBack: canFallBack), [number]), .float),
        .float64)
    }
    if let test = tests[name] {
      return scalar(
        Value(.apply(.property(test, canFallBack: false), [number]), .bool),
        .bool)
    }
    switch name {
    case "round", "around", "rint": return function("roundedEven")
    case "sqrt": return function("squareRoot", canFallBack: true)
    case "sign": return function("sign")
    case "floor": return function("roundedDown")
    case "ceil": return function("roundedUp")
    default: return scalar(try absolute(number, at: range), .float64)
    }
  }

  /// `numpy.int32(x)` and the like.
  private func lowerScalar(
    _ type: NumPyType, _ argument: Expression, at range: SourceRange
  ) throws(Blocker) -> Value? {
    let value = present(try lower(argument))
    if value.type.isUnknown { return Value(.none, .unknown) }
    guard type != .uint64, value.type.isScalar || value.type.isNumPy else {
      return nil
    }
    let item = try keptByArray(value, type, at: range)
    guard type.isInteger else { return scalar(item, type) }
    return Value(
      .apply(
        .function("\(KernelType.numpy(type).swiftName)(fitting:)"), [item]),
      .numpy(type))
  }
}
