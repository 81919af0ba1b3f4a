extension Rules {
  /// The rules as a page of documentation.
  package var markdown: String {
    var text = """
      # The rules

      This page is made from `rules/` by the tests; do not edit it by hand. \
      Run the tests with `SWIFTLET_RECORD=1` to write it anew.

      An advice is reached in three steps: *facts* are measured or read, the \
      *checklist* is answered from them, and the first *verdict* rule whose \
      conditions hold decides. `--rules DIR` replaces all of it.

      ## The checklist

      | criterion | question | yes, if | where the threshold comes from |
      |---|---|---|---|

      """
    for rule in criteria {
      let sign = rule.comparison == .atLeast ? "at least" : "at most"
      let bound = rule.fact.unit.text(rule.threshold)
      text += row([
        "`\(rule.id)`", rule.question,
        "`\(rule.fact.rawValue)` is \(sign) \(bound)",
        rule.source,
      ])
    }
    text += """

      A fact that is not known, or whose 95 % interval straddles the \
      threshold, gives *unclear*.

      ## The verdicts

      In this order; a fact that is not known fulfils no condition but \
      `unknown`.

      | rule | when | verdict | why |
      |---|---|---|---|

      """
    for rule in verdicts {
      let verdict =
        rule.verdict.rawValue + (rule.reason.map { " (\($0.rawValue))" } ?? "")
      text += row([
        "`\(rule.id)`",
        rule.conditions.map { "`\($0.text)`" }.joined(separator: ", "),
        verdict, rule.source,
      ])
    }
    text += """

      ## The patterns

      Each is looked for in the hot code, and counts where its lines take at \
      least the share given of the hotspot's CPU time.

      | pattern | verdict | share | what to do | source |
      |---|---|---|---|---|

      """
    for rule in patterns {
      text += row([
        "`\(rule.id)`: \(rule.summary)", rule.verdict.rawValue,
        FactName.Unit.share.text(rule.minimumShare), rule.change, rule.source,
      ])
    }
    text += "\n## The facts\n\n"
    for fact in FactName.allCases {
      text += "- `\(fact.rawValue)`: \(fact.unit.name)\n"
    }
    return text
  }

  private func row(_ cells: [String]) -> String {
    let cells = cells.map {
      $0.replacing("|", with: "\\|").replacing("\n", with: " ")
    }
    return "| \(cells.joined(separator: " | ")) |\n"
  }
}

extension Condition {
  /// As it is written in a rule.
  fileprivate var text: String {
    func number(_ value: Double) -> String {
      value == value.rounded() ? String(Int(value)) : String(value)
    }
    return switch test {
    case .less(let bound): "\(fact.rawValue) < \(number(bound))"
    case .atMost(let bound): "\(fact.rawValue) <= \(number(bound))"
    case .greater(let bound): "\(fact.rawValue) > \(number(bound))"
    case .atLeast(let bound): "\(fact.rawValue) >= \(number(bound))"
    case .isTrue: fact.rawValue
    case .isFalse: "not \(fact.rawValue)"
    case .isUnknown: "unknown \(fact.rawValue)"
    }
  }
}

extension FactName.Unit {
  fileprivate var name: String {
    switch self {
    case .share: "a share, 0 to 1"
    case .seconds: "seconds"
    case .microseconds: "microseconds"
    case .count: "a count"
    case .factor: "a factor"
    case .days: "days"
    case .yesNo: "yes (1) or no (0)"
    }
  }
}
