extension Criterion {
  init(_ node: RuleNode) throws {
    try node.allow([
      "id", "question", "fact", "comparison", "threshold", "yes", "no",
      "unclear", "advice", "source", "passes", "fails",
    ])
    self.init(
      id: try node.string("id"), question: try node.string("question"),
      fact: try node.fact("fact"), comparison: try node.choice("comparison"),
      threshold: try node.number("threshold"),
      yes: try node.template("yes", also: ["threshold"]),
      no: try node.template("no", also: ["threshold"]),
      unclear: try node.template("unclear", also: ["threshold"]),
      advice: try node.string("advice", default: ""),
      source: try node.string("source"), passes: try node.facts("passes"),
      fails: try node.facts("fails"))
    try check(node)
  }

  /// The examples are the rule's own tests.
  private func check(_ node: RuleNode) throws {
    if fact.unit == .share, !(0...1).contains(threshold) {
      throw node.error(
        "'threshold' is a share here, from 0 to 1: 0.25 for a quarter.")
    }
    guard node.checksExamples else { return }
    if answer(Facts(passes)).answer != .yes {
      throw node.error("The example 'passes' does not pass.")
    }
    if answer(Facts(fails)).answer != .no {
      throw node.error("The example 'fails' does not fail.")
    }
  }
}

extension VerdictRule {
  init(_ node: RuleNode) throws {
    try node.allow([
      "id", "when", "verdict", "reason", "summary", "advice", "source",
      "passes", "fails",
    ])
    let conditions = try node.strings("when").map { text, place in
      do {
        return try Condition(text)
      } catch let invalid as Condition.Invalid {
        throw node.error(invalid.message, at: place)
      }
    }
    let verdict: Verdict = try node.choice("verdict")
    let reason: Reason? =
      node.has("reason") ? try node.choice("reason") : nil
    if verdict == .stay, reason == nil {
      throw node.error("The verdict 'stay' needs a 'reason'.")
    }
    self.init(
      id: try node.string("id"), conditions: conditions, verdict: verdict,
      reason: reason, summary: try node.template("summary", also: Self.extra),
      advice: try node.template("advice", also: Self.extra),
      source: try node.string("source"), passes: try node.facts("passes"),
      fails: try node.facts("fails"))
    guard node.checksExamples else { return }
    if !matches(Facts(passes)) {
      throw node.error("The example 'passes' does not pass.")
    }
    if matches(Facts(fails)) {
      throw node.error("The example 'fails' does not fail.")
    }
  }

  /// Names in braces that are not facts.
  static let extra = [
    "blockers", "pattern", "change", "band", "band_after",
    "callee",
  ]
}
