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
    if let name = first.pattern.capturedName {
      guard first.guard == nil else {
        throw blocker(
          "a guard on a captured name", range, "Use `if` and `elif`.")
      }
      guard case .bool(true) = condition.kind else {
        throw blocker(
          "a pattern that captures a part", range, "Use `if` and `elif`.")
      }
      try assign(renamedName(name) ?? name, value, at: range)
    }
    if let extra = first.guard {
      condition = Value(.and(condition, try lowerTest(extra)), .bool)
    }
    try lowerBranches(
      condition, { lower(first.body) },
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
    case .alternatives(let patterns):
      var result: Value?
      for pattern in patterns {
        guard pattern.capturedName == nil else { break }
        let test = try test(value, pattern, at: range)
        result = result.map { Value(.or($0, test), .bool) } ?? test
      }
      return result ?? .bool(false)
    case .capture(nil, _): return .bool(true)
    case .sequence(let patterns):
      guard case .tuple(let types) = value.type, types.count == patterns.count
      else { break }
      var result = Value.bool(true)
      for (index, pattern) in patterns.enumerated() {
        guard pattern.capturedName == nil else {
          throw blocker(
            "a pattern that captures a part", range, "Use `if` and `elif`.")
        }
        let test = try test(component(value, index), pattern, at: range)
        if case .bool(true) = test.kind { continue }
        if case .bool(true) = result.kind {
          result = test
        } else {
          result = Value(.and(result, test), .bool)
        }
      }
      return result
    default: break
    }
    throw blocker("this pattern", range, "Use `if` and `elif`.")
  }
}

extension Pattern {
  fileprivate var capturedName: String? {
    if case .capture(_, let name) = self { name } else { nil }
  }
}
