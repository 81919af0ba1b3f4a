import Foundation
import TestSupport
import Testing

@testable import Advice

@Suite("Patterns written as Python")
struct PatternTests {
  @Test("Every pattern fits its example, and not the other one")
  func examples() throws {
    let problems = try VerdictCase.rules().checkExamples(syntaxOfPython)
    #expect(problems.map(\.description) == [])
  }

  @Test("A change that is mechanical gives the same results")
  func changes() throws {
    var program = "import json\nresults = {}\n"
    var count = 0
    for rule in try VerdictCase.rules().patterns {
      guard let rewrite = rule.rewrite else { continue }
      let changed = try #require(
        try self.changed(rule, rule.passes), "\(rule.id): no change")
      #expect(changed != rule.passes, "\(rule.id)")
      for (key, text) in [("before", rule.passes), ("after", changed)] {
        program += """
          space = {}
          exec(compile(\(quoted(text)), \(quoted(rule.id)), "exec"), space)
          results.setdefault(\(quoted(rule.id)), {})["\(key)"] = repr(
              eval(\(quoted(rewrite.call)), space))

          """
      }
      count += 1
    }
    program += "print(json.dumps(results))\n"
    let results = try JSONDecoder().decode(
      [String: [String: String]].self, from: outputOfPython(program))
    #expect(results.count == count)
    for (id, result) in results {
      #expect(result["before"] == result["after"], "\(id)")
    }
  }

  /// A Python literal.
  private func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let json = try? encoder.encode(text)
    return json.map { String(decoding: $0, as: UTF8.self) } ?? "None"
  }

  @Test(
    "A broken pattern says which, where, and what was expected",
    arguments: [
      ("    pattern: $x +", "r.yaml:3: rule 'a': The pattern is not Python: "),
      (
        "    pattern: f($x)\n    where: [$y is list]",
        "r.yaml:2: rule 'a': 'where' names $y, which is not in every pattern."
      ),
      (
        "    pattern: f($x)\n    where: [$x is lst]",
        "r.yaml:4: rule 'a': There is no kind of value 'lst'. "
          + "Did you mean 'list'?"
      ),
      (
        "    pattern: f($x)\n    where: [$x is invarant]",
        "r.yaml:4: rule 'a': There is no kind of value 'invarant'."
      ),
      (
        "    pattern: f($x)\n    replace: g($z)\n    same: f(1)",
        "r.yaml:2: rule 'a': 'replace' names $z, which is not in every "
          + "pattern."
      ),
      (
        "    pattern: f($x)\n    place: nowhere",
        "r.yaml:4: rule 'a': 'nowhere' is no place. "
      ),
    ])
  func brokenPatterns(fields: String, message: String) throws {
    let text = """
      patterns:
        - id: a
      \(fields)
          verdict: cache
          minimum-share: 0.1
          gain-from: 2
          gain-to: 3
          summary: s
          change: c
          source: none
          passes: f(1)
          fails: g(1)
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
    var error: RuleError?
    do {
      var rules = try Rules(files: [RuleFile(name: "r.yaml", text: text)])
      error = try rules.readPatterns(syntaxOfPython).first
    } catch let problem as RuleError {
      error = problem
    }
    #expect(
      error?.description.hasPrefix(message) == true,
      "\(String(describing: error))")
  }

  private func changed(
    _ rule: PatternRule, _ source: String
  ) throws -> String? {
    let lines = SourceLines(source)
    let rewrite = try #require(rule.rewrite)
    var edits: [SourceEdit] = []
    for part in HotCode.example(try parsePython(source)) {
      let rewriter = Rewriter(rewrite: rewrite, code: part, source: lines)
      for match in part.matches(of: rule) {
        let made = try #require(rewriter.edits(for: match), "\(rule.id)")
        for edit in made where !edits.contains(edit) { edits.append(edit) }
      }
    }
    return lines.applying(edits)
  }
}
