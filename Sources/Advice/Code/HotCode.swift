package import ProfileModel
import PythonSyntax

/// The source of a hotspot, laid out for looking at: its statements and
/// expressions with the loops around each, names and types resolved.
package struct HotCode {
  /// A loop that something stands in: a statement or a clause of a
  /// comprehension.
  struct Step {
    var variables: Set<String>
    /// Nil for `while`.
    var iterable: Expression?
    var body: [Statement]
    var range: SourceRange
  }

  struct Placed<Node> {
    var node: Node
    /// Inside the hotspot, outermost first.
    var loops: [Step]

    var variables: Set<String> {
      loops.reduce(into: []) { $0.formUnion($1.variables) }
    }
  }

  let module: Module
  let scope: Scope
  let kind: Hotspot.Kind
  /// The loop nest as one statement, or the function's body.
  let body: [Statement]
  let imports: Imports
  let types: TypeTable
  let letters: Letters
  /// What was seen of the function's calls.
  let calls: CallObservation?
  /// Any of the recorded sources uses NumPy, so it is there to be used.
  let usesNumPy: Bool
  /// The profile saw NumPy at work below this code, so what it subscripts and
  /// is of no known type is an array.
  let runsNumPy: Bool
  /// The module's functions by bare name.
  let functions: [String: FunctionDefinition]
  private(set) var statements: [Placed<Statement>] = []
  private(set) var expressions: [Placed<Expression>] = []
  /// Statements that follow each other.
  private(set) var blocks: [Placed<[Statement]>] = []
  /// All of it runs again and again: a recursive function, or one that a
  /// loop calls.
  let isRepeated: Bool
  /// The functions of the module that the hot code calls and that have no
  /// loop of their own.
  private(set) var helpers: [HotCode] = []
  /// Where the functions of calls stand: `f` of `f(x)`.
  private(set) var calledRanges: Set<SourceRange> = []

  /// Nil where the source is not there or has changed beyond recognition.
  package init?(_ hotspot: Hotspot, in profile: Profile) {
    guard let module = profile.modules[hotspot.file],
      let scope = profile.scope(of: hotspot)
    else { return nil }
    let moduleObservation = profile.recording.observation(
      of: "<module>", in: hotspot.file)
    self.init(
      module: module, scope: scope, kind: hotspot.kind, lines: hotspot.lines,
      observation: hotspot.observation, moduleObservation: moduleObservation,
      usesNumPy: profile.modules.contains {
        profile.isOwn($0.key) && Imports($0.value).uses("numpy")
      },
      runsNumPy: hotspot.nativeTime.filter {
        $0.frame.domain == .native && $0.frame.module.contains("multiarray")
      }.map(\.share).reduce(0, +) >= 0.2)
    helpers = helperScopes(below: 3).compactMap { scope in
      HotCode(
        module: module, scope: scope, kind: .function,
        lines: scope.range.lines,
        observation: profile.recording.observation(
          of: scope.qualifiedName, in: hotspot.file),
        moduleObservation: moduleObservation, usesNumPy: usesNumPy,
        isHelper: true)
    }
  }

  /// The functions that are called from here, properties among them, and those
  /// that these call.
  private func helperScopes(below depth: Int) -> [Scope] {
    var found: [Scope] = []
    var next = expressions.map(\.node)
    let scopes = module.scopes
    for _ in 0..<depth {
      let names = next.compactMap { expression -> String? in
        guard let call = expression.call else { return nil }
        switch call.function.kind {
        case .name(let name): return name
        case .attribute(_, let name): return name
        default: return nil
        }
      }
      let attributes = next.compactMap { expression -> String? in
        guard case .attribute(_, let name) = expression.kind else { return nil }
        return name
      }
      let called = scopes.filter { candidate in
        guard let function = candidate.function else { return false }
        let isProperty = function.decorators.first?.identifier == "property"
        return (isProperty ? attributes : names).contains(function.name)
          && candidate.loops.isEmpty && candidate != scope
          && !found.contains(candidate)
      }
      found += called
      next = []
      for scope in called {
        scope.function?.body.visitExpressions { next.append($0) }
      }
    }
    return Array(found.prefix(16))
  }

  init?(
    module: Module, scope: Scope, kind: Hotspot.Kind, lines: ClosedRange<Int>,
    observation: FunctionObservation?,
    moduleObservation: FunctionObservation? = nil, usesNumPy: Bool,
    runsNumPy: Bool = false, isHelper: Bool = false
  ) {
    isRepeated = isHelper || kind == .recursion
    self.module = module
    self.scope = scope
    self.kind = kind
    calls = observation?.closeLook
    self.usesNumPy = usesNumPy
    self.runsNumPy = runsNumPy
    imports = Imports(module)
    types = TypeTable(
      module: module, function: scope.function, className: scope.className,
      observation: observation, moduleObservation: moduleObservation,
      imports: imports)
    functions = Dictionary(
      module.scopes.compactMap { scope in
        scope.function.map { ($0.name, $0) }
      }, uniquingKeysWith: { first, _ in first })
    let whole =
      scope.function?.body ?? module.body.filter { !$0.isDefinition }
    letters = Letters(
      whole, parameters: scope.function?.parameters.all.map(\.name) ?? [],
      types: types)
    switch kind {
    case .recursion, .function: body = whole
    case .loop:
      guard let nest = Self.nest(in: whole, lines: lines) else { return nil }
      body = [nest]
    }
    collect(body, loops: [])
  }

  /// The loop that takes just these lines, a comprehension as a statement.
  private static func nest(
    in body: [Statement], lines: ClosedRange<Int>
  ) -> Statement? {
    var found: Statement?
    body.visitStatements { statement in
      guard found == nil, statement.range.lines == lines else { return }
      switch statement.kind {
      case .for, .while: found = statement
      default: break
      }
    }
    if let found { return found }
    body.visitExpressions { expression in
      guard found == nil, expression.range.lines == lines,
        case .comprehension = expression.kind
      else { return }
      found = Statement(.expression(expression), expression.range)
    }
    return found
  }

  private mutating func collect(_ block: [Statement], loops: [Step]) {
    guard !block.isEmpty else { return }
    blocks.append(Placed(node: block, loops: loops))
    for statement in block { collect(statement, loops: loops) }
  }

  private mutating func collect(_ statement: Statement, loops: [Step]) {
    statements.append(Placed(node: statement, loops: loops))
    switch statement.kind {
    case .function, .classDefinition: return
    case .for(let loop):
      collect(loop.iterable, loops: loops)
      let step = Step(
        variables: loop.target.boundNames, iterable: loop.iterable,
        body: loop.body, range: statement.range)
      collect(loop.target, loops: loops + [step])
      collect(loop.body, loops: loops + [step])
      collect(loop.orElse, loops: loops)
    case .while(let loop):
      let step = Step(
        variables: [], iterable: nil, body: loop.body,
        range: statement.range)
      collect(loop.test, loops: loops + [step])
      collect(loop.body, loops: loops + [step])
      collect(loop.orElse, loops: loops)
    default:
      for expression in statement.expressions {
        collect(expression, loops: loops)
      }
      for block in statement.blocks { collect(block, loops: loops) }
    }
  }

  private mutating func collect(_ expression: Expression, loops: [Step]) {
    expressions.append(Placed(node: expression, loops: loops))
    if let call = expression.call { calledRanges.insert(call.function.range) }
    guard case .comprehension(let comprehension) = expression.kind else {
      for child in expression.children { collect(child, loops: loops) }
      return
    }
    var loops = loops
    for clause in comprehension.clauses {
      collect(clause.iterable, loops: loops)
      loops.append(
        Step(
          variables: clause.target.boundNames, iterable: clause.iterable,
          body: [], range: expression.range))
      for condition in clause.conditions { collect(condition, loops: loops) }
    }
    collect(comprehension.element, loops: loops)
    if let value = comprehension.value { collect(value, loops: loops) }
  }
}

extension HotCode {
  /// Expressions that run again and again: inside a loop, or anywhere in a
  /// recursive function.
  var repeated: [Placed<Expression>] {
    isRepeated
      ? expressions : expressions.filter { !$0.loops.isEmpty }
  }

  var repeatedStatements: [Placed<Statement>] {
    isRepeated
      ? statements : statements.filter { !$0.loops.isEmpty }
  }

  /// Every name in the hot code.
  var names: Set<String> {
    expressions.reduce(into: []) { names, placed in
      if let name = placed.node.identifier { names.insert(name) }
    }
  }

  /// Calls a function by its resolved name: `math.sqrt`, `print`.
  func callName(_ call: Call) -> String? {
    imports.dottedName(call.function)
  }
}
