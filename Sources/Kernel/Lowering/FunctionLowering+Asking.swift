import PythonSyntax

/// Functions of NumPy that the kernel does not compute itself: NumPy is asked,
/// and the rest of the loop stays native.
extension FunctionLowering {
  /// A function of NumPy, in the first of the ways that knows it.
  func lowerNumPyCall(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    let ways = [
      lowerNumPyRandom, lowerNewGenerator, lowerArrayMaking, lowerArrayFunction,
      lowerWrittenExtreme,
      lowerNumPyFunction, lowerAsked,
    ]
    for way in ways {
      let before = bound
      // The arguments are lowered anew for the next.
      let (instructions, value) = try capture { () throws(Blocker) in
        try way(name, call, range)
      }
      if let value {
        emit(instructions)
        return value
      }
      bound = before
    }
    return nil
  }

  /// Nil for functions, or for types, that are not known.
  func lowerAsked(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    let names = ["amax": "max", "amin": "min"]
    let name = names[name] ?? name
    if name == "nonzero" || name == "where", call.arguments.count == 1,
      call.keywords.isEmpty
    {
      return try lowerPlaces(call.arguments[0], at: range)
    }
    var call = call
    var type: NumPyType?
    if name == "eye" || name == "identity",
      let index = call.keywords.firstIndex(where: { $0.name == "dtype" })
    {
      type = try scalarType(named: call.keywords.remove(at: index).value)
    }
    if name == "pad",
      let index = call.keywords.firstIndex(where: { $0.isConstantMode })
    {
      call.keywords.remove(at: index)
    }
    guard let arguments = positional(name, call.arguments, call.keywords)
    else { return nil }
    if NumPyAnswers.packing.contains(name) {
      guard arguments.count == 1, let parts = arguments[0].writtenItems else {
        return nil
      }
      return try asked(name, operands(parts, at: range), packs: true)
    }
    guard NumPyAnswers.isKnown(name) else { return nil }
    let value = try asked(name, operands(arguments, at: range), at: range)
    if let type, let value {
      return try array(value, of: type.rawValue, at: range)
    }
    return value
  }

  /// `numpy.nonzero` and `numpy.where` of one array of up to two dimensions.
  private func lowerPlaces(
    _ expression: Expression, at range: SourceRange
  ) throws(Blocker) -> Value? {
    let array = present(try lower(expression))
    if array.type.isUnknown { return Value(.none, .unknown) }
    guard 1...2 ~= array.type.rank else { return nil }
    let type = KernelType.buffer(BufferType(owner: .numpy, format: "l"))
    let whole = spilled(array)
    let flat = ask("flatnonzero", [whole], for: type)
    if array.type.rank == 1 { return Value(.tuple([flat]), .tuple([type])) }
    let width = whole.length(axis: 1)
    // None at all have no width to be divided by.
    emit(
      .evaluate(Value(.apply(.method("requireElements"), [whole]), .none)))
    return Value(
      .tuple([
        ask("floor_divide", [flat, width], for: type),
        ask("remainder", [flat, width], for: type),
      ]), .tuple([type, type]))
  }

  /// The method of an array that does what the function does.
  func lowerAskedMethod(
    _ array: Value, _ name: String, _ operands: [Value],
    _ keywords: [Keyword], at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard Self.methods.contains(name) else { return nil }
    var all = [array] + operands
    if !keywords.isEmpty {
      guard let names = NumPyAnswers.parameters[name], keywords.count == 1,
        all.count < names.count, keywords[0].name == names[all.count]
      else { return nil }
      if keywords[0].value.isNone == false {
        all.append(present(try lower(keywords[0].value)))
      }
    }
    return try asked(name, all, at: range)
  }

  private static let methods: Set<String> = [
    "sum", "prod", "mean", "var", "std", "max", "min", "argmax", "argmin",
    "any", "all", "cumsum", "cumprod", "argsort", "dot", "repeat", "clip",
    "round", "ptp", "searchsorted", "trace",
  ]

  /// The arguments by position; nil where a keyword is not known, or one
  /// before it is left out.
  private func positional(
    _ name: String, _ arguments: [Expression], _ keywords: [Keyword]
  ) -> [Expression]? {
    var result = arguments
    var rest = keywords
    if rest.isEmpty { return result }
    guard let names = NumPyAnswers.parameters[name] else { return nil }
    while !rest.isEmpty {
      guard result.count < names.count,
        let index = rest.firstIndex(where: { $0.name == names[result.count] })
      else { return nil }
      result.append(rest.remove(at: index).value)
    }
    if name != "diff", result.count == 2, result[1].isNone {
      result.removeLast()
    }
    return result
  }

  /// Lists become arrays.
  private func operands(
    _ expressions: [Expression], at range: SourceRange
  ) throws(Blocker) -> [Value] {
    try lowerAll(expressions).map { value throws(Blocker) in
      let value = settledNumber(present(value))
      if case .list = value.type {
        return try array(ofList: value, nil, at: range)
      }
      return value
    }
  }

  private func asked(
    _ name: String, _ operands: [Value], at range: SourceRange
  ) throws(Blocker) -> Value? {
    if operands.contains(where: \.type.isUnknown) {
      return Value(.none, .unknown)
    }
    if let value = try lowerProduct(name, operands, at: range) { return value }
    if let value = extreme(name, operands) { return value }
    if let value = ownFunction(name, operands) { return value }
    if name == "median", operands.count == 1,
      let type = operands[0].type.elements, operands[0].type.isNumPyArray,
      type == .float64 || type.isInteger && type != .uint64
    {
      state.asksNumPy = true
      return scalar(
        Value(.apply(.function("median"), operands), .float), .float64)
    }
    return try asked(name, operands)
  }

  /// What NumPy itself makes of the operands; nil where its type is not known.
  func asked(
    _ name: String, _ operands: [Value], packs: Bool = false
  ) throws(Blocker) -> Value? {
    if operands.contains(where: \.type.isUnknown) {
      return Value(.none, .unknown)
    }
    guard let type = NumPyAnswers.answer(of: name, operands.map(\.type)),
      operands.count <= 4,
      operands.allSatisfy({
        $0.type.isNumPyArray || $0.type.isScalar || $0.type.isNumPy
          || $0.type.isPairOfInts
      })
    else { return nil }
    requireWithoutWarning(name, operands)
    return ask(name, operands, for: type, packs: packs)
  }

  /// Of no elements at all NumPy warns, and of products in a plane as well.
  private func requireWithoutWarning(_ name: String, _ operands: [Value]) {
    for operand in operands where operand.type.isNumPyArray {
      let check: Value
      switch name {
      case "mean", "var", "std", "median", "percentile":
        check = Value(.apply(.method("requireElements"), [operand]), .none)
      case "nanmean", "nanmin", "nanmax":
        check = Value(.apply(.method("requireNumbers"), [operand]), .none)
      case "cross":
        check = Value(
          .apply(
            .function("requireLength"), [operand.length(axis: 0), .int(3)]),
          .none)
      default: continue
      }
      emit(.evaluate(check))
    }
  }

  func ask(
    _ path: String, _ operands: [Value], for type: KernelType,
    packs: Bool = false
  ) -> Value {
    state.asksNumPy = true
    return spilled(
      Value(.apply(.asking(path, for: type, packs: packs), operands), type))
  }
}

extension NumPyAnswers {
  /// Whether there is a row for the function at all.
  static func isKnown(_ name: String) -> Bool {
    parameters[name] != nil || floats.contains(name)
      || floatPairs.contains(name) || others.contains(name)
  }

  private static let others: Set<String> = [
    "square", "around", "round", "unique", "flatnonzero", "bincount", "isnan",
    "isinf", "isfinite", "logical_not", "logical_and", "logical_or",
    "array_equal", "allclose", "outer", "cross", "matmul", "where", "arange",
    "eye", "identity", "linalg.det", "trace", "linalg.inv", "linalg.solve",
    "append", "pad", "maximum", "minimum", "linalg.norm", "abs", "absolute",
    "fabs", "sign", "sqrt", "floor", "ceil", "rint", "trunc", "power", "mod",
    "remainder", "add", "subtract", "multiply",
  ]
}

extension Keyword {
  fileprivate var isConstantMode: Bool {
    if name == "mode", case .constant(.string("constant")) = value.kind {
      true
    } else {
      false
    }
  }
}

extension KernelType {
  /// `(1, 2)` or `((1, 2), (3, 4))`.
  var isPairOfInts: Bool {
    if case .tuple(let types) = self {
      types.count == 2
        && (types.allSatisfy(\.isInt) || types.allSatisfy(\.isPairOfInts))
    } else {
      false
    }
  }
}

extension Expression {
  /// The items that a list or tuple is written with.
  var writtenItems: [Expression]? {
    switch kind {
    case .list(let items), .tuple(let items): items
    default: nil
    }
  }

  fileprivate var isNone: Bool {
    if case .constant(.none) = kind { true } else { false }
  }
}
