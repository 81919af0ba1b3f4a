import Foundation
import Testing

/// Two of the programs of `make accuracy`, on which a popular profiler sends
/// its user to the wrong line. They measure their own shares.
@Suite(
  "Shares known by construction come out within two percentage points",
  .enabled(if: Swiftlet.understands("export") && !Python.all.isEmpty),
  .serialized)
struct AccuracyTests {
  private static let program = Sample.folder.deletingLastPathComponent()
    .appendingPathComponent("bench/accuracy.py").path

  private func expectAccuracy(of name: String, with python: Python) {
    var program = Program(
      path: python.path,
      arguments: [
        Self.program, "--python", python.path, "--swiftlet", Swiftlet.path,
        "--tools", "swiftlet", "--seconds", "3", "--verbose", "--only", name,
      ], directory: NSTemporaryDirectory())
    program.limit = 120
    let outcome = program.run()
    #expect(
      outcome.ending == .exited(0), "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("| \(name) | 0.0"))
  }

  @Test("one big-integer line of five", arguments: Python.all)
  func bigIntegers(python: Python) {
    expectAccuracy(of: "one big-integer line of five", with: python)
  }

  @Test(
    "a @ b beside a small loop",
    .enabled(if: Python.withNumPy != nil, "no NumPy"))
  func matrices() throws {
    expectAccuracy(
      of: "a @ b beside a small loop", with: try #require(Python.withNumPy))
  }
}
