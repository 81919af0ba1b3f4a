import PythonSyntax

/// What functions of the module give, where a variable is made by one: `TABLE
/// = make_table()`. They are lowered for their types alone.
extension ClassTable {
  /// The type of the function's result, as far as it is known by now.
  func result(
    of name: String, _ call: Call, in scope: String?
  ) -> KernelType? {
    guard let definition = facts.functions[name], call.keywords.isEmpty,
      !call.arguments.contains(where: \.isStarred),
      definition.function.parameters.variadic == nil,
      !definition.function.isGenerator
    else { return nil }
    if let result = results[name] { return result.withOwnCells }
    var types: [KernelType] = []
    for argument in call.arguments {
      guard let type = evident(argument, in: scope) else { return nil }
      types.append(type.withOwnCells)
    }
    if wanted[name] == nil { wanted[name] = types }
    return nil
  }
}

extension ProgramLowering {
  /// Lowers what variables are made by; true where something was learned.
  func learnResults() -> Bool {
    var hasLearned = false
    for (name, types) in classes.wanted.sorted(by: { $0.key < $1.key }) {
      guard classes.results[name] == nil, let result = result(of: name, types)
      else { continue }
      classes.results[name] = result
      hasLearned = true
    }
    if hasLearned {
      for cell in classes.all { cell.lookAgain() }
    }
    return hasLearned
  }

  /// By a program of its own, which is not kept.
  private func result(of name: String, _ types: [KernelType]) -> KernelType? {
    guard triedResults.insert(name).inserted, depth < 2 else { return nil }
    let trial = ProgramLowering(
      classes: ClassTable(anewFrom: classes), source: "")
    trial.depth = depth + 1
    guard let state = trial.state(of: name) else { return nil }
    var parameters = state.parameterNames.map { _ in KernelType.unknown }
    guard types.count <= parameters.count else { return nil }
    let named = state.definition.function.parameters
    let defaults = named.defaults.suffix(parameters.count - types.count)
    guard types.count + defaults.count == parameters.count else { return nil }
    parameters.replaceSubrange(..<types.count, with: types)
    for (index, value) in defaults.enumerated() {
      guard let type = classes.evident(value, in: nil) else { return nil }
      parameters[types.count + index] = type
    }
    guard case .success = trial.lower(state, parameters: parameters) else {
      return nil
    }
    let result = state.result.withOwnCells
    return result.isUnknown || result.isNone || result.holdsUnknown
      || !result.classes.isEmpty ? nil : result
  }
}

extension KernelType {
  /// The same type, of containers that are no others'.
  var withOwnCells: KernelType {
    switch self {
    case .optional(let type): .optional(type.withOwnCells)
    case .tuple(let types): .tuple(types.map(\.withOwnCells))
    case .named(let type, let types):
      .named(type, types.map(\.withOwnCells))
    case .sequence(let cell): .sequence(ElementCell(cell.type.withOwnCells))
    case .list(let cell): .list(ElementCell(cell.type.withOwnCells))
    case .dict(let keys, let values):
      .dict(
        ElementCell(keys.type.withOwnCells),
        ElementCell(values.type.withOwnCells))
    case .set(let cell): .set(ElementCell(cell.type.withOwnCells))
    case .deque(let cell): .deque(ElementCell(cell.type.withOwnCells))
    case .word: .int
    case .letter: .text
    default: self
    }
  }
}

extension ModuleFacts.LibraryName {
  /// What calls of well-known functions give.
  var resultType: KernelType? {
    switch (module, name) {
    case ("math", "floor"), ("math", "ceil"), ("math", "gcd"),
      ("math", "isqrt"):
      .int
    case ("math", _): .float
    case ("random", "Random"): .random
    case ("itertools", "count"): .counting
    case (_, "random"), (_, "uniform"), (_, "gauss"): .float
    case (_, "randint"), (_, "randrange"): .int
    default: nil
    }
  }
}

extension Expression {
  /// `range(...)`.
  var isOfRange: Bool {
    if case .call(let call) = kind, case .name("range") = call.function.kind {
      return true
    }
    return false
  }
}

extension Parameters {
  func defaultValue(of name: String) -> Expression? {
    let named = positionalOnly + positional
    guard let index = named.firstIndex(where: { $0.name == name }) else {
      guard let place = keywordOnly.firstIndex(where: { $0.name == name })
      else { return nil }
      return keywordDefaults[place]
    }
    let place = index - (named.count - defaults.count)
    return place < 0 ? nil : defaults[place]
  }
}
