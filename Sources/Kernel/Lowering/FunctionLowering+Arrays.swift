import PythonSyntax

/// Arrays of NumPy: two dimensions, and what they say of themselves.
extension FunctionLowering {
  /// `array[i, j]`, `array[i][j]`, or the row `array[i]`; nil for arrays of one
  /// dimension.
  func gridElement(
    of container: Value, _ type: BufferType, _ place: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard let (grid, places) = try gridPlaces(container, place, at: range)
    else {
      guard type.rank == 2 else { return nil }
      return Value(
        .apply(.method("row"), [container, try index(place, at: range)]),
        .buffer(type.with(rank: 1)))
    }
    let element = try elementType(type, at: range)
    let name = places.allSatisfy(\.interval.isNatural) ? "atNatural" : "at"
    let item = Value(
      .apply(.method(name), [grid] + places),
      element.type.isNumPyFloat ? .float : .int)
    return Value(
      .apply(
        .function("\(element.type.swiftName)(scalar:)", canFallBack: false),
        [item]), element.type)
  }

  /// The same as a target; false for arrays of one dimension.
  func storeGridElement(
    _ value: Value, _ container: Value, _ place: Value, at range: SourceRange
  ) throws(Blocker) -> Bool {
    guard case .buffer(let type) = container.type else { return false }
    guard let (grid, places) = try gridPlaces(container, place, at: range)
    else {
      guard type.rank == 2 else { return false }
      throw blocker(
        "the assignment of a row of an array", range,
        "Assign its elements one by one.")
    }
    program.noteChange(of: type)
    let item = try stored(present(value), in: type, at: range)
    let name = places.allSatisfy(\.interval.isNatural) ? "putNatural" : "put"
    emit(
      .evaluate(Value(.apply(.method(name), [grid] + places + [item]), .none)))
    return true
  }

  /// The array and both indices, where an element of two dimensions is meant.
  private func gridPlaces(
    _ container: Value, _ place: Value, at range: SourceRange
  ) throws(Blocker) -> (Value, [Value])? {
    guard case .buffer(let type) = container.type else { return nil }
    if type.rank == 2, case .tuple(let types) = place.type, types.count == 2 {
      let whole = repeatable(place)
      let places = try (0..<2).map { part throws(Blocker) in
        try index(component(whole, part), at: range)
      }
      return (container, places)
    }
    if type.rank == 1,
      case .apply(let operation, let operands) = container.kind,
      operation.name == "row"
    {
      return (operands[0], [operands[1], try index(place, at: range)])
    }
    return nil
  }

  /// The container under a name, or the array and index that a row is of.
  func repeatableContainer(
    _ container: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    guard case .apply(let operation, let operands) = container.kind,
      operation.name == "row", container.type.isNumPyArray
    else { return repeatable(container) }
    return Value(
      .apply(operation, operands.map { repeatable($0) }), container.type)
  }

  /// `array.shape` and the like; nil for other attributes.
  func arrayAttribute(
    _ array: Value, _ type: BufferType, _ name: String
  ) -> Value? {
    let whole = repeatable(array)
    let rows = Value(.count(whole), .int, .lengths)
    let columns = Value(
      .apply(.property("columns", canFallBack: false), [whole]), .int, .lengths)
    let lengths = type.rank == 1 ? [rows] : [rows, columns]
    switch name {
    case "shape":
      return Value(.tuple(lengths), .tuple(lengths.map(\.type)))
    case "size":
      return lengths.count == 1
        ? rows
        : Value(.apply(.infix("&*"), lengths), .int, .lengths)
    case "ndim": return .int(type.rank)
    default: return nil
    }
  }
}
