import PythonSyntax

/// The places in a function where something is gone through to its end while
/// nothing else changes: whether the items are made one by one, or all before
/// the first is looked at, shows nowhere.
struct CalmPlaces {
  private(set) var ranges: Set<SourceRange> = []
  private var pure: PureFunctions
  /// Names that only ever stand for containers made in the function.
  private let own: Set<String>
  /// Names that begin as numbers or text.
  private let totals: Set<String>

  init(_ function: FunctionDefinition, _ facts: ModuleFacts) {
    pure = PureFunctions(facts)
    own = function.ownNames(where: \.isNewContainer)
    totals = function.ownNames(where: \.isPlainConstant)
    var loops: [ForLoop] = []
    var expressions: [Expression] = []
    function.body.visitOwnStatements { statement in
      if case .for(let loop) = statement.kind { loops.append(loop) }
      expressions += statement.expressions
    }
    for loop in loops where loop.orElse.isEmpty && loop.body.firstExit == nil {
      let used = loop.iterable.freeNames
      if isCalm(loop.body, besides: used) { ranges.insert(loop.iterable.range) }
    }
    for expression in expressions { note(expression) }
  }

  private mutating func note(_ expression: Expression) {
    var calls: [Call] = []
    var comprehensions: [Comprehension] = []
    var early: Set<SourceRange> = []
    expression.visit { inner in
      switch inner.kind {
      case .call(let call):
        calls.append(call)
        if case .name(let name) = call.function.kind,
          ["any", "all", "next", "iter"].contains(name)
        {
          early.formUnion(call.arguments.map(\.range))
        }
      case .comprehension(let comprehension):
        if !early.contains(inner.range) { comprehensions.append(comprehension) }
      default: break
      }
    }
    for call in calls {
      guard let first = call.arguments.first, call.arguments.count == 1 else {
        continue
      }
      switch call.function.kind {
      case .name(let name):
        if Self.wholeFunctions.contains(name) { ranges.insert(first.range) }
      case .attribute(_, let name):
        if name == "join" || name == "extend" { ranges.insert(first.range) }
      default: break
      }
    }
    for comprehension in comprehensions
    where comprehension.result != .generator
      || calls.contains(where: { call in
        call.arguments.count == 1
          && call.arguments[0].kind == .comprehension(comprehension)
          && Self.isWhole(call.function)
      })
    {
      let parts =
        [comprehension.element, comprehension.value].compactMap(\.self)
        + comprehension.clauses.flatMap(\.conditions)
      guard parts.allSatisfy({ pure.isPure($0) }) else { continue }
      for clause in comprehension.clauses {
        ranges.insert(clause.iterable.range)
      }
    }
  }

  private static func isWhole(_ function: Expression) -> Bool {
    switch function.kind {
    case .name(let name): wholeFunctions.contains(name)
    case .attribute(_, let name): name == "join" || name == "extend"
    default: false
    }
  }

  private static let wholeFunctions: Set<String> = [
    "dict", "frozenset", "list", "max", "min", "set", "sorted", "sum", "tuple",
  ]

  /// The statements change nothing but names and the function's own
  /// containers, other than those that the loop goes through.
  private mutating func isCalm(
    _ body: [Statement], besides used: Set<String>
  ) -> Bool {
    body.allSatisfy { isCalm($0, used) }
  }

  private mutating func isCalm(
    _ statement: Statement, _ used: Set<String>
  ) -> Bool {
    switch statement.kind {
    case .pass, .continue: return true
    case .assign(let targets, let value):
      return pure.isPure(value)
        && targets.allSatisfy { isCalm(target: $0, used) }
    case .augmentedAssign(let target, _, let value):
      guard pure.isPure(value) else { return false }
      // A list that is known by other names would change.
      if case .subscript = target.kind {
        return isCalm(target: target, used)
      }
      if case .name(let name) = target.kind { return totals.contains(name) }
      return false
    case .if(let test, let body, let orElse):
      return pure.isPure(test) && isCalm(body + orElse, besides: used)
    case .for(let loop):
      return pure.isPure(loop.iterable) && loop.target.plainNames != nil
        && isCalm(loop.body + loop.orElse, besides: used)
    case .expression(let value):
      if statement.isDocumentation { return true }
      guard case .call(let call) = value.kind, call.keywords.isEmpty,
        case .attribute(let owner, let name) = call.function.kind,
        case .name(let list) = owner.kind, own.contains(list),
        !used.contains(list), name == "append" || name == "add"
      else { return false }
      return call.arguments.allSatisfy { pure.isPure($0) }
    default: return false
    }
  }

  private mutating func isCalm(
    target: Expression, _ used: Set<String>
  ) -> Bool {
    if target.plainNames != nil { return true }
    guard case .subscript(let owner, let place) = target.kind,
      case .name(let name) = owner.kind
    else { return false }
    return own.contains(name) && !used.contains(name) && pure.isPure(place)
  }
}

extension FunctionDefinition {
  /// Names to which nothing but such values are assigned.
  fileprivate func ownNames(
    where isSuch: (Expression) -> Bool
  ) -> Set<String> {
    var own: Set<String> = []
    var others = Set(parameters.all.map(\.name))
    body.visitStatements { statement in
      if case .assign(let targets, let value) = statement.kind,
        isSuch(value), targets.count == 1,
        case .name(let name) = targets[0].kind
      {
        own.insert(name)
      } else if case .augmentedAssign(let target, _, _) = statement.kind,
        case .name = target.kind
      {
        // It goes on with what the name stands for.
      } else {
        others.formUnion(statement.assignedNames)
      }
    }
    return own.subtracting(others)
  }
}

extension Expression {
  fileprivate var isNewContainer: Bool {
    switch kind {
    case .list, .set, .dict: return true
    case .comprehension(let comprehension):
      return comprehension.result != .generator
    case .call(let call):
      guard case .name(let name) = call.function.kind else { return false }
      return ["deque", "dict", "list", "set"].contains(name)
    default: return false
    }
  }
}

extension [Statement] {
  /// What leaves the loop whose body it is before its end.
  fileprivate var firstExit: Statement? {
    var exit: Statement?
    visitStatements { statement in
      switch statement.kind {
      case .return, .break, .raise, .assert: exit = exit ?? statement
      default: break
      }
    }
    return exit
  }
}

extension PureFunctions {
  /// A generator that only looks at things, and comes to an end.
  mutating func isPureGenerator(
    _ definition: ModuleFacts.Definition
  ) -> Bool {
    let function = definition.function
    // One that comes back to itself is as the rest of it is.
    guard generatorsSeen.insert(definition.range).inserted else { return true }
    guard function.decorators.isEmpty, !function.isAsync else { return false }
    return function.body.allSatisfy { isPureStep($0) }
  }

  private mutating func isPureStep(_ statement: Statement) -> Bool {
    switch statement.kind {
    case .pass, .continue, .break, .return(nil): return true
    case .return(let source?): return isPureSource(source)
    case .if(let test, let body, let orElse):
      return isPure(test) && (body + orElse).allSatisfy { isPureStep($0) }
    case .for(let loop):
      return loop.target.plainNames != nil && isPureSource(loop.iterable)
        && (loop.body + loop.orElse).allSatisfy { isPureStep($0) }
    case .assign(let targets, let value):
      return isPure(value) && targets.allSatisfy { $0.plainNames != nil }
    case .expression(let value):
      switch value.kind {
      case .yield(let given): return given.map { isPure($0) } ?? true
      case .yieldFrom(let source): return isPureSource(source)
      default: return statement.isDocumentation
      }
    default: return false
    }
  }

  /// What a loop goes through: calls of generators are looked at by
  /// themselves.
  private mutating func isPureSource(_ source: Expression) -> Bool {
    guard case .call(let call) = source.kind else {
      return isPure(source)
        && facts.classes.values.compactMap { $0.methods["__iter__"] }
          .allSatisfy { isPureGenerator($0) }
    }
    guard call.keywords.isEmpty else { return false }
    switch call.function.kind {
    case .name(let name):
      if let function = facts.functions[name] {
        guard call.arguments.allSatisfy({ isPure($0) }) else { return false }
        return function.function.isGenerator
          ? isPureGenerator(function) : isPure(source)
      }
      return Self.sources.contains(name) && !facts.boundNames.contains(name)
        && call.arguments.allSatisfy { isPureSource($0) } || isPure(source)
    case .attribute(let owner, let name):
      guard isPure(owner), call.arguments.allSatisfy({ isPure($0) }) else {
        return false
      }
      let methods = facts.classes.values.compactMap { $0.methods[name] }
      if methods.isEmpty {
        return ["items", "keys", "values"].contains(name) || isPure(source)
      }
      return methods.allSatisfy { isPureGenerator($0) }
        && methods.allSatisfy(\.function.isGenerator)
        && !facts.classes.values.contains { $0.opaque.contains(name) }
    default: return false
    }
  }

  private static let sources: Set<String> = [
    "enumerate", "list", "range", "reversed", "sorted", "zip",
  ]
}
