import Foundation
import Testing

/// The script must not notice: whatever it prints, reads, raises or dies of
/// is the same under `python` and under `swiftlet profile`.
@Suite(
  "A script does not notice that it is profiled",
  .enabled(if: Swiftlet.understands("profile")))
struct TransparencyTests {
  @Test(
    "under Python 3.11", .enabled(if: !Pair.under(3, 11).isEmpty),
    arguments: Pair.under(3, 11))
  func python311(pair: Pair) throws { try pair.check() }

  @Test(
    "under Python 3.12", .enabled(if: !Pair.under(3, 12).isEmpty),
    arguments: Pair.under(3, 12))
  func python312(pair: Pair) throws { try pair.check() }

  @Test(
    "under Python 3.13", .enabled(if: !Pair.under(3, 13).isEmpty),
    arguments: Pair.under(3, 13))
  func python313(pair: Pair) throws { try pair.check() }

  @Test(
    "under Python 3.14", .enabled(if: !Pair.under(3, 14).isEmpty),
    arguments: Pair.under(3, 14))
  func python314(pair: Pair) throws { try pair.check() }
}

/// Nor does it when its calls and loops are counted.
@Suite(
  "A script does not notice that it is traced",
  .enabled(if: Swiftlet.understands("profile")))
struct TracedTransparencyTests {
  @Test("under the first and the last Python", arguments: Pair.traced)
  func traced(pair: Pair) throws { try pair.check(options: ["--trace"]) }
}

/// Nor when its memory is sampled.
@Suite(
  "A script does not notice that its memory is sampled",
  .enabled(if: Swiftlet.understands("profile")))
struct SampledMemoryTransparencyTests {
  @Test("under the first and the last Python", arguments: Pair.sampledMemory)
  func sampled(pair: Pair) throws { try pair.check(options: ["--memory"]) }
}

/// A case under an interpreter.
struct Pair: CustomTestStringConvertible, Sendable {
  var python: Python
  var example: TransparencyCase

  var testDescription: String {
    "\(example.testDescription), Python \(python.testDescription)"
  }

  /// What tracing could change most.
  static let traced = some([
    "runtime/", "endings/unhandled", "launch/developer", "launch/compiled",
    "launch/package", "processes/fork", "processes/multiprocessing",
  ])

  /// What other allocators could change most.
  static let sampledMemory = some([
    "runtime/tracemalloc", "runtime/recursion", "runtime/thread",
    "runtime/memory", "runtime/subinterpreter", "launch/developer",
    "processes/fork",
  ])

  /// Cases by their names' beginnings; all cases where `SWIFTLET_TEST_TRACED`
  /// is set.
  private static func some(_ names: [String]) -> [Pair] {
    let isLong =
      ProcessInfo.processInfo.environment["SWIFTLET_TEST_TRACED"] != nil
    let pythons = Python.all.sorted { $0.minor < $1.minor }
    let chosen =
      isLong || pythons.count < 3
      ? pythons : Array(pythons.prefix(1) + pythons.suffix(1))
    return chosen.flatMap { python in
      TransparencyCase.cases(for: python).filter { example in
        isLong || names.contains { example.name.hasPrefix($0) }
      }.map { Pair(python: python, example: $0) }
    }
  }

  static func under(_ major: Int, _ minor: Int) -> [Pair] {
    Python.version(major, minor).flatMap { python in
      TransparencyCase.cases(for: python).map {
        Pair(python: python, example: $0)
      }
    }
  }

  func check(options: [String] = []) throws {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("swiftlet-case-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    let scratch = root.appendingPathComponent("here")
    let plain = try example.run(in: scratch, python: python) { python, words in
      [python] + words
    }
    let recording = root.appendingPathComponent("recording").path
    let profiled = try example.run(in: scratch, python: python) {
      [
        Swiftlet.path, "profile", "--quiet", "--python", $0, "-o", recording,
      ] + options + $1
    }
    expectSame(profiled.output, plain.output, "stdout")
    expectSame(profiled.errors, plain.errors, "stderr")
    #expect(profiled.ending == plain.ending)
  }

  /// Says where two texts part: whole, they are too long to read.
  private func expectSame(
    _ actual: String, _ expected: String, _ stream: String,
    location: SourceLocation = #_sourceLocation
  ) {
    guard actual != expected else { return }
    let lines = [actual, expected].map {
      $0.split(separator: "\n", omittingEmptySubsequences: false).map(
        String.init)
    }
    let same = zip(lines[0], lines[1]).prefix { $0 == $1 }.count
    let shown = lines.map {
      $0.dropFirst(same).prefix(4).joined(separator: "\n")
    }
    Issue.record(
      """
      \(stream) differs from line \(same + 1) on. Under python:
      \(shown[1])
      Profiled:
      \(shown[0])
      """, sourceLocation: location)
  }
}
