/// A declaration at the top level of the runtime's Swift files, which are laid
/// out so that each begins at the start of a line and ends at a brace there.
struct RuntimeDeclaration {
  enum Kind {
    /// Operators, which no word names.
    case always
    /// With the types that must be there already.
    case named(Substring, types: [Substring])
    /// Members are empty where something has no name.
    case `extension`(types: [Substring], members: [Substring])
    /// That a type has what a protocol asks for.
    case conformance(types: [Substring], members: [Substring])
  }

  let file: String
  let text: Substring
  let kind: Kind
  let words: Set<Substring>

  static let all: [RuntimeDeclaration] = KernelRuntime.files
    .filter { $0.key.hasSuffix(".swift") }
    .sorted { $0.key < $1.key }
    .flatMap { file, text in
      parts(of: text).map { RuntimeDeclaration($0, in: file) }
    }

  /// The types that the runtime declares.
  static let types: Set<Substring> = {
    var types: Set<Substring> = []
    for (name, text) in KernelRuntime.files where name.hasSuffix(".swift") {
      for line in text.split(separator: "\n") where !line.hasPrefix(" ") {
        let words = words(of: line)
        guard
          let index = words.firstIndex(where: typeKeywords.contains),
          index + 1 < words.count
        else { continue }
        types.insert(words[index + 1])
      }
    }
    return types
  }()

  private static let typeKeywords: Set<Substring> = [
    "class", "struct", "enum", "protocol", "typealias",
  ]

  private init(_ text: Substring, in file: String) {
    self.file = file
    self.text = text
    let lines = text.split(separator: "\n").filter {
      !$0.hasPrefix("//") && !$0.hasPrefix("@")
    }
    let head = Self.head(of: lines)
    let all = Self.words(of: text)
    words = Set(all)
    let headWords = Self.words(of: head[...])
    if headWords.first == "extension" {
      kind = Self.extensionKind(head, lines)
    } else if headWords.contains("operator") {
      kind = .always
    } else if let place = headWords.firstIndex(where: {
      Self.typeKeywords.contains($0) || $0 == "var"
    }), !headWords[..<place].contains("func"), place + 1 < headWords.count {
      kind = .named(headWords[place + 1], types: [])
    } else if let place = headWords.firstIndex(of: "func"),
      place + 1 < headWords.count,
      head.contains("func \(headWords[place + 1])")
    {
      kind = .named(
        headWords[place + 1], types: Self.parameterTypes(in: head))
    } else {
      // A function that is an operator: for the types of its parameters.
      kind = .extension(types: Self.parameterTypes(in: head), members: [])
    }
  }

  /// What comes before the body.
  private static func head(of lines: [Substring]) -> String {
    var head = ""
    for line in lines {
      head += line + " "
      if line.hasSuffix("{") { break }
    }
    return head
  }

  /// The types in a function's parameter list, but for its generic ones, which
  /// may be named like a type: what those must be comes with the words of its
  /// text.
  private static func parameterTypes(in head: String) -> [Substring] {
    let end = head.range(ofFirst: ")")
    let start = head.firstIndex(of: "(") ?? head.startIndex
    let generic = words(
      of: head[..<start].drop { $0 != "<" }.prefix { $0 != ">" })
    return words(of: head[min(start, end)..<end]).filter {
      $0.first?.isUppercase == true && !generic.contains($0)
    }
  }

  private static func extensionKind(
    _ head: String, _ lines: [Substring]
  ) -> Kind {
    let types = words(of: head[...]).dropFirst().filter {
      $0.first?.isUppercase == true
    }
    let adds = head.contains(":")
    var members: [Substring] = []
    for line in lines where line.hasPrefix("  ") && !line.hasPrefix("   ") {
      let words = words(of: line)
      let place = words.firstIndex { $0 == "func" || $0 == "var" }
      if let place, place + 1 < words.count,
        line.contains("\(words[place]) \(words[place + 1])")
      {
        members.append(words[place + 1])
      } else if !adds,
        place != nil || words.contains("init") || words.contains("subscript")
      {
        return .extension(types: types, members: [])
      }
    }
    return adds
      ? .conformance(types: types, members: members)
      : .extension(types: types, members: members)
  }

  // MARK: Text

  /// The comment and the imports at the top of a file.
  static func header(of file: String) -> String {
    let lines = (KernelRuntime.files[file] ?? "").split(
      separator: "\n", omittingEmptySubsequences: false)
    let comment = lines.prefix { $0.hasPrefix("// ") }
    var imports = lines.dropFirst(comment.count).prefix {
      $0.isEmpty || $0.hasPrefix("import ")
    }
    while imports.last == "" { imports.removeLast() }
    return (comment + imports).joined(separator: "\n") + "\n"
  }

  private static func parts(of text: String) -> [Substring] {
    var parts: [Substring] = []
    var start: Substring.Index?
    var isInside = false
    var index = text.startIndex
    while index < text.endIndex {
      let end =
        text[index...].firstIndex(of: "\n").map(text.index(after:))
        ?? text.endIndex
      let line = text[index..<end]
      let isBlank = line == "\n"
      if isBlank && !isInside {
        start = nil
      } else if !line.hasPrefix("import ") {
        if start == nil { start = index }
        if !line.hasPrefix("//") && !line.hasPrefix("@") {
          isInside = true
          let ends =
            line.hasPrefix("}")
            || (!line.hasPrefix(" ") && isWhole(line))
          if ends, let first = start {
            parts.append(text[first..<end])
            start = nil
            isInside = false
          }
        }
      }
      index = end
    }
    return parts
  }

  /// A declaration that is one line.
  private static func isWhole(_ line: Substring) -> Bool {
    let line = line.dropLast(line.hasSuffix("\n") ? 1 : 0)
    if line.hasSuffix("}") { return true }
    let first = line.prefix { $0 != " " }
    return ["infix", "prefix", "typealias", "nonisolated(unsafe)"].contains(
      first) && !line.hasSuffix("{")
  }

  /// Names and keywords, those in comments left out.
  static func words(of text: Substring) -> [Substring] {
    var words: [Substring] = []
    let bytes = text.utf8
    var start: Substring.Index?
    var index = bytes.startIndex
    var last = UInt8(ascii: "\n")
    var isComment = false
    while index < bytes.endIndex {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        if start == nil && !isComment { start = index }
      default:
        if let first = start { words.append(text[first..<index]) }
        start = nil
        if byte == UInt8(ascii: "\n") {
          isComment = false
        } else if byte == UInt8(ascii: "/") && last == byte {
          isComment = true
        }
      }
      last = byte
      index = bytes.index(after: index)
    }
    if let first = start { words.append(text[first...]) }
    return words
  }

  /// The functions that a file in C defines.
  static func definitions(in text: String) -> [Substring] {
    text.split(separator: "\n").filter { line in
      line.first.map { $0.isLetter } ?? false && line.contains("(")
        && !line.hasPrefix("static")
    }.flatMap { line in
      words(of: line).filter { $0.hasPrefix("kernel_") }
    }
  }
}

extension String {
  fileprivate func range(ofFirst character: Character) -> String.Index {
    firstIndex(of: character) ?? endIndex
  }
}
