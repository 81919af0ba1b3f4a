/// How the kernel's types are spelled in Swift.
extension KernelType {
  var swiftName: String {
    switch self {
    // The element of a list that stays empty may be anything.
    case .unknown, .int: "Int"
    case .text: "Text"
    case .letter: "Letter"
    case .bytes: "Bytes"
    case .word: "UInt"
    case .wide: "Int128"
    case .none: "Void"
    case .bool: "Bool"
    case .float: "Double"
    case .number: "Number"
    case .complex: "Complex"
    case .random: "RandomStream"
    case .generator: "GeneratorStream"
    case .counting: "Counting"
    case .mixed: "Mixed"
    case .anyNumber: "AnyNumber"
    case .optional(let type): "\(type.swiftName)?"
    case .tuple(let types):
      "Tuple\(types.count)"
        + (types.isEmpty
          ? "" : "<\(types.map(\.swiftName).joined(separator: ", "))>")
    case .named(let type, let types):
      "Named<\(type.swiftName), \(KernelType.tuple(types).swiftName)>"
    case .list(let cell):
      "\(cell.isResized ? "List" : "FixedList")<\(cell.type.swiftName)>"
    case .sequence(let cell): "TupleList<\(cell.type.swiftName)>"
    case .set(let cell): "KeySet<\(cell.type.swiftName)>"
    case .deque(let cell): "Deque<\(cell.type.swiftName)>"
    case .dict(let keys, let values):
      "Dict<\(keys.type.swiftName), \(values.type.swiftName)>"
    case .object(let type): type.swiftName
    case .buffer(let type):
      "\(type.owner == .numpy ? "NDArray" : "Buffer")<\(type.elementName)>"
    case .numpy(.float64): "NumPyNumber"
    case .numpy(.float32): "NumPySingle"
    case .numpy(.bool): "NumPyBool"
    case .numpy(let type): "NumPyInteger<\(type.elementName)>"
    case .condition: "Bool"
    case .floatSum: "FloatSum"
    }
  }

  /// Some tuple has more parts than the runtime has types for.
  var isTooWide: Bool {
    switch self {
    case .tuple(let types), .named(_, let types):
      types.count > 8 || types.contains(where: \.isTooWide)
    case .list(let cell), .set(let cell), .deque(let cell),
      .sequence(let cell):
      cell.type.isTooWide
    case .dict(let keys, let values):
      keys.type.isTooWide || values.type.isTooWide
    case .optional(let type): type.isTooWide
    default: false
    }
  }

  /// A part of a tuple in it is always None: nothing that Swift's tuples here
  /// could hold.
  var hasNoneAsPart: Bool {
    switch self {
    case .tuple(let types), .named(_, let types):
      types.contains {
        if case .none = $0 { true } else { $0.hasNoneAsPart }
      }
    case .list(let cell), .set(let cell), .deque(let cell),
      .sequence(let cell):
      cell.type.hasNoneAsPart
    case .dict(let keys, let values):
      keys.type.hasNoneAsPart || values.type.hasNoneAsPart
    case .optional(let type): type.hasNoneAsPart
    default: false
    }
  }
}

extension BufferType {
  /// The Swift type of an element in memory.
  var elementName: String {
    NumPyType(rawValue: format)?.elementName ?? "Int"
  }
}

extension NumPyType {
  var elementName: String {
    switch self {
    case .bool: "Flag"
    case .float64: "Double"
    case .float32: "Float"
    case .int8: "Int8"
    case .uint8: "UInt8"
    case .int16: "Int16"
    case .uint16: "UInt16"
    case .int32: "Int32"
    case .uint32: "UInt32"
    case .int64: "Int"
    case .uint64: "UInt"
    }
  }
}
