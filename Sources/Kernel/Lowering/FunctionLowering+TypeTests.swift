import PythonSyntax

extension FunctionLowering {
  /// `isinstance(value, type)`, which the value's type answers.
  func lowerTypeTest(
    _ operand: Expression, _ type: Expression, at range: SourceRange
  ) throws(Blocker) -> Value {
    let types: [Expression]
    switch type.kind {
    case .tuple(let list): types = list
    case .binary(let left, .bitOr, let right): types = [left, right]
    default: types = [type]
    }
    let names = types.compactMap { type -> String? in
      if case .name(let name) = type.kind, isOuter(name) { return name }
      return nil
    }
    let value = try lowerUnnarrowed(operand)
    guard names.count == types.count,
      names.allSatisfy({
        KernelType.testedNames.contains($0) && isBuiltin($0)
          || program.facts.classes[$0] != nil
      })
    else {
      throw blocker(
        "this call of `isinstance`", range, "Test for built-in types.")
    }
    switch value.type {
    case .unknown: return .bool(true)
    case .number:
      let kinds = ["bool": 1, "int": 3, "float": 4]
      let mask = names.reduce(0) { $0 | (kinds[$1] ?? 0) }
      return Value(
        .apply(.method("isOne", canFallBack: false), [value, .int(mask)]),
        .bool)
    case .mixed:
      let kinds = ["bool": 1, "int": 3, "float": 4, "str": 8]
      let mask = names.reduce(0) { $0 | (kinds[$1] ?? 0) }
      return Value(
        .apply(.method("isOne", canFallBack: false), [value, .int(mask)]),
        .bool)
    case .set where names.contains("set") != names.contains("frozenset"):
      let isFrozen = Value(
        .apply(.method("isFrozenSet", canFallBack: false), [value]), .bool)
      return names.contains("set") ? negated(isFrozen) : isFrozen
    case .object where value.type.isIntegralMember && names.contains("int"):
      return .bool(true)
    case .optional(let member)
    where member.isIntegralMember && names.contains("int"):
      return Value(.not(Value(.isNone(value), .bool)), .bool)
    case .object(let type), .optional(.object(let type)):
      let kinds = names.reduce(0) { $0 | type.kinds(of: $1) }
      if kinds == 0 { return .bool(false) }
      if case .object = value.type {
        return kinds == type.allKinds ? .bool(true) : hasKind(value, kinds)
      }
      let whole = repeatable(value)
      let isThere = Value(.not(Value(.isNone(whole), .bool)), .bool)
      return kinds == type.allKinds
        ? isThere
        : Value(.and(isThere, hasKind(present(whole), kinds)), .bool)
    case .optional(let wrapped):
      let isThere = Value(.not(Value(.isNone(value), .bool)), .bool)
      return wrapped.isInstance(of: names) ? isThere : .bool(false)
    case .anyNumber, .numpy, .condition:
      throw blocker(
        "`isinstance` of a \(value.type)", range, "Convert it first.")
    default: return .bool(value.type.isInstance(of: names))
    }
  }
}

extension KernelType {
  fileprivate static let testedNames: Set<String> = [
    "int", "float", "bool", "str", "list", "tuple", "dict", "set", "bytes",
    "complex", "frozenset", "bytearray",
  ]

  /// Values of the type are instances of one of the built-in types.
  fileprivate func isInstance(of names: [String]) -> Bool {
    switch self {
    case .int, .word: names.contains("int")
    case .bool: names.contains("int") || names.contains("bool")
    case .float: names.contains("float")
    case .complex: names.contains("complex")
    case .text, .letter: names.contains("str")
    case .bytes: names.contains("bytes")
    case .list: names.contains("list")
    case .tuple, .sequence: names.contains("tuple")
    case .named(let type, _):
      names.contains("tuple") || names.contains(type.name)
    case .dict: names.contains("dict")
    case .set: names.contains("set")
    case .buffer(let type): names.contains(type.owner.rawValue)
    default: false
    }
  }
}
