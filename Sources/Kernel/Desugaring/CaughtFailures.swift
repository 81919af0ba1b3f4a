import PythonSyntax

/// `try: value = int(text) except ValueError: ...` and its like become a look
/// at whether Python would raise, and a choice.
///
/// Only where each thing that may fail so is a conversion, an item or a
/// quotient: whatever else raises leaves the whole call to Python, which then
/// does what its handlers say.
struct CaughtFailures {
  private var places: MadeUpPlaces
  private var taken: Set<String>
  private let facts: ModuleFacts

  init(_ range: SourceRange, _ facts: ModuleFacts, taken: Set<String>) {
    places = MadeUpPlaces(range)
    self.facts = facts
    self.taken = taken
  }

  /// What Python may raise there.
  private enum Failure: String {
    case value = "ValueError"
    case key = "KeyError"
    case index = "IndexError"
    case division = "ZeroDivisionError"

    /// The classes whose handlers catch it.
    var classes: Set<String> {
      var names: Set<String> = [rawValue, "Exception", "BaseException"]
      switch self {
      case .key, .index: names.insert("LookupError")
      case .division: names.insert("ArithmeticError")
      case .value: break
      }
      return names
    }
  }

  /// The most copies of a handler that are made.
  private static let mostCopies = 6

  mutating func expand(_ block: [Statement]) -> [Statement] {
    block.flatMap { statement -> [Statement] in
      let inner = statement.rewritten(
        { $0 }, inner: { expand($0) }, function: { $0 })
      guard case .try(let attempt) = inner.kind,
        let result = expanded(attempt)
      else { return [inner] }
      return result
    }
  }

  private mutating func expanded(_ attempt: TryStatement) -> [Statement]? {
    guard attempt.finally.isEmpty, !attempt.isGroup,
      !attempt.handlers.isEmpty, attempt.body.count <= 4,
      attempt.handlers.allSatisfy({ handler in
        handler.name.map { handler.body.nameCounts[$0] == nil } ?? true
      })
    else { return nil }
    // What the module raises itself must come to the handlers, too.
    if attempt.mayCatchRaised(facts), attempt.body.mayRaise(facts) {
      return nil
    }
    let before = places
    var copies = 0
    if let result = chosen(attempt.body[...], attempt, &copies), copies > 0 {
      return result
    }
    places = before
    return nil
  }

  /// The statements that are left, then the `else`.
  private mutating func chosen(
    _ rest: ArraySlice<Statement>, _ attempt: TryStatement,
    _ copies: inout Int
  ) -> [Statement]? {
    guard let statement = rest.first else { return attempt.orElse }
    var steps: Steps = []
    guard let value = statement.onlyValue,
      let changed = looked(at: value, attempt, &steps)
    else {
      // Whatever it raises is left to Python.
      return chosen(rest.dropFirst(), attempt, &copies).map { [statement] + $0 }
    }
    copies += steps.count
    guard copies <= Self.mostCopies,
      let later = chosen(rest.dropFirst(), attempt, &copies)
    else { return nil }
    var result = [statement.with(onlyValue: changed)] + later
    for step in steps.reversed() {
      result =
        step.start + [
          Statement(
            .if(step.test, body: result, orElse: step.handler), places.next())
        ]
    }
    return result
  }

  private typealias Steps = [(
    start: [Statement], test: Expression, handler: [Statement]
  )]

  /// The expression with what may fail looked at before; nil where what comes
  /// before it in the expression might show.
  private mutating func looked(
    at value: Expression, _ attempt: TryStatement, _ steps: inout Steps
  ) -> Expression? {
    var value = value
    switch value.kind {
    case .name, .constant: return value
    case .binary(let left, let symbol, let right):
      if right.callsMore, !left.isSteady { return nil }
      guard let first = looked(at: left, attempt, &steps),
        let second = looked(at: right, attempt, &steps)
      else { return nil }
      guard [.divide, .floorDivide, .modulo].contains(symbol),
        let handler = handler(of: [.division], attempt)
      else {
        value.kind = .binary(first, symbol, second)
        return value
      }
      let (start, names) = kept([first, second])
      let test = places.call("probe-divisor", names)
      steps.append((start, test, handler))
      value.kind = .binary(names[0], symbol, names[1])
      return value
    case .unary(let symbol, let operand):
      guard let inner = looked(at: operand, attempt, &steps) else { return nil }
      value.kind = .unary(symbol, inner)
      return value
    case .tuple(let parts), .list(let parts):
      for (index, part) in parts.enumerated() where !part.isSteady {
        if parts[(index + 1)...].contains(where: \.callsMore) { return nil }
      }
      var changed: [Expression] = []
      for part in parts {
        guard let part = looked(at: part, attempt, &steps) else { return nil }
        changed.append(part)
      }
      if case .tuple = value.kind {
        value.kind = .tuple(changed)
      } else {
        value.kind = .list(changed)
      }
      return value
    case .call(var call):
      if case .name(let name) = call.function.kind,
        name == "int" || name == "float", !facts.boundNames.contains(name),
        call.arguments.count == 1, call.keywords.isEmpty,
        let handler = handler(of: [.value], attempt)
      {
        let given =
          looked(at: call.arguments[0], attempt, &steps) ?? call.arguments[0]
        let (start, names) = kept([given])
        steps.append((start, places.call("probe-\(name)", names), handler))
        call.arguments = names
        value.kind = .call(call)
        return value
      }
      // It may have effects, which must come in their place.
      return nil
    case .subscript(let container, let place):
      if case .slice = place.kind { return nil }
      if place.callsMore, !container.isSteady { return nil }
      guard let first = looked(at: container, attempt, &steps),
        let second = looked(at: place, attempt, &steps)
      else { return nil }
      let failures: [Failure] = [.key, .index].filter {
        handler(of: [$0], attempt) != nil
      }
      guard !failures.isEmpty, let handler = handler(of: failures, attempt)
      else {
        value.kind = .subscript(first, second)
        return value
      }
      let (start, names) = kept([first, second])
      let kinds = failures.map { $0 == .key ? "key" : "index" }
      let test = places.call(
        "probe-item-" + kinds.joined(separator: "-"), names)
      steps.append((start, test, handler))
      value.kind = .subscript(names[0], names[1])
      return value
    case .attribute(let owner, let name):
      guard case .name = owner.kind else { return nil }
      value.kind = .attribute(owner, name)
      return value
    default: return nil
    }
  }

  /// The values under names, where they are not plain already.
  private mutating func kept(
    _ values: [Expression]
  ) -> (start: [Statement], names: [Expression]) {
    var start: [Statement] = []
    var names: [Expression] = []
    for value in values {
      if case .constant = value.kind {
        names.append(value)
        continue
      }
      var name = "tried"
      var number = 1
      while !taken.insert("\(name)_\(number)").inserted { number += 1 }
      name = "\(name)_\(number)"
      start.append(places.assign(places.name(name), value))
      names.append(places.name(name))
    }
    return (start, names)
  }

  /// The body that handles any of the failures, the same for all; nil where
  /// none does, or that is not certain.
  private func handler(
    of failures: [Failure], _ attempt: TryStatement
  ) -> [Statement]? {
    var found: [Int?] = []
    for failure in failures {
      var own: Int?
      for (index, handler) in attempt.handlers.enumerated() {
        guard let classes = handler.type.map(classNames) ?? ["Exception"]
        else { return nil }
        if !failure.classes.isDisjoint(with: classes) {
          own = index
          break
        }
      }
      found.append(own)
    }
    guard let first = found.first, let index = first,
      found.allSatisfy({ $0 == index })
    else { return nil }
    return attempt.handlers[index].body
  }

  /// The built-in exceptions that an `except` names; nil for anything else.
  private func classNames(_ type: Expression) -> [String]? {
    switch type.kind {
    case .name(let name):
      return name.first?.isUppercase == true
        && !facts.boundNames.contains(name) ? [name] : nil
    case .tuple(let types):
      let names = types.map(classNames)
      return names.contains { $0 == nil } ? nil : names.flatMap { $0 ?? [] }
    default: return nil
    }
  }
}

extension TryStatement {
  /// Some handler may be for what the module raises itself.
  fileprivate func mayCatchRaised(_ facts: ModuleFacts) -> Bool {
    if facts.exceptions.raised.isEmpty { return false }
    return handlers.contains { handler in
      let names = handler.type.map(\.classNames) ?? ["BaseException"]
      return names.flatMap {
        facts.exceptions.numbers(caughtBy: $0, facts)
      }?.isEmpty != true
    }
  }
}

extension Statement {
  /// What the statement evaluates, where that is all it does before it has its
  /// effect.
  fileprivate var onlyValue: Expression? {
    switch kind {
    case .assign(let targets, let value):
      guard targets.count == 1 else { return nil }
      switch targets[0].kind {
      case .name: return value
      case .tuple: return targets[0].plainNames == nil ? nil : value
      default: return nil
      }
    case .augmentedAssign(let target, _, let value):
      // The old value is read first.
      if case .name = target.kind { return value }
      return nil
    case .return(let value?): return value
    case .expression(let value):
      // `items.append(value)`.
      guard case .call(let call) = value.kind, call.arguments.count == 1,
        call.keywords.isEmpty,
        case .attribute(let owner, "append") = call.function.kind,
        case .name = owner.kind
      else { return nil }
      return call.arguments[0]
    default: return nil
    }
  }

  fileprivate func with(onlyValue value: Expression) -> Statement {
    var result = self
    switch kind {
    case .assign(let targets, _): result.kind = .assign(targets, value)
    case .augmentedAssign(let target, let symbol, _):
      result.kind = .augmentedAssign(target, symbol, value)
    case .return: result.kind = .return(value)
    case .expression(let expression):
      guard case .call(var call) = expression.kind else { break }
      call.arguments = [value]
      result.kind = .expression(Expression(.call(call), expression.range))
    default: break
    }
    return result
  }
}

extension Expression {
  /// A name or a constant: no call changes what it is here.
  fileprivate var isSteady: Bool {
    switch kind {
    case .name, .constant: true
    default: false
    }
  }

  /// Calls something else than a conversion of a number.
  fileprivate var callsMore: Bool {
    var calls = false
    visit { inner in
      if case .call(let call) = inner.kind {
        if case .name(let name) = call.function.kind,
          name == "int" || name == "float"
        {
          return
        }
        calls = true
      }
    }
    return calls
  }
}
