import PythonSyntax

/// Methods of arrays, and NumPy's functions of one array that do the same.
extension FunctionLowering {
  /// Nil for other methods.
  func lowerArrayMethod(
    _ array: Value, _ name: String, _ operands: [Value],
    _ keywords: [Keyword], at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard keywords.isEmpty, case .buffer(let type) = array.type else {
      return nil
    }
    let scalar = try scalarType(type, at: range)
    switch (name, operands.count) {
    case ("copy", 0):
      return Value(.apply(.method("copied"), [array]), array.type)
    case ("fill", 1):
      if operands[0].type.isNumPyArray { return nil }
      try store(operands[0], inArray: array, at: range)
      return Value.none
    case ("transpose", 0): return arrayAttribute(array, type, "T")
    case (_, 0): return reduced(array, name, scalar)
    default: return nil
    }
  }

  /// `numpy.sum(array)` and the like; nil for other functions.
  func lowerArrayFunction(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    let names = ["amax": "max", "amin": "min"]
    let name = names[name] ?? name
    guard
      Self.reductions.contains(name) || name == "transpose" || name == "copy",
      call.keywords.isEmpty, call.arguments.count == 1
    else { return nil }
    let array = present(try lower(call.arguments[0]))
    if array.type.isUnknown { return Value(.none, .unknown) }
    guard array.type.isNumPyArray else { return nil }
    return try lowerArrayMethod(array, name, [], [], at: range)
  }

  private static let reductions: Set<String> = [
    "sum", "mean", "max", "min", "argmax", "argmin", "any", "all",
  ]

  /// One scalar of a whole array.
  private func reduced(
    _ array: Value, _ name: String, _ scalar: NumPyType
  ) -> Value? {
    func made(
      _ method: String, _ type: NumPyType, canFallBack: Bool = true
    ) -> Value {
      let item = Value(
        .apply(.method(method, canFallBack: canFallBack), [array]),
        type.isFloat ? .float : type == .bool ? .bool : .int)
      return Value(
        .apply(
          .function(
            "\(KernelType.numpy(type).swiftName)(scalar:)", canFallBack: false),
          [item]), .numpy(type))
    }
    switch name {
    case "sum" where scalar.isFloat: return made("pairwiseTotal", scalar)
    case "sum" where scalar.isSigned || scalar == .bool:
      return made("total", .int64, canFallBack: false)
    case "mean" where scalar.isFloat: return made("pairwiseMean", scalar)
    case "mean" where scalar != .uint64: return made("mean", .float64)
    case "max" where scalar != .bool && scalar != .uint64:
      return made("greatest", scalar)
    case "min" where scalar != .bool && scalar != .uint64:
      return made("least", scalar)
    case "argmax" where scalar != .bool:
      return made("placeOfGreatest", .int64)
    case "argmin" where scalar != .bool: return made("placeOfLeast", .int64)
    case "any": return made("hasAny", .bool, canFallBack: false)
    case "all": return made("hasAll", .bool, canFallBack: false)
    default: return nil
    }
  }
}
