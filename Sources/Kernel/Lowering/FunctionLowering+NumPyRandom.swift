import PythonSyntax

/// The functions of `numpy.random`, which draw from one Mersenne Twister.
extension FunctionLowering {
  /// Nil for others. Each draw is a statement: draws happen in Python's order.
  func lowerNumPyRandom(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard name.hasPrefix("random.") else { return nil }
    let name = String(name.dropFirst("random.".count))
    guard Self.drawing.contains(name) else { return nil }
    var size: Expression?
    for keyword in call.keywords {
      guard keyword.name == "size", size == nil else { return nil }
      size = keyword.value
    }
    let expressions = call.arguments + (size.map { [$0] } ?? [])
    var operands = try lowerAll(expressions).map {
      repeatable(settledNumber(present($0)))
    }
    if operands.contains(where: \.type.isUnknown) {
      let isStatement = name == "shuffle" || name == "seed"
      return Value(.none, isStatement ? .none : .unknown)
    }
    var lengths: [Value]?
    let most = ["uniform": 2, "normal": 2, "randint": 2][name]
    if size != nil || operands.count == most.map({ $0 + 1 }) {
      lengths = try self.lengths(operands.removeLast(), at: range)
      if lengths == nil { return nil }
    }
    state.usesNumPyRandom = true
    return try draw(name, operands, lengths, at: range)
  }

  private static let drawing: Set<String> = [
    "rand", "random", "random_sample", "ranf", "sample", "uniform", "randint",
    "randn", "standard_normal", "normal", "exponential", "seed", "choice",
    "shuffle", "permutation",
  ]

  private func draw(
    _ name: String, _ operands: [Value], _ lengths: [Value]?,
    at range: SourceRange
  ) throws(Blocker) -> Value? {
    switch name {
    case "rand", "random", "random_sample", "ranf", "sample":
      let all =
        try lengths == nil
        ? own(name, "rand", operands, at: range) : lengths
      guard all != nil || operands.isEmpty else { return nil }
      return drawn("random", "randoms", [], all, .float64)
    case "randn", "standard_normal":
      let all =
        try lengths == nil
        ? own(name, "randn", operands, at: range) : lengths
      guard all != nil || operands.isEmpty else { return nil }
      return drawn("normal", "normals", [], all, .float64)
    case "uniform", "normal":
      guard let numbers = floats(operands, [0, 1]) else { return nil }
      return drawn(name, name + "s", numbers, lengths, .float64)
    case "exponential":
      guard let numbers = floats(operands, [1]), lengths == nil else {
        return nil
      }
      return drawn(name, name, numbers, nil, .float64)
    case "randint":
      guard 1...2 ~= operands.count, operands.allSatisfy(\.type.isWholeNumber)
      else { return nil }
      var bounds = operands.map { integer($0) }
      if bounds.count == 1 { bounds.insert(.int(0), at: 0) }
      return drawn("integer", "integers", bounds, lengths, .int64)
    case "seed":
      guard operands.count == 1, operands[0].type.isInt else { return nil }
      emit(.evaluate(method("seed", operands, .none)))
      return Value.none
    case "shuffle":
      guard operands.count == 1, case .buffer(let type) = operands[0].type,
        type.owner == .numpy, type.rank == 1
      else { return nil }
      program.noteChange(of: type)
      emit(.evaluate(method("shuffle", operands, .none)))
      return Value.none
    case "permutation":
      guard operands.count == 1, operands[0].type.isWholeNumber else {
        return nil
      }
      let type = KernelType.buffer(BufferType(owner: .numpy, format: "l"))
      let places = Value(
        .apply(
          .function("\(type.swiftName).counting"),
          [.int(0), integer(operands[0]), .int(1)]), type)
      return spilled(method("permutation", [places], type))
    case "choice": return try choice(operands, at: range)
    default: return nil
    }
  }

  private func choice(
    _ operands: [Value], at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard let source = operands.first, operands.count == 1 else { return nil }
    if source.type.isInt {
      return spilled(method("integer", [.int(0), source], .int))
    }
    var array = source
    if case .list = source.type {
      array = try self.array(ofList: source, nil, at: range)
    }
    if array.type.isUnknown { return array }
    guard array.type.rank == 1 else { return nil }
    let count = Value(.count(array), .int, .lengths)
    let place = spilled(method("integer", [.int(0), count], .int))
    return try element(of: array, at: place, range)
  }

  /// The lengths that `rand` and `randn` are given one by one, and others as
  /// one argument.
  private func own(
    _ name: String, _ separate: String, _ operands: [Value],
    at range: SourceRange
  ) throws(Blocker) -> [Value]? {
    if operands.isEmpty { return nil }
    if name != separate {
      return operands.count == 1
        ? try lengths(operands[0], at: range) : nil
    }
    guard operands.allSatisfy(\.type.isWholeNumber) else { return nil }
    return operands.map { integer($0) }
  }

  func lengths(
    _ size: Value, at range: SourceRange
  ) throws(Blocker) -> [Value]? {
    if size.type.isWholeNumber { return [integer(size)] }
    guard case .tuple(let types) = size.type, 1...4 ~= types.count,
      types.allSatisfy(\.isWholeNumber)
    else { return nil }
    return types.indices.map { integer(component(size, $0)) }
  }

  private func floats(_ operands: [Value], _ defaults: [Double]) -> [Value]? {
    guard operands.count <= defaults.count,
      operands.allSatisfy({ $0.type.isScalar || $0.type.isNumPy })
    else { return nil }
    return operands.map { float($0) }
      + defaults.dropFirst(operands.count).map { Value(.float($0), .float) }
  }

  /// One number of Python, or a new array of them.
  private func drawn(
    _ one: String, _ many: String, _ operands: [Value], _ lengths: [Value]?,
    _ type: NumPyType
  ) -> Value {
    guard let lengths else {
      return spilled(method(one, operands, type.isFloat ? .float : .int))
    }
    let result = KernelType.buffer(
      BufferType(owner: .numpy, format: type.rawValue, rank: lengths.count))
    let zeros = Value(
      .apply(.function("\(result.swiftName).zeros"), lengths), result)
    return spilled(method(many, [zeros] + operands, result))
  }

  private func method(
    _ name: String, _ operands: [Value], _ type: KernelType
  ) -> Value {
    let quiet: Set<String> = ["random", "randoms", "shuffle", "permutation"]
    let stream = Value(
      .apply(.function("sharedNumPyRandom", canFallBack: false), []), .random)
    return Value(
      .apply(
        .method(name, canFallBack: !quiet.contains(name)),
        [stream] + operands), type)
  }
}

extension KernelType {
  var isWholeNumber: Bool { isInt || isNumPyInteger }
}
