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
      least the share given of the hotspot's CPU time. One whose gain for the \
      whole hotspot is below 1.25 is mentioned but decides nothing. Libraries \
      and vectors are not for loops that were seen to run less than 16 times \
      in one go (`minimum-trips`). \
      `swiftlet rules explain NAME` shows all of one, with its examples.

      | pattern | verdict | share | gain | what to do | source |
      |---|---|---|---|---|---|

      """
    for rule in patterns {
      let gain = FactName.Unit.factor.text(
        rule.gain.lowerBound, interval: rule.gain)
      text += row([
        "`\(rule.id)`: \(rule.summary)", rule.verdict.rawValue,
        FactName.Unit.share.text(rule.minimumShare), gain,
        rule.change + (rule.rewrite == nil ? "" : " (shown as a diff)"),
        rule.source,
      ])
    }
    text += Self.patternLanguage
    text += """

      ## The gains

      What a kernel is expected to gain before it is proved. The parts of a \
      hotspot's time, each divided by its factor, make the time of the kernel; \
      what its calls and their elements cost is added.

      | gain | of | from, to | source |
      |---|---|---|---|

      """
    for rule in gains {
      text += row([
        "`\(rule.name.rawValue)`", rule.work, rule.text, rule.source,
      ])
    }
    text += "\n## The facts\n\n"
    for fact in FactName.allCases {
      text += "- `\(fact.rawValue)`: \(fact.unit.name)\n"
    }
    return text
  }

  /// How to write one.
  private static var patternLanguage: String {
    func list(_ values: [String]) -> String {
      values.map { "`\($0)`" }.joined(separator: ", ")
    }
    let properties = Constraint.Property.allCases.map { "$x \($0.rawValue)" }
    return """

      ### How patterns are written

      `pattern` is Python, or a list of several ways to write the same. `$x` \
      stands for any expression, and for the same one wherever it is named \
      again; `$_` for any; `...` for any number of statements or arguments; \
      `$$body` for the same with a name. `$x.$name(...)` binds the name of a \
      method. Names are compared by what they stand for: `re.compile` fits \
      `compile` after `from re import compile`. `def $f(*_):` fits a function \
      with any parameters.

      `where` lists what must hold of what was found:

      - `$x is A or B`, `$x is not A`: what the profile saw, or else the \
      source says, of the value: \(list(Constraint.knownKinds))
      - `$x named a or b`: it is one of these names
      - `$x mentions $y`, `$x ignores $y`: names of the one in the other
      - \(list(properties))
      - of the loop around: \(list(Constraint.Context.allCases.map(\.rawValue)))

      `place` says where to look: `loop` (the default: wherever code runs \
      again and again), `nest` (the pattern is the whole loop nest) or \
      `anywhere`. `lines: loop` or the name of a metavariable says whose lines \
      count for the share, `seen` whose lines must have been seen running. \
      `minimum-compiled-share` asks for time in compiled code, and \
      `compiled-in` for time in functions of C whose names begin so.

      A change that is mechanical is written as Python too: `replace` in place \
      of what was found, `before-loop` in front of the outermost loop in which \
      what it names stays the same, `decorator` above the function, `import` \
      at the top. `${x}_set` is a new name made of what `$x` stands for. \
      `same` is a call that must give the same for the example `passes` before \
      and after.

      """
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
  var text: String {
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
    case .hours: "hours"
    case .days: "days"
    case .yesNo: "yes (1) or no (0)"
    }
  }
}
