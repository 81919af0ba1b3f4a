import Foundation
import ProfileModel
import Recorder

/// A function's calls as `recall.py` reads them.
private struct RecalledCalls: Encodable {
  var calls = 0
  var seconds = 0.0
  var captured: [CapturedCall] = []

  /// Fewer calls say too little.
  private static let fewest = 3
  /// Larger calls are not captured, and small ones cannot speak for them.
  private static let longest = 2000

  /// Those that were captured while the script was profiled; none where they
  /// cannot suffice.
  init(of subject: Subject, in recording: Recording) {
    let observation = recording.observations.first {
      $0.code == subject.codeIndex
    }
    guard subject.outline == nil, let look = observation?.closeLook,
      look.captured.count >= Self.fewest,
      // Types that no captured call has would get no kernel.
      look.arguments.allSatisfy({
        $0.types.count == 1 && ($0.lengths?.upperBound ?? 0) <= Self.longest
      })
    else { return }
    calls = max(look.count, look.captured.count)
    seconds = Double(calls) * (look.meanSeconds ?? 0)
    captured = look.captured
  }
}

extension Bench {
  /// The calls that the recording has already, as if the script had run once
  /// more for them.
  /// - Throws: `ProofError`.
  func recall(
    _ subjects: [Subject], from recording: Recording
  ) throws -> Capture {
    var targets: [[String]: Int] = [:]
    var functions: [RecalledCalls] = []
    for subject in subjects where targets[subject.identity] == nil {
      targets[subject.identity] = functions.count
      functions.append(RecalledCalls(of: subject, in: recording))
    }
    let journal = "\(scratch)/recalled"
    let none = Capture(
      journal: journal, calls: functions.map { _ in .none }, targets: targets)
    guard functions.contains(where: { !$0.captured.isEmpty }) else {
      return none
    }
    let source = "\(scratch)/captured.json"
    try PrivateFile.write(try JSONEncoder().encode(functions), to: source)
    defer { try? FileManager.default.removeItem(atPath: source) }
    let answer = try ProofProgram.recall.run(
      with: launch.interpreter, [source, journal], timeoutSeconds: 60)
    // A module that the values need may be missing: then they are captured
    // anew.
    guard answer.status == 0,
      let calls = try? CapturedCalls.read(
        journal, count: functions.count, launch.interpreter)
    else { return none }
    return Capture(journal: journal, calls: calls, targets: targets)
  }
}
