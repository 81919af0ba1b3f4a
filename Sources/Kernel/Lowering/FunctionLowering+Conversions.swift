import PythonSyntax

extension FunctionLowering {
  /// The value as another type that can hold it, as `joined` gave it.
  func converted(_ value: Value, to type: KernelType) -> Value {
    if value.type.isSame(as: type) { return value }
    switch (value.type, type) {
    case (.unknown, _):
      return Value(value.kind, type, value.interval)
    case (_, .unknown): return value
    case (.buffer, .bytes):
      return Value(.apply(.function("Bytes"), [value]), .bytes)
    case (.letter, .mixed):
      return Value(.convert(converted(value, to: .text)), .mixed)
    case (.optional(let wrapped), .mixed):
      // As a number or a str that may be None.
      let kind: KernelType = wrapped.isTextual ? .text : .number
      return wrapped.isSame(as: kind)
        ? Value(.convert(value), .mixed) : mixedOptional(value, wrapped)
    case (.tuple, .tuple(let types)):
      let parts: [Value]
      if case .tuple(let values) = value.kind {
        parts = values
      } else {
        let whole = repeatable(value)
        parts = types.indices.map { component(whole, $0) }
      }
      return Value(
        .tuple(zip(parts, types).map { converted($0, to: $1) }), type)
    case (.tuple(let types), .sequence(let cell)):
      let whole = repeatable(value)
      let items = types.indices.map {
        converted(component(whole, $0), to: cell.type)
      }
      let list = Value(.list(items), .list(cell))
      return Value(
        .apply(.function("\(type.swiftName)(listing:)"), [list]), type)
    case (.named, .named(_, let types)):
      return Value(
        .convert(converted(unnamed(value), to: .tuple(types))), type)
    case (.optional(let inner), .optional(let wrapped)):
      return inner.swiftName == wrapped.swiftName
        ? value : optional(value, inner, as: type, wrapped)
    case (.int, .anyNumber), (.bool, .anyNumber), (.float, .anyNumber):
      return Value(.convert(number(value)), .anyNumber)
    case (_, .optional(let wrapped)) where !value.type.isNone:
      return Value(.convert(converted(value, to: wrapped)), type)
    default: return Value(.convert(value), type)
    }
  }

  /// None, or the value as one of another type.
  private func optional(
    _ value: Value, _ inner: KernelType, as type: KernelType,
    _ wrapped: KernelType
  ) -> Value {
    let whole = repeatable(value)
    let there = Value(.apply(.function("present"), [whole]), inner)
    let result = temporary()
    state.variables[result] = VariableState(type: type)
    let (change, inside) = captured {
      Value(.convert(converted(there, to: wrapped)), type)
    }
    emit(
      .if(
        Value(.isNone(whole), .bool),
        then: [.assign(result, Value(.convert(.none), type))],
        else: change + [.assign(result, inside)]))
    return .variable(result, type)
  }

  /// What the body emits, which cannot fail.
  private func captured(
    _ body: () -> Value
  ) -> (instructions: [Instruction], result: Value) {
    let trial = try? capture { () throws(Blocker) in body() }
    return trial ?? ([], .none)
  }

  private func mixedOptional(_ value: Value, _ wrapped: KernelType) -> Value {
    let whole = repeatable(value)
    let inner = Value(.apply(.function("present"), [whole]), wrapped)
    let result = temporary()
    state.variables[result] = VariableState(type: .mixed)
    emit(
      .if(
        Value(.isNone(whole), .bool),
        then: [.assign(result, converted(.none, to: .mixed))],
        else: [.assign(result, converted(inner, to: .mixed))]))
    return .variable(result, .mixed)
  }

  /// A value that may be a number or a str, as what the other operand is;
  /// anything else falls back.
  func settled(_ value: Value, beside other: Value) -> Value {
    guard value.type.isMixed else { return value }
    return other.type.isTextual ? settledText(value) : settledNumber(value)
  }

  func settledText(_ value: Value) -> Value {
    guard value.type.isMixed else { return value }
    return Value(.apply(.method("asText"), [value]), .text)
  }

  func settledNumber(_ value: Value) -> Value {
    guard value.type.isMixed else { return value }
    return Value(.apply(.method("asNumber"), [value]), .number)
  }

  func component(_ tuple: Value, _ index: Int) -> Value {
    let tuple = unnamed(tuple)
    guard case .tuple(let types) = tuple.type, index < types.count else {
      return Value(.none, .unknown)
    }
    if case .tuple(let values) = tuple.kind { return values[index] }
    return Value(.component(tuple, index), types[index])
  }

  /// The value itself where it may be None: None would raise, so it falls
  /// back.
  func present(_ value: Value) -> Value {
    guard case .optional(let type) = value.type else { return value }
    return Value(.apply(.function("present"), [value]), type)
  }

  /// Whether Python takes the value for true.
  func truth(_ value: Value, at range: SourceRange) throws(Blocker) -> Value {
    switch value.type {
    case .bool: return value
    case .condition: return Value(.convert(value), .bool)
    case .unknown: return .bool(false)
    case .none, .floatSum: return .bool(false)
    case .int, .word, .wide: return compare(value, "!=", .int(0))
    case .numpy(.bool): return Value(.convert(value), .bool)
    case .float, .numpy(.float32), .numpy(.float64):
      return compare(
        converted(value, to: .float), "!=", Value(.float(0), .float))
    case .numpy: return compare(integer(value), "!=", .int(0))
    case .number:
      return Value(
        .apply(.property("isTrue", canFallBack: false), [value]), .bool)
    case .complex, .anyNumber, .mixed:
      return Value(
        .apply(.property("isTrue", canFallBack: false), [value]), .bool)
    case .letter, .random, .generator, .counting: return .bool(true)
    case .object where value.type.isIntegralMember:
      return try truth(settledMember(value), at: range)
    case .object(let type):
      return try truthOfObject(value, type, at: range)
    case .list, .text, .bytes, .dict, .set, .deque, .sequence:
      return compare(Value(.count(value), .int, .lengths), "!=", .int(0))
    case .tuple(let types), .named(_, let types): return .bool(!types.isEmpty)
    case .optional:
      let whole = repeatable(value)
      let inner = try truth(present(whole), at: range)
      return Value(
        .and(Value(.not(Value(.isNone(whole), .bool)), .bool), inner), .bool)
    case .buffer(let type):
      guard type.owner != .numpy else {
        throw blocker(
          "the truth of an array", range, "Compare its length instead.")
      }
      return compare(Value(.count(value), .int, .lengths), "!=", .int(0))
    }
  }

  func compare(_ left: Value, _ symbol: String, _ right: Value) -> Value {
    Value(
      .apply(
        .infix(symbol),
        [left.compared(with: right), right.compared(with: left)]), .bool)
  }

  /// An int or a bool as an int.
  func integer(_ value: Value) -> Value {
    switch value.type {
    case .bool:
      if case .bool(let flag) = value.kind { return .int(flag ? 1 : 0) }
      return Value(.convert(value), .int, Interval(low: 0, high: 1))
    case .numpy(.bool):
      return Value(.convert(value), .int, Interval(low: 0, high: 1))
    case .numpy(let type) where type.isInteger:
      // Another value may be a number of Python.
      if case .element = value.kind {
        return Value(.convert(value), .int, type.interval)
      }
      return Value(.convert(value), .int)
    default: return value
    }
  }

  /// A scalar as a float, rounded as Python rounds in mixed arithmetic.
  func float(_ value: Value) -> Value {
    switch value.kind {
    case .int(let number): return Value(.float(Double(number)), .float)
    default: break
    }
    switch value.type {
    case .float: return value
    case .bool: return Value(.convert(integer(value)), .float)
    default: return Value(.convert(value), .float)
    }
  }

  func number(_ value: Value) -> Value { converted(value, to: .number) }

  /// A value that must be an int, as an index or the argument of `range`.
  func index(_ value: Value, at range: SourceRange) throws(Blocker) -> Value {
    let value = settledNumber(settledMember(present(value)))
    switch value.type {
    case .int, .unknown: return value
    case .bool: return integer(value)
    case .numpy(let type) where type.isInteger: return integer(value)
    case .number, .word: return Value(.narrow(value), .int)
    default:
      throw blocker(
        "a \(value.type) where an int is needed", range,
        "Convert it with `int()` first.")
    }
  }
}

extension KernelType {
  var isNone: Bool { if case .none = self { true } else { false } }

  var isFloat: Bool { if case .float = self { true } else { false } }

  var isNumber: Bool { if case .number = self { true } else { false } }

  var isWord: Bool { if case .word = self { true } else { false } }

  var isCondition: Bool { if case .condition = self { true } else { false } }

  var isBool: Bool { if case .bool = self { true } else { false } }
}
