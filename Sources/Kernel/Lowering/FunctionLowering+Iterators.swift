import PythonSyntax

/// Loops over instances that give their items themselves, by `__next__`, and
/// over the members of an `Enum`.
extension FunctionLowering {
  /// The instance that a loop over the expression asks for items, after its
  /// `__iter__`; nil for anything else.
  private func iterator(
    over expression: Expression
  ) throws(Blocker) -> Value? {
    guard expression.mayBeObject,
      program.facts.classes.values.contains(where: {
        $0.methods["__next__"] != nil
      })
    else { return nil }
    let before = (bound, isReachable)
    let trial = try? capture { () throws(Blocker) in
      present(try lower(expression))
    }
    guard let trial, case .object(let type) = trial.result.type,
      let (definition, _) = type.method("__iter__"),
      !definition.function.isGenerator
    else {
      (bound, isReachable) = before
      return nil
    }
    emit(trial.instructions)
    let made = spilled(
      try specialMethod("__iter__", of: trial.result, at: expression.range))
    guard case .object(let own) = made.type, own.hasMethod("__next__") else {
      return made.type.isUnknown ? made : nil
    }
    return made
  }

  /// A `for` over such an instance: `while True`, and what `StopIteration`
  /// ends.
  func lowerIteratorLoop(
    _ loop: ForLoop, at range: SourceRange
  ) throws(Blocker) -> Bool {
    guard let iterator = try iterator(over: loop.iterable),
      case .variable(let variable) = iterator.kind
    else { return false }
    guard loop.orElse.isEmpty else {
      throw blocker(
        "`else` of a loop over an instance", range, "Use a flag.")
    }
    var places = MadeUpPlaces(loop.iterable.range)
    let name = "iterator-\(labels)"
    bound.insert(variable)
    comprehensionNames.append([name: variable])
    defer { comprehensionNames.removeLast() }
    let next = Expression(
      .attribute(places.name(name), "__next__"), places.next())
    let call = Expression(
      .call(Call(function: next, arguments: [])), places.next())
    let attempt = TryStatement(
      body: [Statement(.assign([loop.target], call), loop.target.range)],
      handlers: [
        TryStatement.Handler(
          type: places.name("StopIteration"), name: nil,
          body: [Statement(.break, loop.target.range)])
      ], orElse: [], finally: [], isGroup: false)
    let always = Expression(.constant(.bool(true)), places.next())
    try lowerWhile(
      WhileLoop(
        test: always,
        body: [Statement(.try(attempt), loop.target.range)] + loop.body,
        orElse: []), at: range)
    return true
  }

  /// `for state in State`: its members, as they are written down.
  func membersOfEnumeration(_ expression: Expression) -> Expression? {
    guard let name = namedClass(expression),
      let facts = program.facts.classes[name], let members = facts.members
    else { return nil }
    var names: [String] = []
    var values: [String] = []
    for statement in facts.definition.body {
      guard case .assign(let targets, let value) = statement.kind else {
        continue
      }
      for target in targets {
        if case .name(let own) = target.kind { names.append(own) }
      }
      // One of the same value would be another name for the first.
      let isAuto = value.isNamedCall("auto")
      guard targets.count == 1 else { return nil }
      if !isAuto {
        guard let text = value.constantText, !values.contains(text) else {
          return nil
        }
        values.append(text)
      }
    }
    let areAuto = values.isEmpty || values.count == names.count
    guard names.count == members.count, areAuto else { return nil }
    return Expression(
      .list(
        names.map {
          Expression(
            .attribute(Expression(.name(name), expression.range), $0),
            expression.range)
        }), expression.range)
  }
}

extension Expression {
  fileprivate func isNamedCall(_ name: String) -> Bool {
    if case .call(let call) = kind {
      call.function.isNamed(name)
    } else {
      false
    }
  }
}
