import Foundation
import Recorder

/// Kernel and original, run on the captured calls and on variants of them, in
/// a process of their own.
struct Replay: Codable, Equatable {
  /// Recorded calls that were compared.
  var checked: Int
  /// Of these, handed back to the original.
  var fallbacks: Int
  var variants: Int
  var variantFallbacks: Int
  /// A call on which the two differ, and how.
  var mismatch: String?
  /// The original itself did not give what it gave in the script.
  var unstable: String?
  var originalSeconds: Double
  var kernelSeconds: Double
  /// Part of the kernel's time in reading arguments and making results.
  var crossingShare: Double?
  /// Loops that ran on several threads, of one call each.
  var sharedLoops: Int

  enum Result: Equatable {
    case finished(Replay)
    /// The process did not survive: a sentence that says where.
    case broke(String)
  }

  /// Replays the calls of the journal's redirect with the index `target`;
  /// `searchPath` is where the script finds its modules.
  static func run(
    _ kernel: BuiltKernel, journal: String, target: Int,
    interpreter: Interpreter, searchPath: [String], scratch: String,
    timeoutSeconds: Int = 240
  ) throws(ProofError) -> Result {
    let progress = "\(scratch)/progress"
    defer { try? FileManager.default.removeItem(atPath: progress) }
    let answer: CapturedCommand
    do {
      answer = try ProofProgram.replay.run(
        with: interpreter,
        [
          journal, "\(target)", kernel.modules, kernel.name, kernel.function,
          progress,
        ] + searchPath, timeoutSeconds: timeoutSeconds)
    } catch {
      guard let place = place(progress) else { throw error }
      return .broke("\(place) did not come back")
    }
    if let replay = try? JSONDecoder().decode(Replay.self, from: answer.output)
    {
      return .finished(replay)
    }
    if answer.status < 0, let place = place(progress) {
      return .broke("\(place) ended the process (signal \(-answer.status))")
    }
    return .broke("the package does not work: \(answer.summary)")
  }

  private static func place(_ progress: String) -> String? {
    guard let data = FileManager.default.contents(atPath: progress),
      !data.isEmpty
    else { return nil }
    return String(decoding: data, as: UTF8.self)
  }
}
