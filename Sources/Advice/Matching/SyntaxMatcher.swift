import PythonSyntax

/// Compares code with a pattern, node by node, binding metavariables.
///
/// Names are compared by what they stand for: the pattern `re.compile($p)`
/// fits `compile(p)` after `from re import compile`.
struct SyntaxMatcher {
  let imports: Imports
  /// The pattern is code itself: nothing in it stands for anything else.
  private(set) var isLiteral = false

  init(imports: Imports) { self.imports = imports }

  /// Both say the same, wherever they stand.
  func same(_ first: Expression, _ second: Expression) -> Bool {
    var literal = self
    literal.isLiteral = true
    var none = Bindings()
    return literal.match(first, second, &none)
  }

  func match(
    _ pattern: Expression?, _ code: Expression?, _ bound: inout Bindings
  ) -> Bool {
    guard let pattern else { return code == nil }
    if !isLiteral, pattern.isEllipsis { return true }
    guard let code else { return false }
    return match(pattern, code, &bound)
  }

  func match(
    _ pattern: Expression, _ code: Expression, _ bound: inout Bindings
  ) -> Bool {
    if !isLiteral {
      if pattern.isEllipsis { return true }
      if let name = Metavariable.single(pattern.identifier) {
        return bind(name, .expression(code), &bound)
      }
    }
    if let name = plainName(pattern) { return imports.dottedName(code) == name }
    let before = bound
    if matchKind(pattern, code, &bound) { return true }
    bound = before
    return false
  }

  /// A name or chain of attributes without a metavariable in it.
  private func plainName(_ pattern: Expression) -> String? {
    switch pattern.kind {
    case .name(let name):
      if isLiteral { return imports.dottedName(pattern) }
      return Metavariable.single(name) ?? Metavariable.sequence(name) == nil
        ? name : nil
    case .attribute(let value, let name):
      guard isLiteral || Metavariable.single(name) == nil else { return nil }
      if isLiteral { return imports.dottedName(pattern) }
      return plainName(value).map { "\($0).\(name)" }
    default: return nil
    }
  }

  func bind(
    _ name: String, _ value: Captured, _ bound: inout Bindings
  ) -> Bool {
    if name == "_" { return true }
    guard let known = bound[name] else {
      bound[name] = value
      return true
    }
    switch (known, value) {
    case (.expression(let a), .expression(let b)): return same(a, b)
    case (.name(let a), .expression(let b)): return a == b.identifier
    case (.expression(let a), .name(let b)): return a.identifier == b
    default: return known == value
    }
  }

  private func matchName(
    _ pattern: String, _ code: String, _ bound: inout Bindings
  ) -> Bool {
    guard !isLiteral, let name = Metavariable.single(pattern) else {
      return pattern == code
    }
    return bind(name, .name(code), &bound)
  }

  private func matchKind(
    _ pattern: Expression, _ code: Expression, _ bound: inout Bindings
  ) -> Bool {
    switch (pattern.kind, code.kind) {
    case (.attribute(let a, let name), .attribute(let b, let other)):
      return match(a, b, &bound) && matchName(name, other, &bound)
    case (.call(let a), .call(let b)): return match(a, b, &bound)
    case (.binary(let a, let op, let b), .binary(let c, let other, let d)):
      return op == other && match(a, c, &bound) && match(b, d, &bound)
    case (.unary(let op, let a), .unary(let other, let b)):
      return op == other && match(a, b, &bound)
    case (.boolean(let op, let a), .boolean(let other, let b)):
      return op == other && match(a, b, &bound)
    case (.compare(let a, let ops, let b), .compare(let c, let others, let d)):
      return ops == others && match(a, c, &bound) && match(b, d, &bound)
    case (.subscript(let a, let i), .subscript(let b, let j)):
      return match(a, b, &bound) && match(i, j, &bound)
    case (.slice(let a, let b, let c), .slice(let d, let e, let f)):
      return match(a, d, &bound) && match(b, e, &bound) && match(c, f, &bound)
    case (.tuple(let a), .tuple(let b)), (.list(let a), .list(let b)),
      (.set(let a), .set(let b)),
      (.formattedString(let a), .formattedString(let b)):
      return match(a, b, &bound)
    case (.dict(let keys, let a), .dict(let others, let b)):
      return keys.count == others.count
        && zip(keys, others).allSatisfy { match($0, $1, &bound) }
        && match(a, b, &bound)
    case (.starred(let a), .starred(let b)), (.await(let a), .await(let b)),
      (.yieldFrom(let a), .yieldFrom(let b)):
      return match(a, b, &bound)
    case (.conditional(let t, let a, let b), .conditional(let u, let c, let d)):
      return match(t, u, &bound) && match(a, c, &bound) && match(b, d, &bound)
    case (.comprehension(let a), .comprehension(let b)):
      return match(a, b, &bound)
    case (.constant(let a), .constant(let b)): return a == b
    case (.named(let a, let value), .named(let b, let other)):
      return match(a, b, &bound) && match(value, other, &bound)
    case (.yield(let a), .yield(let b)): return match(a, b, &bound)
    case (
      .formatted(let a, let conversion, let s),
      .formatted(let b, let other, let t)
    ):
      return conversion == other && match(a, b, &bound) && match(s, t, &bound)
    default: return false
    }
  }

  private func match(
    _ pattern: Call, _ code: Call, _ bound: inout Bindings
  ) -> Bool {
    guard match(pattern.function, code.function, &bound),
      match(pattern.arguments, code.arguments, &bound)
    else { return false }
    let isOpen =
      !isLiteral
      && pattern.arguments.contains { $0.isEllipsis || $0.sequenceName != nil }
    guard isOpen || pattern.keywords.count == code.keywords.count else {
      return false
    }
    for keyword in pattern.keywords {
      guard let other = code.keywords.first(where: { $0.name == keyword.name }),
        match(keyword.value, other.value, &bound)
      else { return false }
    }
    return true
  }

  private func match(
    _ pattern: Comprehension, _ code: Comprehension, _ bound: inout Bindings
  ) -> Bool {
    guard pattern.result == code.result,
      pattern.clauses.count == code.clauses.count
    else { return false }
    for (clause, other) in zip(pattern.clauses, code.clauses) {
      guard match(clause.target, other.target, &bound),
        match(clause.iterable, other.iterable, &bound)
      else { return false }
      let isOpen = !isLiteral && clause.conditions.contains(where: \.isEllipsis)
      guard isOpen || match(clause.conditions, other.conditions, &bound) else {
        return false
      }
    }
    return match(pattern.element, code.element, &bound)
      && match(pattern.value, code.value, &bound)
  }

  /// A list in which `...` and `$$rest` stand for any number of elements.
  func match(
    _ pattern: [Expression], _ code: [Expression], _ bound: inout Bindings
  ) -> Bool {
    guard let first = pattern.first else { return code.isEmpty }
    let rest = Array(pattern.dropFirst())
    if !isLiteral, first.isEllipsis || first.sequenceName != nil {
      for count in 0...code.count {
        var trial = bound
        if match(rest, Array(code.dropFirst(count)), &trial) {
          bound = trial
          return true
        }
      }
      return false
    }
    guard let other = code.first else { return false }
    var trial = bound
    guard match(first, other, &trial),
      match(rest, Array(code.dropFirst()), &trial)
    else { return false }
    bound = trial
    return true
  }
}
