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
  ) -> CalledGenerator? {
    if case .comprehension(let comprehension) = expression.kind,
      comprehension.result == .generator
    {
      return LibraryGenerators.generator(
        of: comprehension, at: expression.range)
    }
    if let found = generatorMethod(expression) { return found }
    guard case .call(let call) = expression.kind else { return nil }
    if let found = builtinGenerator(call, at: expression.range) {
      return found
    }
    if let found = libraryGenerator(call, at: expression.range) {
      return found
    }
    guard case .name(let name) = call.function.kind else { return nil }
    if let nested = nestedFunction(name), ownNested.contains(name) {
      return nested.definition.function.isGenerator
        ? CalledGenerator(definition: nested.definition, call: call) : nil
    }
    guard isOuter(name), let definition = program.facts.functions[name],
      definition.function.isGenerator
    else { return nil }
    return CalledGenerator(definition: definition, call: call)
  }

  /// `zip(*rows)`, and `enumerate` of what is given one by one.
  private func builtinGenerator(
    _ call: Call, at range: SourceRange
  ) -> CalledGenerator? {
    guard case .name(let name) = call.function.kind, isBuiltin(name) else {
      return nil
    }
    let sources = call.arguments.indices.filter {
      !call.arguments[$0].isStarred
        && calledGenerator(call.arguments[$0]) != nil
    }
    switch name {
    case "zip": if sources.count > 1 { return nil }
    case "enumerate", "map", "filter":
      let place = name == "enumerate" ? 0 : 1
      guard sources.contains(place) else { return nil }
    default: return nil
    }
    return LibraryGenerators.generator(
      builtin: name, call, source: sources.first, at: range)
  }

  /// Functions that look at all of their items when they are called.
  private static let takingAtOnce: Set<String> = [
    "combinations", "combinations_with_replacement", "permutations", "product",
  ]

  /// What `itertools` has, in Python.
  private func libraryGenerator(
    _ call: Call, at range: SourceRange
  ) -> CalledGenerator? {
    var called = call.function
    var name: String?
    if case .attribute(let owner, "from_iterable") = called.kind {
      guard libraryName(of: owner)?.name == "chain" else { return nil }
      called = owner
      name = "from_iterable"
    }
    guard let library = libraryName(of: called), library.module == "itertools"
    else { return nil }
    // Groups as lists, where nothing can tell: see `GroupedItems`.
    if library.name == "groupby" {
      guard grouped.contains(range) else { return nil }
      name = "grouped items"
    }
    // What takes items as it goes leaves the rest where they are.
    if let found = LibraryGenerators.generator(
      lazily: name ?? library.name, call, at: range)
    {
      return found
    }
    // What is no value of its own becomes a list, as `itertools` keeps one.
    let whole = Call(
      function: call.function,
      arguments: call.arguments.map {
        asList(Self.takingAtOnce.contains(library.name) ? viewAsList($0) : $0)
      },
      keywords: call.keywords)
    return LibraryGenerators.generator(name ?? library.name, whole, at: range)
  }

  /// Runs the generator's body here; `consume` emits what is done with each
  /// value.
  func inline(
    _ generator: CalledGenerator,
    _ consume: @escaping (Value) throws(Blocker) -> Void
  ) throws(Blocker) {
    let (definition, call) = (generator.definition, generator.call)
    let function = definition.function
    guard generators.count < 4, !function.isAsync,
      function.decorators.isEmpty, function.parameters.variadic == nil,
      function.parameters.keywordVariadic == nil
    else {
      throw blocker(
        "this generator function", definition.range,
        "Return a list, or move the loop that consumes it in here.")
    }
    let callee = FunctionState(
      name: function.name, definition: definition, in: program.facts)
    // One that is defined here sees the names around it.
    let isOwn =
      generator.isLexical
      || ownNested.contains(function.name)
        && state.nested[function.name]?.definition.range == definition.range
    for name in function.freeNames
    where state.localNames.contains(name) && !isOwn {
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
    // The loop's body and the generator's run in turns.
    certain = []
    defer { certain = [] }
    labels += 1
    let label = "generator\(labels)"
    generators.append(
      GeneratorContext(
        consume: consume, label: label, loops: loops,
        names: comprehensionNames))
    let before = bound
    loops = []
    // Names that comprehensions around the call bind are none of its own.
    if !generator.isLexical { comprehensionNames = [] }
    comprehensionNames.append(names)
    for name in names.keys.sorted() where name.hasPrefix("kept") {
      guard let new = names[name] else { continue }
      emit(.declare(new))
      bound.insert(new)
    }
    let (body, _) = try capture { lower(callee.definition.function.body) }
    let context = generators.removeLast()
    comprehensionNames = context.names
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
    try give(given ?? .none, to: context)
  }

  /// `yield from items`.
  func lowerYieldFrom(
    _ source: Expression, at range: SourceRange
  ) throws(Blocker) {
    guard let context = generators.last else {
      try lowerYield(nil, at: range)
      return
    }
    try forEach(source) { item throws(Blocker) in
      try give(item, to: context)
    }
  }

  private func give(
    _ value: Value, to context: GeneratorContext
  ) throws(Blocker) {
    let kept = repeatable(value)
    let inner = (loops, comprehensionNames, bound)
    let known = certain
    certain = []
    generators.removeLast()
    comprehensionNames = context.names
    labels += 1
    let label = "step\(labels)"
    // `continue` goes on behind the yield, `break` leaves the generator.
    loops = context.loops
    loops.append(
      LoopContext(label: context.label, stepLabel: label))
    // Whatever is in the way of the loop's body, the generator goes on.
    defer {
      generators.append(context)
      (loops, comprehensionNames, bound) = inner
      certain = known
      forgetAttributes()
      isReachable = true
    }
    let (body, _) = try capture { () throws(Blocker) in
      try context.consume(kept)
    }
    emit(.block(label: label, body))
  }

  /// Moves the places of `itertools.permutations` and its like on; false
  /// behind the last.
  func lowerNextChoice(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value {
    let functions = [
      "next-permutation": "nextPermutation",
      "next-combination": "nextCombination",
      "next-repetition": "nextRepetition", "next-product": "nextProduct",
    ]
    let operands = try lowerAll(call.arguments)
    if operands.contains(where: \.type.isUnknown) { return .bool(false) }
    if case .list(let cell) = operands[0].type { noteMutation(of: cell) }
    return spilled(
      Value(
        .apply(.function(functions[name] ?? name), operands), .bool))
  }
}
