/// The checklist, the verdicts, the patterns and the gains expected of kernels:
/// all that decides an advice and is data.
package struct Rules: Equatable, Sendable {
  package var criteria: [Criterion] = []
  /// The first whose conditions hold gives the verdict.
  package var verdicts: [VerdictRule] = []
  package var patterns: [PatternRule] = []
  package var gains: [Gain] = []

  /// The range of a gain; 1 where the rules do not have it.
  func gain(_ name: Gain.Name) -> ClosedRange<Double> {
    gains.first { $0.name == name }?.range ?? 1...1
  }

  /// The names of all rules.
  var ids: [String] {
    criteria.map(\.id) + verdicts.map(\.id) + patterns.map(\.id)
      + gains.map(\.name.rawValue)
  }
}

/// One question of the checklist.
package struct Criterion: Equatable, Sendable {
  package enum Comparison: String, CaseIterable, Sendable {
    case atLeast = "at-least"
    case atMost = "at-most"
  }

  package var id: String
  package var question: String
  package var fact: FactName
  package var comparison: Comparison
  package var threshold: Double
  package var yes: Template
  package var no: Template
  package var unclear: Template
  /// What to do about a "no"; may be empty.
  package var advice: String
  /// Where the threshold comes from.
  package var source: String
  package var passes: [FactName: Double]
  package var fails: [FactName: Double]
}

package struct VerdictRule: Equatable, Sendable {
  package var id: String
  package var conditions: [Condition]
  package var verdict: Verdict
  package var reason: Reason?
  package var summary: Template
  package var advice: Template
  package var source: String
  package var passes: [FactName: Double]
  package var fails: [FactName: Double]

  package func matches(_ facts: Facts) -> Bool {
    conditions.allSatisfy { $0.holds(facts) }
  }
}

/// A text with facts in braces: `{cpu_share} of the time`; a count may be
/// followed by what is counted, `{commits|commit|commits}`.
package struct Template: Equatable, Sendable {
  package var text: String

  /// - Throws: `Condition.Invalid`, where a name in braces is no fact.
  init(_ text: String, also extra: [String] = []) throws {
    self.text = text
    for field in Self.fields(in: text) {
      let parts = field.split(separator: "|").map(String.init)
      guard parts.count == 1 || parts.count == 3 else {
        throw Condition.Invalid(
          message: "'{\(field)}' is neither {fact} nor {fact|one|many}.")
      }
      if !extra.contains(parts[0]) { _ = try Condition.fact(parts[0]) }
    }
  }

  package func text(_ facts: Facts, also extra: [String: String] = [:])
    -> String
  {
    var result = text
    for field in Self.fields(in: text) {
      let parts = field.split(separator: "|").map(String.init)
      let name = FactName(rawValue: parts[0])
      var value = extra[parts[0]] ?? name.map { facts.text($0) } ?? parts[0]
      if parts.count == 3 {
        let isOne = name.flatMap { facts.number($0) } == 1
        value += " " + parts[isOne ? 1 : 2]
      }
      result = result.replacing("{\(field)}", with: value)
    }
    return result
  }

  private static func fields(in text: String) -> [String] {
    text.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
      .compactMap { part in
        part.firstIndex(of: "}").map { String(part[..<$0]) }
      }
  }
}
