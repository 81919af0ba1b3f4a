import PythonSyntax

extension FunctionLowering {
  /// A list comprehension as the loops it stands for.
  func lowerComprehension(
    _ comprehension: Comprehension, at range: SourceRange
  ) throws(Blocker) -> Value {
    guard comprehension.result == .list else {
      throw blocker(
        "a \(comprehension.result.rawValue) comprehension", range,
        "Use a list comprehension.")
    }
    let cell = self.cell(at: range)
    markResized(cell)
    let name = temporary("result")
    let type = KernelType.list(cell)
    state.variables[name] = VariableState(type: type)
    emit(.assign(name, Value(.list([]), type)))
    try lowerClauses(comprehension.clauses[...]) { () throws(Blocker) in
      let item = try lower(comprehension.element)
      try append(item, to: .variable(name, type), cell, at: range)
    }
    return .variable(name, type)
  }

  /// The loops of a comprehension around a body.
  func lowerClauses(
    _ clauses: ArraySlice<Comprehension.Clause>,
    _ body: () throws(Blocker) -> Void
  ) throws(Blocker) {
    guard var clause = clauses.first else {
      try body()
      return
    }
    if let members = membersOfEnumeration(clause.iterable) {
      clause.iterable = members
    }
    forgetForExpression()
    if clause.isAsync {
      throw blocker(
        "an async comprehension", clause.target.range, "Use a plain loop.")
    }
    let list = try listed(clause.iterable)
    if list == nil, let generator = calledGenerator(clause.iterable) {
      let renamed = clause.target.assignedNames.map {
        ($0, temporary($0 + "_"))
      }
      comprehensionNames.append(
        Dictionary(renamed, uniquingKeysWith: { first, _ in first }))
      defer { comprehensionNames.removeLast() }
      try withoutActuallyEscaping(body) { body throws(Blocker) in
        try inline(generator) { [self] value throws(Blocker) in
          try store(value, in: clause.target, at: clause.target.range)
          try lowerConditions(clause.conditions[...]) { () throws(Blocker) in
            try lowerClauses(clauses.dropFirst(), body)
          }
        }
      }
      return
    }
    let outer = iterationChecks.count
    let (source, parts) =
      if let list {
        try iteration(over: list, at: clause.iterable.range)
      } else {
        try iteration(over: clause.iterable)
      }
    let checks = Array(iterationChecks[outer...])
    iterationChecks.removeLast(checks.count)
    var renamed: [String: String] = [:]
    for name in clause.target.assignedNames {
      renamed[name] = temporary(name + "_")
    }
    comprehensionNames.append(renamed)
    defer { comprehensionNames.removeLast() }
    let before = bound
    defer { bound = before }
    let (instructions, names) = try capture { () throws(Blocker) in
      emitChecks(checks)
      let names = try bind(clause.target, parts)
      try lowerConditions(clause.conditions[...]) { () throws(Blocker) in
        try lowerClauses(clauses.dropFirst(), body)
      }
      return names
    }
    emit(.for(names, source, instructions))
    emitChecks(checks)
  }

  private func lowerConditions(
    _ conditions: ArraySlice<Expression>, _ body: () throws(Blocker) -> Void
  ) throws(Blocker) {
    guard let condition = conditions.first else {
      try body()
      return
    }
    let test = try lowerTest(condition)
    let (then, _) = try capture { () throws(Blocker) in
      try lower(where: condition, true) { () throws(Blocker) in
        try lowerConditions(conditions.dropFirst(), body)
      }
    }
    emit(.if(test, then: then, else: []))
  }

  /// `sum`, `any`, `all`, `min` and `max` over a list or a generator
  /// expression; nil where the call is none of these.
  func lowerReduction(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard ["sum", "any", "all", "min", "max"].contains(name),
      let source = call.arguments.first
    else { return nil }
    if name == "min" || name == "max", !call.keywords.isEmpty {
      let source =
        call.arguments.count == 1
        ? source : Expression(.list(call.arguments), range)
      return try lowerExtreme(
        source, name == "max", call.keywords, at: range)
    }
    guard call.keywords.isEmpty,
      call.arguments.count == 1 || name == "sum" && call.arguments.count == 2
    else { return nil }
    switch name {
    case "sum": return try lowerSum(source, call, at: range)
    case "any", "all":
      let isAny = name == "any"
      let result = temporary()
      state.variables[result] = VariableState(type: .bool)
      emit(.assign(result, .bool(!isAny)))
      labels += 1
      let label = "search\(labels)"
      let (loop, _) = try capture { () throws(Blocker) in
        try forEach(source) { item throws(Blocker) in
          let test = try truth(item, at: source.range)
          emit(
            .if(
              isAny ? test : negated(test),
              then: [
                .assign(result, .bool(isAny)), .leave(label: label),
              ], else: []))
        }
      }
      emit(.block(label: label, loop))
      return .variable(result, .bool)
    default: return try lowerExtreme(source, name == "max", [], at: range)
    }
  }

  /// Runs the body for each item of a generator expression or a sequence. A
  /// dict may be something else than its keys.
  func forEach(
    _ source: Expression,
    orDict whole: ((Value) throws(Blocker) -> Void)? = nil,
    _ body: (Value) throws(Blocker) -> Void
  ) throws(Blocker) {
    if case .comprehension(let comprehension) = source.kind,
      comprehension.result == .generator || comprehension.result == .list
    {
      try lowerClauses(comprehension.clauses[...]) { () throws(Blocker) in
        try body(lower(comprehension.element))
      }
      return
    }
    if let members = membersOfEnumeration(source) {
      try forEach(members, body)
      return
    }
    if let list = try listed(source) {
      try forEach(of: list, at: source.range, body)
      return
    }
    if let generator = calledGenerator(source) {
      try withoutActuallyEscaping(body) { body throws(Blocker) in
        try inline(generator, body)
      }
      return
    }
    if case .call(let call) = source.kind,
      case .name(let name) = call.function.kind,
      name == "map" || name == "filter", isBuiltin(name),
      call.keywords.isEmpty, call.arguments.count == 2,
      !call.arguments.contains(where: \.isStarred)
    {
      try forEachApplied(name, call, body)
      return
    }
    let outer = iterationChecks.count
    let (iteration, parts) = try iteration(over: source)
    if let whole, case .dictKeys(let dict) = iteration, !source.asksForKeys {
      iterationChecks.removeLast(iterationChecks.count - outer)
      try whole(dict)
      return
    }
    try forEach(iteration, parts, checksFrom: outer, body)
  }

  /// The items of `map` or `filter`, each as it is asked for.
  private func forEachApplied(
    _ name: String, _ call: Call, _ body: (Value) throws(Blocker) -> Void
  ) throws(Blocker) {
    let (function, range) = (call.arguments[0], call.function.range)
    try forEach(call.arguments[1]) { item throws(Blocker) in
      let item = repeatable(item)
      if name == "map" {
        try body(apply(function, to: [item], at: range))
        return
      }
      var test = item
      if case .constant(.none) = function.kind {
      } else {
        test = try apply(function, to: [item], at: range)
      }
      let kept = try truth(test, at: range)
      let (then, _) = try capture { () throws(Blocker) in try body(item) }
      emit(.if(kept, then: then, else: []))
    }
  }

  /// Runs the body for each item of a value.
  func forEach(
    of value: Value, at range: SourceRange,
    _ body: (Value) throws(Blocker) -> Void
  ) throws(Blocker) {
    let outer = iterationChecks.count
    let (iteration, parts) = try iteration(over: repeatable(value), at: range)
    try forEach(iteration, parts, checksFrom: outer, body)
  }

  func forEach(
    _ iteration: Iteration, _ parts: LoopParts, checksFrom outer: Int,
    _ body: (Value) throws(Blocker) -> Void
  ) throws(Blocker) {
    let checks = Array(iterationChecks[outer...])
    iterationChecks.removeLast(checks.count)
    let names = parts.values.map { part in
      let name = temporary("item")
      state.variables[name] = VariableState(type: part.type)
      return name
    }
    let values = zip(names, parts.values).map {
      Value.variable($0, $1.type, $1.interval)
    }
    let before = bound
    let (instructions, _) = try capture { () throws(Blocker) in
      emitChecks(checks)
      try body(parts.shape.value(of: values))
    }
    bound = before
    emit(.for(names, iteration, instructions))
    emitChecks(checks)
  }
}

extension Expression {
  /// `dict.keys()`.
  fileprivate var asksForKeys: Bool {
    guard case .call(let call) = kind,
      case .attribute(_, "keys") = call.function.kind
    else { return false }
    return true
  }
}
