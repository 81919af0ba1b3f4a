import PythonSyntax

extension FunctionLowering {
  func mathConstant(
    _ name: String, at range: SourceRange
  ) throws(Blocker) -> Value {
    switch name {
    case "pi": return Value(.float(.pi), .float)
    case "tau": return Value(.float(2 * .pi), .float)
    case "e": return Value(.float(0x1.5bf0a8b145769p+1), .float)
    case "inf": return Value(.float(.infinity), .float)
    case "nan": return Value(.float(.nan), .float)
    default:
      throw blocker(
        "`math.\(name)` as a value", range, "Call it where it is needed.")
    }
  }

  func lowerMath(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value {
    if let value = try lowerDistance(name, call, at: range) { return value }
    let values = try lowerAll(call.arguments).map(present)
    if values.contains(where: { $0.type.isUnknown }) {
      return Value(.none, Self.integerMath.contains(name) ? .int : .float)
    }
    guard call.keywords.isEmpty,
      values.allSatisfy({ $0.type.isScalar || $0.type.isNumPy })
    else { throw unsupported(name, range) }
    func function(
      _ function: String, _ type: KernelType = .float, canFallBack: Bool = true
    ) -> Value {
      Value(
        .apply(
          .function(function, canFallBack: canFallBack), values.map(float)),
        type)
    }
    switch (name, values.count) {
    case ("sqrt", 1): return function("squareRoot")
    case ("log", 1): return try logarithm("logarithm", values, at: range)
    case ("log2", 1): return try logarithm("logarithm2", values, at: range)
    case ("log10", 1): return try logarithm("logarithm10", values, at: range)
    case ("log", 2):
      let parts = [
        try logarithm("logarithm", [values[0]], at: range),
        try logarithm("logarithm", [values[1]], at: range),
      ]
      return Value(.apply(.function("divide"), parts), .float)
    case ("floor", 1), ("ceil", 1), ("trunc", 1):
      if values[0].type.isIntegral { return integer(values[0]) }
      let names = [
        "floor": "floored", "ceil": "ceiled", "trunc": "truncated",
      ]
      let operand = values[0].type.isNumber ? values[0] : float(values[0])
      return Value(
        .apply(.function(names[name] ?? ""), [operand]), .int)
    case ("fabs", 1):
      return Value(
        .apply(
          .property("magnitude", canFallBack: false), [float(values[0])]),
        .float)
    case ("pow", 2): return function("mathPower")
    case ("fmod", 2): return function("mathRemainder")
    case ("atan2", 2): return function("kernel_atan2", canFallBack: false)
    case ("copysign", 2): return function("copySign", canFallBack: false)
    case ("isnan", 1):
      return Value(
        .apply(.property("isNaN", canFallBack: false), [float(values[0])]),
        .bool)
    case ("isinf", 1):
      return Value(
        .apply(
          .property("isInfinite", canFallBack: false), [float(values[0])]),
        .bool)
    case ("isfinite", 1):
      return Value(
        .apply(.property("isFinite", canFallBack: false), [float(values[0])]),
        .bool)
    case ("degrees", 1):
      return try operateScaled(values[0], 180 / .pi, at: range)
    case ("radians", 1):
      return try operateScaled(values[0], .pi / 180, at: range)
    case ("gcd", 2) where values.allSatisfy(\.type.isIntegral):
      return Value(
        .apply(.function("greatestCommonDivisor"), values.map(integer)), .int,
        Interval(low: 0, high: .max))
    case ("lcm", 2) where values.allSatisfy(\.type.isIntegral):
      return Value(
        .apply(.function("leastCommonMultiple"), values.map(integer)), .int,
        Interval(low: 0, high: .max))
    case ("isqrt", 1) where values[0].type.isIntegral:
      return Value(
        .apply(.function("integerSquareRoot"), values.map(integer)), .int,
        Interval(low: 0, high: 3_037_000_499))
    case (_, 1) where Self.libraryFunctions.contains(name):
      // libm's own function, and CPython's check of its result.
      let argument = repeatable(float(values[0]))
      let result = Value(
        .apply(
          .function("kernel_\(name)", canFallBack: false), [argument]), .float)
      return Value(.apply(.function("checked"), [result, argument]), .float)
    default: throw unsupported(name, range)
    }
  }

  /// `math.hypot` of two or three sides, `math.dist` of points in the plane or
  /// in space: nil for anything else.
  private func lowerDistance(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard call.keywords.isEmpty, name == "hypot" || name == "dist",
      name == "dist"
        ? call.arguments.count == 2
        : (2...3).contains(call.arguments.count)
    else { return nil }
    let operands = try lowerAll(call.arguments).map {
      repeatable(unnamed(present($0)))
    }
    if operands.contains(where: \.type.isUnknown) {
      return Value(.none, .float)
    }
    var sides = operands
    if name == "dist" {
      guard case .tuple(let first) = operands[0].type,
        case .tuple(let second) = operands[1].type,
        first.count == second.count, (2...3).contains(first.count)
      else { throw unsupported(name, range) }
      // The same sum of squares: only signs differ on the way.
      sides = []
      for index in first.indices {
        sides.append(
          try operate(
            float(component(operands[0], index)), .subtract,
            float(component(operands[1], index)), at: range))
      }
    }
    guard sides.allSatisfy(\.type.isScalar) else {
      throw unsupported(name, range)
    }
    return Value(
      .apply(
        .function(
          sides.count == 2 ? "hypotenuse" : "diagonal", canFallBack: false),
        sides.map(float)),
      .float)
  }

  private static let integerMath: Set<String> = [
    "floor", "ceil", "trunc", "gcd", "lcm", "isqrt",
  ]

  private static let libraryFunctions: Set<String> = [
    "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh",
    "asinh", "acosh", "atanh", "exp", "expm1", "log1p",
  ]

  private func operateScaled(
    _ value: Value, _ factor: Double, at range: SourceRange
  ) throws(Blocker) -> Value {
    try operate(
      float(value), .multiply, Value(.float(factor), .float), at: range)
  }

  /// CPython takes the logarithm of an int by its own way where it is too
  /// large for a float; below 2**53 they are the same.
  private func logarithm(
    _ name: String, _ values: [Value], at range: SourceRange
  ) throws(Blocker) -> Value {
    Value(.apply(.function(name), [float(values[0])]), .float)
  }

  private func unsupported(_ name: String, _ range: SourceRange) -> Blocker {
    blocker(
      "this call of `math.\(name)`", range,
      "Write it with the functions of `math` that take plain floats.")
  }
}

extension FunctionLowering {
  /// `math.prod`: each item in turn, as `*` has it.
  func lowerProduct(
    _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard call.arguments.count == 1, !call.arguments[0].isStarred,
      call.keywords.isEmpty
    else { return nil }
    var places = MadeUpPlaces(range)
    let names = ["left", "right"]
    let body = Expression(
      .binary(places.name(names[0]), .multiply, places.name(names[1])),
      places.next())
    let parameters = Parameters(
      names.map {
        Parameters.Parameter(name: $0, annotation: nil, range: range)
      })
    let times = Expression(.lambda(parameters, body), places.next())
    return try lowerReduce(
      Call(
        function: call.function,
        arguments: [times, call.arguments[0], places.int(1)]), at: range)
  }
}
