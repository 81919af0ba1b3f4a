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
    #expect(rules.patterns.count == PatternCatalog.detectors.count)
    #expect(Set(rules.verdicts.map(\.verdict)) == Set(Verdict.allCases))
    #expect(
      Set(rules.verdicts.compactMap(\.reason)) == Set(Reason.allCases))
  }

  @Test(
    "Every pattern is found in its example, and not in the other one",
    arguments: try Rules.builtIn().patterns.map(\.id))
  func patternExamples(id: String) throws {
    let rule = try #require(
      try Rules.builtIn().patterns.first { $0.id == id })
    #expect(try found(rule.passes).contains(id))
    #expect(try !found(rule.fails).contains(id))
  }

  /// The patterns in the last function of a source.
  private func found(_ source: String) throws -> [String] {
    let module = try parsePython(source)
    let scope = try #require(module.scopes.last)
    let lines = scope.loops.last?.range.lines ?? scope.range.lines
    let code = try #require(
      HotCode(
        module: module, scope: scope,
        kind: scope.isRecursive ? .recursion : .loop, lines: lines,
        observation: nil,
        usesNumPy: Imports(module).uses("numpy")))
    return PatternCatalog.detectors.filter { !$0.value(code).isEmpty }
      .map(\.key)
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
        "patterns:\n  - id: list-membershp",
        "r.yaml:2: rule 'list-membershp': No pattern 'list-membershp' can be "
          + "found. Did you mean 'list-membership'?"
      ),
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
