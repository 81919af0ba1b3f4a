import ProfileModel

extension FunctionObservation {
  /// How Hypothesis makes each argument up, from the types that were seen, in
  /// the terms of `tests/test_random_inputs.py`; nil where a type has no
  /// strategy, or is not known.
  func strategies(count: Int) -> [String]? {
    let types = variables.filter(\.isParameter).prefix(count)
      .map { $0.types.map(\.type) }
    guard types.count == count, !types.contains(where: \.isEmpty) else {
      return nil
    }
    let texts = types.map { ObservedType.strategy(ofAny: $0) }
    return texts.contains(nil) ? nil : texts.compactMap(\.self)
  }
}

extension ObservedType {
  fileprivate static func strategy(ofAny types: [ObservedType]) -> String? {
    let texts = types.map(\.strategy)
    guard !texts.contains(nil) else { return nil }
    let different = texts.compactMap(\.self).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    guard let first = different.first else { return nil }
    return different.count == 1
      ? first : "st.one_of(\(different.joined(separator: ", ")))"
  }

  private var strategy: String? {
    switch name {
    case "int": return "integers"
    case "float": return "floats"
    case "bool": return "st.booleans()"
    case "complex": return "st.complex_numbers()"
    case "str": return "texts"
    case "NoneType": return "st.none()"
    case "bytes": return "st.binary(max_size=LONGEST)"
    case "bytearray": return "st.binary(max_size=LONGEST).map(bytearray)"
    case "random.Random": return "st.integers(0, 99).map(random.Random)"
    case "array.array": return format.map { "arrays(\"\($0)\")" }
    case "numpy.ndarray":
      return format.map { "ndarrays(\"\($0)\", \(dimensions ?? 1))" }
    case "list":
      if elements.count == 1, elements[0].name == "list" {
        return Self.strategy(ofAny: elements[0].inner).map { "rows(\($0))" }
      }
      return holding("lists({})")
    case "tuple" where isUniform: return holding("lists({}).map(tuple)")
    case "tuple":
      let parts = elements.map(\.strategy)
      guard !parts.contains(nil) else { return nil }
      let text = parts.compactMap(\.self).joined(separator: ", ")
      return "st.tuples(\(text))"
    case "set": return holding("lists({}).map(set)")
    case "frozenset": return holding("lists({}).map(frozenset)")
    case "collections.deque", "deque":
      return holding("lists({}).map(collections.deque)")
    case "dict":
      guard elements.count == 2,
        let keys = Self.strategy(ofAny: elements[0].elements),
        let values = Self.strategy(ofAny: elements[1].elements)
      else { return nil }
      return "st.dictionaries(\(keys), \(values), max_size=LONGEST)"
    default: return nil
    }
  }

  /// Numbers where it was seen empty only.
  private var inner: [ObservedType] {
    elements.isEmpty
      ? [ObservedType("int"), ObservedType("float")] : elements
  }

  private func holding(_ text: String) -> String? {
    Self.strategy(ofAny: inner).map { text.replacing("{}", with: $0) }
  }
}
