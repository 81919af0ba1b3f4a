import PythonSyntax

/// f-strings, and `str` of values.
extension FunctionLowering {
  /// `str(value)`; nil where that is not translated.
  func textual(_ value: Value) throws(Blocker) -> Value? {
    switch value.type {
    case .text, .letter: return value
    case .int, .float, .bool, .word:
      return Value(.apply(.function("textOf"), [value]), .text)
    case .number: return Value(.apply(.function("textOf"), [value]), .text)
    case .unknown: return text("")
    default: return nil
    }
  }

  func lowerFormatted(
    _ parts: [Expression], at range: SourceRange
  ) throws(Blocker) -> Value {
    var result = Value(.text([]), .text)
    for part in parts {
      let piece = try formattedPart(part)
      if case .text(let scalars) = result.kind, scalars.isEmpty {
        result = converted(piece, to: .text)
      } else {
        result = spilled(
          Value(
            .apply(.method("joined"), [result, converted(piece, to: .text)]),
            .text))
      }
    }
    return result
  }

  private func formattedPart(_ part: Expression) throws(Blocker) -> Value {
    guard
      case .formatted(let inner, let conversion, let specification) =
        part.kind
    else { return try lower(part) }
    let value = present(try lower(inner))
    if value.type.isUnknown { return text("") }
    guard conversion == -1 || conversion == 115,
      let format = specification.map(Format.init) ?? Format()
    else { throw unsupportedFormat(value, part.range) }
    if let decimals = format.decimals {
      guard value.type.isFloat || value.type.isIntegral else {
        throw unsupportedFormat(value, part.range)
      }
      let digits = Value(
        .apply(
          .function("fixedText"), [float(value), .int(decimals)]), .text)
      return padded(digits, format, alignsRight: true)
    }
    guard let text = try textual(value),
      !format.isInteger || value.type.isInt,
      !value.type.isBool || format.isBare,
      !value.type.isTextual || !format.isZeroFilled
    else { throw unsupportedFormat(value, part.range) }
    return padded(text, format, alignsRight: !value.type.isTextual)
  }

  private func padded(
    _ text: Value, _ format: Format, alignsRight: Bool
  ) -> Value {
    guard format.width > 0 else { return text }
    let whole = converted(text, to: .text)
    if format.isZeroFilled {
      return Value(
        .apply(.method("zfill"), [whole, .int(format.width)]), .text)
    }
    let isRight = format.alignment.map { $0 == ">" } ?? alignsRight
    return Value(
      .apply(
        .method(isRight ? "rjust" : "ljust"),
        [whole, .int(format.width), converted(self.text(" "), to: .text)]),
      .text)
  }

  private func unsupportedFormat(
    _ value: Value, _ range: SourceRange
  ) -> Blocker {
    blocker(
      "this format of a \(value.type)", range,
      "Format plain values, with a width or a fixed number of digits.")
  }
}

/// What stands behind the colon of a part of an f-string, as far as it is
/// translated: `>8`, `05d`, `.2f`.
private struct Format {
  var alignment: Character?
  var isZeroFilled = false
  var width = 0
  var decimals: Int?
  var isInteger = false

  var isBare: Bool { width == 0 && decimals == nil && !isInteger }

  init() {}

  init?(_ expression: Expression) {
    guard case .formattedString(let parts) = expression.kind, parts.count <= 1
    else { return nil }
    guard let part = parts.first else { return }
    guard case .constant(.string(let text)) = part.kind else { return nil }
    var rest = text[...]
    if let first = rest.first, "<>".contains(first) {
      alignment = first
      rest.removeFirst()
    }
    if rest.first == "0" {
      isZeroFilled = true
      rest.removeFirst()
    }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(digits.count)
    width = digits.isEmpty ? 0 : Int(digits) ?? -1
    if rest.first == ".", rest.last == "f" {
      decimals = Int(rest.dropFirst().dropLast())
      rest = decimals == nil ? rest : ""
    } else if rest == "d" {
      isInteger = true
      rest = ""
    }
    guard rest.isEmpty, 0...1000 ~= width, 0...100 ~= decimals ?? 0,
      !(isZeroFilled && alignment != nil), !isZeroFilled || width > 0
    else { return nil }
  }
}
