import PythonSyntax

/// A loop over a generator function of the module: the function's body takes
/// the loop's place, and the loop's body the place of each `yield`.
extension FunctionLowering {
  /// What a `yield` that is met stands for.
  struct GeneratorContext {
    /// The loop's body, for the value that is given.
    var consume: (Value) throws(Blocker) -> Void
    /// What leaves the generator.
    var label: String
    /// The loops and names around the loop.
    var loops: [LoopContext]
    var names: [[String: String]]
  }

  /// The generator function that the expression calls.
  func calledGenerator(
    _ expression: Expression
  ) -> (ModuleFacts.Definition, Call)? {
    guard case .call(let call) = expression.kind else { return nil }
    if let found = libraryGenerator(call, at: expression.range) {
      return found
    }
    guard case .name(let name) = call.function.kind, isOuter(name),
      let definition = program.facts.functions[name],
      definition.function.isGenerator
    else { return nil }
    return (definition, call)
  }

  /// What `itertools` has, in Python.
  private func libraryGenerator(
    _ call: Call, at range: SourceRange
  ) -> (ModuleFacts.Definition, Call)? {
    var called = call.function
    var name: String?
    if case .attribute(let owner, "from_iterable") = called.kind {
      guard libraryName(of: owner)?.name == "chain" else { return nil }
      called = owner
      name = "from_iterable"
    }
    guard let library = libraryName(of: called), library.module == "itertools"
    else { return nil }
    // What is no value of its own becomes a list, as `itertools` keeps one.
    let whole = Call(
      function: call.function, arguments: call.arguments.map(asList),
      keywords: call.keywords)
    return LibraryGenerators.generator(name ?? library.name, whole, at: range)
  }

  /// Runs the generator's body here; `consume` emits what is done with each
  /// value.
  func inline(
    _ definition: ModuleFacts.Definition, _ call: Call,
    _ consume: @escaping (Value) throws(Blocker) -> Void
  ) throws(Blocker) {
    let function = definition.function
    guard generators.count < 4, !function.isAsync,
      function.decorators.isEmpty, function.parameters.variadic == nil,
      function.parameters.keywordVariadic == nil
    else {
      throw blocker(
        "this generator function", definition.range,
        "Return a list, or move the loop that consumes it in here.")
    }
    let callee = FunctionState(name: function.name, definition: definition)
    for name in function.freeNames where state.localNames.contains(name) {
      throw blocker(
        "a generator that uses the outer name `\(name)`, which is a local name "
          + "where it is called", call.function.range, "Rename one of them.")
    }
    if function.freeNames.contains(function.name) {
      throw blocker(
        "a generator that calls itself", definition.range, "Return a list.")
    }
    let values = try lowerAll(
      arguments(of: call, to: callee, at: definition.range))
    var names: [String: String] = [:]
    for name in callee.localNames.sorted() {
      names[name] = temporary(name + "_")
      generatorNames.insert(names[name] ?? name)
    }
    for (name, value) in zip(callee.ownParameterNames, values) {
      try assign(names[name] ?? name, value, at: definition.range)
    }
    labels += 1
    let label = "generator\(labels)"
    generators.append(
      GeneratorContext(
        consume: consume, label: label, loops: loops,
        names: comprehensionNames))
    let before = bound
    loops = []
    comprehensionNames.append(names)
    let (body, _) = try capture { lower(function.body) }
    comprehensionNames.removeLast()
    let context = generators.removeLast()
    // Jumps out of the loop's body were noted in its own contexts.
    loops = context.loops
    bound = before
    isReachable = true
    emit(.block(label: label, body))
  }

  /// `yield value`, where the generator is inlined.
  func lowerYield(
    _ value: Expression?, at range: SourceRange
  ) throws(Blocker) {
    guard let context = generators.last else {
      throw blocker(
        "a yield", range,
        "Return a list, or move the loop that consumes it in here.")
    }
    let given = try value.map { value throws(Blocker) in try lower(value) }
    let kept = repeatable(given ?? .none)
    let inner = (loops, comprehensionNames, bound)
    generators.removeLast()
    comprehensionNames = context.names
    labels += 1
    let label = "step\(labels)"
    // `continue` goes on behind the yield, `break` leaves the generator.
    loops = context.loops
    loops.append(
      LoopContext(label: context.label, stepLabel: label))
    let (body, _) = try capture { () throws(Blocker) in
      try context.consume(kept)
    }
    emit(.block(label: label, body))
    loops.removeLast()
    generators.append(context)
    (loops, comprehensionNames, bound) = inner
    isReachable = true
  }
}

extension FunctionDefinition {
  var isGenerator: Bool {
    var found = false
    body.visitOwnStatements { statement in
      for expression in statement.expressions {
        expression.visit { inner in
          switch inner.kind {
          case .yield, .yieldFrom: found = true
          default: break
          }
        }
      }
    }
    return found
  }
}
