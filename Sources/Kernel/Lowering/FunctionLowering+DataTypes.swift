import PythonSyntax

/// Types of elements, as programs write them.
extension FunctionLowering {
  /// `np.int32`, `int`, `"f4"` or `a.dtype`.
  func scalarType(named expression: Expression) throws(Blocker) -> NumPyType {
    var name: String?
    switch expression.kind {
    case .constant(.string(let text)): name = text
    case .name(let own) where isBuiltin(own): name = own
    case .attribute(let receiver, "dtype"):
      if case .buffer(let type) = try lower(receiver).type {
        return try scalarType(type, at: expression.range)
      }
    default: break
    }
    if let library = libraryName(of: expression), library.module == "numpy" {
      name = library.name
    }
    guard let name, let type = NumPyType(named: name) else {
      throw blocker(
        "this dtype", expression.range,
        "Use bool, integers, float32 or float64.")
    }
    return type
  }
}

extension KernelType {
  /// The dtype that NumPy finds for such values; nil where it depends on them.
  var arrayType: NumPyType? {
    switch self {
    case .bool: .bool
    case .int: .int64
    case .float: .float64
    // What flows together with numbers of Python may have been one.
    case .numpy(let type) where type == .float64 || type == .int64: type
    default: nil
    }
  }
}

extension NumPyType {
  /// As programs write it.
  init?(named name: String) {
    switch name {
    case "int", "int_", "intp", "i8": self = .int64
    case "float", "double", "f8": self = .float64
    case "single", "f4": self = .float32
    case "bool", "bool_", "?": self = .bool
    case "intc", "i4": self = .int32
    case "uint", "u8": self = .uint64
    case "i1": self = .int8
    case "i2": self = .int16
    case "u1": self = .uint8
    case "u2": self = .uint16
    case "u4": self = .uint32
    default:
      guard let type = Self.allCases.first(where: { $0.name == name }) else {
        return nil
      }
      self = type
    }
  }
}
