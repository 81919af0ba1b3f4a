/// The types that the variables of one function had while it was hot.
package struct FunctionObservation: Codable, Equatable, Sendable {
  /// Index into `Recording.codes`.
  package var code: Int
  /// How often the function's frame was looked at.
  package var looks: Int
  /// Parameters first, in the order of `co_varnames`.
  package var variables: [ObservedVariable]
  /// Exact number of calls, where they were counted.
  package var calls: Int?
  /// Nil where none was looked at.
  package var closeLook: CallObservation?

  package init(
    code: Int, looks: Int, variables: [ObservedVariable], calls: Int? = nil,
    closeLook: CallObservation? = nil
  ) {
    self.code = code
    self.looks = looks
    self.variables = variables
    self.calls = calls
    self.closeLook = closeLook
  }

  /// The same function's, seen in two processes.
  package func merged(with other: Self) -> Self {
    var result = self
    result.looks += other.looks
    if calls != nil || other.calls != nil {
      result.calls = (calls ?? 0) + (other.calls ?? 0)
    }
    if let closeLook, let second = other.closeLook {
      result.closeLook = closeLook.merged(with: second)
    } else {
      result.closeLook = closeLook ?? other.closeLook
    }
    for variable in other.variables {
      let index = result.variables.firstIndex { $0.name == variable.name }
      if let index {
        for type in variable.types {
          result.variables[index].types.add(type)
        }
      } else {
        result.variables.append(variable)
      }
    }
    return result
  }

  /// Whether integers beyond 64 bits were seen; nil where the function was not
  /// looked at often enough to say.
  package var hasBigIntegers: Bool? {
    let types = variables.flatMap { $0.types.map(\.type) }
    if types.contains(where: \.hasBigIntegers) { return true }
    return looks >= 5 && types.contains(where: \.hasIntegers) ? false : nil
  }
}

package struct ObservedVariable: Codable, Equatable, Sendable {
  package var name: String
  package var isParameter: Bool
  /// Each type seen, most frequent first.
  package var types: [TypeCount]

  package struct TypeCount: Codable, Equatable, Sendable {
    package var type: ObservedType
    package var count: Int

    package init(type: ObservedType, count: Int) {
      self.type = type
      self.count = count
    }
  }

  package init(name: String, isParameter: Bool, types: [TypeCount]) {
    self.name = name
    self.isParameter = isParameter
    self.types = types
  }
}

extension [ObservedVariable.TypeCount] {
  package mutating func add(_ other: Element) {
    if let index = firstIndex(where: { $0.type == other.type }) {
      self[index].count += other.count
    } else {
      append(other)
    }
    sort {
      ($1.count, $0.type.description) < ($0.count, $1.type.description)
    }
  }
}

/// The type of a value as the profiler saw it, element types included.
///
/// - `int`, `float`, `bool`, `NoneType`, `str`, `bytes`, ...: the exact
///   `type(value).__name__` for built-in types, `module.qualname` for others.
/// - `list`, `set`, `frozenset`, `deque`: `elements` holds the distinct
///   element types seen (a sample of a long container), empty if it was empty.
/// - `tuple`: `elements` holds one type per position, up to 16 positions;
///   longer tuples are described like a list, with `isUniform` set.
/// - `dict`: `elements` holds two pseudo types named `key` and `value`, whose
///   `elements` are the distinct types.
/// - buffers (`array.array`, `numpy.ndarray`, `bytes`, `bytearray`,
///   `memoryview`): `format` is the buffer protocol's (`d`, `l`, `B`...),
///   `dimensions` its number of dimensions.
/// - named tuples: `elements` holds one type per field.
/// - instances of classes written in Python: `attributes` holds some of them,
///   with the types that they had.
package struct ObservedType: Codable, Hashable, Sendable {
  package var name: String
  package var elements: [ObservedType]
  package var isUniform: Bool
  package var format: String?
  package var dimensions: Int?
  /// An `int` outside 64 bits was seen.
  package var exceeds64Bits: Bool
  /// In the order in which they were first set.
  package var attributes: [Attribute]?

  package struct Attribute: Codable, Hashable, Sendable {
    package var name: String
    package var types: [ObservedType]

    package init(name: String, types: [ObservedType]) {
      self.name = name
      self.types = types
    }
  }

  package init(
    _ name: String, elements: [ObservedType] = [], isUniform: Bool = false,
    format: String? = nil, dimensions: Int? = nil, exceeds64Bits: Bool = false,
    attributes: [Attribute]? = nil
  ) {
    self.attributes = attributes
    self.name = name
    self.elements = elements
    self.isUniform = isUniform
    self.format = format
    self.dimensions = dimensions
    self.exceeds64Bits = exceeds64Bits
  }
}

extension ObservedType: CustomStringConvertible {
  /// As in an annotation: `list[float]`, `dict[str, int]`, `tuple[int, ...]`,
  /// `numpy.ndarray[d, 1]`, and `Point(x: float, y: float)`.
  package var description: String {
    if let format {
      return "\(name)[\(format)\(dimensions.map { ", \($0)" } ?? "")]"
    }
    if let attributes {
      let parts = attributes.map { "\($0.name): \(Self.union($0.types))" }
      return "\(shortName)(\(parts.joined(separator: ", ")))"
    }
    if elements.isEmpty { return name }
    switch name {
    case "dict":
      let parts = elements.map { Self.union($0.elements) }
      return "dict[\(parts.joined(separator: ", "))]"
    case "tuple" where !isUniform:
      return "tuple[\(elements.map(\.description).joined(separator: ", "))]"
    case "tuple": return "tuple[\(Self.union(elements)), ...]"
    case _ where name.hasPrefix("?."):
      return
        "\(shortName)(\(elements.map(\.description).joined(separator: ", ")))"
    default: return "\(name)[\(Self.union(elements))]"
    }
  }

  /// A class written in Python is known without its module.
  private var shortName: String {
    name.hasPrefix("?.") ? String(name.dropFirst(2)) : name
  }

  private static func union(_ types: [ObservedType]) -> String {
    types.isEmpty
      ? "Any" : types.map(\.description).sorted().joined(separator: " | ")
  }
}

extension ObservedType {
  /// What does not depend on when an instance was looked at.
  package var withoutAttributes: ObservedType {
    var type = self
    type.attributes = nil
    type.elements = elements.map(\.withoutAttributes)
    return type
  }

  package var hasBigIntegers: Bool {
    exceeds64Bits || elements.contains(where: \.hasBigIntegers)
      || attributeTypes.contains(where: \.hasBigIntegers)
  }

  package var hasIntegers: Bool {
    name == "int" || elements.contains(where: \.hasIntegers)
      || attributeTypes.contains(where: \.hasIntegers)
  }

  private var attributeTypes: [ObservedType] {
    attributes?.flatMap(\.types) ?? []
  }
}
