import Foundation
import PythonSyntax
import TestSupport
import Testing

@testable import Advice

@Suite("Rules as data")
struct RulesTests {
  @Test("The built-in rules load, and their own examples hold")
  func builtIn() throws {
    let rules = try Rules.builtIn()
    #expect(rules.criteria.count >= 10)
    #expect(rules.patterns.count >= 40)
    #expect(Set(rules.verdicts.map(\.verdict)) == Set(Verdict.allCases))
    #expect(
      Set(rules.verdicts.compactMap(\.reason)) == Set(Reason.allCases))
    #expect(Set(rules.gains.map(\.name)) == Set(Gain.Name.allCases))
  }

  @Test(
    "A broken rule says which, where, and what was expected",
    arguments: [
      (
        "verdicts:\n  - id: a\n    when: [cpu_shar < 1]",
        "r.yaml:3: rule 'a': There is no fact 'cpu_shar'. "
          + "Did you mean 'cpu_share'?"
      ),
      (
        "verdicts:\n  - id: a\n    when: [cpu_share = 1]",
        "r.yaml:3: rule 'a': '=' does not compare: expected <, <=, > or >=."
      ),
      (
        "verdicts:\n  - id: a\n    when: [samples < 1]\n    verdict: prot",
        "r.yaml:4: rule 'a': 'prot' is no verdict. Did you mean 'port'?"
      ),
      (
        "verdicts:\n  - id: a\n    wen: []",
        "r.yaml:3: rule 'a': There is no field 'wen'. Did you mean 'when'?"
      ),
      (
        "criteria:\n  - id: b\n    question: Q\n    fact: samples\n"
          + "    comparison: at-least\n    threshold: many",
        "r.yaml:6: rule 'b': 'threshold' must be a number, not 'many'."
      ),
      (
        "gains:\n  - id: cost-call\n    what: w\n    unit: nanoseconds\n"
          + "    from: 4\n    to: 3",
        "r.yaml:2: rule 'cost-call': 'from' and 'to' must be rising, above 0."
      ),
      ("gains:\n  - id: cost-cal", "r.yaml:2: rule 'cost-cal': 'cost-cal' is"),
      ("criteria: [", "r.yaml:2: It is not YAML"),
      ("rules: []", "r.yaml:1: There is no field 'rules'."),
      ("criteria: 3", "r.yaml:1: 'criteria' must be a list."),
      (
        "verdicts:\n  - id: a\n    when: [samples < 1]\n    verdict: stay",
        "r.yaml:2: rule 'a': The verdict 'stay' needs a 'reason'."
      ),
    ])
  func brokenRules(text: String, message: String) {
    let error = #expect(throws: RuleError.self) {
      try Rules(files: [RuleFile(name: "r.yaml", text: text)])
    }
    #expect(error?.description.hasPrefix(message) == true, "\(error)")
  }

  @Test("An example that does not hold is an error")
  func brokenExample() throws {
    let text = """
      criteria:
        - id: b
          question: Q?
          fact: samples
          comparison: at-least
          threshold: 10
          yes: "yes"
          no: "no"
          unclear: "unclear"
          source: none
          passes: {samples: 3}
          fails: {samples: 3}
      """
    let error = #expect(throws: RuleError.self) {
      try Rules(files: [RuleFile(name: "r.yaml", text: text)])
    }
    #expect(error?.message == "The example 'passes' does not pass.")
  }

  @Test("A folder of rules replaces the built-in ones")
  func directory() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("rules-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(throws: RuleError.self) { try Rules(directory: folder.path) }
    #expect(throws: RuleError.self) { try Rules(directory: "/no/such") }
    let text = """
      verdicts:
        - id: always
          when: [samples >= 0]
          verdict: port
          summary: s
          advice: a
          source: none
          passes: {samples: 1}
          fails: {}
      """
    try text.write(
      to: folder.appendingPathComponent("own.yaml"), atomically: true,
      encoding: .utf8)
    let rules = try Rules(directory: folder.path)
    #expect(rules.verdicts.map(\.id) == ["always"])
    #expect(rules.criteria.isEmpty)
    #expect(rules.gains.count == Gain.Name.allCases.count)
  }

  @Test("A project changes rules, adds some, and puts some out of use")
  func settings() throws {
    let text = """
      criteria:
        - id: hot
          threshold: 0.97
      verdicts:
        - id: never-on-mondays
          when: [samples >= 0]
          verdict: stay
          reason: cold
          summary: s
          advice: a
          source: ours
          passes: {samples: 1}
          fails: {}
      gains:
        - id: gain-interpreter
          from: 12
      disable: [list-front]
      team:
        runs-per-week: 12
        build-hours: 3
      """
    let settings = try ProjectSettings(RuleFile(name: "s.yaml", text: text))
    #expect(settings.problems == [])
    let hot = try #require(settings.rules.criteria.first { $0.id == "hot" })
    #expect(hot.threshold == 0.97)
    #expect(hot.question == "Is it a clear hotspot?")
    #expect(settings.rules.verdicts.first?.id == "never-on-mondays")
    #expect(!settings.rules.patterns.contains { $0.id == "list-front" })
    #expect(settings.rules.gain(.interpreter) == 12...130)
    #expect(settings.team.runsPerWeek == 12)
  }

  @Test(
    "What is wrong in a project's settings is named, and the rest holds",
    arguments: [
      ("disable: [list-frnt]", "s.yaml:1: There is no rule 'list-frnt'. Did"),
      (
        "disable: [elementwise]",
        "s.yaml:1: There is no rule 'elementwise'. Expected one of: "
          + "elementwise-arrays, elementwise-lists."
      ),
      (
        "disable: [cost-call]",
        "s.yaml:1: 'cost-call' cannot be disabled: give it another range."
      ),
      (
        "criteria:\n  - id: hot\n    threshold: high",
        "s.yaml:3: rule 'hot': 'threshold' must be a number, not 'high'."
      ),
      (
        "criteria:\n  - id: hot\n    threshold: 25",
        "s.yaml:2: rule 'hot': 'threshold' is a share here, from 0 to 1"
      ),
      (
        "criteria:\n  - id: hot\n    treshold: 1",
        "s.yaml:3: rule 'hot': There is no field 'treshold'. Did you mean"
      ),
      (
        "criteria:\n  - id: hot\n    threshold: 0.3\ndisable:\n  - hot",
        "s.yaml:5: 'hot' is both changed and disabled."
      ),
      (
        "team:\n  knows-swift: no\n  build-hours: 0",
        "s.yaml:2: rule 'team': 'knows-swift: no' and 'build-hours: 0' "
          + "contradict each other."
      ),
      (
        "team:\n  runs-per-week: -1",
        "s.yaml:2: rule 'team': 'runs-per-week' must not be negative."
      ),
      ("rules: 1", "s.yaml:1: There is no field 'rules'."),
      ("- a", "s.yaml:1: Expected names with values."),
      ("a: [", "s.yaml:2: It is not YAML"),
    ])
  func brokenSettings(text: String, message: String) throws {
    let settings = try ProjectSettings(RuleFile(name: "s.yaml", text: text))
    #expect(settings.problems.count == 1)
    let found = settings.problems.first?.description ?? ""
    #expect(found.hasPrefix(message), "\(found)")
    #expect(settings.rules.verdicts.count > 10)
  }

  @Test("Every rule can be explained, and is in the list")
  func explanations() throws {
    let rules = try Rules.builtIn()
    let listing = rules.listing
    for id in rules.ids {
      let text = try #require(rules.explanation(of: id))
      #expect(text.hasPrefix("\(id): "))
      #expect(listing.contains("  \(id) "))
    }
    #expect(rules.explanation(of: "nothing") == nil)
  }

  @Test("The page in docs/ is what the rules say")
  func page() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/RULES.md")
    let page = try Rules.builtIn().markdown
    if ProcessInfo.processInfo.environment["SWIFTLET_RECORD"] == "1" {
      try page.write(to: file, atomically: true, encoding: .utf8)
    }
    let written = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = page.split(
      separator: "\n", omittingEmptySubsequences: false)
    let difference = wanted.difference(from: written)
    #expect(
      difference.isEmpty,
      "Record it anew with SWIFTLET_RECORD=1: \(difference)")
  }

  @Test("An answer is unclear where the interval straddles the threshold")
  func unclear() throws {
    let rules = try Rules.builtIn()
    let hot = try #require(rules.criteria.first { $0.id == "hot" })
    var facts = Facts()
    #expect(hot.answer(facts).answer == .unclear)
    facts[.cpuShare] = Fact(0.12, interval: 0.08...0.16)
    #expect(hot.answer(facts).answer == .unclear)
    #expect(
      hot.answer(facts).evidence[0]
        == "12 % (8–16) of the CPU time is spent here: too near 10 % to say")
    facts[.cpuShare] = Fact(0.2, interval: 0.15...0.25)
    #expect(hot.answer(facts).answer == .yes)
  }
}
