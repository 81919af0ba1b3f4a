import PythonSyntax

/// `struct.pack` and `struct.unpack` of ints, with a literal format that says
/// the order of bytes.
extension FunctionLowering {
  func unpack(
    _ arguments: ArraySlice<Expression>, _ layout: StructLayout,
    at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard arguments.count == 1, let source = arguments.first,
      !source.isStarred
    else { return nil }
    let given = present(try lower(source))
    if given.type.isUnknown { return given }
    let whole = repeatable(try bytes(given, at: range))
    // Python raises for any other length.
    emit(
      .if(
        compare(
          Value(.count(whole), .int, .lengths), "!=", .int(layout.size)),
        then: [.fallBack], else: []))
    let parts = layout.fields.map { field in
      Value(
        .apply(
          .method("integer"),
          [
            whole, .int(field.place), .int(field.size),
            .bool(layout.isLittle), .bool(field.isSigned),
          ]), .int)
    }
    guard parts.count > 8 else {
      let kept = parts.map(spilled)
      return Value(.tuple(kept), .tuple(kept.map(\.type)))
    }
    let cell = self.cell(at: range, "unpacked")
    markResized(cell)
    try learnElement(cell, .int(0), at: range)
    let type = KernelType.sequence(cell)
    let list = Value(.list(parts), .list(cell))
    return Value(
      .apply(.function("\(type.swiftName)(listing:)"), [list]), type)
  }

  func pack(
    _ arguments: ArraySlice<Expression>, _ layout: StructLayout,
    at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard arguments.count == layout.fields.count,
      !arguments.contains(where: \.isStarred)
    else { return nil }
    let values = try lowerAll(Array(arguments)).map {
      settledMember(present($0))
    }
    if values.contains(where: \.type.isUnknown) { return Value(.none, .bytes) }
    var result = bytes([])
    for (value, field) in zip(values, layout.fields) {
      guard value.type.isIntegral || value.type.isWord else { return nil }
      let number = value.type.isWord ? value : integer(value)
      let part = Value(
        .apply(
          .function("bytesOfNumber"),
          [
            number, .int(field.size), .bool(layout.isLittle),
            .bool(field.isSigned),
          ]), .bytes)
      result =
        try operateBytes(result, .add, part, at: range) ?? result
    }
    return result
  }
}

/// Where the ints of a packed struct lie.
struct StructLayout {
  struct Field {
    var place: Int
    var size: Int
    var isSigned: Bool
  }

  private(set) var isLittle: Bool
  private(set) var fields: [Field] = []
  private(set) var size = 0

  /// Nil where the order is the machine's, and for what is no int.
  init?(_ format: String) {
    switch format.first {
    case "<": isLittle = true
    case ">", "!": isLittle = false
    default: return nil
    }
    let sizes: [Character: Int] = ["b": 1, "h": 2, "i": 4, "l": 4, "q": 8]
    var digits = ""
    for letter in format.dropFirst() {
      if letter.isASCII, letter.isNumber {
        digits.append(letter)
        continue
      }
      guard let size = sizes[Character(letter.lowercased())],
        let count = digits.isEmpty ? 1 : Int(digits), count <= 256
      else { return nil }
      digits = ""
      for _ in 0..<count {
        fields.append(
          Field(place: self.size, size: size, isSigned: letter.isLowercase))
        self.size += size
      }
    }
    guard digits.isEmpty, !fields.isEmpty else { return nil }
  }
}
