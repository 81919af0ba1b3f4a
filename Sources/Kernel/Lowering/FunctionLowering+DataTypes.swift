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

  /// `array.dtype == np.float64`, of which the answer is known; nil where no
  /// side is the dtype of an array.
  func compareDataTypes(
    _ left: Expression, _ symbols: [ComparisonOperator], _ rest: [Expression]
  ) throws(Blocker) -> Value? {
    guard symbols == [.equal] || symbols == [.notEqual] else { return nil }
    var types: [NumPyType] = []
    for side in [left] + rest {
      guard side.isDataType, case .attribute(let receiver, _) = side.kind
      else { continue }
      let array = try lower(receiver)
      if array.type.isUnknown { return Value(.none, .unknown) }
      guard array.type.isNumPyArray else { return nil }
      types.append(try scalarType(named: side))
    }
    if types.isEmpty { return nil }
    if types.count == 1 {
      types.append(try scalarType(named: left.isDataType ? rest[0] : left))
    }
    return .bool((types[0] == types[1]) == (symbols == [.equal]))
  }
}

extension Expression {
  /// `name.dtype`.
  fileprivate var isDataType: Bool {
    guard case .attribute(let receiver, "dtype") = kind,
      case .name = receiver.kind
    else { return false }
    return true
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
