import CSampler
import ProfileModel

/// Makes types of the values in a look.
struct TypeReading {
  let look: SampleRecord.Look
  let objects: RemoteObjects
  private let children: [[Int]]

  init(_ look: SampleRecord.Look, _ objects: RemoteObjects) {
    self.look = look
    self.objects = objects
    var children = look.nodes.map { _ in [Int]() }
    for (index, node) in look.nodes.enumerated()
    where ![SL_LOCAL, SL_NAME, SL_STACKED].contains(node.role) {
      children[node.parent].append(index)
    }
    self.children = children
  }

  /// The addresses of the names of a module's variables, by their number.
  var names: [Int: UInt64] {
    var names: [Int: UInt64] = [:]
    for node in look.nodes where node.role == SL_NAME {
      names[node.place] = node.address
    }
    return names
  }

  /// The types of the variables that hold a value, by their number.
  var locals: [Int: ObservedType] {
    var types: [Int: ObservedType] = [:]
    for (index, node) in look.nodes.enumerated() where node.role == SL_LOCAL {
      types[node.place] = variable(index)
    }
    return types
  }

  /// A variable shared with an inner function is in a cell.
  private func variable(_ index: Int) -> ObservedType? {
    guard let type = type(index) else { return nil }
    guard type.name == "cell" else { return type }
    return children[index].first.flatMap { self.type($0) }
  }

  /// Nil where the value is not what it seems.
  private func type(_ index: Int) -> ObservedType? {
    let node = look.nodes[index]
    guard let name = objects.typeName(node.type) else { return nil }
    switch name {
    case "int":
      return ObservedType(name, exceeds64Bits: exceeds64Bits(node))
    case "list", "set", "frozenset":
      return ObservedType(name, elements: union(children[index]))
    case "tuple": return tuple(index)
    case _ where isDict(index, name):
      let keys = union(children[index].filter { role($0) == SL_KEY })
      let values = union(children[index].filter { role($0) == SL_VALUE })
      guard !keys.isEmpty || !values.isEmpty else { return ObservedType(name) }
      return ObservedType(
        name == "?.Counter" ? "Counter" : name,
        elements: [
          ObservedType("key", elements: keys),
          ObservedType("value", elements: values),
        ])
    case "bytes", "bytearray", "memoryview":
      return ObservedType(
        name, format: name == "memoryview" ? nil : "B", dimensions: 1)
    case "array.array":
      // Count, items, room, description.
      return array(name, objects.arrayFormat(node.field(40)), 1)
    case "numpy.ndarray":
      // Data, dimensions, shape, strides, base, type.
      let dimensions = Int(truncatingIfNeeded: node.field(24) & 0xffff_ffff)
      return array(name, objects.numpyFormat(node.field(56)), dimensions)
    default:
      // Of a named tuple, the fields.
      let fields = children[index].filter { role($0) == SL_ELEMENT }
      return ObservedType(
        name, elements: fields.count < 16 ? fields.compactMap { type($0) } : [],
        attributes: attributes(children[index]))
    }
  }

  /// Of the types that have keys and values, one that others know as such.
  private func isDict(_ index: Int, _ name: String) -> Bool {
    switch name {
    case "dict", "collections.defaultdict", "collections.OrderedDict": true
    // It is made in Python.
    case "?.Counter": children[index].contains { role($0) == SL_KEY }
    default: false
    }
  }

  /// Those that can be read and told by their names.
  private func attributes(
    _ indices: [Int]
  ) -> [ObservedType.Attribute]? {
    var found: [ObservedType.Attribute] = []
    for index in indices where role(index) == SL_ATTRIBUTE {
      let place = look.nodes[index].place
      let name = indices.first {
        [SL_ATTRIBUTE_NAME, SL_SLOT_NAME].contains(role($0))
          && look.nodes[$0].place == place
      }
      guard let name = name.flatMap(attributeName), let type = type(index)
      else { continue }
      found.append(ObservedType.Attribute(name: name, types: [type]))
    }
    return found.isEmpty ? nil : found
  }

  private func attributeName(_ index: Int) -> String? {
    let address = look.nodes[index].address
    return role(index) == SL_SLOT_NAME
      ? objects.text(at: address) : objects.name(address)
  }

  private func array(
    _ name: String, _ format: RemoteObjects.ElementFormat, _ dimensions: Int
  ) -> ObservedType? {
    guard case .known(let format) = format, dimensions <= 64 else {
      return nil
    }
    return ObservedType(name, format: format, dimensions: dimensions)
  }

  private func role(_ index: Int) -> sl_role { look.nodes[index].role }

  private func union(_ indices: [Int]) -> [ObservedType] {
    var types: [ObservedType] = []
    for index in indices {
      // What marks a free place in a set has a type of its own.
      guard let type = type(index), !type.name.hasPrefix("<") else { continue }
      types.add(type)
    }
    return types
  }

  /// By position while short and complete; otherwise like a list.
  private func tuple(_ index: Int) -> ObservedType? {
    let count = look.nodes[index].field(16)
    let inner = children[index]
    if count <= 16, inner.count == Int(count) {
      let types = inner.compactMap { type($0) }
      guard types.count == inner.count else { return nil }
      return ObservedType("tuple", elements: types)
    }
    return ObservedType("tuple", elements: union(inner), isUniform: true)
  }

  /// Digits have 30 bits.
  private func exceeds64Bits(_ node: SampleRecord.Look.Node) -> Bool {
    let head = node.field(16)
    let count: UInt64
    let isNegative: Bool
    if objects.integersAreTagged {
      count = head >> 3
      isNegative = head & 3 == 2
    } else {
      let size = Int64(bitPattern: head)
      count = size.magnitude
      isNegative = size < 0
    }
    if count != 3 { return count > 3 }
    let low = node.field(24)
    let top = node.field(32) & 0xffff_ffff
    return top > 8 || (top == 8 && !(isNegative && low == 0))
  }
}

extension [ObservedType] {
  /// Adds a type to those of one variable or container, which are distinct;
  /// the same type with other elements is the same.
  mutating func add(_ type: ObservedType) {
    for (index, known) in enumerated() {
      if let merged = known.merged(type) {
        self[index] = merged
        return
      }
    }
    if count < 16 { append(type) }
  }
}

extension ObservedType {
  private mutating func add(attributes others: [Attribute]) {
    guard !others.isEmpty else { return }
    var all = attributes ?? []
    for other in others {
      if let index = all.firstIndex(where: { $0.name == other.name }) {
        for type in other.types { all[index].types.add(type) }
      } else if all.count < Self.mostAttributes {
        all.append(other)
      }
    }
    attributes = all
  }

  private static let mostAttributes = 2 * Int(SL_MAX_ATTRIBUTES)

  /// With the types of keys and values.
  private var isDict: Bool {
    elements.first?.name == "key"
      || [
        "dict", "collections.defaultdict", "collections.OrderedDict", "Counter",
      ].contains(name)
  }

  /// Both in one, or nil where they are different types.
  func merged(_ other: ObservedType) -> ObservedType? {
    guard name == other.name, format == other.format,
      dimensions == other.dimensions, isUniform == other.isUniform
    else { return nil }
    var merged = self
    merged.exceeds64Bits = exceeds64Bits || other.exceeds64Bits
    merged.add(attributes: other.attributes ?? [])
    // A class of the script's has elements where it is a named tuple.
    let byPosition =
      isDict || (name == "tuple" && !isUniform) || name == "key"
      || name.hasPrefix("?.")
    if byPosition, name != "key" {
      if isDict, elements.isEmpty || other.elements.isEmpty {
        merged.elements = elements.isEmpty ? other.elements : elements
        return merged
      }
      guard elements.count == other.elements.count else { return nil }
      for (index, element) in other.elements.enumerated() {
        guard let both = elements[index].merged(element) else { return nil }
        merged.elements[index] = both
      }
      return merged
    }
    for element in other.elements { merged.elements.add(element) }
    return merged
  }
}
