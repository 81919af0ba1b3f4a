import PythonSyntax

/// Methods of arrays, and NumPy's functions of one array that do the same.
extension FunctionLowering {
  /// Nil for other methods.
  func lowerArrayMethod(
    _ array: Value, _ name: String, _ operands: [Value],
    _ keywords: [Keyword], at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard case .buffer(let type) = array.type else { return nil }
    if let view = try lowerReshaped(array, type, name, operands, keywords) {
      return view
    }
    if name == "sort", operands.isEmpty, keywords.isEmpty {
      program.noteChange(of: type)
      state.asksNumPy = true
      emit(
        .evaluate(
          Value(.apply(.asking("ndarray.sort", for: .none), [array]), .none)))
      return Value.none
    }
    guard keywords.isEmpty else {
      return try lowerAskedMethod(array, name, operands, keywords, at: range)
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
    case (_, 0):
      if let value = reduced(array, name, scalar) { return value }
    default: break
    }
    return try lowerAskedMethod(array, name, operands, keywords, at: range)
  }

  /// The same elements in other dimensions: a view where they follow one
  /// another.
  private func lowerReshaped(
    _ array: Value, _ type: BufferType, _ name: String, _ operands: [Value],
    _ keywords: [Keyword]
  ) throws(Blocker) -> Value? {
    guard keywords.isEmpty else { return nil }
    switch (name, operands.count) {
    case ("ravel", 0), ("flatten", 0):
      return Value(
        .apply(.method(name == "ravel" ? "raveled" : "flattened"), [array]),
        .buffer(type.with(rank: 1)))
    case ("reshape", 1...4):
      var lengths = operands
      if operands.count == 1, case .tuple(let types) = operands[0].type {
        let whole = repeatable(operands[0])
        lengths = types.indices.map { component(whole, $0) }
      }
      guard 1...4 ~= lengths.count,
        lengths.allSatisfy({ $0.type.isInt || $0.type.isNumPyInteger })
      else { return nil }
      var extents = lengths.map { integer($0) }
      while extents.count < 4 { extents.append(.int(1)) }
      return Value(
        .apply(
          .method("reshaped"), [array, .int(lengths.count)] + extents),
        .buffer(type.with(rank: lengths.count)))
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
    if scalar.isFloat, name == "sum" || name == "mean" {
      state.asksNumPy = true
      return self.scalar(
        Value(
          .apply(
            .function(name == "sum" ? "orderedTotal" : "orderedMean"),
            [array.source(beside: [])]),
          .float), scalar)
    }
    switch name {
    case "sum" where scalar.isSigned || scalar == .bool:
      return made("total", .int64, canFallBack: false)
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
