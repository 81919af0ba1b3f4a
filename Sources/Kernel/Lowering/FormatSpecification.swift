import PythonSyntax

/// What stands behind the colon of a part of an f-string, as far as it is
/// translated: `>8`, `05d`, `+.2f`, `^20`, `,`, `x`.
struct FormatSpecification {
  var fill: Character = " "
  var alignment: Character?
  var hasPlus = false
  var isZeroFilled = false
  var width = 0
  var isGrouped = false
  var precision: Int?
  /// The letter at the end.
  var kind: Character?
  /// A width and a precision that are computed.
  var computedWidth: Expression?
  var computedPrecision: Expression?

  var isBare: Bool {
    width == 0 && computedWidth == nil && computedPrecision == nil
      && precision == nil && kind == nil && alignment == nil
      && !hasPlus && !isGrouped
  }

  /// Its width or its precision are.
  var isComputed: Bool { computedWidth != nil || computedPrecision != nil }

  init() {}

  /// Of an f-string's part; nil where more than a width or a precision in it
  /// is computed.
  init?(_ expression: Expression) {
    guard case .formattedString(let parts) = expression.kind else { return nil }
    var text = ""
    var computed: [Expression] = []
    for part in parts {
      switch part.kind {
      case .constant(.string(let piece)): text += piece
      case .formatted(let value, conversion: -1, specification: nil):
        text.append(Self.mark)
        computed.append(value)
      default: return nil
      }
    }
    self.init(text, computed: computed)
  }

  /// Stands for a computed number.
  private static let mark: Character = "\u{1}"

  init?(_ text: String, computed: [Expression] = []) {
    var computed = computed[...]
    var rest = Array(text.unicodeScalars).map(Character.init)[...]
    let alignments: Set<Character> = ["<", ">", "^"]
    if rest.count > 1, alignments.contains(rest[rest.startIndex + 1]) {
      fill = rest.removeFirst()
      alignment = rest.removeFirst()
    } else if let first = rest.first, alignments.contains(first) {
      alignment = rest.removeFirst()
    }
    if rest.first == "+" {
      hasPlus = true
      rest.removeFirst()
    }
    if rest.first == "0" {
      isZeroFilled = true
      rest.removeFirst()
    }
    if rest.first == Self.mark {
      rest.removeFirst()
      computedWidth = computed.popFirst()
    }
    guard let size = Self.digits(&rest), size < 0 || computedWidth == nil
    else { return nil }
    width = size < 0 ? 0 : size
    if rest.first == "," {
      isGrouped = true
      rest.removeFirst()
    }
    if rest.first == "." {
      rest.removeFirst()
      if rest.first == Self.mark {
        rest.removeFirst()
        computedPrecision = computed.popFirst()
      } else {
        guard let decimals = Self.digits(&rest), 0...100 ~= decimals else {
          return nil
        }
        precision = decimals
      }
    }
    if let last = rest.first, rest.count == 1, "dsfFeEgGxXob%c".contains(last) {
      kind = last
      rest.removeFirst()
    }
    guard rest.isEmpty, computed.isEmpty, 0...1000 ~= width,
      !(isZeroFilled && isGrouped), !(isZeroFilled && alignment != nil),
      !isZeroFilled || width > 0 || computedWidth != nil
    else { return nil }
  }

  /// The number that stands there, -1 for none; nil where it is too large.
  private static func digits(_ rest: inout ArraySlice<Character>) -> Int? {
    var text = ""
    while let next = rest.first, next.isASCII, next.isNumber {
      text.append(rest.removeFirst())
    }
    return text.isEmpty ? -1 : text.count > 4 ? nil : Int(text)
  }
}

/// A str with places for values, as Python's `%` and `format` have it.
enum FormatString {
  /// `"%5.2f of %s" % values` as the parts of an f-string; nil for what is
  /// not translated, such as names.
  static func percent(
    _ text: String, _ values: [Expression], at range: SourceRange
  ) -> [Expression]? {
    var places = MadeUpPlaces(range)
    var parts: [Expression] = []
    var plain = ""
    var rest = Array(text.unicodeScalars).map(Character.init)[...]
    var values = values[...]
    func flush() {
      if plain.isEmpty { return }
      parts.append(Expression(.constant(.string(plain)), places.next()))
      plain = ""
    }
    while let next = rest.popFirst() {
      if next != "%" {
        plain.append(next)
        continue
      }
      if rest.first == "%" {
        plain.append("%")
        rest.removeFirst()
        continue
      }
      var flags: Set<Character> = []
      while let flag = rest.first, "-+0".contains(flag) {
        flags.insert(flag)
        rest.removeFirst()
      }
      var size = ""
      while let digit = rest.first, digit.isASCII,
        digit.isNumber || digit == "."
      {
        size.append(digit)
        rest.removeFirst()
      }
      guard var kind = rest.popFirst(), "dsrifFeEgGxXoc".contains(kind),
        let value = values.popFirst()
      else { return nil }
      if kind == "i" { kind = "d" }
      let isText = "src".contains(kind)
      var format = ""
      if flags.contains("-") {
        format = "<"
      } else if isText {
        format = ">"
      }
      if flags.contains("+"), !isText { format += "+" }
      if flags.contains("0"), !flags.contains("-"), !isText { format += "0" }
      // A precision of whole numbers means other things.
      if size.contains("."), "dxXoc".contains(kind) { return nil }
      if size.hasSuffix(".") { size += "0" }
      format += size
      // Without a kind, as `str` has it.
      let conversions: [Character: Int] = ["s": 115, "r": 114]
      let conversion = conversions[kind]
      if conversion == nil {
        format.append(kind)
      } else if size.isEmpty {
        format = ""
      }
      flush()
      parts.append(part(value, conversion ?? -1, format, at: &places))
    }
    guard values.isEmpty else { return nil }
    flush()
    return parts
  }

  /// `"{} of {1:>5}".format(values)`, likewise.
  static func braces(
    _ text: String, _ call: Call, at range: SourceRange
  ) -> [Expression]? {
    var places = MadeUpPlaces(range)
    var parts: [Expression] = []
    var plain = ""
    var rest = Array(text.unicodeScalars).map(Character.init)[...]
    var used: [Int] = []
    var automatic = 0
    let names = call.keywords.map(\.name)
    let values = call.arguments + call.keywords.map(\.value)
    if values.contains(where: \.isStarred) || names.contains(nil) { return nil }
    while let next = rest.popFirst() {
      if next == "{" || next == "}", rest.first == next {
        plain.append(next)
        rest.removeFirst()
        continue
      }
      guard next == "{" else {
        if next == "}" { return nil }
        plain.append(next)
        continue
      }
      guard let end = rest.firstIndex(of: "}") else { return nil }
      let field = String(rest[..<end])
      rest = rest[(end + 1)...]
      if field.contains("{") || field.contains("!") { return nil }
      let pieces = field.split(
        separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let name = pieces.first.map(String.init) ?? ""
      var index: Int?
      if name.isEmpty {
        index = automatic
        automatic += 1
      } else if let number = Int(name) {
        if automatic > 0 { return nil }
        index = number
      } else {
        index = names.firstIndex(of: name).map { $0 + call.arguments.count }
      }
      guard let index, values.indices.contains(index) else { return nil }
      used.append(index)
      if !plain.isEmpty {
        parts.append(Expression(.constant(.string(plain)), places.next()))
        plain = ""
      }
      parts.append(
        part(
          values[index], -1, pieces.count > 1 ? String(pieces[1]) : "",
          at: &places))
    }
    // Each value once and in order, or it cannot be told.
    let isPlain = values.allSatisfy {
      if case .name = $0.kind { true } else { $0.isPlainConstant }
    }
    guard isPlain || used == Array(values.indices) else { return nil }
    if !plain.isEmpty {
      parts.append(Expression(.constant(.string(plain)), places.next()))
    }
    return parts
  }

  private static func part(
    _ value: Expression, _ conversion: Int, _ format: String,
    at places: inout MadeUpPlaces
  ) -> Expression {
    let specification =
      format.isEmpty
      ? nil
      : Expression(
        .formattedString([
          Expression(.constant(.string(format)), places.next())
        ]), places.next())
    return Expression(
      .formatted(
        value, conversion: conversion, specification: specification),
      places.next())
  }
}
