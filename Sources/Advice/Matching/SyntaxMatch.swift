import ProfileModel
import PythonSyntax

/// A place in the code that a pattern fits.
struct SyntaxMatch {
  var range: SourceRange
  var bindings: Bindings
  /// Around the place and, for a pattern that is a loop, that loop; outermost
  /// first.
  var loops: [HotCode.Step]
  /// How many of the loops are around the place.
  var outerLoops: Int
  /// The loop that goes through what was matched.
  var feeding: SourceRange?

  var variables: Set<String> {
    loops.reduce(into: []) { $0.formUnion($1.variables) }
  }

  /// Every name in what a metavariable stands for.
  func names(_ metavariable: String) -> Set<String> {
    switch bindings[metavariable] {
    case .expression(let value): value.identifiers
    case .name(let name): [name]
    case .statements(let body):
      body.reduce(into: []) { names, statement in
        [statement].visitExpressions { names.formUnion($0.identifiers) }
      }
    case nil: []
    }
  }

  /// The names that a loop's variable binds; else all its names.
  func boundNames(_ metavariable: String) -> Set<String> {
    if case .expression(let value)? = bindings[metavariable],
      !value.boundNames.isEmpty
    {
      return value.boundNames
    }
    return names(metavariable)
  }

  /// What the metavariables stand for, where that is short.
  var spellings: [String: String] {
    bindings.compactMapValues { value in
      switch value {
      case .expression(let expression): expression.spelling
      case .name(let name): name
      case .statements: nil
      }
    }
  }
}

extension HotCode {
  /// Where a pattern fits and all that it asks for holds.
  func matches(of rule: PatternRule) -> [SyntaxMatch] {
    var found: [SyntaxMatch] = []
    for form in rule.forms {
      for match in matches(of: form, place: rule.place)
      where rule.constraints.allSatisfy({ $0.holds(match, in: self) })
        && !found.contains(where: { $0.range == match.range })
      {
        found.append(match)
      }
    }
    return found
  }

  private func matches(
    of form: PatternForm, place: PatternRule.Place
  ) -> [SyntaxMatch] {
    if form.function != nil { return functionMatches(of: form) }
    switch form {
    case .expression(let pattern):
      return matches(of: pattern, place: place, isLoop: form.isLoop)
    case .statements(let pattern):
      return matches(of: pattern, place: place, isLoop: form.isLoop)
    }
  }

  private func matches(
    of pattern: Expression, place: PatternRule.Place, isLoop: Bool
  ) -> [SyntaxMatch] {
    let matcher = SyntaxMatcher(imports: imports)
    return expressions.compactMap { placed in
      guard
        fits(place, loops: placed.loops, range: placed.node.range, isLoop)
      else { return nil }
      var bindings = Bindings()
      guard matcher.match(pattern, placed.node, &bindings) else { return nil }
      let inner = isLoop ? placed.node.steps : []
      return SyntaxMatch(
        range: placed.node.range, bindings: bindings,
        loops: placed.loops + inner, outerLoops: placed.loops.count,
        feeding: loop(through: placed.node.range))
    }
  }

  private func matches(
    of pattern: [Statement], place: PatternRule.Place, isLoop: Bool
  ) -> [SyntaxMatch] {
    let matcher = SyntaxMatcher(imports: imports)
    var found: [SyntaxMatch] = []
    for block in blocks {
      for start in block.node.indices {
        guard
          fits(
            place, loops: block.loops, range: block.node[start].range, isLoop)
        else { continue }
        var bindings = Bindings()
        let count = matcher.match(
          pattern, atStartOf: block.node[start...], toEnd: false, &bindings)
        guard let count, count > 0 else { continue }
        let matched = block.node[start..<start + count]
        let last = matched[start + count - 1].range
        var range = block.node[start].range
        range.endLine = last.endLine
        range.endColumn = last.endColumn
        let inner = isLoop ? matched.lazy.compactMap(\.step).first : nil
        found.append(
          SyntaxMatch(
            range: range, bindings: bindings,
            loops: block.loops + [inner].compactMap(\.self),
            outerLoops: block.loops.count))
      }
    }
    return found
  }

  /// The outermost loop around what stands between its `in` and its body.
  private func loop(through range: SourceRange) -> SourceRange? {
    statements.first { placed in
      guard case .for(let loop) = placed.node.kind else { return false }
      let whole = loop.iterable.range
      return (whole.line, whole.column) <= (range.line, range.column)
        && (range.endLine, range.endColumn) <= (whole.endLine, whole.endColumn)
    }?.node.range
  }

  /// The pattern is a whole function: the one that is hot, or that the hot
  /// loop calls; or the one around the loop, where it is about its calls.
  private func functionMatches(of form: PatternForm) -> [SyntaxMatch] {
    guard let pattern = form.function, kind != .loop || measuredHitRate != nil,
      let function = scope.function
    else { return [] }
    let whole = Statement(.function(function), scope.range)
    var bindings = Bindings()
    guard
      SyntaxMatcher(imports: imports).match(pattern, whole, &bindings)
    else { return [] }
    return [
      SyntaxMatch(
        range: scope.range, bindings: bindings, loops: [], outerLoops: 0)
    ]
  }

  private func fits(
    _ place: PatternRule.Place, loops: [Step], range: SourceRange,
    _ isLoop: Bool
  ) -> Bool {
    switch place {
    case .anywhere: true
    case .loop: isLoop || isRepeated || !loops.isEmpty
    case .nest: kind == .loop && range == body.first?.range
    }
  }
}

extension Statement {
  /// The loop that the statement is.
  fileprivate var step: HotCode.Step? {
    switch kind {
    case .for(let loop):
      HotCode.Step(
        variables: loop.target.boundNames, iterable: loop.iterable,
        body: loop.body, range: range)
    case .while(let loop):
      HotCode.Step(
        variables: [], iterable: nil, body: loop.body, range: range)
    default: nil
    }
  }
}

extension Expression {
  /// The loops that a comprehension is.
  fileprivate var steps: [HotCode.Step] {
    guard case .comprehension(let comprehension) = kind else { return [] }
    return comprehension.clauses.map {
      HotCode.Step(
        variables: $0.target.boundNames, iterable: $0.iterable, body: [],
        range: range)
    }
  }
}
