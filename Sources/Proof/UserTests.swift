import Foundation
import ProfileModel
import Recorder

/// What the project's own tests said of the kernels.
package struct UserTestsProof: Codable, Equatable, Sendable {
  package enum Status: String, Codable, Sendable, CaseIterable {
    /// Each test ended as it does without the kernels.
    case same
    /// Some test ends another way with them.
    case different
    /// No test that was run calls a function that has a kernel.
    case notReached = "not-reached"
    /// They could not be run.
    case unknown
  }

  package var status: Status
  /// One sentence, for the reader.
  package var why: String
  package var files: [String]
  /// Of the run with kernels.
  package var passed: Int
  package var failed: Int
  /// Calls that kernels got from the tests, and handed back to Python.
  package var calls: Int
  package var fallbacks: Int

  package init(
    status: Status, why: String, files: [String], passed: Int = 0,
    failed: Int = 0, calls: Int = 0, fallbacks: Int = 0
  ) {
    self.status = status
    self.why = why
    self.files = files
    self.passed = passed
    self.failed = failed
    self.calls = calls
    self.fallbacks = fallbacks
  }
}

extension Bench {
  /// Runs the project's tests with the kernels in place, and without.
  /// - Throws: `LaunchError`.
  func runUserTests(_ redirects: [Injection.Redirect]) throws -> UserTestsProof?
  {
    let files = prover.tests
    guard !files.isEmpty else { return nil }
    prover.progress("running the project's tests with the kernels")
    let check = try? CapturedCommand(
      launch.interpreter.executable, ["-c", "import pytest"],
      timeoutSeconds: 60)
    let runner = check?.status == 0 ? "pytest" : "unittest"
    let injection = Injection(
      redirects: redirects, journal: "\(scratch)/\(UUID().uuidString)")
    let with = try testRun(runner, files, injection)
    let reached = with.calls.map(\.calls).reduce(0, +)
    let counts = with.outcomes ?? [:]
    var proof = UserTestsProof(
      status: .unknown, why: "", files: files,
      passed: counts.count { $0.value == "passed" },
      failed: counts.count { ["failed", "error"].contains($0.value) },
      calls: reached, fallbacks: with.calls.map(\.fallbacks).reduce(0, +))
    guard with.outcomes != nil else {
      proof.why = "The tests ended before they said how they went."
      return proof
    }
    guard reached > 0 else {
      proof.status = .notReached
      proof.why =
        "No test among them calls a function that has a kernel."
      return proof
    }
    let without = try testRun(runner, files, nil).outcomes ?? [:]
    let changed = counts.filter { without[$0.key] != $0.value }.keys.sorted()
    if let name = changed.first {
      proof.status = .different
      proof.why =
        "\(name): \(counts[name] ?? "") with the kernels, "
        + "\(without[name] ?? "not run") without."
    } else {
      proof.status = .same
      proof.why =
        proof.failed > 0
        ? "Each test ends as it does without the kernels, "
          + "\(Self.count(proof.failed, "failure")) included."
        : "All pass with the kernels in place, as they do without."
    }
    return proof
  }

  private func testRun(
    _ runner: String, _ files: [String], _ injection: Injection?
  ) throws -> (outcomes: [String: String]?, calls: [KernelCalls]) {
    let answer = "\(scratch)/tests.json"
    let program = "\(scratch)/user_tests.py"
    defer {
      try? FileManager.default.removeItem(atPath: answer)
      try? FileManager.default.removeItem(atPath: program)
    }
    try PrivateFile.write(Data(ProofProgram.userTests.text.utf8), to: program)
    var launch = launch
    launch.injection = injection
    launch.target = .script(program)
    launch.arguments = [answer, runner] + files
    let result = try prover.runner.run(
      launch, input: .nothing, output: .discarded)
    let outcomes = FileManager.default.contents(atPath: answer).flatMap {
      try? JSONDecoder().decode([String: String].self, from: $0)
    }
    return (outcomes, result.kernelCalls)
  }
}
