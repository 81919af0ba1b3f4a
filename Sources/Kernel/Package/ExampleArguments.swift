import ProfileModel

/// Arguments to test a function with, as Python writes them.
struct ExampleArguments {
  /// Each the text of a tuple.
  let texts: [String]

  /// Examples of the types that were seen; none where they are not known.
  init(of observation: FunctionObservation?, count: Int) {
    let types = (observation?.variables ?? []).filter(\.isParameter)
      .prefix(count).map { $0.types.first?.type }
    guard types.count == count, !types.contains(nil) else {
      texts = []
      return
    }
    texts = (0..<4).map { round in
      let values = types.enumerated().map { place, type in
        Self.value(type ?? ObservedType("NoneType"), round, place)
      }
      return "(\(values.map { $0 + "," }.joined(separator: " ")))"
    }
  }

  /// Round 0 has the emptiest values; higher ones differ.
  private static func value(
    _ type: ObservedType, _ round: Int, _ place: Int
  ) -> String {
    let turn = round + place
    switch type.name {
    case "int": return ["3", "1", "7", "12", "-2", "5"][turn % 6]
    case "float":
      return ["1.5", "0.25", "-0.0", "2.75", "-3.5", "0.1"][turn % 6]
    case "bool": return turn.isMultiple(of: 2) ? "True" : "False"
    case "str": return ["\"\"", "\"a b 12\"", "\"h\u{e9}llo\""][turn % 3]
    case "list": return "[\(elements(type, round, place))]"
    case "tuple" where type.isUniform:
      return "tuple([\(elements(type, round, place))])"
    case "tuple":
      let parts = type.elements.enumerated().map { offset, element in
        value(element, max(round, 1), place + offset)
      }
      return "(\(parts.map { $0 + "," }.joined(separator: " ")))"
    case "bytes": return round == 0 ? "b\"\"" : "b\"swift\\x00\\xff\""
    case "bytearray": return "bytearray(b\"swift\")"
    case "array.array":
      return "array.array(\"\(type.format ?? "d")\", [\(numbers(type, round))])"
    case "numpy.ndarray":
      return "numpy.array([\(numbers(type, round))], \"\(type.format ?? "d")\")"
    default: return "None"
    }
  }

  private static func elements(
    _ type: ObservedType, _ round: Int, _ place: Int
  ) -> String {
    guard !type.elements.isEmpty else { return "" }
    return (0..<round * 2).map { index in
      value(
        type.elements[index % type.elements.count], max(round, 1),
        place + index)
    }.joined(separator: ", ")
  }

  private static func numbers(_ type: ObservedType, _ round: Int) -> String {
    let isFloat = ["d", "f"].contains(type.format ?? "d")
    return (0..<round * 2).map { isFloat ? "\($0).5" : "\($0)" }
      .joined(separator: ", ")
  }
}
