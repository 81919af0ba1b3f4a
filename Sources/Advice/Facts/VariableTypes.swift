/// The types that a run saw, read from `rows: list[int]; v: float | int`.
struct VariableTypes {
  private var types: [Substring: Set<Substring>] = [:]

  init(_ text: String) {
    for variable in text.split(separator: "; ") {
      guard let colon = variable.firstIndex(of: ":") else { continue }
      let names = Self.alternatives(variable[colon...].dropFirst(2))
      if !names.isEmpty { types[variable[..<colon]] = names }
    }
  }

  /// `v: int`: variables for which the other run saw a type that this one did
  /// not. Of a variable that one of them did not catch nothing is known, nor
  /// of what would be in a container that was empty.
  func unlike(_ other: VariableTypes) -> [String] {
    other.types.compactMap { variable, theirs in
      guard let ours = types[variable] else { return nil }
      let isKnown = theirs.allSatisfy { their in
        ours.contains { our in
          our == their || our.hasPrefix("\(their)[")
            || their.hasPrefix("\(our)[")
        }
      }
      return isKnown
        ? nil : "\(variable): \(theirs.sorted().joined(separator: " | "))"
    }
  }

  /// `list[int | str] | NoneType`, taken apart outside of brackets.
  private static func alternatives(_ text: Substring) -> Set<Substring> {
    var names: Set<Substring> = []
    var depth = 0
    var start = text.startIndex
    for index in text.indices {
      switch text[index] {
      case "[", "(": depth += 1
      case "]", ")": depth -= 1
      case "|" where depth == 0:
        names.insert(text[start..<index].trimmed)
        start = text.index(after: index)
      default: break
      }
    }
    names.insert(text[start...].trimmed)
    return names.filter { !$0.isEmpty }
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }
}
