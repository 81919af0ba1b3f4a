package import ProfileModel
import PythonSyntax

/// A pattern that was found, with the change to the source where that is
/// mechanical.
package struct FoundPattern: Equatable, Sendable {
  package var alternative: Advice.Alternative
  package var edits: [SourceEdit]

  /// A source with the change made; nil where it is not mechanical.
  package func changing(_ source: String) -> String? {
    edits.isEmpty ? nil : SourceLines(source).applying(edits)
  }
}

extension Advice.Alternative {
  /// The gain is large enough to decide what to do; smaller ones are only
  /// mentioned.
  package var isWorthwhile: Bool {
    (speedup.lowerBound * speedup.upperBound).squareRoot() >= 1.25
  }
}

extension Rules {
  /// The patterns have been parsed, so that they can be found.
  var patternsAreRead: Bool {
    patterns.isEmpty || patterns.contains { !$0.forms.isEmpty }
  }

  /// The patterns found in the code that take enough of its time, those that
  /// gain most first.
  func alternatives(
    in code: HotCode, of hotspot: Hotspot, source: SourceFile?
  ) -> [Advice.Alternative] {
    found(in: code, of: hotspot, source: source).map(\.alternative)
  }

  /// As `alternatives`, of a hotspot, with the changes as edits.
  package func found(
    _ hotspot: Hotspot, in profile: Profile
  ) -> [FoundPattern] {
    HotCode(hotspot, in: profile).map {
      found(in: $0, of: hotspot, source: profile.source(of: hotspot))
    } ?? []
  }

  private func found(
    in code: HotCode, of hotspot: Hotspot, source: SourceFile?
  ) -> [FoundPattern] {
    let lines = source.map { SourceLines($0.text) }
    return patterns.filter {
      $0.minimumCompiledShare <= hotspot.compiledShare(in: $0.compiledIn)
    }.compactMap { rule in
      for part in [code] + code.helpers {
        let matches = part.matches(of: rule)
        if let found = FoundPattern(
          rule, matches, in: part, of: hotspot, source: source, lines: lines)
        {
          return found
        }
      }
      return nil
    }.sorted {
      ($0.alternative.speedup.upperBound, $0.alternative.speedup.lowerBound)
        > ($1.alternative.speedup.upperBound, $1.alternative.speedup.lowerBound)
    }
  }
}

extension FoundPattern {
  /// All matches of one rule are one suggestion. Nil where there is none, or
  /// where they take too little time.
  fileprivate init?(
    _ rule: PatternRule, _ matches: [SyntaxMatch], in code: HotCode,
    of hotspot: Hotspot, source: SourceFile?, lines: SourceLines?
  ) {
    let matches = matches.filter { match in
      guard let seen = rule.seen, let lines = match.lines(ofMetavariable: seen)
      else { return true }
      return hotspot.share(of: Set(lines)).map { $0 >= 0.02 } ?? true
    }
    .filter { match in
      hotspot.trips(in: match.loops.map(\.range.lines))
        .map { $0 >= rule.minimumTrips } ?? true
    }
    guard let first = matches.first else { return nil }
    let taken = matches.reduce(into: Set<Int>()) {
      $0.formUnion($1.lines(of: rule))
    }
    // A rule that asks for the whole nest is about all of its time.
    let share = rule.place == .nest ? 1 : hotspot.share(of: taken)
    if let share, share < rule.minimumShare { return nil }
    var edits: [SourceEdit] = []
    if let rewrite = rule.rewrite, let lines {
      let rewriter = Rewriter(rewrite: rewrite, code: code, source: lines)
      for match in matches {
        for edit in rewriter.edits(for: match) ?? []
        where !edits.contains(edit) {
          edits.append(edit)
        }
      }
    }
    var diff: [String] = []
    if !edits.isEmpty, let source, let lines,
      let changed = lines.applying(edits)
    {
      diff = SourceDiff(from: source.text, to: changed).lines
    }
    alternative = Advice.Alternative(
      pattern: rule.id, verdict: rule.verdict,
      lines: first.lines(of: rule), share: share,
      summary: rule.summary.filled(first.spellings),
      change: rule.change.filled(first.spellings),
      speedup: rule.gain(ofPart: (share ?? 1) * rule.answered(in: code)),
      diff: diff)
    self.edits = diff.isEmpty ? [] : edits
  }
}

extension SyntaxMatch {
  /// The lines that the rule means.
  func lines(of rule: PatternRule) -> ClosedRange<Int> {
    guard let name = rule.lines else { return range.lines }
    if name == "loop" {
      return (loops.first?.range ?? feeding ?? range).lines
    }
    return lines(ofMetavariable: name) ?? range.lines
  }

  func lines(ofMetavariable name: String) -> ClosedRange<Int>? {
    switch bindings[name] {
    case .expression(let value): return value.range.lines
    case .statements(let body):
      guard let first = body.first?.range, let last = body.last?.range else {
        return nil
      }
      return first.line...last.endLine
    case .name, nil: return nil
    }
  }
}

extension String {
  /// With what metavariables stand for in place of their names.
  fileprivate func filled(_ names: [String: String]) -> String {
    names.sorted { $0.key.count > $1.key.count }.reduce(self) {
      $0.replacing("$" + $1.key, with: $1.value)
    }
  }
}

extension PatternRule {
  /// Part of the calls that the change spares, where the rule is about what
  /// was seen of them.
  fileprivate func answered(in code: HotCode) -> Double {
    let isMeasured = constraints.contains { $0.test == .property(.often) }
    return isMeasured ? code.measuredHitRate ?? 1 : 1
  }

  /// What the change gains where the lines take a part of the time.
  fileprivate func gain(ofPart part: Double) -> ClosedRange<Double> {
    let low: Double = 1 / (1 - part + part / gain.lowerBound)
    let high: Double = 1 / (1 - part + part / gain.upperBound)
    return low...high
  }
}

extension Hotspot {
  /// Of the CPU time: compiled code, and moving or searching the elements of
  /// lists, which counts as the interpreter's own.
  /// With names of functions, only what is in those that begin so.
  fileprivate func compiledShare(in names: [String]) -> Double {
    guard names.isEmpty else {
      return nativeTime.filter { time in
        time.frame.symbol.map { names.contains(where: $0.hasPrefix) } ?? false
      }.map(\.share).reduce(0, +)
    }
    let running = 1 - split.waiting
    let lists = nativeTime.filter {
      $0.frame.domain == .interpreter
        && $0.frame.symbol.map { name in
          ["list_", "PyList_", "mem", "__mem"].contains(where: name.hasPrefix)
        } ?? false
    }.map(\.share).reduce(0, +)
    return running > 0
      ? (split.interpreterC + split.native) / running + lists : 0
  }
}

extension Hotspot {
  /// How often the innermost of these loops runs, at most, in one go of the
  /// outermost; nil where that was not seen.
  fileprivate func trips(in nest: [ClosedRange<Int>]) -> Int? {
    guard !nest.isEmpty else { return nil }
    var product = 1
    for lines in nest {
      guard let most = loops.first(where: { $0.lines == lines })?.trips?.most
      else { return nil }
      product = min(product * min(most, 1 << 20), 1 << 20)
    }
    return product
  }
}
