import PythonSyntax

/// Bytes: literals, operators, functions and methods. In the kernel they are
/// texts of characters below 256.
extension FunctionLowering {
  func bytes(_ bytes: [UInt8]) -> Value {
    if bytes.count == 1 {
      return Value(.apply(.function("byteOf"), [.int(Int(bytes[0]))]), .bytes)
    }
    if bytes.allSatisfy({ $0 < 128 }) {
      return asBytes(Value(.text(bytes.map { UInt32($0) }), .text))
    }
    return Value(
      .apply(.function("bytesOf"), bytes.map { .int(Int($0)) }), .bytes)
  }

  /// A bytes-like value as bytes. A name that is looked at as a whole is bytes
  /// from its beginning.
  func bytes(_ value: Value, at range: SourceRange) throws(Blocker) -> Value {
    let value = present(value)
    switch value.type {
    case .bytes: return value
    case .buffer where value.type.isBytes:
      if case .variable(let name) = value.kind {
        try learn(name, Value(.none, .bytes), at: range)
      }
      return converted(value, to: .bytes)
    case .buffer where value.type.isBytesLike:
      return converted(value, to: .bytes)
    case .unknown: return Value(.none, .bytes)
    default:
      throw blocker(
        "a \(value.type) where bytes are needed", range,
        "Convert it with `bytes()` first.")
    }
  }

  private func asBytes(_ text: Value) -> Value {
    Value(.apply(.function("Bytes", canFallBack: false), [text]), .bytes)
  }

  private func asText(_ bytes: Value) -> Value {
    Value(.apply(.property("text", canFallBack: false), [bytes]), .text)
  }

  /// Nil where neither side is bytes.
  func operateBytes(
    _ left: Value, _ symbol: BinaryOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value? {
    switch (symbol, left.type.isBytes, right.type.isBytes) {
    case (.add, true, true):
      let whole = try bytes(left, at: range)
      let other = try bytes(right, at: range)
      return asBytes(
        Value(.apply(.method("joined"), [asText(whole), asText(other)]), .text))
    case (.multiply, true, false) where right.type.isIntegral:
      let whole = try bytes(left, at: range)
      return asBytes(
        Value(
          .apply(.method("repeated"), [asText(whole), integer(right)]), .text))
    case (.multiply, false, true) where left.type.isIntegral:
      let (count, whole) = (repeatable(left), right)
      return try operateBytes(whole, symbol, count, at: range)
    default: return nil
    }
  }

  /// `item in bytes`.
  func searchBytes(
    _ container: Value, for item: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    if item.type.isUnknown { return .bool(false) }
    let whole = try bytes(container, at: range)
    if item.type.isIntegral {
      return Value(
        .apply(.method("contains(byte:)"), [whole, integer(item)]), .bool)
    }
    let part = asText(try bytes(item, at: range))
    return Value(.apply(.method("contains"), [asText(whole), part]), .bool)
  }

  // MARK: Making

  /// `bytes(...)`.
  func lowerBytesCall(
    _ source: Expression?, at range: SourceRange
  ) throws(Blocker) -> Value {
    guard let source else { return bytes([]) }
    let isGiven = source.isGenerated
    if !isGiven {
      let before = bound
      let trial = try capture { () throws(Blocker) in
        present(try lower(source))
      }
      let value = trial.result
      if value.type.isUnknown { return Value(.none, .bytes) }
      if value.type.isIntegral {
        emit(trial.instructions)
        return Value(
          .apply(.function("Bytes(zeros:)"), [integer(value)]), .bytes)
      }
      if value.type.isBytesLike {
        emit(trial.instructions)
        return try bytes(value, at: range)
      }
      if case .list(let cell) = value.type, cell.type.isInt {
        emit(trial.instructions)
        return Value(.apply(.function("Bytes(items:)"), [value]), .bytes)
      }
      guard !value.type.isTextual, !value.type.isNone else {
        throw blocker(
          "`bytes` of a \(value.type)", range, "Encode it, or pass ints.")
      }
      bound = before
    }
    let list = try collected(source, at: range, "bytes")
    guard case .list(let cell) = list.type else { return list }
    if cell.type.isUnknown { return bytes([]) }
    if cell.type.isBool || cell.type.isWord || cell.type.isNumber {
      throw blocker(
        "`bytes` of \(cell.type)", range, "Keep its items below 256.")
    }
    guard cell.type.isInt else {
      throw blocker("`bytes` of a \(list.type)", range, "Pass ints.")
    }
    return Value(.apply(.function("Bytes(items:)"), [list]), .bytes)
  }

  /// `int.from_bytes`, `bytes.fromhex` and `str.maketrans`; nil for anything
  /// else.
  func lowerBytesMaking(
    _ type: String, _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    switch (type, name, call.arguments.count) {
    case ("str", "maketrans", 2...3) where call.keywords.isEmpty:
      return try translationTable(call.arguments, at: range)
    case ("bytes", "fromhex", 1) where call.keywords.isEmpty:
      let text = present(try lower(call.arguments[0]))
      guard text.type.isTextual else { return nil }
      return Value(
        .apply(.function("bytesOfHex"), [converted(text, to: .text)]),
        .bytes)
    case ("int", "from_bytes", 1...2):
      guard
        let (isLittle, isSigned) = order(
          Array(call.arguments.dropFirst()), call.keywords)
      else { return nil }
      let type = typeWithoutEffect(call.arguments[0])
      // Python raises, where `bytes` would make zeros.
      guard !(type?.isIntegral ?? false) else { return nil }
      let given = try lowerBytesCall(call.arguments[0], at: range)
      return Value(
        .apply(
          .function("integerOfBytes"), [given, isLittle, isSigned]), .int)
    default: return nil
    }
  }

  /// `number.to_bytes(count, order)`.
  func lowerToBytes(
    _ number: Value, _ operands: [Value], _ keywords: [Keyword],
    at range: SourceRange
  ) throws(Blocker) -> Value {
    var operands = operands
    var keywords = keywords
    if operands.isEmpty,
      let place = keywords.firstIndex(where: { $0.name == "length" })
    {
      operands.append(try lower(keywords.remove(at: place).value))
    }
    guard let count = operands.first,
      let (isLittle, isSigned) = order(
        operands.dropFirst().map { operand in
          Expression(.constant(operand.constant), range)
        }, keywords)
    else {
      throw blocker(
        "this call of `.to_bytes`", range,
        "Pass a length, and \"big\" or \"little\".")
    }
    let whole = number.type.isWord ? number : integer(number)
    return Value(
      .apply(
        .function("bytesOfNumber"),
        [whole, try index(count, at: range), isLittle, isSigned]), .bytes)
  }

  /// The order of bytes and the sign, which must be literals.
  private func order(
    _ arguments: [Expression], _ keywords: [Keyword]
  ) -> (isLittle: Value, isSigned: Value)? {
    var order = arguments.first
    var isSigned = false
    if arguments.count > 1 { return nil }
    for keyword in keywords {
      switch (keyword.name, keyword.value.kind) {
      case ("byteorder", _) where order == nil: order = keyword.value
      case ("signed", .constant(.bool(let flag))): isSigned = flag
      default: return nil
      }
    }
    switch order?.kind {
    case .constant(.string("little")): return (.bool(true), .bool(isSigned))
    case .constant(.string("big")): return (.bool(false), .bool(isSigned))
    default: return nil
    }
  }

  // MARK: Methods

  func lowerBytesMethod(
    _ receiver: Value, _ name: String, _ operands: [Value],
    at range: SourceRange
  ) throws(Blocker) -> Value {
    if operands.contains(where: \.type.isUnknown) {
      return Value(.none, .unknown)
    }
    func own(_ type: KernelType, _ operands: [Value] = []) -> Value {
      Value(.apply(.method(name), [receiver] + operands), type)
    }
    switch (name, operands.count) {
    case ("hex", 0): return own(.text)
    case ("upper", 0), ("lower", 0): return own(.bytes)
    case ("translate", 1):
      return own(.bytes, [try bytes(operands[0], at: range)])
    case ("decode", 0):
      return Value(.apply(.method("decoded"), [receiver]), .text)
    case ("decode", 1) where operands[0].namesASCII:
      return Value(.apply(.method("decoded"), [receiver]), .text)
    case ("join", 1):
      guard case .list(let cell) = operands[0].type else { break }
      if cell.type.isUnknown { return bytes([]) }
      guard cell.type.isBytes else { break }
      return own(.bytes, operands)
    case ("strip", 0), ("lstrip", 0), ("rstrip", 0):
      let blanks = Value(.text([32, 9, 10, 13, 11, 12]), .text)
      return asBytes(
        Value(.apply(.method(name), [asText(receiver), blanks]), .text))
    default:
      if let value = try lowerSharedMethod(receiver, name, operands, at: range)
      {
        return value
      }
    }
    throw blocker(
      "the method `.\(name)` of bytes", range, "Write it out as a loop.")
  }

  /// What bytes have as a str has it; nil for anything else.
  private func lowerSharedMethod(
    _ receiver: Value, _ name: String, _ operands: [Value],
    at range: SourceRange
  ) throws(Blocker) -> Value? {
    var texts: [Value] = []
    for operand in operands {
      if operand.type.isBytesLike {
        texts.append(asText(try bytes(operand, at: range)))
      } else if operand.type.isIntegral {
        let isSearch = ["find", "rfind", "index", "rindex", "count"]
          .contains(name)
        texts.append(
          texts.isEmpty && isSearch
            ? asText(
              Value(
                .apply(.function("byteOf"), [integer(operand)]), .bytes))
            : operand)
      } else {
        return nil
      }
    }
    let shared = [
      "find", "rfind", "index", "rindex", "count", "startswith", "endswith",
      "replace", "strip", "lstrip", "rstrip", "removeprefix", "removesuffix",
      "split", "rsplit", "partition", "rpartition", "ljust", "rjust", "center",
    ]
    guard shared.contains(name), !operands.isEmpty else { return nil }
    let found = try lowerTextMethod(
      asText(receiver), name, texts, at: range)
    switch found.type {
    case .text: return asBytes(found)
    case .bool, .int: return found
    case .tuple(let types):
      let parts = repeatable(found)
      return Value(
        .tuple(types.indices.map { asBytes(component(parts, $0)) }),
        .tuple(types.map { _ in .bytes }))
    case .list:
      let cell = self.cell(at: range, "bytes")
      markResized(cell)
      try learnElement(cell, Value(.none, .bytes), at: range)
      return Value(.apply(.function("bytesOf(texts:)"), [found]), .list(cell))
    default: return nil
    }
  }
}

extension KernelType {
  /// Bytes, as a value or in the caller's memory.
  var isBytes: Bool {
    switch self {
    case .bytes: true
    case .buffer(let type): type.owner == .bytes
    default: false
    }
  }

  /// The same or a bytearray.
  var isBytesLike: Bool {
    if case .buffer(.init(owner: .bytearray, format: "B")) = self {
      return true
    }
    return isBytes
  }
}

extension Interval {
  static let bytes = Interval(low: 0, high: 255)
}

extension Value {
  /// The name of an encoding that has ASCII as it is.
  var namesASCII: Bool {
    ["utf-8", "utf8", "ascii", "latin-1", "latin1"].contains { name in
      if case .text(let scalars) = kind {
        scalars == name.unicodeScalars.map(\.value)
      } else {
        false
      }
    }
  }

  /// The literal, where it is a str.
  fileprivate var constant: Constant {
    guard case .text(let scalars) = kind else { return .none }
    var text = ""
    text.unicodeScalars.append(
      contentsOf: scalars.compactMap(Unicode.Scalar.init))
    return .string(text)
  }
}

extension Expression {
  /// What gives its items one by one.
  fileprivate var isGenerated: Bool {
    switch kind {
    case .comprehension: true
    case .call(let call):
      if case .name(let name) = call.function.kind {
        ["map", "range", "reversed", "zip"].contains(name)
      } else {
        false
      }
    default: false
    }
  }
}
