/// Lines of text for a terminal: wrapped to its width, coloured if asked.
struct TextPage {
  enum Style: String {
    case plain = ""
    case bold = "1"
    case dim = "2"
    case good = "32"
    case bad = "31"
    case unsure = "33"
    case accent = "36"
    case boldGood = "1;32"
    case boldUnsure = "1;33"
    case boldAccent = "1;36"
  }

  struct Piece {
    var text: String
    var style: Style

    init(_ text: String, _ style: Style = .plain) {
      self.text = text
      self.style = style
    }
  }

  let width: Int
  let usesColor: Bool
  private(set) var text = ""

  /// Narrower than 48 columns nothing can be aligned.
  init(width: Int, usesColor: Bool) {
    self.width = max(width, 48)
    self.usesColor = usesColor
  }

  var lineCount: Int { text.count { $0 == "\n" } }

  mutating func skipLine() { text += "\n" }

  /// Text that is laid out already.
  mutating func append(_ page: String) { text += page }

  /// One line, cut at the width.
  mutating func line(_ pieces: Piece...) { line(pieces) }

  mutating func line(_ pieces: [Piece]) {
    var left = width
    for piece in pieces where left > 0 {
      var content = piece.text.printable
      if content.count > left {
        content = content.prefix(left - 1) + "…"
      }
      left -= content.count
      text += painted(content, piece.style)
    }
    while text.last == " " { text.removeLast() }
    text += "\n"
  }

  /// A first piece, then text that goes on below itself, not below the first.
  /// One that is too long ends in a space, or has a line of its own.
  mutating func paragraph(
    _ head: Piece, indent: Int, _ body: String, _ style: Style = .plain
  ) {
    let room = max(width - indent, 20)
    let lines = Self.wrapped(body.printable, to: room)
    let standsAlone = head.text.count > indent && !head.text.hasSuffix(" ")
    let gap =
      standsAlone
      ? "\n" + String(repeating: " ", count: indent)
      : String(repeating: " ", count: max(indent - head.text.count, 0))
    text += painted(head.text, head.style) + gap
    text += painted(lines.first ?? "", style) + "\n"
    for line in lines.dropFirst() {
      text += String(repeating: " ", count: indent)
      text += painted(line, style) + "\n"
    }
  }

  private func painted(_ text: String, _ style: Style) -> String {
    usesColor && style != .plain && !text.isEmpty
      ? "\u{1b}[\(style.rawValue)m\(text)\u{1b}[0m" : text
  }

  /// A number and its unit stay together.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    for word in text.split(separator: " ") {
      if let last = words.last, last.last?.isNumber == true,
        units.contains(word.trimmingSuffix { ",.:;)".contains($0) })
      {
        words[words.count - 1] += " \(word)"
      } else {
        words.append(String(word))
      }
    }
    return words
  }

  private static let units: Set<Substring> = [
    "%", "s", "ms", "µs", "min", "h", "day", "days", "times",
  ]

  private static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in words(of: text) {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? word : " \(word)"
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}

extension Substring {
  fileprivate func trimmingSuffix(
    while predicate: (Character) -> Bool
  ) -> Substring {
    var result = self
    while let last = result.last, predicate(last) { result.removeLast() }
    return result
  }
}

extension String {
  /// Filled with spaces on the right.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  /// Filled with spaces on the left.
  func aligned(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }

  /// What a terminal shows as it is: no control characters.
  var printable: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\t": result += "    "
      case _ where scalar.properties.generalCategory == .control: result += "�"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
