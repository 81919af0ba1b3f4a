/// The classes and attributes that a module's kernels ask CPython for, each
/// by its number.
struct InstanceNames {
  private(set) var classes: [String] = []
  private(set) var attributes: [String] = []

  mutating func number(ofClass name: String) -> Int {
    Self.number(of: name, in: &classes)
  }

  mutating func number(ofAttribute name: String) -> Int {
    Self.number(of: name, in: &attributes)
  }

  private static func number(of name: String, in list: inout [String]) -> Int {
    if let index = list.firstIndex(of: name) { return index }
    list.append(name)
    return list.count - 1
  }

  /// Variables of the module, and of classes, that kernels use.
  var variables: Set<String> = []

  /// The text of `classes.def`.
  var definitions: String {
    var text = "// The classes and attributes that the kernels know.\n"
    for (index, name) in classes.enumerated() {
      text += "CLASS(\(index), \"\(name)\")\n"
    }
    for (index, name) in attributes.enumerated() {
      text += "ATTRIBUTE(\(index), \"\(name)\")\n"
    }
    for name in variables.sorted() { text += "VARIABLE(\"\(name)\")\n" }
    return text
  }
}
