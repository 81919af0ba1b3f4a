import PythonSyntax

/// `numpy.array([x, y, z])` and `numpy.array([[x, y], [z, w]])`, whose items
/// need no list.
extension FunctionLowering {
  private static let mostItems = 32

  /// Nil where the items are no numbers of which the type is known.
  func lowerWrittenArray(
    _ list: Expression, _ type: NumPyType?
  ) throws(Blocker) -> Value? {
    guard case .list(let parts) = list.kind, let first = parts.first else {
      return nil
    }
    var (items, lengths) = (parts, [parts.count])
    if case .list(let row) = first.kind {
      items = parts.flatMap { part -> [Expression] in
        guard case .list(let own) = part.kind, own.count == row.count else {
          return []
        }
        return own
      }
      lengths.append(row.count)
    }
    guard 1...Self.mostItems ~= items.count,
      items.count == lengths.reduce(1, *),
      !items.contains(where: \.isStarred)
    else { return nil }
    return try lowerWritten(
      items,
      { values in
        values.allSatisfy(\.type.isReal)
          && (type == nil || type == Self.arrayType(of: values)
            || type == .float64)
      },
      { values in writtenArray(values, lengths, type) })
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

  private func writtenArray(
    _ values: [Value], _ lengths: [Int], _ type: NumPyType?
  ) -> Value {
    let kind = type ?? Self.arrayType(of: values)
    let result = KernelType.buffer(
      BufferType(
        owner: .numpy, format: kind.rawValue, rank: lengths.count))
    let array = spilled(
      Value(
        .apply(
          .function("\(result.swiftName).zeros"), lengths.map(Value.int)),
        result))
    let width = lengths.count == 1 ? nil : lengths.last
    for (place, value) in values.enumerated() {
      // Of ints alone NumPy makes another array.
      let item =
        kind == .int64 ? value : type == nil ? real(value) : float(value)
      let places = width.map { [place / $0, place % $0] } ?? [place]
      emit(
        .store(
          list: array,
          index: Value.indices(
            places.map { Value(.inBounds(.int($0)), .int, Interval($0)) }),
          value: item))
    }
    return array
  }
}

extension KernelType {
  fileprivate var isReal: Bool {
    isInt || isFloat || numpyType == .float64
  }
}
