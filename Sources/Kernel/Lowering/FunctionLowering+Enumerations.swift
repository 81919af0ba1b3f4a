import PythonSyntax

/// Members of enumerations as ints, and by their values.
extension FunctionLowering {
  /// A member of an `IntEnum` as the int that it is; anything else as it is.
  func settledMember(_ value: Value) -> Value {
    guard value.type.isIntegralMember, case .object(let type) = value.type
    else { return value }
    let cell = attributeCell(type, "value")
    guard cell.type.isInt else { return value }
    return Value(.attribute(of: value, "value"), .int)
  }

  /// `State(value)`: the first member of that value; nil for other classes,
  /// and for members whose values are not literals.
  func lowerMember(
    _ className: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard let facts = program.facts.classes[className],
      facts.members != nil, call.keywords.isEmpty, call.arguments.count == 1,
      !call.arguments[0].isStarred
    else { return nil }
    var members: [(name: String, value: Expression)] = []
    for statement in facts.definition.body {
      guard case .assign(let targets, let value) = statement.kind else {
        continue
      }
      guard targets.count == 1, case .name(let name) = targets[0].kind,
        value.isPlainConstant, value.kind != .constant(.none)
      else { return nil }
      members.append((name, value))
    }
    guard !members.isEmpty else { return nil }
    let given = repeatable(
      settledMember(present(try lower(call.arguments[0]))))
    if given.type.isUnknown { return given }
    return try member(members[...], of: className, with: given, at: range)
  }

  private func member(
    _ members: ArraySlice<(name: String, value: Expression)>,
    of className: String, with given: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    guard let first = members.first else { return .none }
    let test = try compareScalars(
      given, .equal, lower(first.value), at: range)
    let member = Expression(
      .attribute(Expression(.name(className), range), first.name), range)
    if members.count == 1 {
      // Python raises where there is no such value.
      emit(.if(negated(test), then: [.fallBack], else: []))
      return try lower(member)
    }
    let then = try branch { () throws(Blocker) in try lower(member) }
    let rest = try branch { () throws(Blocker) in
      try self.member(
        members.dropFirst(), of: className, with: given, at: range)
    }
    return try choose(test, then, rest, at: range)
  }
}

extension KernelType {
  /// A member of an `IntEnum`.
  var isIntegralMember: Bool {
    if case .object(let type) = self {
      type.members.allSatisfy { $0[0].isIntegral }
    } else {
      false
    }
  }
}

extension Expression {
  /// What a literal is, however it is laid out: a number, text, or a tuple of
  /// them.
  var constantText: String? {
    switch kind {
    case .constant(let value): return "\(value)"
    case .unary(.minus, let operand):
      return operand.constantText.map { "-" + $0 }
    case .tuple(let items):
      let texts = items.compactMap(\.constantText)
      guard texts.count == items.count else { return nil }
      return "(" + texts.joined(separator: ", ") + ")"
    default: return nil
    }
  }
}
