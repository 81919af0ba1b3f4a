import PythonSyntax

/// `numpy.random.Generator`, as `default_rng` makes it.
extension FunctionLowering {
  /// `numpy.random.default_rng(seed)`; without a seed nobody could say what it
  /// will draw.
  func lowerNewGenerator(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard name == "random.default_rng" else { return nil }
    let seeds =
      call.keywords.isEmpty
      ? call.arguments
      : call.keywords.filter { $0.name == "seed" }.map(\.value)
    guard seeds.count == 1, call.keywords.count + call.arguments.count == 1
    else { return nil }
    let seed = settledNumber(present(try lower(seeds[0])))
    if seed.type.isUnknown { return Value(.none, .generator) }
    guard seed.type.isInt else { return nil }
    state.asksNumPy = true
    return spilled(
      Value(.apply(.function("newGenerator"), [seed]), .generator))
  }

  /// A method of what draws numbers; nil for other values, and for methods that
  /// are not translated.
  func lowerDraw(
    _ stream: Value, _ name: String, _ operands: [Value],
    _ keywords: [Keyword], at range: SourceRange
  ) throws(Blocker) -> Value? {
    if stream.type.isRandom, keywords.isEmpty {
      return try lowerRandom(stream, name, operands, at: range)
    }
    guard stream.type.isGenerator else { return nil }
    return try lowerGenerator(stream, name, operands, keywords, at: range)
  }

  /// A method of a generator; nil for those that are not translated. Each draw
  /// is a statement: draws happen in Python's order.
  func lowerGenerator(
    _ stream: Value, _ name: String, _ given: [Value], _ keywords: [Keyword],
    at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard let names = Self.generatorParameters[name] else { return nil }
    var operands: [String: Value] = [:]
    guard given.count <= names.count else { return nil }
    for (name, value) in zip(names, given) { operands[name] = value }
    var isClosed = false
    for keyword in keywords {
      if keyword.name == "endpoint", name == "integers",
        case .constant(.bool(let flag)) = keyword.value.kind
      {
        isClosed = flag
        continue
      }
      guard let own = keyword.name, names.contains(own), operands[own] == nil
      else { return nil }
      operands[own] = try lower(keyword.value)
    }
    if operands.values.contains(where: \.type.isUnknown) {
      return Value(.none, .unknown)
    }
    operands = operands.mapValues {
      repeatable(settledNumber(present($0)))
    }
    var lengths: [Value]?
    if let size = operands["size"], !size.type.isNone {
      lengths = try self.lengths(size, at: range)
      if lengths == nil { return nil }
    }
    guard
      let numbers = try generatorOperands(name, operands, isClosed, at: range)
    else { return nil }
    let method = Self.generatorMethods[name] ?? name
    return drawn(
      from: stream, method, numbers, lengths,
      ["integer", "poisson"].contains(method) ? .int64 : .float64)
  }

  private static let generatorParameters = [
    "random": ["size"], "standard_normal": ["size"],
    "standard_exponential": ["size"],
    "normal": ["loc", "scale", "size"], "uniform": ["low", "high", "size"],
    "exponential": ["scale", "size"], "poisson": ["lam", "size"],
    "integers": ["low", "high", "size"],
  ]

  private static let generatorMethods = [
    "standard_normal": "normal", "standard_exponential": "exponential",
    "integers": "integer",
  ]

  /// What is drawn with, besides a size; nil where it is no number.
  private func generatorOperands(
    _ name: String, _ operands: [String: Value], _ isClosed: Bool,
    at range: SourceRange
  ) throws(Blocker) -> [Value]? {
    func float(_ name: String, else other: Double) -> Value? {
      guard let value = operands[name] else {
        return Value(.float(other), .float)
      }
      return value.type.isScalar || value.type.isNumPy
        ? self.float(value) : nil
    }
    switch name {
    case "normal":
      guard let mean = float("loc", else: 0),
        let scale = float("scale", else: 1)
      else { return nil }
      return [mean, scale]
    case "uniform":
      guard let low = float("low", else: 0), let high = float("high", else: 1)
      else { return nil }
      return [low, high]
    case "exponential": return float("scale", else: 1).map { [$0] }
    case "poisson":
      return operands["size"] == nil ? float("lam", else: 1).map { [$0] } : nil
    case "integers":
      guard let first = operands["low"], first.type.isWholeNumber else {
        return nil
      }
      var bounds = [Value.int(0), integer(first)]
      if let second = operands["high"], !second.type.isNone {
        guard second.type.isWholeNumber else { return nil }
        bounds = [bounds[1], integer(second)]
      }
      if isClosed {
        bounds[1] = try operateIntegers(bounds[1], .add, .int(1), at: range)
      }
      return bounds
    default: return []
    }
  }

  /// One number, or a new array of them.
  private func drawn(
    from stream: Value, _ method: String, _ operands: [Value],
    _ lengths: [Value]?, _ type: NumPyType
  ) -> Value {
    guard let lengths else {
      let one = spilled(
        Value(
          .apply(
            .method(method, canFallBack: !operands.isEmpty),
            [stream] + operands), type.isFloat ? .float : .int))
      // Of all of them only `integers` gives a number of NumPy's.
      return method == "integer" ? scalar(one, .int64) : one
    }
    let result = KernelType.buffer(
      BufferType(owner: .numpy, format: type.rawValue, rank: lengths.count))
    let zeros = Value(
      .apply(.function("\(result.swiftName).zeros"), lengths), result)
    return spilled(
      Value(
        .apply(.method(method + "s"), [stream, zeros] + operands), result))
  }
}

extension KernelType {
  var isGenerator: Bool { if case .generator = self { true } else { false } }
}
