import Foundation
import Recorder

/// A Python program of ours that runs in the user's interpreter.
struct ProofProgram {
  var name: String
  var text: String

  static let describeCalls = ProofProgram(
    name: "describe_calls.py",
    parts: [PackageResources.journal_py, PackageResources.describe_calls_py])

  static let others = ProofProgram(
    name: "others.py",
    parts: [
      PackageResources.journal_py, PackageResources.exactness_py,
      PackageResources.others_py,
    ])

  static let recall = ProofProgram(
    name: "recall.py", parts: [PackageResources.recall_py])

  static let userTests = ProofProgram(
    name: "user_tests.py", parts: [PackageResources.user_tests_py])

  static let replay = ProofProgram(
    name: "replay.py",
    parts: [
      PackageResources.journal_py, PackageResources.exactness_py,
      PackageResources.variants_py, PackageResources.replay_py,
    ])

  static let compareCalls = ProofProgram(
    name: "compare_calls.py",
    parts: [
      PackageResources.journal_py, PackageResources.exactness_py,
      PackageResources.compare_calls_py,
    ])

  private init(name: String, parts: [[UInt8]]) {
    self.name = name
    text = parts.map { String(decoding: $0, as: UTF8.self) }
      .joined(separator: "\n\n")
  }

  /// - Throws: `ProofError.noAnswer` where it does not end in time. A program
  ///   that fails gives its status.
  func run(
    with interpreter: Interpreter, _ arguments: [String], timeoutSeconds: Int
  ) throws(ProofError) -> CapturedCommand {
    do {
      return try CapturedCommand(
        interpreter.executable, ["-c", text] + arguments,
        timeoutSeconds: timeoutSeconds)
    } catch {
      throw .noAnswer(name, error.description)
    }
  }
}
