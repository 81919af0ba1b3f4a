import PythonSyntax

/// One pass over one function: types its expressions and emits its IR.
final class FunctionLowering {
  let state: FunctionState
  let program: ProgramLowering
  private(set) var blockers: [Blocker] = []
  /// The blocks being filled, innermost last.
  private var blocks: [[Instruction]] = [[]]
  /// The names that are certainly assigned here.
  var bound: Set<String>
  /// Nothing after a `return`, `break`, `continue` or `raise` runs.
  var isReachable = true
  var loops: [LoopContext] = []
  /// The names that comprehensions around here bind, and what they are called
  /// instead: they do not leak.
  var comprehensionNames: [[String: String]] = []
  /// What is made once, before the function's first statement.
  var prologue: [Instruction] = []
  /// The generators that are being inlined, innermost last.
  var generators: [GeneratorContext] = []
  /// What the names of inlined generators are called here.
  var generatorNames: Set<String> = []
  /// The functions that are defined in this one.
  private(set) var ownNested: Set<String> = []
  /// The calls of `groupby` whose groups may as well be lists.
  lazy var grouped = GroupedItems.calls(in: state.definition.function.body)
  /// Where generators may as well be lists.
  lazy var calmPlaces = CalmPlaces(
    state.definition.function, program.facts
  ).ranges
  /// Dicts of functions that are no values here: see `functionTable`.
  lazy var ownTables = state.definition.function.ownTables(program.facts)
  /// What tells that a dict was changed since a loop over it began.
  var iterationChecks: [Value] = []
  /// How many conditions there are around here.
  var conditions = 0
  /// What is known not to be None: see `narrowed`.
  var certain: Set<String> = []
  /// The names that expressions of the function assign.
  lazy var innerNames: Set<String> = {
    var names: Set<String> = []
    state.definition.function.body.visitExpressions { expression in
      if case .named(let target, _) = expression.kind {
        names.formUnion(target.assignedNames)
      }
    }
    return names
  }()
  /// What `finally` asks for on the way out, innermost last.
  var endings: [[Statement]] = []
  /// There is a handler around, whose exception `raise` raises again.
  var isHandling = false
  private var temporaries = 0
  var labels = 0

  /// What `break` and `continue` need to know.
  struct LoopContext {
    /// The label of the block around a loop that has an `else`.
    var label: String?
    /// The label of the block that `continue` leaves, where the loop is no
    /// loop of Swift's.
    var stepLabel: String?
    /// What was assigned at each `break`.
    var boundAtBreaks: Set<String>?
    /// Statements that run before the test of a loop, again at `continue`.
    var hasBreak = false
  }

  init(_ state: FunctionState, in program: ProgramLowering) {
    self.state = state
    self.program = program
    bound = Set(state.parameterNames)
  }

  /// The function's IR as far as the types are known in this pass.
  func lower() -> KernelFunctionBody {
    let function = state.definition.function
    refuseUnsupported(function)
    var body = function.body
    if let first = body.first, first.isDocumentation { body.removeFirst() }
    attempt { () throws(Blocker) in
      let own = try nestedFunctions(in: body)
      ownNested = Set(own.keys)
      state.nested.merge(own) { _, own in own }
    }
    lower(body)
    if isReachable { returnValue(.none) }
    let range = state.definition.range
    return KernelFunctionBody(
      name: state.name, place: "lines \(range.line)-\(range.endLine)",
      parameters: state.parameterNames.map {
        ($0, state.variables[$0]?.type ?? .unknown)
      } + state.holders.map { ($0.variableName, .object($0)) },
      result: state.result, variables: state.variables.mapValues(\.type),
      flagged: state.flagged, isRecursive: isRecursive,
      usesComplex: state.usesComplex
        || state.variables.values.contains(where: \.type.mayBeComplex),
      usesSharedRandom: state.usesSharedRandom,
      usesWeakNumbers: state.usesWeakNumbers, asksNumPy: state.asksNumPy,
      usesNumPyRandom: state.usesNumPyRandom,
      body: prologue + blocks[0])
  }

  /// The function can reach itself through calls.
  private var isRecursive: Bool {
    var seen: Set<String> = []
    var open = Array(state.callees)
    while let name = open.popLast() {
      if name == state.name { return true }
      if seen.insert(name).inserted {
        open += program.functions[name]?.callees ?? []
      }
    }
    return false
  }

  /// Notes what the definition itself has that a kernel cannot.
  func refuseUnsupported(_ function: FunctionDefinition) {
    let range = state.definition.range
    let parameters = function.parameters
    if let decorator = function.decorators.first {
      block(
        "a decorator", decorator.range,
        "Move the loop into a plain function and decorate its caller.")
    }
    if function.isAsync {
      block("an async function", range, "Move the loop into a plain function.")
    }
    if parameters.variadic != nil || parameters.keywordVariadic != nil
      || !parameters.positionalOnly.isEmpty
    {
      block(
        "a parameter list with `*args`, `**names` or `/`", range,
        "Give the function plain parameters.")
    }
    if parameters.all.count > 32 {
      block("more than 32 parameters", range, "Pass a tuple instead.")
    }
    if function.isGenerator {
      block(
        "a generator function", range,
        "Return a list, or move the loop that consumes it in here.")
    }
  }

  // MARK: Blockers

  func block(_ construct: String, _ range: SourceRange, _ advice: String) {
    let blocker = Blocker(construct: construct, range: range, advice: advice)
    if !blockers.contains(blocker) { blockers.append(blocker) }
  }

  func blocker(
    _ construct: String, _ range: SourceRange, _ advice: String
  ) -> Blocker {
    Blocker(construct: construct, range: range, advice: advice)
  }

  /// Runs a statement's lowering; what is in its way is noted.
  func attempt(_ body: () throws(Blocker) -> Void) {
    do throws(Blocker) {
      try body()
    } catch {
      block(error.construct, error.range, error.advice)
    }
  }

  // MARK: Emitting

  func emit(_ instruction: Instruction) {
    blocks[blocks.count - 1].append(instruction)
  }

  func emit(_ instructions: [Instruction]) {
    blocks[blocks.count - 1] += instructions
  }

  /// What the body emits, kept aside.
  func capture<Result>(
    _ body: () throws(Blocker) -> Result
  ) throws(Blocker) -> (instructions: [Instruction], result: Result) {
    blocks.append([])
    do throws(Blocker) {
      let result = try body()
      return (blocks.removeLast(), result)
    } catch {
      blocks.removeLast()
      throw error
    }
  }

  /// The value in a name of its own, unless it costs nothing to repeat.
  func repeatable(_ value: Value) -> Value {
    value.isRepeatable || value.areLengths ? value : spilled(value)
  }

  func spilled(_ value: Value) -> Value {
    let name = temporary()
    state.variables[name] = VariableState(type: value.type)
    emit(.assign(name, value))
    return .variable(name, value.type, value.interval)
  }

  /// A name that Python's source does not use.
  func temporary(_ stem: String = "value") -> String {
    repeat {
      temporaries += 1
    } while state.localNames.contains(
      "\(stem)\(temporaries)")
      || program.facts.boundNames.contains(
        "\(stem)\(temporaries)")
    return "\(stem)\(temporaries)"
  }

  // MARK: Variables

  /// The type of the variable is widened to hold the value's.
  ///
  /// A step adds little to what the variable has. One that is only ever
  /// assigned small values and stepped is a counter: it stays within `counts`.
  func learn(
    _ name: String, _ value: Value, isStep: Bool = false,
    at range: SourceRange
  ) throws(Blocker) {
    let old = state.variables[name] ?? VariableState(type: .unknown)
    var new = old
    new.type = try join(old.type, value.type, at: range) {
      "`\(name)` holding both \($0) and \($1)"
    }
    let interval = value.type.isInt ? value.interval : .all
    var hull = old.interval?.hull(interval) ?? interval
    if old.isCounter && !isStep
      && (!Interval.starts.contains(interval)
        || state.parameterNames.contains(name))
    {
      new.isCounter = false
      program.hasChanged = true
    }
    if new.isCounter { hull = hull.clamped(to: .counts) }
    if hull != old.interval {
      new.interval =
        program.pass > ProgramLowering.wideningPass
        ? old.interval?.widened(to: hull) ?? hull : hull
      if new.isCounter {
        new.interval = new.interval?.clamped(to: .counts)
      }
      program.hasChanged = true
    }
    if !new.type.isSame(as: old.type) { program.hasChanged = true }
    state.variables[name] = new
  }

  /// The smallest type for both; a blocker where there is none.
  func join(
    _ left: KernelType, _ right: KernelType, at range: SourceRange,
    _ construct: (KernelType, KernelType) -> String
  ) throws(Blocker) -> KernelType {
    let before = (left.cells + right.cells).map { ($0.root, $0.type) }
    guard let joined = left.joined(with: right) else {
      throw blocker(
        construct(left, right), range,
        "Give each value a name, or a list, of its own type.")
    }
    for (root, type) in before
    where root.root !== root || !root.type.isSame(as: type) {
      program.hasChanged = true
    }
    return joined
  }

  func assign(
    _ name: String, _ value: Value, isStep: Bool = false,
    at range: SourceRange
  ) throws(Blocker) {
    if state.globalNames.contains(name) {
      try storeModuleVariable(value, name, at: range)
      return
    }
    try learn(name, value, isStep: isStep, at: range)
    emit(.assign(name, converted(value, to: variableType(name))))
    bound.insert(name)
    forget(name: name)
    if variableType(name).isOptional, value.type.isSomething {
      certain.insert(name)
    }
  }

  func renamedName(_ name: String) -> String? {
    comprehensionNames.last { $0[name] != nil }?[name]
  }

  func variableType(_ name: String) -> KernelType {
    state.variables[name]?.type ?? .unknown
  }

  /// A local name's value; falls back at run time where it is not assigned.
  func read(_ name: String) -> Value {
    if !bound.contains(name), generatorNames.contains(name) {
      // It may hold a value of an earlier run of the generator.
      emit(.fallBack)
      bound.insert(name)
    }
    if !bound.contains(name) {
      if state.flagged.insert(name).inserted { program.hasChanged = true }
      emit(.requireBound(name))
      // Past the check it is certain.
      bound.insert(name)
    }
    let variable = state.variables[name]
    // Anything may come from outside.
    let isGiven =
      state.parameterNames.contains(name) && program.isEntry(state)
    return .variable(
      name, variable?.type ?? .unknown,
      isGiven ? .all : variable?.interval ?? .all)
  }

  /// Each operand in order; one whose evaluation needs statements of its own
  /// makes those before it take their values first.
  func lowerAll(_ expressions: [Expression]) throws(Blocker) -> [Value] {
    try lowerAll(expressions) { expression throws(Blocker) in
      try lower(expression)
    }
  }

  /// The same of operands, which may be what is no value by itself.
  func lowerOperands(_ expressions: [Expression]) throws(Blocker) -> [Value] {
    try lowerAll(expressions) { expression throws(Blocker) in
      if let choice = try lowerNumPyChoice(expression) { return choice }
      return try lower(expression)
    }
  }

  private func lowerAll(
    _ expressions: [Expression],
    _ lower: (Expression) throws(Blocker) -> Value
  ) throws(Blocker) -> [Value] {
    var values: [Value] = []
    for expression in expressions {
      let (instructions, value) = try capture { () throws(Blocker) in
        try lower(expression)
      }
      if !instructions.isEmpty {
        values = values.map { value in
          value.isUnchanged(by: instructions) ? value : spilled(value)
        }
        emit(instructions)
      }
      values.append(value)
    }
    return values
  }
}

extension KernelType {
  /// It is not None.
  fileprivate var isSomething: Bool {
    switch self {
    case .none, .optional, .unknown, .mixed: false
    default: true
    }
  }

  var isInt: Bool { if case .int = self { true } else { false } }
}

extension Statement {
  /// A string standing alone.
  var isDocumentation: Bool {
    if case .expression(let value) = kind,
      case .constant(.string) = value.kind
    {
      return true
    }
    return false
  }
}

extension Value {
  /// Evaluating the value after the instructions gives the same as before.
  func isUnchanged(by instructions: [Instruction]) -> Bool {
    switch kind {
    case .none, .bool, .int, .word, .float, .text, .letter: true
    case .variable(let name):
      !instructions.contains { $0.assigns(name) }
    case .convert(let value): value.isUnchanged(by: instructions)
    default: false
    }
  }
}

extension Instruction {
  /// Gives the name a value, itself or inside.
  func assigns(_ name: String) -> Bool {
    if case .assign(name, _) = self { return true }
    return blocks.contains { $0.contains { $0.assigns(name) } }
  }
}
