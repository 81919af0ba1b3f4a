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
    return try lowerWritten(
      parts,
      { values in
        values.allSatisfy(\.type.isReal)
          && (type == nil || type == Self.arrayType(of: values)
            || type == .float64)
      },
      { values in writtenArray(values, type) })
  }

  /// Numbers that are written one after the other, and what is made of them.
  /// Nil, as if nothing had been lowered, where they do not fit.
  func lowerWritten(
    _ parts: [Expression], _ fit: ([Value]) -> Bool,
    _ make: ([Value]) throws(Blocker) -> Value
  ) throws(Blocker) -> Value? {
    let before = bound
    let (instructions, values) = try capture { () throws(Blocker) in
      try lowerAll(parts).map { settledNumber(present($0)) }
    }
    let isUnknown = values.contains(where: \.type.isUnknown)
    guard isUnknown || fit(values) else {
      bound = before
      return nil
    }
    emit(instructions)
    return isUnknown ? Value(.none, .unknown) : try make(values)
  }

  /// What NumPy makes an array of these.
  private static func arrayType(of values: [Value]) -> NumPyType {
    values.allSatisfy(\.type.isInt) ? .int64 : .float64
  }

  private func writtenArray(_ values: [Value], _ type: NumPyType?) -> Value {
    let kind = type ?? Self.arrayType(of: values)
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

extension KernelType {
  fileprivate var isReal: Bool {
    isInt || isFloat || numpyType == .float64
  }
}
