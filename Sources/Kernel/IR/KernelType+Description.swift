extension KernelType: CustomStringConvertible {
  /// As in an annotation of Python.
  var description: String {
    switch self {
    case .unknown: "?"
    case .none: "None"
    case .bool: "bool"
    case .int, .word, .wide: "int"
    case .float: "float"
    case .text, .letter: "str"
    case .bytes: "bytes"
    case .number: "bool | int | float"
    case .complex: "complex"
    case .random: "random.Random"
    case .generator: "numpy.random.Generator"
    case .counting: "itertools.count"
    case .anyNumber: "bool | int | float | complex"
    case .mixed: "bool | int | float | str | None"
    case .optional(let type): "\(type) | None"
    case .tuple(let types):
      "tuple[\(types.map(\.description).joined(separator: ", "))]"
    case .sequence(let cell): "tuple[\(cell.type), ...]"
    case .set(let cell): "set[\(cell.type)]"
    case .deque(let cell): "deque[\(cell.type)]"
    case .dict(let keys, let values): "dict[\(keys.type), \(values.type)]"
    case .list(let cell): "list[\(cell.type)]"
    case .object(let type), .named(let type, _): type.name
    case .buffer(let type):
      type.rank == 1
        ? "\(type.owner.rawValue)[\(type.format)]"
        : "\(type.owner.rawValue)[\(type.format), \(type.rank)]"
    case .numpy(let type): "numpy.\(type.name)"
    case .condition: "numpy.bool"
    case .floatSum: "float"
    }
  }
}
