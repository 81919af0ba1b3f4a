import ProfileModel

extension CallObservation {
  /// Bytes that a kernel would copy out of Python's objects for one call, at
  /// most; nil where an argument is of a kind whose copy cannot be told. Arrays
  /// and texts are used where they are.
  package var bytesCopiedIn: Int? {
    var sum = 0
    for argument in arguments {
      var most = 0
      for entry in argument.types {
        guard let bytes = entry.type.copiedBytesPerElement else { return nil }
        most = max(most, bytes)
      }
      guard most > 0 else { continue }
      guard let lengths = argument.lengths else { return nil }
      sum =
        sum.addingReportingOverflow(
          lengths.upperBound.multipliedReportingOverflow(by: most).partialValue
        ).partialValue
    }
    return sum < 0 ? nil : sum
  }
}

extension ObservedType {
  /// 0 for what is no container, or is used in place.
  fileprivate var copiedBytesPerElement: Int? {
    switch name {
    case "int", "float", "bool", "NoneType", "str", "complex", "bytes",
      "bytearray", "memoryview", "array.array", "numpy.ndarray":
      return 0
    case "list", "tuple", "set", "frozenset", "collections.deque":
      return elements.isEmpty ? 0 : Self.bytes(elements)
    case "dict":
      let parts = elements.map { Self.bytes($0.elements) }
      return parts.contains(nil) ? nil : parts.reduce(0) { $0 + ($1 ?? 0) }
    default: return nil
    }
  }

  /// Of one value; a text is a view of three words.
  private static func bytes(_ types: [ObservedType]) -> Int? {
    var most = 0
    for type in types {
      switch type.name {
      case "int", "float", "bool", "NoneType": most = max(most, 8)
      case "complex": most = max(most, 16)
      case "str": most = max(most, 24)
      default: return nil
      }
    }
    return most
  }
}
