extension Rules {
  /// One line for each rule, by section.
  package var listing: String {
    func section(_ title: String, _ rows: [(String, String)]) -> String {
      let width = rows.map(\.0.count).max() ?? 0
      return title + "\n"
        + rows.map { id, text in
          "  \(id)\(String(repeating: " ", count: width - id.count))  \(text)\n"
        }.joined()
    }
    return section(
      "The checklist", criteria.map { ($0.id, $0.question) })
      + "\n"
      + section(
        "The verdicts, the first that fits decides",
        verdicts.map { rule in
          let reason = rule.reason.map { " (\($0.rawValue))" } ?? ""
          let conditions = rule.conditions.map(\.text).joined(separator: ", ")
          return (rule.id, "\(rule.verdict.rawValue)\(reason) if \(conditions)")
        }) + "\n"
      + section(
        "The patterns",
        patterns.map { ($0.id, "\($0.verdict.rawValue): \($0.change)") })
      + "\n"
      + section(
        "What a kernel is expected to gain and to cost",
        gains.map { ($0.name.rawValue, "\($0.text): \($0.work)") })
  }

  /// All there is to say about a rule; nil where there is none of this name.
  package func explanation(of id: String) -> String? {
    criteria.first { $0.id == id }?.explanation
      ?? verdicts.first { $0.id == id }?.explanation
      ?? patterns.first { $0.id == id }?.explanation
      ?? gains.first { $0.name.rawValue == id }?.explanation
  }

  /// The rule names nearest to a word, for an error message.
  package func suggestions(for word: String) -> String {
    let found = suggestion(for: word, among: ids)
    return found.isEmpty ? " `swiftlet rules` lists them." : found
  }
}

extension Criterion {
  fileprivate var explanation: String {
    let sign = comparison == .atLeast ? "at least" : "at most"
    return """
      \(id): \(question)

      Yes, if \(fact.rawValue) is \(sign) \(fact.unit.text(threshold)):
        \(yes.text)
      No:
        \(no.text)
        \(advice)
      Unclear, if its interval straddles that, or it is not known:
        \(unclear.text)

      Why there: \(source)
      Passes: \(passes.listed)
      Fails:  \(fails.listed)

      """
  }
}

extension VerdictRule {
  fileprivate var explanation: String {
    """
    \(id): \(verdict.rawValue)\(reason.map { " (\($0.rawValue))" } ?? "")

    If \(conditions.map(\.text).joined(separator: " and "))
      \(summary.text)
      → \(advice.text)

    Why: \(source)
    Passes: \(passes.listed)
    Fails:  \(fails.listed)

    """
  }
}

extension Gain {
  fileprivate var explanation: String {
    """
    \(name.rawValue): \(text)

    Of: \(work)

    Why: \(source)
    Passes: \(significant(passes))
    Fails:  \(significant(fails))

    """
  }
}

extension [FactName: Double] {
  fileprivate var listed: String {
    isEmpty
      ? "nothing known"
      : map { "\($0.key.rawValue) = \(significant($0.value))" }.sorted()
        .joined(separator: ", ")
  }
}

extension PatternRule {
  fileprivate var explanation: String {
    func indented(_ text: String) -> String {
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.isEmpty ? "" : "    \($0)" }.joined(separator: "\n")
    }
    func list(_ names: [String]) -> String { names.joined(separator: ", ") }
    let share = FactName.Unit.share.text(minimumShare)
    let gains = FactName.Unit.factor.text(gain.lowerBound, interval: gain)
    var text = """
      \(id): \(verdict.rawValue)

      It says: \(summary)
               → \(change)
      Gain:    \(gains) for its lines, which must take \(share) of the time


      """
    for (index, pattern) in texts.enumerated() {
      text += index == 0 ? "Pattern:\n" : "or:\n"
      text += indented(pattern.python) + "\n"
    }
    if minimumCompiledShare > 0 {
      let part = FactName.Unit.share.text(minimumCompiledShare)
      let names = compiledIn.isEmpty ? "compiled code" : list(compiledIn)
      text += "with at least \(part) of the time in \(names)\n"
    }
    if minimumTrips > 0 {
      text += "in loops not seen to run less than \(minimumTrips) times\n"
    }
    if !constraints.isEmpty {
      text += "where\n"
      text += constraints.map { "    \($0.text)\n" }.joined()
    }
    if let rewrite {
      text += "\nThe change:\n"
      for (label, part) in [
        ("at the top, import", rewrite.module),
        ("before the loop", rewrite.beforeLoop),
        ("above the function", rewrite.decorator),
        ("in its place", rewrite.replacement),
      ] {
        guard let part else { continue }
        text += "  \(label):\n" + indented(part) + "\n"
      }
    }
    return text + """

      Found in:
      \(indented(passes))
      Not found in:
      \(indented(fails))
      Why: \(source)

      """
  }
}
