import PythonSyntax

/// Functions of NumPy of single numbers, and products of rows.
extension FunctionLowering {
  /// `numpy.exp(x)` of one float, by the loop inside NumPy's own function.
  func ownFunction(_ name: String, _ operands: [Value]) -> Value? {
    let count =
      NumPyAnswers.floats.contains(name)
      ? 1 : NumPyAnswers.floatPairs.contains(name) ? 2 : 0
    guard count == operands.count, operands.allSatisfy({ $0.type.isWide })
    else { return nil }
    if let factor = Self.factors[name] {
      let numbers = [
        scalar(float(operands[0]), .float64),
        converted(Value(.float(factor), .float), to: .numpy(.float64)),
      ]
      return Value(.apply(.infix("*!"), numbers), .numpy(.float64)).heard
    }
    state.asksNumPy = true
    return Value(
      .apply(.own(name), operands.map { float($0) }), .numpy(.float64))
  }

  /// The functions that only multiply.
  private static let factors: [String: Double] = [
    "radians": .pi / 180, "deg2rad": .pi / 180, "degrees": 180 / .pi,
    "rad2deg": 180 / .pi,
  ]

  /// `numpy.maximum`, `minimum` and `clip` of numbers.
  func extreme(_ name: String, _ operands: [Value]) -> Value? {
    let names: [String: [String]] = [
      "maximum": ["greater"], "minimum": ["lesser"],
      "clip": ["greater", "lesser"],
    ]
    guard let steps = names[name], operands.count == steps.count + 1 else {
      return nil
    }
    if operands.allSatisfy({ $0.type.isWide }) {
      return extreme(steps, operands)
    }
    guard let type = operands[0].type.numpyType, type != .bool,
      operands.allSatisfy({ $0.type.numpyType == type })
    else { return nil }
    return extreme(steps, operands.map(sure), of: type)
  }

  /// One step after the other, between the numbers so far and the next.
  private func extreme(
    _ steps: [String], _ operands: [Value], of type: NumPyType? = nil
  ) -> Value {
    let isWhole = operands.allSatisfy {
      $0.type.isInt || $0.type.isNumPyInteger
    }
    let items = operands.map { isWhole ? integer($0) : real($0) }
    var result = items[0]
    for (step, item) in zip(steps, items.dropFirst()) {
      result = Value(
        .apply(.function(step, canFallBack: !isWhole), [result, item]),
        isWhole ? .int : .float)
    }
    return scalar(result, type ?? (isWhole ? .int64 : .float64))
  }

  /// `numpy.where(test, x, y)` of numbers, as an operand: alone it would be an
  /// array without dimensions, of which operators make scalars.
  func lowerNumPyChoice(_ expression: Expression) throws(Blocker) -> Value? {
    guard case .call(let call) = expression.kind, call.arguments.count == 3,
      call.keywords.isEmpty, !call.arguments.contains(where: \.isStarred),
      let library = libraryName(of: call.function),
      library.module == "numpy", library.name == "where"
    else { return nil }
    return try lowerWritten(
      call.arguments,
      { values in
        (values[0].type.isScalar || values[0].type.isNumPy
          || values[0].type.isCondition)
          && values.dropFirst().allSatisfy(\.type.isWide)
      },
      { values throws(Blocker) in
        let items = values.dropFirst()
        let isWhole = items.allSatisfy {
          $0.type.isInt || $0.type.isNumPyInteger
        }
        // Both are computed, whichever it is.
        let kept = items.map { spilled(isWhole ? integer($0) : real($0)) }
        let test = try truth(values[0], at: expression.range)
        return scalar(
          Value(
            .conditional(test, then: kept[0], else: kept[1]),
            isWhole ? .int : .float), isWhole ? .int64 : .float64)
      })
  }

  /// `numpy.max([a, b, c])` and `numpy.min` of as many numbers as are written.
  func lowerWrittenExtreme(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard ["max", "min", "amax", "amin"].contains(name), call.keywords.isEmpty,
      call.arguments.count == 1, let parts = call.arguments[0].writtenItems,
      2...8 ~= parts.count, !parts.contains(where: \.isStarred)
    else { return nil }
    let step = name.hasSuffix("max") ? "greater" : "lesser"
    return try lowerWritten(
      parts, { $0.allSatisfy(\.type.isWide) },
      { values in
        extreme(Array(repeating: step, count: values.count - 1), values)
      })
  }

  /// `numpy.dot`, `@` and `numpy.linalg.norm` of rows.
  func lowerProduct(
    _ name: String, _ operands: [Value], at range: SourceRange
  ) throws(Blocker) -> Value? {
    let rows = operands.allSatisfy { $0.type.rank == 1 }
    guard rows, let type = operands.first?.type.elements else { return nil }
    switch (name, operands.count) {
    case ("dot", 2), ("matmul", 2):
      guard operands[1].type.elements == type, type != .bool, type != .uint64
      else { return nil }
      state.asksNumPy = true
      return scalar(
        Value(
          .apply(.function(name == "dot" ? "dot" : "rowProduct"), operands),
          type.isFloat ? .float : .int),
        type)
    case ("linalg.norm", 1):
      guard type == .float64 else { return nil }
      state.asksNumPy = true
      return scalar(
        Value(.apply(.function("rowNorm"), operands), .float), .float64)
    default: return nil
    }
  }

  /// The float that NumPy's functions take for the value; an int of Python that
  /// flows together with float64 falls back.
  func real(_ value: Value) -> Value {
    if case .numpy(.float64) = value.type {
      return Value(
        .apply(.property("unlessInt", canFallBack: true), [value]), .float)
    }
    return float(value)
  }

  /// The scalar; a number of Python that flows together with it falls back.
  func sure(_ value: Value) -> Value {
    Value(
      .apply(.property("unlessPlain", canFallBack: true), [value]), value.type)
  }

  func scalar(_ item: Value, _ type: NumPyType) -> Value {
    Value(
      .apply(
        .function(
          "\(KernelType.numpy(type).swiftName)(scalar:)", canFallBack: false),
        [item]), .numpy(type))
  }
}

extension KernelType {
  /// A number that NumPy's functions compute with as float64 or int64.
  fileprivate var isWide: Bool {
    switch self {
    case .int, .float, .numpy(.float64), .numpy(.int64): true
    default: false
    }
  }
}
