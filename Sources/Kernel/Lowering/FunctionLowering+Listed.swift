import PythonSyntax

/// Generators that come back to themselves, as those that walk a tree: they
/// become functions that return a list, where nothing can tell.
extension FunctionLowering {
  /// The items of such a generator, where the expression calls one.
  func listed(_ expression: Expression) throws(Blocker) -> Value? {
    guard let (generator, receiver) = returningGenerator(expression) else {
      return nil
    }
    let range = expression.range
    var pure = PureFunctions(program.facts)
    guard calmPlaces.contains(range),
      pure.isPureGenerator(generator.definition),
      let function = generator.definition.function.listing(
        at: generator.definition.range)
    else {
      throw blocker(
        "a generator that calls itself", range,
        "Return a list, or loop over all of its items without changing what "
          + "it goes through.")
    }
    let definition = ModuleFacts.Definition(
      function: function, range: generator.definition.range)
    var whole = "\(function.name)__listed"
    if let receiver { whole = "\(receiver.type.swiftName)__\(whole)" }
    while program.facts.boundNames.contains(whole) { whole += "_" }
    let callee = program.nestedState(whole) {
      let state = FunctionState(
        name: whole, definition: definition, in: program.facts)
      state.owner = receiver
      return state
    }
    let arguments = try arguments(of: generator.call, to: callee, at: range)
    var values = try lowerAll(arguments)
    if receiver != nil, !values.isEmpty { values[0] = present(values[0]) }
    return spilled(try call(callee, with: values, at: range))
  }

  /// The generator that the expression calls, where it can come back to
  /// itself; with the class of the instance, where it is a method.
  private func returningGenerator(
    _ expression: Expression
  ) -> (CalledGenerator, (type: ClassCell, name: String)?)? {
    if case .call(let call) = expression.kind,
      case .name(let name) = call.function.kind
    {
      guard isOuter(name), let definition = program.facts.functions[name],
        definition.function.isGenerator, returns(definition, [name])
      else { return nil }
      return (CalledGenerator(definition: definition, call: call), nil)
    }
    guard let generator = generatorMethod(expression),
      let receiver = generator.call.arguments.first,
      case .object(let type)? = typeWithoutEffect(receiver),
      let (_, owner) = type.method(generator.definition.function.name),
      returns(generator.definition, [], type)
    else { return nil }
    return (generator, (type, owner.name))
  }

  /// What the generator goes through is, or leads to, a call of itself.
  private func returns(
    _ definition: ModuleFacts.Definition, _ path: Set<String>,
    _ type: ClassCell? = nil
  ) -> Bool {
    let own = definition.function.parameters.all.first?.name
    return definition.function.body.sources.contains { source in
      switch source.kind {
      case .call(let call):
        switch call.function.kind {
        case .name(let name):
          if path.contains(name) { return true }
          guard let next = program.facts.functions[name],
            next.function.isGenerator
          else { return false }
          return returns(next, path.union([name]))
        case .attribute(_, let name):
          let key = "." + name
          if name == definition.function.name || path.contains(key) {
            return true
          }
          return program.facts.classes.values.contains { facts in
            guard let next = facts.methods[name], next.function.isGenerator
            else { return false }
            return returns(next, path.union([key]), type)
          }
        default: return false
        }
      case .attribute(let owner, let name):
        guard definition.function.name == "__iter__", let type,
          let own, owner.kind == .name(own)
        else { return false }
        switch type.attributes[name]?.type {
        case .object(let held)?, .optional(.object(let held))?:
          return held.hasMethod("__iter__")
        default: return false
        }
      default: return false
      }
    }
  }

  func typeWithoutEffect(_ expression: Expression) -> KernelType? {
    let before = (bound, isReachable)
    let trial = try? capture { () throws(Blocker) in
      present(try lower(expression))
    }
    (bound, isReachable) = before
    return trial?.result.type
  }
}

extension [Statement] {
  /// What loops and `yield from` go through.
  fileprivate var sources: [Expression] {
    var result: [Expression] = []
    visitOwnStatements { statement in
      if case .for(let loop) = statement.kind { result.append(loop.iterable) }
      for expression in statement.expressions {
        expression.visit { inner in
          if case .yieldFrom(let source) = inner.kind { result.append(source) }
        }
      }
    }
    return result
  }
}

extension FunctionDefinition {
  /// The generator function as one that returns a list of what it yields; nil
  /// where some `yield` is more than a statement.
  fileprivate func listing(at range: SourceRange) -> FunctionDefinition? {
    var places = MadeUpPlaces(range)
    var result = self
    var taken = Set(body.nameCounts.keys)
    taken.formUnion(parameters.all.map(\.name))
    var list = "items"
    while taken.contains(list) { list += "_" }
    var item = "item"
    while taken.contains(item) { item += "_" }
    func append(_ value: Expression) -> Statement {
      let method = Expression(
        .attribute(places.name(list), "append"), places.next())
      let call = Call(function: method, arguments: [value])
      return Statement(
        .expression(Expression(.call(call), places.next())), value.range)
    }
    var isPlain = true
    func block(_ statements: [Statement]) -> [Statement] {
      statements.map { statement in
        switch statement.kind {
        case .expression(let value):
          switch value.kind {
          case .yield(let given):
            return append(
              given ?? Expression(.constant(.none), statement.range))
          case .yieldFrom(let source):
            return Statement(
              .for(
                ForLoop(
                  target: places.name(item), iterable: source,
                  body: [append(places.name(item))])), statement.range)
          default: return statement
          }
        case .return:
          return Statement(
            .return(places.name(list)), statement.range)
        case .for, .if, .while: break
        case .assign, .pass, .continue, .break, .assert: break
        default: isPlain = false
        }
        if statement.expressions.contains(where: \.yields) {
          isPlain = false
        }
        return statement.rewritten({ $0 }, inner: block, function: { $0 })
      }
    }
    let body = block(self.body)
    guard isPlain else { return nil }
    let empty = Expression(.list([]), places.next())
    result.body =
      [places.assign(places.name(list), empty)] + body
      + [Statement(.return(places.name(list)), range)]
    return result
  }
}
