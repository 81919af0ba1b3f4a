package import ProfileModel
import PythonSyntax

/// What one can do with a value, as far as advice needs to know.
enum ValueKind {
  case number
  case none
  case list
  case tuple
  case dict
  case set
  case string
  case bytes
  /// NumPy's, or `array.array`.
  case array
  /// A pandas or Polars table or column.
  case table
  case object
}

extension ObservedType {
  var kind: ValueKind {
    switch name {
    case "int", "float", "bool", "complex": .number
    case "NoneType": .none
    case "list": .list
    case "tuple", "range": .tuple
    case "dict", "Counter", "collections.Counter", "defaultdict",
      "collections.defaultdict", "collections.OrderedDict":
      .dict
    case "set", "frozenset": .set
    case "str": .string
    case "bytes", "bytearray", "memoryview": .bytes
    case "numpy.ndarray", "numpy.matrix", "array.array", "array": .array
    case _
    where name.hasPrefix("pandas.") || name.hasPrefix("polars.")
      || isTableOfUnknownModule:
      .table
    case _ where name.hasPrefix("numpy."): .number
    default: .object
    }
  }

  /// The profile does not know the module of every class.
  private var isTableOfUnknownModule: Bool {
    ["?.DataFrame", "?.Series", "?.LazyFrame"].contains(name)
  }

  /// Built of what kernels take: ints, floats, bools, lists and tuples of
  /// them, and one-dimensional buffers.
  package var isSupportedByKernels: Bool {
    if exceeds64Bits { return false }
    switch name {
    case "int", "float", "bool", "NoneType", "range", "range_iterator",
      "list_iterator", "tuple_iterator", "enumerate", "zip":
      return true
    case "list", "tuple":
      return elements.allSatisfy(\.isSupportedByKernels)
        && (name == "tuple" || Set(elements.map(\.name)).count <= 2)
    case "bytes", "bytearray", "memoryview": return true
    default:
      return kind == .array && (dimensions ?? 1) == 1
        || kind == .number && name.hasPrefix("numpy.")
    }
  }

  /// What one element is, of a container whose elements are all alike.
  var element: ObservedType? {
    switch kind {
    case .list, .set, .tuple:
      elements.first { $0.kind != .none } ?? elements.first
    case .string: ObservedType("str")
    case .bytes: ObservedType("int")
    case .array:
      (dimensions ?? 1) > 1
        ? ObservedType(
          name, format: format, dimensions: dimensions.map { $0 - 1 })
        : ObservedType("numpy.float64")
    default: nil
    }
  }
}

extension ObservedType {
  /// Of a dict or set: its keys are numbers, or tuples of them. Nil for other
  /// types, and where its keys are not known.
  var hasNumbersAsKeys: Bool? {
    let keys: [ObservedType]
    switch kind {
    case .dict: keys = elements.first { $0.name == "key" }?.elements ?? []
    case .set: keys = elements
    default: return nil
    }
    return keys.isEmpty ? nil : keys.allSatisfy(\.isOfNumbers)
  }

  private var isOfNumbers: Bool {
    switch kind {
    case .number: !exceeds64Bits
    case .tuple: !elements.isEmpty && elements.allSatisfy(\.isOfNumbers)
    default: false
    }
  }
}

extension ObservedVariable {
  /// The type seen most, `None` aside.
  package var mainType: ObservedType? {
    types.first { $0.type.kind != .none }?.type ?? types.first?.type
  }

  /// All values were of one type: element types of containers may still be
  /// "empty" or known, and numbers of one width.
  package var isOfOneType: Bool {
    // None beside one type says that there is no value yet: kernels have that.
    let names = Set(types.map(\.type.name)).subtracting(["NoneType"])
    return names.count <= 1
  }
}
