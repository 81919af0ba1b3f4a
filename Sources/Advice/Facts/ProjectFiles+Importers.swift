extension ProjectFiles {
  /// Files that import the module of a path, by what their import statements
  /// say.
  func importers(of path: String) -> [String] {
    guard let module = Self.module(of: path), !module.isEmpty else { return [] }
    return texts.keys.filter { other in
      other != path
        && Self.imports(in: texts[other] ?? "").contains { names in
          isMeant(names, by: other, module: module)
        }
    }.sorted()
  }

  /// `pkg/a.py` is `["pkg", "a"]`, `pkg/__init__.py` is `["pkg"]`.
  private static func module(of path: String) -> [String]? {
    guard path.hasSuffix(".py"), !path.hasPrefix("/") else { return nil }
    var parts = path.dropLast(3).split(separator: "/").map(String.init)
    if parts.last == "__init__" { parts.removeLast() }
    return parts
  }

  /// A name may be relative to the importer's folder, and leave out folders
  /// around the package, such as `src`.
  private func isMeant(
    _ names: [String], by importer: String, module: [String]
  ) -> Bool {
    if names == module { return true }
    let folder = importer.split(separator: "/").dropLast().map(String.init)
    if folder + names == module { return true }
    guard module.count > names.count, Array(module.suffix(names.count)) == names
    else { return false }
    let around = module.dropLast(names.count)
    return around.indices.allSatisfy { last in
      let package = around[...last].joined(separator: "/") + "/__init__.py"
      return texts[package] == nil
    } && names.count > 1
  }

  /// The modules that import statements name, each also with the names that
  /// are imported from it, which may be modules.
  static func imports(in text: String) -> [[String]] {
    var found: [[String]] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split { $0 == " " || $0 == "\t" || $0 == "," }
      switch words.first {
      case "import":
        var isAlias = false
        for word in words.dropFirst() {
          if !isAlias, word != "as" { found.append(parts(word)) }
          isAlias = word == "as"
        }
      case "from" where words.count > 3 && words[2] == "import":
        let base = parts(words[1])
        found.append(base)
        for word in words[3...] {
          found.append(
            base + parts(word.filter { $0 != "(" && $0 != ")" }[...]))
        }
      default: break
      }
    }
    return found.filter { !$0.isEmpty }
  }

  private static func parts(_ name: Substring) -> [String] {
    name.split(separator: ".").map(String.init)
  }
}
