import PythonSyntax

/// `numpy.array([x, y, z])`, whose items need no list.
extension FunctionLowering {
  /// Nil where the items are no numbers of which the type is known.
  func lowerWrittenArray(
    _ list: Expression, _ type: NumPyType?
  ) throws(Blocker) -> Value? {
    guard case .list = list.kind, let parts = list.writtenItems,
      1...8 ~= parts.count, !parts.contains(where: \.isStarred)
    else { return nil }
    let before = bound
    let (instructions, values) = try capture { () throws(Blocker) in
      try lowerAll(parts).map { settledNumber(present($0)) }
    }
    if values.contains(where: \.type.isUnknown) {
      emit(instructions)
      return Value(.none, .unknown)
    }
    let isWhole = values.allSatisfy(\.type.isInt)
    let isReal = values.allSatisfy {
      $0.type.isInt || $0.type.isFloat || $0.type.numpyType == .float64
    }
    let own: NumPyType = isWhole ? .int64 : .float64
    guard isReal, type == nil || type == own || type == .float64 else {
      bound = before
      return nil
    }
    emit(instructions)
    let kind = type ?? own
    let result = KernelType.buffer(
      BufferType(owner: .numpy, format: kind.rawValue))
    let array = spilled(
      Value(
        .apply(
          .function("\(result.swiftName).zeros"), [.int(values.count)]),
        result))
    for (place, value) in values.enumerated() {
      // Of ints alone NumPy makes another array.
      let item =
        kind == .int64 ? value : type == nil ? real(value) : float(value)
      emit(
        .store(
          list: array,
          index: Value(
            .inBounds(.int(place)), .int, Interval(place)), value: item))
    }
    return array
  }
}
