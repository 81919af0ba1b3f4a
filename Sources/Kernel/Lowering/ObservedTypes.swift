import ProfileModel

extension KernelType {
  /// The type of values that were observed; nil where the kernel has none.
  init?(_ observed: ObservedType, _ classes: ClassTable) {
    switch observed.name {
    case "int": self = observed.exceeds64Bits ? .word : .int
    case "float": self = .float
    case "bool": self = .bool
    // A class made in Python says only its own name; that it is the
    // library's is seen at the call.
    case "random.Random", "?.Random", "Random": self = .random
    case "numpy.random._generator.Generator": self = .generator
    case "itertools.count": self = .counting
    case "complex": self = .complex
    case "str": self = .text
    case "NoneType": self = .none
    case "list":
      guard let type = Self(elements: observed.elements, classes) else {
        return nil
      }
      self = .list(ElementCell(type))
    case "tuple" where observed.isUniform:
      guard let type = Self(elements: observed.elements, classes),
        let sequence = KernelType.anyLength(of: [type])
      else { return nil }
      self = sequence
    case "tuple":
      var types: [KernelType] = []
      for element in observed.elements {
        guard let type = KernelType(element, classes) else { return nil }
        types.append(type)
      }
      if types.count > 8, let sequence = KernelType.anyLength(of: types) {
        self = sequence
        return
      }
      self = .tuple(types)
    case "set", "frozenset":
      guard let type = Self(elements: observed.elements, classes), type.isKey
      else {
        return nil
      }
      self = .set(ElementCell(type))
    case "deque", "collections.deque":
      guard let type = Self(elements: observed.elements, classes) else {
        return nil
      }
      self = .deque(ElementCell(type))
    case "dict", "Counter", "collections.Counter", "defaultdict",
      "collections.defaultdict", "OrderedDict", "collections.OrderedDict":
      // Looking at a key may put one in.
      let isChanged = observed.name.hasSuffix("defaultdict")
      guard observed.elements.count == 2 else {
        self = .dict(ElementCell(), ElementCell(isMutated: isChanged))
        return
      }
      guard let keys = Self(elements: observed.elements[0].elements, classes),
        let values = Self(elements: observed.elements[1].elements, classes),
        keys.isKey
      else { return nil }
      self = .dict(
        ElementCell(keys), ElementCell(values, isMutated: isChanged))
    case "bytes": self = .bytes
    case "bytearray":
      self = .buffer(BufferType(owner: .bytearray, format: "B"))
    case "array.array", "array":
      guard let format = observed.oneDimensionalFormat else { return nil }
      self = .buffer(BufferType(owner: .array, format: format))
    case "numpy.ndarray", "ndarray":
      let rank = observed.dimensions ?? 1
      guard 1...4 ~= rank, let format = observed.format, format.count == 1,
        let format = format.first
      else { return nil }
      self = .buffer(BufferType(owner: .numpy, format: format, rank: rank))
    case let name where NumPyType(scalar: name) != nil:
      guard let type = NumPyType(scalar: name) else { return nil }
      self = .numpy(type)
    // A class made in Python says only its own name.
    case "?.Counter" where classes.facts.classes["Counter"] == nil:
      self = .dict(ElementCell(), ElementCell(.int))
    default:
      // `module.name`, the module being the script or one of its files.
      let parts = observed.name.split(separator: ".")
      guard parts.count > 1, let name = parts.last,
        let cell = classes.cell(named: String(name))
      else { return nil }
      guard cell.isNamedTuple else {
        self = .object(cell)
        return
      }
      var types: [KernelType] = []
      for element in observed.elements {
        guard let type = KernelType(element, classes) else { return nil }
        types.append(type)
      }
      guard types.count != cell.lineage[0].fields.count else {
        self = .named(cell, types)
        return
      }
      guard let type = classes.instanceType(cell) else { return nil }
      self = type
    }
  }

  private init?(elements: [ObservedType], _ classes: ClassTable) {
    var result = KernelType.unknown
    for element in elements {
      guard let type = KernelType(element, classes),
        let joined = result.joined(with: type)
      else { return nil }
      result = joined
    }
    self = result
  }

  /// The type for all that was seen of a variable, most frequent first: what
  /// cannot be told apart at run time falls back.
  init?(_ counts: [ObservedVariable.TypeCount], _ classes: ClassTable) {
    var result: KernelType?
    for count in counts {
      guard let type = KernelType(count.type, classes) else { continue }
      if let known = result {
        // Numbers in one call and text in another: each has its kernel.
        let joined = known.joined(with: type) ?? known
        result = joined.isMixed && !known.isMixed ? known : joined
      } else {
        result = type
      }
    }
    // Within a container, its changes would not come back.
    guard let result, result.isRandomPart || !result.hasRandom
    else { return nil }
    self = result
  }
}

extension NumPyType {
  /// By the name of the class of its scalars.
  fileprivate init?(scalar name: String) {
    let prefix = "numpy."
    guard name.hasPrefix(prefix),
      let type = Self.allCases.first(where: {
        name == prefix + $0.name || name == prefix + $0.name + "_"
      })
    else { return nil }
    self = type
  }
}

extension ObservedType {
  fileprivate var oneDimensionalFormat: Character? {
    guard dimensions ?? 1 == 1, let format, let last = format.last else {
      return nil
    }
    return last
  }
}

extension KernelType {
  /// Bytes that are passed in stay in the caller's memory.
  var asParameter: KernelType {
    if case .bytes = self {
      return .buffer(BufferType(owner: .bytes, format: "B"))
    }
    return self
  }

  /// Some part of it is a `random.Random`, or the like.
  fileprivate var hasRandom: Bool {
    isRandomPart || cells.contains { $0.type.isRandomPart }
  }

  private var isRandomPart: Bool {
    switch self {
    case .random, .generator, .counting: true
    case .optional(let type): type.isRandomPart
    case .tuple(let types), .named(_, let types):
      types.contains(where: \.isRandomPart)
    default: false
    }
  }
}
