import PythonSyntax

/// Arrays of NumPy: elements, rows, and what they say of themselves.
extension FunctionLowering {
  /// `array[i, j]`, `array[i][j]`, or a row `array[i]`; nil for other buffers.
  func arrayElement(
    of container: Value, _ type: BufferType, _ place: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard type.owner == .numpy else { return nil }
    if let chosen = try lowerChosen(container, place, at: range) {
      return chosen
    }
    let (array, places) = try arrayPlaces(container, place, at: range)
    guard case .buffer(let whole) = array.type else { return nil }
    if places.count == whole.rank {
      let element = try scalarType(whole, at: range)
      return Value(
        .element(of: array, at: Value.indices(places)), .numpy(element))
    }
    guard places.count < whole.rank else {
      // Python raises.
      emit(.fallBack)
      return Value(.none, .unknown)
    }
    return row(array, places)
  }

  /// The part of an array under its first indices.
  private func row(_ array: Value, _ places: [Value]) -> Value {
    guard case .buffer(let whole) = array.type else { return array }
    return Value(
      .apply(.method("row"), [array] + places),
      .buffer(whole.with(rank: whole.rank - places.count)))
  }

  /// The same as a target; false for other buffers.
  func storeArrayElement(
    _ value: Value, _ container: Value, _ place: Value, at range: SourceRange
  ) throws(Blocker) -> Bool {
    guard case .buffer(let type) = container.type, type.owner == .numpy else {
      return false
    }
    if try storeChosen(value, container, place, at: range) { return true }
    let (array, places) = try arrayPlaces(container, place, at: range)
    guard case .buffer(let whole) = array.type else { return false }
    guard places.count <= whole.rank else {
      emit(.fallBack)
      return true
    }
    guard places.count == whole.rank else {
      try store(value, inArray: row(array, places), at: range)
      return true
    }
    program.noteChange(of: whole)
    emit(
      .store(
        list: array, index: Value.indices(places),
        value: try stored(present(value), in: whole, at: range)))
    return true
  }

  /// The array under a name, and all indices into it: `array[i][j]` is
  /// `array[i, j]`.
  private func arrayPlaces(
    _ container: Value, _ place: Value, at range: SourceRange
  ) throws(Blocker) -> (Value, [Value]) {
    var places: [Value] = []
    if case .tuple(let types) = place.type {
      let whole = place.isDisplay ? place : repeatable(place)
      for part in types.indices {
        places.append(try index(component(whole, part), at: range))
      }
    } else {
      places = [try index(place, at: range)]
    }
    if case .apply(let operation, let operands) = container.kind,
      operation.name == "row"
    {
      return (operands[0], operands.dropFirst() + places)
    }
    return (repeatable(container), places)
  }

  /// The container under a name, or the array and indices that a row is of.
  func repeatableContainer(_ container: Value) -> Value {
    guard case .apply(let operation, let operands) = container.kind,
      operation.name == "row", container.type.isNumPyArray
    else { return repeatable(container) }
    return Value(
      .apply(operation, operands.map { repeatable($0) }), container.type)
  }

  /// The scalars that an array's elements are.
  func scalarType(
    _ type: BufferType, at range: SourceRange
  ) throws(Blocker) -> NumPyType {
    guard let scalar = NumPyType(rawValue: type.format) else {
      throw blocker(
        "an array of NumPy with format `\(type.format)`", range,
        "Use bool, integers, float32 or float64.")
    }
    return scalar
  }

  /// `array.shape` and the like; nil for other attributes.
  func arrayAttribute(
    _ array: Value, _ type: BufferType, _ name: String
  ) -> Value? {
    let whole = repeatable(array)
    let lengths = (0..<type.rank).map { whole.length(axis: $0) }
    switch name {
    case "shape": return Value(.tuple(lengths), .tuple(lengths.map(\.type)))
    case "size": return Value.product(lengths)
    case "itemsize", "nbytes":
      guard let scalar = NumPyType(rawValue: type.format) else { return nil }
      let bytes = Value.int(scalar.bits / 8)
      return name == "itemsize" ? bytes : Value.product(lengths + [bytes])
    case "ndim": return .int(type.rank)
    case "T" where type.rank == 1: return whole
    case "T":
      return Value(
        .apply(
          .method("transposed", canFallBack: false), [whole]),
        array.type)
    default: return nil
    }
  }
}

extension Value {
  /// What an array is indexed with.
  static func indices(_ places: [Value]) -> Value {
    places.count == 1
      ? places[0] : Value(.tuple(places), .tuple(places.map(\.type)))
  }

  /// Of lengths, and so of what fits in memory.
  fileprivate static func product(_ lengths: [Value]) -> Value {
    lengths.dropFirst().reduce(lengths[0]) {
      Value(.apply(.infix("&*"), [$0, $1]), .int, .lengths)
    }
  }

  /// The length of an array in one of its dimensions.
  func length(axis: Int) -> Value {
    axis == 0
      ? Value(.count(self), .int, .lengths)
      : Value(
        .apply(.method("length", canFallBack: false), [self, .int(axis)]),
        .int, .lengths)
  }

  /// They are the lengths of an array that has a name, which costs nothing to
  /// look at.
  var areLengths: Bool {
    guard case .tuple(let parts) = kind else { return false }
    return parts.allSatisfy {
      switch $0.kind {
      case .count(let array):
        return array.isRepeatable && array.type.isNumPyArray
      case .apply(let operation, let operands):
        return operation.name == "length" && operands[0].isRepeatable
          && operands[0].type.isNumPyArray
      default: return false
      }
    }
  }

  /// The length of an array, or of a row in it, which need not be made for
  /// that.
  var rowLength: Value {
    guard type.isNumPyArray, case .apply(let operation, let operands) = kind,
      operation.name == "row"
    else { return length(axis: 0) }
    return operands[0].length(axis: operands.count - 1)
  }

  fileprivate var isDisplay: Bool {
    if case .tuple = kind { true } else { false }
  }
}
