import PythonSyntax

/// `match` on values: the tests of its cases, one after the other.
extension FunctionLowering {
  func lowerMatch(
    _ subject: Expression, _ cases: [MatchCase], at range: SourceRange
  ) throws(Blocker) {
    let value = spilled(try lower(subject))
    try lowerCases(value, cases[...], at: range)
  }

  private func lowerCases(
    _ value: Value, _ cases: ArraySlice<MatchCase>, at range: SourceRange
  ) throws(Blocker) {
    guard let first = cases.first else { return }
    var condition = try test(value, first.pattern, at: range)
    let captures = try first.pattern.captures(of: value, in: self, at: range)
    if let extra = first.guard {
      let holds = try branch { () throws(Blocker) in
        // Under other names: the guard may say no.
        var names: [String: String] = [:]
        for (name, part) in captures {
          let kept = temporary(name + "_")
          state.variables[kept] = VariableState(type: part.type)
          emit(.assign(kept, part))
          bound.insert(kept)
          names[name] = kept
        }
        comprehensionNames.append(names)
        defer { comprehensionNames.removeLast() }
        return try lowerTest(extra)
      }
      condition =
        holds.instructions.isEmpty
        ? Value(.and(condition, holds.result), .bool)
        : try choose(condition, holds, ([], .bool(false)), at: range)
    }
    // Past one that holds in any case, nothing is reached.
    if case .bool(true) = condition.kind, first.guard == nil {
      for (name, part) in captures {
        try assign(renamedName(name) ?? name, part, at: range)
      }
      lower(first.body)
      return
    }
    try lowerBranches(
      condition,
      { () throws(Blocker) in
        for (name, part) in captures {
          try assign(renamedName(name) ?? name, part, at: range)
        }
        lower(first.body)
      },
      { () throws(Blocker) in
        try lowerCases(value, cases.dropFirst(), at: range)
      })
  }

  private func test(
    _ value: Value, _ pattern: Pattern, at range: SourceRange
  ) throws(Blocker) -> Value {
    switch pattern {
    case .value(let expression):
      return try equality(value, lower(expression), at: range)
    case .singleton(.none):
      return try equality(value, .none, at: range)
    case .singleton(.bool(let flag)) where value.type.isBool:
      return flag ? value : negated(value)
    case .alternatives(let patterns):
      var result: Value?
      for pattern in patterns {
        guard pattern.names.isEmpty else { throw unsupportedPattern(range) }
        let test = try test(value, pattern, at: range)
        result = result.map { Value(.or($0, test), .bool) } ?? test
      }
      return result ?? .bool(false)
    case .capture(let inner, _):
      return try inner.map { inner throws(Blocker) in
        try test(value, inner, at: range)
      } ?? .bool(true)
    case .sequence(let patterns):
      if value.type.isUnknown { return .bool(false) }
      // A str is no sequence here.
      if value.type.isTextual || value.type.isScalar { return .bool(false) }
      var result = Value.bool(true)
      switch value.type {
      case .tuple(let types):
        guard types.count == patterns.count else { return .bool(false) }
      case .list:
        result = compare(
          Value(.count(value), .int, .lengths), "==", .int(patterns.count))
      default: throw unsupportedPattern(range)
      }
      for (index, pattern) in patterns.enumerated() {
        if case .star = pattern { throw unsupportedPattern(range) }
        let inner = try branch { () throws(Blocker) in
          try test(part(value, index, at: range), pattern, at: range)
        }
        // What it needs must not run before the tests on its left.
        guard inner.instructions.isEmpty else {
          throw unsupportedPattern(range)
        }
        if case .bool(true) = inner.result.kind { continue }
        if case .bool(true) = result.kind {
          result = inner.result
        } else {
          result = Value(.and(result, inner.result), .bool)
        }
      }
      return result
    default: throw unsupportedPattern(range)
    }
  }

  /// An item of what a sequence pattern is held against.
  fileprivate func part(
    _ value: Value, _ index: Int, at range: SourceRange
  ) throws(Blocker) -> Value {
    guard case .tuple = value.type else {
      return try element(of: value, at: .int(index), range)
    }
    return component(value, index)
  }

  fileprivate func unsupportedPattern(_ range: SourceRange) -> Blocker {
    blocker("this pattern", range, "Use `if` and `elif`.")
  }
}

extension Pattern {
  /// What the pattern gives names, for a value that it matches.
  fileprivate func captures(
    of value: Value, in lowering: FunctionLowering, at range: SourceRange
  ) throws(Blocker) -> [(String, Value)] {
    switch self {
    case .capture(let inner, let name):
      let inside = try inner.map { inner throws(Blocker) in
        try inner.captures(of: value, in: lowering, at: range)
      }
      return (inside ?? []) + (name.map { [($0, value)] } ?? [])
    case .sequence(let patterns):
      var result: [(String, Value)] = []
      for (index, pattern) in patterns.enumerated()
      where !pattern.names.isEmpty {
        result += try pattern.captures(
          of: lowering.part(value, index, at: range), in: lowering, at: range)
      }
      return result
    default: return []
    }
  }
}
