import PythonSyntax

/// `collections.defaultdict`, by what it makes for a missing key.
extension FunctionLowering {
  /// Nil for a factory that is not known.
  func lowerDefaultDict(
    _ factory: Expression, at range: SourceRange
  ) throws(Blocker) -> Value? {
    try defaultDict(factory, at: range, "").map { type, code in
      spilled(
        Value(
          .apply(.function("\(type.swiftName)(missing:)"), [.int(code)]), type))
    }
  }

  /// `dict.fromkeys(keys, value)`: the same value for all.
  func lowerFromKeys(
    _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard 1...2 ~= call.arguments.count, call.keywords.isEmpty else {
      return nil
    }
    let dict = fresh(dictType(at: range))
    guard case .dict(_, let values) = dict.type else { return nil }
    func put(_ key: Value, _ value: Value) throws(Blocker) {
      try storeItem(value, dict, key, at: range)
    }
    guard call.arguments.count == 2 else {
      // None, which something may take the place of.
      try learnElement(values, Value(.none, .optional(.int)), at: range)
      try forEach(call.arguments[0]) { key throws(Blocker) in
        try put(key, .none)
      }
      return dict
    }
    if call.arguments[1].isPlainConstant {
      let value = try lower(call.arguments[1])
      try forEach(call.arguments[0]) { key throws(Blocker) in
        try put(key, value)
      }
      return dict
    }
    let operands = try lowerAll([asList(call.arguments[0]), call.arguments[1]])
      .map(spilled)
    try forEach(of: operands[0], at: range) { key throws(Blocker) in
      try put(key, operands[1])
    }
    return dict
  }

  /// The dict's type, and its code as `FreshValue` has it.
  private func defaultDict(
    _ factory: Expression, at range: SourceRange, _ role: String
  ) throws(Blocker) -> (KernelType, Int)? {
    guard let (value, code) = try freshValue(factory, at: range, role) else {
      return nil
    }
    let type = dictType(at: range, role)
    guard case .dict(_, let values) = type else { return nil }
    try learnElement(values, Value(.none, value), at: range)
    return (type, code)
  }

  /// The type of what a factory makes, and its code.
  private func freshValue(
    _ factory: Expression, at range: SourceRange, _ role: String
  ) throws(Blocker) -> (KernelType, Int)? {
    switch factory.kind {
    case .name(let name) where isBuiltin(name):
      return freshValue(builtin: name, at: range, role + "fresh")
    case .lambda(let parameters, let body) where parameters.all.isEmpty:
      let made = try freshValue(body: body, at: range, role + "fresh")
      // Python's own would have that very lambda: it cannot be built.
      return made.map { ($0, $1 | Self.unbuildable) }
    default: return nil
    }
  }

  private func freshValue(
    body: Expression, at range: SourceRange, _ role: String
  ) throws(Blocker) -> (KernelType, Int)? {
    switch body.kind {
    case .constant(.int(0, _)): return (.int, 2)
    case .constant(.float(let value, _))
    where value == 0 && value.sign == .plus:
      return (.float, 3)
    case .constant(.bool(false)): return (.bool, 4)
    case .constant(.string("")): return (.text, 5)
    case .list([]): return freshValue(builtin: "list", at: range, role)
    case .dict([], []): return freshValue(builtin: "dict", at: range, role)
    case .call(let call) where call.keywords.isEmpty:
      if case .name(let name) = call.function.kind, isBuiltin(name),
        call.arguments.isEmpty
      {
        return freshValue(builtin: name, at: range, role)
      }
      guard let library = libraryName(of: call.function),
        library.module == "collections", call.arguments.count <= 1
      else { return nil }
      if library.name == "defaultdict", let inner = call.arguments.first {
        guard let (type, code) = try defaultDict(inner, at: range, role)
        else { return nil }
        return (type, 7 | code << 5)
      }
      return nil
    default: return nil
    }
  }

  private func freshValue(
    builtin name: String, at range: SourceRange, _ role: String
  ) -> (KernelType, Int)? {
    switch name {
    case "int": return (.int, 2)
    case "float": return (.float, 3)
    case "bool": return (.bool, 4)
    case "str": return (.text, 5)
    case "list":
      let cell = self.cell(at: range, role)
      markResized(cell)
      return (.list(cell), 6)
    case "dict": return (dictType(at: range, role), 7)
    case "set": return (.set(cell(at: range, role)), 8)
    default: return nil
    }
  }

  private static let unbuildable = 16
}
