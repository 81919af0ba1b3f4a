import PythonSyntax

/// `in` and `not in`.
extension FunctionLowering {
  func lowerMembership(
    _ item: Expression, _ container: Expression, isNegated: Bool,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    var container = container
    if let entries = functionTable(container) {
      container.kind = .tuple(entries.map(\.key))
    }
    let operands: [Value]
    switch container.kind {
    case .tuple(let values), .list(let values), .set(let values):
      operands = try lowerAll([item] + values)
    default:
      if let table = try table(container) {
        return try membership(
          lower(item), in: table, isNegated: isNegated, at: range)
      }
      if let found = try lowerViewMembership(item, container, at: range) {
        return isNegated ? negated(found) : found
      }
      operands = try lowerAll([item, container])
      return try membership(
        operands[0], in: operands[1], isNegated: isNegated, at: range)
    }
    let whole = repeatable(operands[0])
    // Identity comes before equality: only a NaN tells the difference.
    let canCompare = try canCompare(whole.type, .equal, at: range)
    guard canCompare || whole.type.isNumPy || whole.type.isUnknown else {
      throw blocker(
        "`in` for a \(whole.type)", range, "Compare with `==` and `or`.")
    }
    var result: Value?
    for operand in operands.dropFirst() {
      if whole.type.isFloat || whole.type.isNumber || whole.type.isNumPyFloat {
        emit(
          .if(
            Value(
              .apply(.property("isNaN", canFallBack: false), [float(whole)]),
              .bool), then: [.fallBack], else: []))
      }
      let mayBeNone = whole.type.isOptional || operand.type.isOptional
      let test =
        mayBeNone
        ? try equality(whole, operand, at: range)
        : try compareScalars(whole, .equal, operand, at: range)
      result =
        result.map { Value(.or($0, test), .bool) } ?? Value(test.kind, .bool)
    }
    let found = result ?? .bool(false)
    return isNegated ? negated(found) : found
  }

  /// `item in dict.values()`, or in its keys; nil for anything else.
  private func lowerViewMembership(
    _ item: Expression, _ container: Expression, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard case .call(let call) = container.kind, call.arguments.isEmpty,
      call.keywords.isEmpty,
      case .attribute(let source, let kind) = call.function.kind,
      kind == "keys" || kind == "values"
    else { return nil }
    let (_, dict) = try branch { () throws(Blocker) in try lower(source) }
    guard dict.type.isDict else { return nil }
    if kind == "keys" {
      let operands = try lowerAll([item, source])
      return try hasKey(operands[1], operands[0], at: range)
    }
    let sought = spilled(try lower(item))
    // Identity comes before equality: only a NaN tells the difference.
    guard
      sought.type.isIntegral || sought.type.isTextual
        || sought.type.isUnknown
    else {
      throw blocker(
        "`in` for a \(sought.type)", range, "Loop over the values.")
    }
    let result = spilled(.bool(false))
    guard case .variable(let name) = result.kind else { return nil }
    labels += 1
    let label = "search\(labels)"
    let (loop, _) = try capture { () throws(Blocker) in
      try forEach(container) { value throws(Blocker) in
        let test = try equality(value, sought, at: range)
        emit(
          .if(
            test, then: [.assign(name, .bool(true)), .leave(label: label)],
            else: []))
      }
    }
    emit(.block(label: label, loop))
    return result
  }

  private func membership(
    _ item: Value, in container: Value, isNegated: Bool, at range: SourceRange
  ) throws(Blocker) -> Value {
    let list = unnamed(present(container))
    switch list.type {
    case .dict, .set:
      let found = try hasKey(list, item, at: range)
      return isNegated ? negated(found) : found
    default: break
    }
    if list.type.isBytesLike {
      let found = try searchBytes(list, for: present(item), at: range)
      return isNegated ? negated(found) : found
    }
    if list.type.isTextual {
      let found = try search(list, for: present(item), at: range)
      return isNegated ? negated(found) : found
    }
    if case .object(let type) = list.type {
      let found = try isMember(item, of: list, type, at: range)
      return isNegated ? negated(found) : found
    }
    if list.type.isUnknown || item.type.isUnknown { return .bool(false) }
    if case .tuple(let types) = list.type {
      let (whole, parts) = (repeatable(item), repeatable(list))
      guard whole.type.isIntegral || whole.type.isTextual else {
        throw blocker(
          "`in` for a \(whole.type)", range, "Compare with `==` and `or`.")
      }
      var result: Value?
      for index in types.indices {
        let test = try compareScalars(
          whole, .equal, component(parts, index), at: range)
        result = result.map { Value(.or($0, test), .bool) } ?? test
      }
      let found = result ?? .bool(false)
      return isNegated ? negated(found) : found
    }
    guard let sought = try sought(item, in: list, at: range) else {
      throw blocker(
        "`in` for a \(item.type) on a \(list.type)", range,
        "Loop over the elements.")
    }
    let found = Value(.apply(.method("contains"), [list, sought]), .bool)
    return isNegated ? negated(found) : found
  }
}
