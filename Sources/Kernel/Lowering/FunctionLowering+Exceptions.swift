import PythonSyntax

/// Exceptions that are raised and handled inside of the kernel. Whatever else
/// raises leaves the whole call to Python.
extension FunctionLowering {
  private var exceptions: ExceptionFacts { program.facts.exceptions }

  /// `raise`: what some handler of the module may catch goes there.
  func lowerRaise(_ value: Expression?) {
    defer { isReachable = false }
    guard let value else {
      emit(isHandling ? .raise(nil) : .fallBack)
      return
    }
    guard let name = value.raisedClass, isOuter(name),
      let number = exceptions.number(of: name), saysOnly(value),
      // In a generator it would become another.
      name != "StopIteration" || generators.isEmpty
    else {
      emit(.fallBack)
      return
    }
    emit(.raise(number))
  }

  /// Making the exception shows nowhere, and cannot fail.
  private func saysOnly(_ value: Expression) -> Bool {
    guard case .call(let call) = value.kind else { return true }
    guard call.keywords.isEmpty, !call.arguments.contains(where: \.isStarred),
      call.arguments.allSatisfy({ $0.isHarmlessMessage(program.facts) })
    else { return false }
    let leaves = call.arguments.flatMap(\.messageLeaves)
    let (before, reachable) = (bound, isReachable)
    defer { (bound, isReachable) = (before, reachable) }
    let areKnown = leaves.allSatisfy { leaf in
      if case .name(let name) = leaf.kind, !before.contains(name),
        !isOuter(name) || program.facts.constants[name] == nil,
        renamedName(name) == nil
      {
        return false
      }
      let trial = try? capture { () throws(Blocker) in try lower(leaf) }
      guard let trial, trial.instructions.isEmpty else { return false }
      // What an instance says of itself is its own matter.
      return trial.result.type.classes.isEmpty
    }
    guard areKnown else { return false }
    for argument in call.arguments where !argument.isPlainMessage {
      // It may fail.
      let trial = try? capture { () throws(Blocker) in
        discard(try lower(argument))
      }
      guard let trial else { return false }
      emit(trial.instructions)
    }
    return true
  }

  /// A `try` whose handlers may be reached inside of the kernel; nil where
  /// only the path without an exception is left.
  func lowerAttempt(
    _ statement: TryStatement, at range: SourceRange
  ) throws(Blocker) -> Bool {
    guard !exceptions.raised.isEmpty,
      (statement.body + statement.orElse).mayRaise(program.facts)
    else { return false }
    let handlers = caught(statement)
    guard !handlers.isEmpty || !statement.finally.isEmpty else { return false }
    let all = statement.body + statement.orElse
    if all.yields {
      throw blocker(
        "a `yield` in a `try`", range, "Handle the exception around the loop.")
    }
    if !statement.finally.isEmpty {
      let tried = all + statement.handlers.flatMap(\.body)
      if let jump = tried.firstJumpOut ?? statement.finally.firstJump {
        throw blocker(
          "a jump out of `try` with `finally`", jump.range,
          "Leave the block by its end.")
      }
      // On the way of a `return` its own exceptions would come back to it.
      if tried.firstJump != nil, statement.finally.mayRaise(program.facts) {
        throw blocker(
          "a `finally` that calls functions", range,
          "Leave only assignments there.")
      }
    }
    labels += 1
    let label = "tried\(labels)"
    try around(statement.finally, at: range) { () throws(Blocker) in
      let before = bound
      let (block, _) = try capture { () throws(Blocker) in
        let (body, _) = try capture { lower(statement.body) }
        let whole = (bound, certain, isReachable)
        var ends: [(Set<String>, Set<String>)] = []
        let handled = try handlers.map { handler throws(Blocker) in
          (bound, certain, isReachable) = (before, [], true)
          forgetAttributes()
          let outer = isHandling
          isHandling = true
          defer { isHandling = outer }
          let (instructions, _) = try capture {
            lower(handler.body)
            if isReachable {
              ends.append((bound, certain))
              emit(.leave(label: label))
            }
          }
          return Instruction.Handler(
            exceptions: handler.exceptions, body: instructions)
        }
        emit(handled.isEmpty ? body : [.attempt(body, handled)])
        (bound, certain, isReachable) = whole
        forgetAttributes()
        if isReachable { lower(statement.orElse) }
        if isReachable { ends.append((bound, certain)) }
        isReachable = !ends.isEmpty
        guard let first = ends.first else { return }
        bound = ends.reduce(first.0) { $0.intersection($1.0) }
        certain = ends.reduce(first.1) { $0.intersection($1.1) }
      }
      emit(.block(label: label, block))
    }
    return true
  }

  /// The body, then what `finally` asks for, by whichever way it ends.
  private func around(
    _ finally: [Statement], at range: SourceRange,
    _ body: () throws(Blocker) -> Void
  ) throws(Blocker) {
    if finally.isEmpty {
      try body()
      return
    }
    let before = bound
    endings.append(finally)
    let (tried, _) = try capture(body)
    endings.removeLast()
    let after = (bound, certain, isReachable)
    (bound, certain, isReachable) = (before, [], true)
    let (ending, _) = try capture {
      lower(finally)
      if isReachable { emit(.raise(nil)) }
    }
    let all = Array(1...exceptions.raised.count)
    emit(.attempt(tried, [.init(exceptions: all, body: ending)]))
    (bound, certain, isReachable) = after
    forgetAttributes()
    if isReachable { lower(finally) }
  }

  /// What each handler catches, and what it does: the first that names a class
  /// has it.
  private func caught(
    _ statement: TryStatement
  ) -> [(exceptions: [Int], body: [Statement])] {
    var rest = Set(1...exceptions.raised.count)
    var result: [(exceptions: [Int], body: [Statement])] = []
    for handler in statement.handlers {
      let names = handler.type.map(\.classNames) ?? ["BaseException"]
      var body = handler.body
      var own = rest
      if let names,
        let numbers = exceptions.numbers(caughtBy: names, program.facts)
      {
        own = rest.intersection(numbers)
      } else {
        body = [Self.leavingToPython(at: statement)]
      }
      // What is done with the exception itself is left to Python.
      if let name = handler.name,
        state.definition.function.body.nameCounts[name] != nil
      {
        body = [Self.leavingToPython(at: statement)]
      }
      rest.subtract(own)
      if !own.isEmpty { result.append((own.sorted(), body)) }
    }
    return result
  }

  /// `raise` of what no handler knows.
  private static func leavingToPython(
    at statement: TryStatement
  ) -> Statement {
    let range =
      statement.body.first?.range
      ?? SourceRange(line: 1, column: 0, endLine: 1, endColumn: 0)
    return Statement(
      .raise(Expression(.constant(.none), range), cause: nil), range)
  }
}
