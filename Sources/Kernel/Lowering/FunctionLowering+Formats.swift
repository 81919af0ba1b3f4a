import PythonSyntax

/// f-strings, and `str` of values.
extension FunctionLowering {
  /// `str(value)`; nil where that is not translated.
  func textual(
    _ value: Value, at range: SourceRange
  ) throws(Blocker) -> Value? {
    switch value.type {
    case .text, .letter: return value
    case .int, .float, .bool, .word:
      return Value(.apply(.function("textOf"), [value]), .text)
    case .number, .mixed:
      return Value(.apply(.function("textOf"), [value]), .text)
    case .unknown: return text("")
    case .object(let type):
      let name = type.hasMethod("__str__") ? "__str__" : "__repr__"
      guard type.hasMethod(name), !type.hasMethod("__format__") else {
        return nil
      }
      let result = try specialMethod(name, of: value, at: range)
      return result.type.isTextual ? result : nil
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
    let asksForText = conversion == 115 || conversion == 114
    guard
      conversion == -1 || conversion == 115
        || conversion == 114 && value.type.isScalar,
      let format = specification.map(FormatSpecification.init)
        ?? FormatSpecification()
    else { throw unsupportedFormat(value, part.range) }
    // `!s` formats the value's text, and so does `!r` of numbers.
    if asksForText, let text = try textual(value, at: part.range) {
      return try formatted(converted(text, to: .text), format, part.range)
    }
    return try formatted(value, format, part.range)
  }

  /// `format(value, "...")`.
  func formatted(
    _ value: Value, _ format: FormatSpecification, _ range: SourceRange
  ) throws(Blocker) -> Value {
    // The value comes before what it is formatted with.
    let value = format.isComputed ? repeatable(value) : value
    let format = try computed(format)
    if format.isBare {
      guard let text = try textual(value, at: range) else {
        throw unsupportedFormat(value, range)
      }
      return text
    }
    let kind = format.kind
    switch value.type {
    case .text, .letter:
      guard kind == nil || kind == "s", !format.isZeroFilled,
        !format.hasPlus, !format.isGrouped
      else { throw unsupportedFormat(value, range) }
      var text = converted(value, to: .text)
      if let most = format.decimals {
        let none = converted(.none, to: .optional(.int))
        text = Value(
          .apply(
            .method("slice"),
            [text, none, converted(most, to: .optional(.int)), none]), .text)
      }
      return padded(text, format, alignsRight: false)
    case .int, .bool:
      let whole = integer(value)
      guard let kind, kind != "d" else {
        guard format.decimals == nil else {
          throw unsupportedFormat(value, range)
        }
        return try number(
          Value(.apply(.function("textOf"), [whole]), .text), format)
      }
      if kind == "c" {
        guard format.columns == nil else {
          throw unsupportedFormat(value, range)
        }
        return Value(.apply(.function("letterOf"), [whole]), .letter)
      }
      if let bits = ["b": 1, "o": 3, "x": 4, "X": 4][kind] {
        guard !format.isGrouped, format.decimals == nil else {
          throw unsupportedFormat(value, range)
        }
        let digits = Value(
          .apply(
            .function("bareDigits"),
            [whole, .int(bits), .bool(kind == "X")]), .text)
        return try number(digits, format)
      }
      return try formattedFloat(whole, format, range)
    case .float: return try formattedFloat(value, format, range)
    default: throw unsupportedFormat(value, range)
    }
  }

  /// The specification with its width and precision as values.
  private func computed(
    _ format: FormatSpecification
  ) throws(Blocker) -> SettledFormat {
    var settled = SettledFormat(specification: format)
    if format.width > 0 { settled.columns = .int(format.width) }
    settled.decimals = format.precision.map { .int($0) }
    func number(
      _ expression: Expression, from least: Int
    ) throws(Blocker) -> Value {
      let value = repeatable(
        try index(lower(expression), at: expression.range))
      if value.type.isUnknown { return .int(least) }
      // What is less, or far more, means something else, or raises.
      let isOut = Value(
        .or(
          compare(value, "<", .int(least)), compare(value, ">", .int(100))),
        .bool)
      emit(.if(isOut, then: [.fallBack], else: []))
      return value
    }
    if let width = format.computedWidth {
      settled.columns = try number(width, from: 1)
    }
    if let precision = format.computedPrecision {
      settled.decimals = try number(precision, from: 0)
    }
    return settled
  }

  private func formattedFloat(
    _ value: Value, _ format: SettledFormat, _ range: SourceRange
  ) throws(Blocker) -> Value {
    guard let kind = format.kind, kind != "s", kind != "d" else {
      // As `str` has it, where no digits are asked for.
      guard format.kind == nil, format.decimals == nil, !format.isGrouped,
        let text = try textual(value, at: range)
      else { throw unsupportedFormat(value, range) }
      return try number(text, format)
    }
    guard "fFeEgG%".contains(kind), !format.isGrouped || kind == "f" else {
      throw unsupportedFormat(value, range)
    }
    let whole = float(value)
    let decimals = format.decimals ?? .int(6)
    let code = Int(kind.asciiValue ?? 102)
    let digits =
      kind == "%"
      ? Value(.apply(.function("percentText"), [whole, decimals]), .text)
      : Value(
        .apply(.function("fixedText"), [whole, decimals, .int(code)]), .text)
    return try number(digits, format)
  }

  /// A sign, commas and a width around digits.
  private func number(
    _ digits: Value, _ format: SettledFormat
  ) throws(Blocker) -> Value {
    var text = digits
    if format.isGrouped {
      text = Value(.apply(.method("grouped"), [text]), .text)
    }
    if format.hasPlus {
      text = Value(.apply(.method("signed"), [text]), .text)
    }
    return padded(text, format, alignsRight: true)
  }

  private func padded(
    _ text: Value, _ format: SettledFormat, alignsRight: Bool
  ) -> Value {
    guard let columns = format.columns else { return text }
    let whole = converted(text, to: .text)
    if format.isZeroFilled {
      return Value(
        .apply(.method("zfill"), [whole, columns]), .text)
    }
    let fill = self.text(String(format.fill))
    let methods: [Character: String] = [
      "<": "ljust", ">": "rjust", "^": "centred",
    ]
    let method = methods[format.alignment ?? (alignsRight ? ">" : "<")]
    return Value(
      .apply(
        .method(method ?? "ljust"),
        [whole, columns, converted(fill, to: .text)]),
      .text)
  }

  private func unsupportedFormat(
    _ value: Value, _ range: SourceRange
  ) -> Blocker {
    blocker(
      "this format of a \(value.type)", range,
      "Format plain values, with a width or a fixed number of digits.")
  }

  /// `text % values`, of a literal; nil for other operands.
  func lowerPercent(
    _ left: Expression, _ right: Expression, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard case .constant(.string(let text)) = left.kind else { return nil }
    var values = [right]
    if case .tuple(let items) = right.kind { values = items }
    guard !values.contains(where: \.isStarred),
      let parts = FormatString.percent(text, values, at: range)
    else {
      throw blocker(
        "this use of `%` on a str", range, "Use an f-string.")
    }
    if case .tuple = right.kind {
    } else {
      // Of a tuple, Python takes the items.
      let (_, value) = try branch { () throws(Blocker) in try lower(right) }
      switch value.type {
      case .tuple, .named, .dict:
        throw blocker(
          "`%` of a str and a \(value.type)", range, "Use an f-string.")
      default: break
      }
    }
    // `%d` of a float truncates, where `d` alone would raise.
    return try lowerFormatted(parts, at: range)
  }

  /// `text.format(...)`, of a literal.
  func lowerFormatCall(
    _ text: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value {
    guard let parts = FormatString.braces(text, call, at: range) else {
      throw blocker("this call of `format`", range, "Use an f-string.")
    }
    return try lowerFormatted(parts, at: range)
  }
}

/// A specification whose numbers are values.
@dynamicMemberLookup
private struct SettledFormat {
  var specification: FormatSpecification
  var columns: Value?
  var decimals: Value?

  subscript<Member>(
    dynamicMember path: KeyPath<FormatSpecification, Member>
  ) -> Member {
    specification[keyPath: path]
  }
}
