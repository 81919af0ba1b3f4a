import PythonSyntax

/// What masks and arrays of indices choose of an array.
extension FunctionLowering {
  /// `array[mask]` and `array[indices]`; nil for other places.
  func lowerChosen(
    _ array: Value, _ place: Value, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard case .buffer(let type) = array.type,
      let (chosen, rank) = try chosenPlaces(type, place, at: range)
    else { return nil }
    if rank < 1 || rank > 4 { return nil }
    let result = KernelType.buffer(type.with(rank: rank))
    return ask("ndarray.__getitem__", [array, chosen], for: result)
  }

  /// The same as a target; false for other places.
  func storeChosen(
    _ value: Value, _ array: Value, _ place: Value, at range: SourceRange
  ) throws(Blocker) -> Bool {
    guard case .buffer(let type) = array.type,
      let (chosen, _) = try chosenPlaces(type, place, at: range)
    else { return false }
    var item = settledNumber(present(value))
    if item.type.isUnknown { return true }
    if case .list = item.type {
      item = try self.array(ofList: item, nil, at: range)
    }
    guard item.type.isNumPyArray || item.type.isScalar || item.type.isNumPy
    else { return false }
    program.noteChange(of: type)
    state.asksNumPy = true
    emit(
      .evaluate(
        Value(
          .apply(
            .asking("ndarray.__setitem__", for: .none), [array, chosen, item]),
          .none)))
    return true
  }

  /// A mask, or indices, and how many dimensions what they choose has.
  private func chosenPlaces(
    _ type: BufferType, _ place: Value, at range: SourceRange
  ) throws(Blocker) -> (Value, Int)? {
    var place = place
    if case .list(let cell) = place.type,
      cell.type.isInt || cell.type.numpyType == .int64 || cell.type.isBool
    {
      place = try array(ofList: place, nil, at: range)
    }
    guard let element = place.type.elements, place.type.isNumPyArray,
      !element.isFloat
    else { return nil }
    let rank = place.type.rank
    return (
      place,
      element == .bool ? type.rank - rank + 1 : type.rank - 1 + rank
    )
  }
}
