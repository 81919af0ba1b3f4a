import PythonSyntax

/// `OPERATIONS[symbol](left, right)`, where the module has a dict of functions
/// that nothing changes: a choice by the key.
extension FunctionDefinition {
  /// Such dicts that the function makes for itself, and only calls and asks
  /// for their keys.
  func ownTables(
    _ facts: ModuleFacts
  ) -> [String: [(key: Expression, function: Expression)]] {
    var tables: [String: [(key: Expression, function: Expression)]] = [:]
    for (index, statement) in body.enumerated() {
      if case .assign(let targets, let value) = statement.kind,
        targets.count == 1, case .name(let name) = targets[0].kind,
        let entries = facts.functions(in: value),
        Array(body[..<index]).nameCounts[name] == nil
      {
        tables[name] = entries
      }
    }
    if tables.isEmpty { return [:] }
    var assigned: [String: Int] = [:]
    var uses: [String: Int] = [:]
    body.visitStatements { statement in
      for name in statement.assignedNames { assigned[name, default: 0] += 1 }
      if case .function(let inner) = statement.kind {
        // What is inside may be called at any time.
        for name in inner.freeNames { assigned[name, default: 0] += 2 }
      }
      for expression in statement.expressions {
        expression.visit { part in
          switch part.kind {
          case .name(let name): uses[name, default: 0] += 1
          case .call(let call):
            if case .subscript(let table, _) = call.function.kind,
              case .name(let name) = table.kind
            {
              uses[name, default: 0] -= 1
            }
          case .compare(_, let symbols, let rest):
            for (symbol, container) in zip(symbols, rest)
            where symbol == .in || symbol == .notIn {
              if case .name(let name) = container.kind {
                uses[name, default: 0] -= 1
              }
            }
          default: break
          }
        }
      }
    }
    let parameters = Set(self.parameters.all.map(\.name))
    return tables.filter { name, entries in
      assigned[name] == 1 && uses[name] == 1 && !parameters.contains(name)
        // What the functions see must be the same at every call.
        && entries.flatMap { $0.function.freeNames }.allSatisfy {
          assigned[$0, default: 0] <= (parameters.contains($0) ? 0 : 1)
        }
    }
  }
}

extension FunctionLowering {
  /// The entries of such a dict.
  func functionTable(
    _ expression: Expression
  ) -> [(key: Expression, function: Expression)]? {
    if case .attribute(_, let name) = expression.kind,
      let methods = program.facts.methodTables[name]
    {
      return methods.map { ($0.key, expression) }
    }
    if case .attribute(let owner, let name) = expression.kind,
      let table = program.facts.classTables[name],
      isOwn(owner, of: table.className)
    {
      return table.entries
    }
    guard case .name(let name) = expression.kind else { return nil }
    if let own = ownTables[name], renamedName(name) == nil { return own }
    return isOuter(name) ? program.facts.functionTables[name] : nil
  }

  /// The class itself, or the instance of it whose method this is.
  private func isOwn(_ owner: Expression, of className: String) -> Bool {
    if namedClass(owner) == className { return true }
    guard case .name(let name) = owner.kind, let type = state.owner?.type,
      state.parameterNames.first == name,
      !state.assignedNames.contains(name)
    else { return false }
    return type.members.allSatisfy { lineage in
      lineage.contains { $0.name == className }
    }
  }

  /// The statement makes such a dict, of which nothing is left to do.
  func makesTable(_ targets: [Expression]) -> Bool {
    guard targets.count == 1 else { return false }
    switch targets[0].kind {
    case .name(let name): return ownTables[name] != nil
    case .attribute(_, let name):
      return state.isInitializer && program.facts.methodTables[name] != nil
    default: return false
    }
  }

  /// Nil for anything else.
  func lowerTableCall(
    _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard case .subscript(let table, let place) = call.function.kind,
      call.keywords.isEmpty, !call.arguments.contains(where: \.isStarred)
    else { return nil }
    if case .name(let name) = table.kind, isOuter(name),
      let functions = program.facts.functionLists[name]
    {
      let values = try lowerAll([place] + call.arguments).map(spilled)
      if values.contains(where: \.type.isUnknown) {
        return Value(.none, .unknown)
      }
      let index = repeatable(try index(values[0], at: range))
      // It would count from the end, or Python raises.
      let isOut = Value(
        .or(
          compare(index, "<", .int(0)),
          compare(index, ">=", .int(functions.last?.end ?? 0))), .bool)
      emit(.if(isOut, then: [.fallBack], else: []))
      return try chosenCall(
        functions[...], index, Array(values.dropFirst()), at: range)
    }
    if case .attribute(let owner, let name) = table.kind,
      let entries = program.facts.methodTables[name]
    {
      return try lowerMethodTableCall(
        owner, entries, place, call.arguments, at: range)
    }
    guard let entries = functionTable(table) else { return nil }
    let values = try lowerAll([place] + call.arguments).map(spilled)
    if values.contains(where: \.type.isUnknown) {
      return Value(.none, .unknown)
    }
    return try chosenCall(
      entries[...], values[0], Array(values.dropFirst()), at: range)
  }

  /// `self.handlers[key](...)`.
  private func lowerMethodTableCall(
    _ owner: Expression, _ entries: [(key: Expression, method: String)],
    _ place: Expression, _ arguments: [Expression], at range: SourceRange
  ) throws(Blocker) -> Value {
    let values = try lowerAll([owner, place] + arguments).map(spilled)
    if values.contains(where: \.type.isUnknown) {
      return Value(.none, .unknown)
    }
    let receiver = "receiver "
    guard case .variable(let variable) = values[0].kind else { return .none }
    comprehensionNames.append([receiver: variable])
    bound.insert(variable)
    defer { comprehensionNames.removeLast() }
    let functions = entries.map { entry in
      (
        key: entry.key,
        function: Expression(
          .attribute(Expression(.name(receiver), range), entry.method), range)
      )
    }
    return try chosenCall(
      functions[...], values[1], Array(values.dropFirst(2)), at: range)
  }

  /// Of a list: the first whose end is behind the index.
  private func chosenCall(
    _ functions: ArraySlice<(end: Int, function: Expression)>,
    _ index: Value, _ arguments: [Value], at range: SourceRange
  ) throws(Blocker) -> Value {
    guard let first = functions.first else { return .none }
    if functions.count == 1 {
      return try apply(first.function, to: arguments, at: range)
    }
    let then = try branch { () throws(Blocker) in
      try apply(first.function, to: arguments, at: range)
    }
    let rest = try branch { () throws(Blocker) in
      try chosenCall(functions.dropFirst(), index, arguments, at: range)
    }
    return try choose(
      compare(index, "<", .int(first.end)), then, rest, at: range)
  }

  private func chosenCall(
    _ entries: ArraySlice<(key: Expression, function: Expression)>,
    _ key: Value, _ arguments: [Value], at range: SourceRange
  ) throws(Blocker) -> Value {
    guard let first = entries.first else { return .none }
    let test = try equality(key, lower(first.key), at: range)
    if entries.count == 1 {
      // Python raises where there is no such key.
      emit(.if(negated(test), then: [.fallBack], else: []))
      return try apply(first.function, to: arguments, at: range)
    }
    let then = try branch { () throws(Blocker) in
      try apply(first.function, to: arguments, at: range)
    }
    let rest = try branch { () throws(Blocker) in
      try chosenCall(entries.dropFirst(), key, arguments, at: range)
    }
    return try choose(test, then, rest, at: range)
  }
}
