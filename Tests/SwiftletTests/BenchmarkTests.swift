import Foundation
import Testing

/// A few of pyperformance's benchmarks, under plain Python and profiled;
/// `make compat` runs all of them, and `bench/compat.py` says which those are.
@Suite(
  "Known benchmarks compute the same when profiled",
  .enabled(if: Swiftlet.understands("profile")))
struct BenchmarkTests {
  private static let program = Sample.folder.deletingLastPathComponent()
    .appendingPathComponent("bench/compat.py").path

  /// The Python of the tests, if pyperformance is installed in it.
  private static let python: Python? =
    ProcessInfo.processInfo.environment["SWIFTLET_TEST_PYTHON"]
    .flatMap { Python(asking: $0) }
    .flatMap {
      $0.answer("-c", "import pyperformance; print(1)") == nil ? nil : $0
    }

  private func compat(_ arguments: String...) throws -> Program.Outcome {
    let python = try #require(Self.python)
    var program = Program(
      path: python.path,
      arguments: [
        Self.program, "--python", python.path, "--swiftlet", Swiftlet.path,
      ] + arguments, directory: NSTemporaryDirectory())
    program.limit = 200
    return program.run()
  }

  @Test(.enabled(if: Self.python != nil, "pyperformance is not installed"))
  func same() throws {
    let outcome = try compat(
      "--only", "deltablue", "generators", "json_loads", "nbody")
    #expect(outcome.ending == .exited(0), "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("4 same, 0 different, 0 excused"))
  }

  /// None is forgotten: each is run, or there is a reason.
  @Test(.enabled(if: Self.python != nil, "pyperformance is not installed"))
  func listed() throws {
    let outcome = try compat("--list")
    #expect(outcome.ending == .exited(0))
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count { $0.contains(" run ") } >= 60)
    for line in lines where line.contains(" excused ") {
      #expect(
        line.contains("needs") || line.contains("measures")
          || line.contains("not installed"), "\(line)")
    }
  }
}
