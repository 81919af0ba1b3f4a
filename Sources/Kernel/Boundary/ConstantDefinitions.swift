import PythonSyntax

/// The constants of modules and classes that a kernel has as literals: each is
/// held against its expression in the source before a call.
struct ConstantDefinitions {
  /// The text of `constants.def`.
  let text: String

  /// Of the module's, those that are not read when a call begins.
  init(
    names: [String], classes: [ClassFacts], facts: ModuleFacts,
    variables: Set<String>, lines: SourceLines
  ) {
    var definitions: [(path: String, value: Expression)] = []
    for name in names where !variables.contains(name) {
      guard let value = facts.constants[name] else { continue }
      definitions.append((name, value))
    }
    for owner in classes where owner.members == nil {
      for (name, value) in owner.constants.sorted(by: { $0.key < $1.key })
      where !variables.contains("\(owner.name).\(name)")
        && !facts.assignedAttributes.contains(name)
      {
        definitions.append(("\(owner.name).\(owner.mangled(name))", value))
      }
    }
    text =
      "// What the kernels took for certain.\n"
      + definitions.filter { $0.value.onlyComputes }.compactMap {
        let source = lines.text(of: $0.value.range)
        return source.utf8.count > Self.mostBytes
          ? nil : "CONSTANT(\"\($0.path)\", \(Self.literal(source)))\n"
      }.joined()
  }

  /// Longer expressions are left to trust.
  private static let mostBytes = 1 << 14

  /// A string of C, in ASCII whatever the text is; several lines stay one
  /// expression in their parentheses.
  private static func literal(_ text: String) -> String {
    let bytes = "(\(text)\n)".utf8.map { byte in
      let isPlain =
        0x20..<0x7F ~= byte && byte != UInt8(ascii: "\"")
        && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "?")
      let digits = String(byte, radix: 8)
      return isPlain
        ? String(UnicodeScalar(byte))
        : "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }
    return "\"" + bytes.joined() + "\""
  }
}

extension Expression {
  /// Evaluating it once more changes nothing and gives the same.
  fileprivate var onlyComputes: Bool {
    switch kind {
    case .constant, .name: true
    case .attribute(let owner, _):
      if case .name = owner.kind { true } else { false }
    case .unary, .binary, .list, .tuple, .dict, .set:
      children.allSatisfy(\.onlyComputes)
    default: false
    }
  }
}
