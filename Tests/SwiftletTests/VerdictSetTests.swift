import Foundation
import Testing

/// A few of the labelled scripts; `make verdicts` holds the advice against all
/// of them.
@Suite(
  "The advice is what a person would say",
  .enabled(if: Swiftlet.understands("profile")))
struct VerdictSetTests {
  private func verdicts(_ arguments: [String]) -> Program.Outcome {
    let script = Sample.folder.deletingLastPathComponent()
      .appendingPathComponent("bench/verdicts.py").path
    var program = Program(
      path: "/usr/bin/env", arguments: ["python3", script] + arguments,
      directory: NSTemporaryDirectory())
    program.limit = 200
    return program.run()
  }

  @Test("A slice of the labelled scripts")
  func slice() {
    let outcome = verdicts(
      [
        "--swiftlet", Swiftlet.path, "--python", "python3", "word_counts",
        "overlap_lists", "collatz_longest", "coin_change", "version_check",
        "one_off_inline", "poll_sensor",
      ])
    #expect(
      outcome.ending == .exited(0), "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("7 of 7 verdicts right"))
  }

  @Test("There are at least 80, and at least four for each label")
  func labels() {
    let outcome = verdicts(["--list"])
    #expect(outcome.ending == .exited(0), "\(outcome.errors)")
    let counts = outcome.output.split(separator: "\n").compactMap {
      $0.split(separator: " ").first.flatMap { Int($0) }
    }
    // Six verdicts, and "stay" for seven reasons.
    #expect(counts.count == 13)
    #expect(counts.allSatisfy { $0 >= 4 })
    #expect(counts.reduce(0, +) >= 80)
  }
}
