import PythonSyntax

extension FunctionLowering {
  func lower(_ body: [Statement]) {
    for statement in joiningMasks(body) where isReachable {
      note(statement)
      attempt { () throws(Blocker) in try lower(statement) }
    }
  }

  /// The lines of the statement, or of its head, as a comment.
  private func note(_ statement: Statement) {
    switch statement.kind {
    case .pass, .global, .nonlocal: return
    case .if, .for, .while, .try, .with:
      note(lines: statement.range.line...statement.range.line)
    default:
      if statement.isDocumentation { return }
      note(lines: statement.range.lines)
    }
  }

  func note(lines range: ClosedRange<Int>) {
    let last = min(range.upperBound, range.lowerBound + 2)
    for line in range.lowerBound...last {
      guard program.lines.indices.contains(line - 1) else { return }
      emit(.comment(program.lines[line - 1].trimmed))
    }
  }

  private func lower(_ statement: Statement) throws(Blocker) {
    switch statement.kind {
    case .pass: break
    case .expression(let value):
      if case .yield(let given) = value.kind {
        try lowerYield(given, at: statement.range)
      } else if case .yieldFrom(let source) = value.kind {
        try lowerYieldFrom(source, at: statement.range)
      } else if !statement.isDocumentation {
        try lowerEffect(value)
      }
    case .assign(let targets, let value):
      if case .lambda = value.kind, targets.count == 1,
        case .name(let name) = targets[0].kind
      {
        try lowerNestedDefinition(name, at: statement.range)
        return
      }
      if makesTable(targets) { return }
      try lowerAssignment(targets, value, at: statement.range)
    case .annotatedAssign(let target, _, let value):
      if let value {
        try lowerAssignment([target], value, at: statement.range)
      }
    case .augmentedAssign(let target, let symbol, let value):
      try lowerAugmented(target, symbol, value, at: statement.range)
    case .assert(let test, _):
      let holds = try lowerTest(test)
      emit(.if(negated(holds), then: [.fallBack], else: []))
      certain.formUnion(certainties(of: test, true))
    case .raise(let value, _): lowerRaise(value)
    case .return(let value) where !generators.isEmpty:
      if let value, !value.isRepeatableConstant {
        throw blocker(
          "a generator that returns a value", statement.range,
          "Return nothing.")
      }
      emit(.leave(label: generators.last?.label))
      isReachable = false
    case .return(let value):
      // Even where the value is blocked, nothing after it runs.
      defer { isReachable = false }
      var result = try value.map { value throws(Blocker) in
        try lower(value)
      }
      if !endings.isEmpty {
        result = result.map { $0.isConstant ? $0 : spilled($0) }
        lowerEndings()
      }
      try learnResult(result ?? .none, at: statement.range)
      returnValue(result ?? .none)
    case .if(let test, let body, let orElse):
      try lowerIf(test, body, orElse)
    case .for(let loop): try lowerFor(loop, at: statement.range)
    case .while(let loop): try lowerWhile(loop, at: statement.range)
    case .break:
      guard !loops.isEmpty else { return }
      let last = loops.count - 1
      loops[last].hasBreak = true
      loops[last].boundAtBreaks =
        loops[last].boundAtBreaks?.intersection(bound) ?? bound
      emit(.leave(label: loops[last].label))
      isReachable = false
    case .continue:
      if let label = loops.last?.stepLabel {
        emit(.leave(label: label))
      } else {
        emit(.next)
      }
      isReachable = false
    case .try(let attempt): try lowerTry(attempt, at: statement.range)
    case .import(let aliases):
      for alias in aliases where alias.name != "math" {
        throw blocker(
          "an import inside the function", statement.range,
          "Import `\(alias.name)` at the top of the module.")
      }
    case .function(let function):
      try lowerNestedDefinition(function.name, at: statement.range)
    case .global(let names) where names.allSatisfy(isModuleVariable): break
    case .global(let names), .nonlocal(let names):
      throw blocker(
        "the assignment of the outer name `\(names.first ?? "")`",
        statement.range, "Pass the value in and return the new one.")
    case .with:
      throw blocker(
        "a `with` statement", statement.range,
        "Keep it outside and move the loop inside it to a function.")
    case .delete(let targets):
      if try lowerDelete(targets) { return }
      throw blocker(
        "a `del` statement", statement.range,
        "Use `pop`, or assign the name anew.")
    case .match(let subject, let cases):
      try lowerMatch(subject, cases, at: statement.range)
    case .classDefinition:
      throw blocker(
        "a class definition", statement.range, "Move it to the module's top.")
    case .importFrom:
      throw blocker(
        "an import inside the function", statement.range,
        "Import at the top of the module.")
    case .other(let kind):
      throw blocker(
        "a statement of kind \(kind)", statement.range,
        "Keep it outside the function.")
    }
  }

  /// An expression for its effect: a call such as `append`.
  private func lowerEffect(_ expression: Expression) throws(Blocker) {
    // What is only said now and then, the original may say.
    if case .call(let call) = expression.kind,
      case .name("print") = call.function.kind, isBuiltin("print"),
      conditions > 0
    {
      emit(.fallBack)
      isReachable = false
      return
    }
    discard(try lower(expression))
  }

  /// A value of which nothing but what making it does is needed.
  func discard(_ value: Value) {
    if case .call = value.kind, value.type.isUnknown {
      // It never returns: all it does is to raise.
      if !program.facts.exceptions.raised.isEmpty {
        emit(.evaluate(Value(value.kind, .none)))
      }
      emit(.fallBack)
    } else if !value.isRepeatable, !value.type.isUnknown {
      emit(.evaluate(value))
    }
  }

  func learnResult(_ value: Value, at range: SourceRange) throws(Blocker) {
    let old = state.result
    let new = try join(old, value.type, at: range) {
      "a function returning both \($0) and \($1)"
    }
    if !new.isSame(as: old) { program.hasChanged = true }
    state.result = new
  }

  func returnValue(_ value: Value) {
    attempt { () throws(Blocker) in
      try learnResult(value, at: state.definition.range)
    }
    isReachable = false
    if value.type.isUnknown, !state.result.isNone, case .call = value.kind {
      // A call that never comes back with anything.
      emit(.evaluate(value))
      emit(.fallBack)
      return
    }
    emit(
      .return(
        state.result.isNone ? nil : converted(value, to: state.result)))
  }

  func negated(_ value: Value) -> Value {
    switch value.kind {
    case .bool(let flag): .bool(!flag)
    case .not(let inner): inner
    default: Value(.not(value), .bool)
    }
  }

  private func lowerIf(
    _ test: Expression, _ body: [Statement], _ orElse: [Statement]
  ) throws(Blocker) {
    // What the branches assign is learned even where the test is blocked.
    var condition = Value.bool(true)
    attempt { () throws(Blocker) in condition = try lowerTest(test) }
    if test.isTypeTest || isModuleFlag(test) || isNoneTest(test),
      case .bool(let holds) = condition.kind
    {
      // Types and flags are known: the other branch is never taken.
      lower(holds ? body : orElse)
      return
    }
    let known = [true, false].map { certainties(of: test, $0) }
    try lowerBranches(
      condition,
      {
        certain.formUnion(known[0])
        lower(body)
      },
      {
        certain.formUnion(known[1])
        lower(orElse)
      })
  }

  /// `DEBUG`, where the module says once what it is, or `not DEBUG`.
  private func isModuleFlag(_ test: Expression) -> Bool {
    switch test.kind {
    case .name(let name):
      isOuter(name) && program.facts.constants[name] != nil
    case .unary(.not, let operand): isModuleFlag(operand)
    default: false
    }
  }

  /// `x is None`, `not x` and the like, where only the type of `x` counts.
  private func isNoneTest(_ test: Expression) -> Bool {
    switch test.kind {
    case .name(let name): variableType(renamedName(name) ?? name).isNone
    case .unary(.not, let operand): isNoneTest(operand)
    case .compare(let left, let symbols, let rest):
      if case .name(let name) = left.kind,
        symbols == [.is] || symbols == [.isNot],
        case .constant(.none)? = rest.first?.kind
      {
        // What is not known yet may still turn out to be either.
        !variableType(renamedName(name) ?? name).isUnknown
      } else {
        false
      }
    default: false
    }
  }

  /// Either of two ways, and what is bound after both.
  func lowerBranches(
    _ condition: Value, _ then: () throws(Blocker) -> Void,
    _ orElse: () throws(Blocker) -> Void
  ) throws(Blocker) {
    let before = (bound, certain)
    conditions += 1
    defer { conditions -= 1 }
    let (then, _) = try capture(then)
    let (boundThen, certainThen, reachableThen) = (bound, certain, isReachable)
    (bound, certain) = before
    isReachable = true
    let (rest, _) = try capture(orElse)
    emit(.if(condition, then: then, else: rest))
    switch (reachableThen, isReachable) {
    case (true, true):
      bound.formIntersection(boundThen)
      certain.formIntersection(certainThen)
    case (true, false): (bound, certain) = (boundThen, certainThen)
    default: break
    }
    isReachable = reachableThen || isReachable
  }

  /// What would be caught falls back before, so only the path without an
  /// exception remains.
  private func lowerTry(
    _ statement: TryStatement, at range: SourceRange
  ) throws(Blocker) {
    if try lowerAttempt(statement, at: range) { return }
    if statement.finally.isEmpty {
      lower(statement.body)
      if isReachable { lower(statement.orElse) }
      return
    }
    if let jump = (statement.body + statement.orElse).firstJumpOut
      ?? statement.finally.firstJump
    {
      throw blocker(
        "a jump out of `try` with `finally`", jump.range,
        "Leave the block by its end.")
    }
    endings.append(statement.finally)
    lower(statement.body)
    if isReachable { lower(statement.orElse) }
    endings.removeLast()
    if isReachable { lower(statement.finally) }
  }

  /// What `finally` asks for before a `return`, the innermost first.
  private func lowerEndings() {
    let all = endings
    defer { endings = all }
    while let last = endings.popLast() { lower(last) }
  }
}

extension Expression {
  /// May be an instance of a class, and costs nothing to look at twice.
  var mayBeObject: Bool {
    switch kind {
    case .name, .attribute, .subscript, .call: true
    case .binary, .unary, .conditional: true
    default: false
    }
  }

  fileprivate var isRepeatableConstant: Bool {
    if case .constant = kind { true } else { false }
  }
}

extension [Statement] {
  /// A `break` or `continue` of a loop around.
  var firstJumpOut: Statement? {
    for statement in self {
      switch statement.kind {
      case .break, .continue: return statement
      case .for, .while, .function, .classDefinition: continue
      default: break
      }
      for block in statement.blocks {
        if let jump = block.firstJumpOut { return jump }
      }
    }
    return nil
  }

  /// A `return`, `break` or `continue` somewhere inside.
  var firstJump: Statement? {
    var jump: Statement?
    visitStatements { statement in
      switch statement.kind {
      case .return, .break, .continue: jump = jump ?? statement
      default: break
      }
    }
    return jump
  }
}

extension Substring {
  var trimmed: String {
    var text = drop { $0 == " " || $0 == "\t" }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
