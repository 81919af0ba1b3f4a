import PythonSyntax

extension SyntaxMatcher {
  /// How many statements at the start of a block fit a pattern; nil where it
  /// does not fit there. `toEnd` asks for all of the block.
  func match(
    _ pattern: [Statement], atStartOf code: ArraySlice<Statement>,
    toEnd: Bool, _ bound: inout Bindings
  ) -> Int? {
    guard let first = pattern.first else {
      return !toEnd || code.isEmpty ? 0 : nil
    }
    let rest = Array(pattern.dropFirst())
    if !isLiteral, let name = first.sequenceName {
      for count in 0...code.count {
        var trial = bound
        if !name.isEmpty,
          !bind(name, .statements(Array(code.prefix(count))), &trial)
        {
          continue
        }
        if let more = match(
          rest, atStartOf: code.dropFirst(count), toEnd: toEnd, &trial)
        {
          bound = trial
          return count + more
        }
      }
      return nil
    }
    guard let other = code.first else { return nil }
    var trial = bound
    guard match(first, other, &trial),
      let more = match(
        rest, atStartOf: code.dropFirst(), toEnd: toEnd, &trial)
    else { return nil }
    bound = trial
    return 1 + more
  }

  private func match(
    _ pattern: [Statement], _ code: [Statement], _ bound: inout Bindings
  ) -> Bool {
    match(pattern, atStartOf: code[...], toEnd: true, &bound) != nil
  }

  func match(
    _ pattern: Statement, _ code: Statement, _ bound: inout Bindings
  ) -> Bool {
    let before = bound
    if matchKind(pattern, code, &bound) { return true }
    bound = before
    return false
  }

  private func matchKind(
    _ pattern: Statement, _ code: Statement, _ bound: inout Bindings
  ) -> Bool {
    switch (pattern.kind, code.kind) {
    case (.assign(let targets, let value), .assign(let others, let other)):
      return match(targets, others, &bound) && match(value, other, &bound)
    case (
      .assign(let targets, let value),
      .annotatedAssign(let target, _, .some(let other))
    ):
      return match(targets, [target], &bound) && match(value, other, &bound)
    case (
      .augmentedAssign(let a, let op, let value),
      .augmentedAssign(let b, let otherOp, let other)
    ):
      return op == otherOp && match(a, b, &bound)
        && match(value, other, &bound)
    case (.expression(let a), .expression(let b)): return match(a, b, &bound)
    case (.for(let a), .for(let b)):
      return a.isAsync == b.isAsync && match(a.target, b.target, &bound)
        && match(a.iterable, b.iterable, &bound)
        && match(a.body, b.body, &bound) && match(a.orElse, b.orElse, &bound)
    case (.while(let a), .while(let b)):
      return match(a.test, b.test, &bound) && match(a.body, b.body, &bound)
        && match(a.orElse, b.orElse, &bound)
    case (.if(let a, let body, let orElse), .if(let b, let first, let second)):
      return match(a, b, &bound) && match(body, first, &bound)
        && match(orElse, second, &bound)
    case (.return(let a), .return(let b)): return match(a, b, &bound)
    case (.delete(let a), .delete(let b)): return match(a, b, &bound)
    case (.raise(let a, _), .raise(let b, _)): return match(a, b, &bound)
    case (.break, .break), (.continue, .continue), (.pass, .pass):
      return true
    case (.try(let a), .try(let b)): return match(a, b, &bound)
    case (.with(let a, let body, _), .with(let b, let other, _)):
      return a.count == b.count
        && zip(a, b).allSatisfy {
          match($0.context, $1.context, &bound)
            && match($0.target, $1.target, &bound)
        } && match(body, other, &bound)
    case (.function(let a), .function(let b)):
      return match(a, b, &bound)
    default: return false
    }
  }

  private func match(
    _ pattern: TryStatement, _ code: TryStatement, _ bound: inout Bindings
  ) -> Bool {
    guard match(pattern.body, code.body, &bound),
      match(pattern.orElse, code.orElse, &bound),
      match(pattern.finally, code.finally, &bound),
      pattern.handlers.count == code.handlers.count
    else { return false }
    return zip(pattern.handlers, code.handlers).allSatisfy { handler, other in
      (handler.type == nil || match(handler.type, other.type, &bound))
        && match(handler.body, other.body, &bound)
    }
  }

  /// `def $f(*_):` fits any parameters.
  private func match(
    _ pattern: FunctionDefinition, _ code: FunctionDefinition,
    _ bound: inout Bindings
  ) -> Bool {
    let isOpen = pattern.parameters.variadic?.name == "_"
    guard
      isOpen
        || pattern.parameters.all.count == code.parameters.all.count
    else { return false }
    if !isOpen {
      for (a, b) in zip(pattern.parameters.all, code.parameters.all) {
        let name = Metavariable.single(a.name)
        guard
          name.map({ bind($0, .name(b.name), &bound) }) ?? (a.name == b.name)
        else { return false }
      }
    }
    let name = Metavariable.single(pattern.name)
    return
      (name.map { bind($0, .name(code.name), &bound) }
      ?? (pattern.name == code.name))
      && match(pattern.body, code.body, &bound)
  }
}
