import PythonSyntax

/// Named tuples: made, looked into, and made anew with `_replace`.
extension FunctionLowering {
  /// The plain tuple inside of a named one; anything else as it is.
  func unnamed(_ value: Value) -> Value {
    guard case .named(_, let types) = value.type else { return value }
    if case .convert(let tuple) = value.kind, tuple.type.isTuple {
      return tuple
    }
    return Value(
      .apply(.property("items", canFallBack: false), [value]), .tuple(types))
  }

  func named(_ type: ClassCell, _ parts: [Value]) -> Value {
    let types = parts.map(\.type)
    return Value(
      .convert(Value(.tuple(parts), .tuple(types))), .named(type, types))
  }

  /// `Point(1, y=2)`.
  func lowerNamedTuple(
    _ type: ClassCell, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value {
    if type.made.insert(type.name).inserted {
      program.hasChanged = true
    }
    let fields = type.lineage[0].fields
    var bound: [Expression?] = call.arguments
    bound += Array(repeating: nil, count: max(0, fields.count - bound.count))
    for keyword in call.keywords {
      guard let index = fields.firstIndex(where: { $0.name == keyword.name }),
        bound[index] == nil
      else {
        throw blocker("this keyword argument", range, "Pass it by position.")
      }
      bound[index] = keyword.value
    }
    for (index, field) in fields.enumerated()
    where bound[index] == nil && field.value?.isPlainConstant == true {
      bound[index] = field.value
    }
    let all = bound.compactMap(\.self)
    guard all.count == fields.count, bound.count == fields.count else {
      throw blocker(
        "a call of `\(type.name)` that does not fit its fields", range,
        "Pass each field once.")
    }
    return named(type, try lowerInSourceOrder(all, call))
  }

  /// `point._replace(x=1)`.
  private func replaced(
    _ value: Value, _ type: ClassCell, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value {
    let fields = type.lineage[0].fields.map(\.name)
    let whole = spilled(value)
    var parts = fields.indices.map { component(whole, $0) }
    let values = try lowerAll(call.keywords.map(\.value))
    for (keyword, value) in zip(call.keywords, values) {
      guard let name = keyword.name, let index = fields.firstIndex(of: name)
      else {
        emit(.fallBack)
        return whole
      }
      parts[index] = value
    }
    return named(type, parts)
  }

  /// `point.x`; nil where it is no field.
  func field(_ name: String, of value: Value, _ type: ClassCell) -> Value? {
    let fields = type.lineage[0].fields
    guard let index = fields.firstIndex(where: { $0.name == name }) else {
      return nil
    }
    return component(repeatable(value), index)
  }

  func lowerNamedTupleMethod(
    _ value: Value, _ type: ClassCell, _ name: String, _ call: Call,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    if name == "_replace", call.arguments.isEmpty {
      return try replaced(value, type, call, at: range)
    }
    return try lowerObjectMethod(value, type, name, call, at: range)
  }

  /// The values for parameters or fields, evaluated as the call has them.
  private func lowerInSourceOrder(
    _ arguments: [Expression], _ call: Call
  ) throws(Blocker) -> [Value] {
    // Keywords may stand in another order than the fields.
    let written = call.arguments + call.keywords.map(\.value)
    let values = try lowerAll(written)
    var result: [Value] = []
    for argument in arguments {
      if let index = written.firstIndex(where: { $0.range == argument.range }),
        written[index] == argument
      {
        result.append(values[index])
      } else {
        result.append(try lower(argument))
      }
    }
    return result
  }
}
