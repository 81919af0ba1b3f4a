import Foundation
import Kernel
import ProfileModel
import PythonSyntax
import Recorder

extension Bench {
  /// A kernel has to save at least this share of the function's time.
  private static let leastSpeedup = 1.1

  /// There were calls to replay, and a kernel for them.
  func isWorthTrying(_ subject: Subject, _ calls: CapturedCalls) -> Bool {
    guard calls.recorded > 0, let request = subject.request(calls) else {
      return false
    }
    return prover.translate(request).blockers.isEmpty
  }

  /// Translates, builds and replays one function. What speaks against the
  /// kernel ends up in the trial's proof.
  func trial(of subject: Subject, _ capture: Capture) throws -> Trial {
    let calls = capture.calls(of: subject)
    let hotspot = subject.hotspot
    var trial = Trial(
      subject: subject,
      proof: KernelProof(
        hotspot: hotspot.id, function: subject.name, status: .rejected,
        why: ""))
    guard let request = subject.request(calls),
      let target = capture.target(of: subject)
    else {
      trial.reject("Its source is not at hand.")
      return trial
    }
    let translation = prover.translate(request)
    if case .skeleton(_, let blockers) = translation {
      trial.proof.status = .skeleton
      trial.proof.why = Self.sentence(blockers)
      return trial
    }
    guard calls.recorded > 0 else {
      trial.reject(Self.reasonNotRecorded(calls))
      return trial
    }
    let package = KernelPackage(
      translation, request: request, origin: request.file)
    if let omission = package.omissions.first {
      trial.reject(
        "It needs `\(omission.name)` (\(omission.place)), which \(omission.reason): pass it in as a parameter."
      )
      return trial
    }
    do {
      trial.kernel = try workshop.build(
        package, function: request.function)
    } catch let failure as KernelWorkshop.Failure {
      if case .compiler(let message) = failure {
        trial.reject(
          "The generated Swift does not compile, which is a bug in Swiftlet: \(message)"
        )
      }
      return trial
    }
    try replay(&trial, journal: capture.journal, target: target)
    return trial
  }

  private func replay(
    _ trial: inout Trial, journal: String, target: Int
  ) throws {
    guard let kernel = trial.kernel else { return }
    let hotspot = trial.subject.hotspot
    let result = try Replay.run(
      kernel, journal: journal, target: target,
      interpreter: launch.interpreter, searchPath: searchPath,
      scratch: scratch)
    guard case .finished(let replay) = result else {
      if case .broke(let what) = result {
        trial.reject("It failed: \(what).")
      }
      return
    }
    trial.proof.callsChecked = replay.checked
    trial.proof.variantsChecked = replay.variants
    trial.proof.fallbacks = replay.fallbacks
    trial.proof.originalSeconds = replay.originalSeconds
    trial.proof.crossingShare = replay.crossingShare
    trial.proof.sharedLoops = replay.sharedLoops
    trial.proof.kernelSeconds = replay.kernelSeconds
    if prover.comparesCompilers, replay.mismatch == nil,
      replay.unstable == nil, replay.checked > 0
    {
      trial.proof.others = others(
        than: kernel, journal: journal, target: target)
    }
    if let mismatch = replay.mismatch {
      trial.reject("It is not exact: \(mismatch).")
    } else if let unstable = replay.unstable {
      trial.reject(
        "The function depends on more than its arguments: \(unstable).")
    } else if replay.checked > 0, replay.fallbacks == replay.checked {
      trial.reject(
        "It handed \(Self.count(replay.checked, "recorded call")) back to Python: they are not what it was compiled for."
      )
    } else {
      let speedup =
        replay.originalSeconds / max(replay.kernelSeconds, 1e-9)
      trial.proof.speedup = speedup
      if speedup < Self.leastSpeedup {
        trial.reject(
          "It is not faster: \(Self.factor(speedup)) times the speed of Python, conversions included."
        )
      } else {
        trial.proof.status = .kept
        let around =
          trial.subject.isCaller
          ? " It has the loop of \(hotspot.function) inside, so that fewer calls cross into it."
          : ""
        trial.proof.why =
          "Exactly equal wherever it was compared, and \(Self.factor(speedup)) times as fast.\(around)"
      }
    }
  }

  /// Where the script finds modules of its own.
  var searchPath: [String] {
    let here = FileManager.default.currentDirectoryPath
    guard case .script(let path) = launch.target else { return [here] }
    return [URL(filePath: path).deletingLastPathComponent().path, here]
  }

  private static func sentence(_ blockers: [Blocker]) -> String {
    guard let first = blockers.first else {
      return "It is not translated yet."
    }
    let more = blockers.count > 1 ? " (and \(blockers.count - 1) more)" : ""
    let place = first.place.prefix(1).uppercased() + first.place.dropFirst()
    return "\(place) has \(first.construct)\(more). \(first.advice)"
  }

  private static func reasonNotRecorded(_ calls: CapturedCalls) -> String {
    if let note = calls.notes.first {
      let sentence = note.prefix(1).uppercased() + note.dropFirst() + "."
      return calls.calls == 0
        ? "It cannot be replaced while the script runs: \(note)." : sentence
    }
    return calls.calls == 0
      ? "It was not called when the script ran again." : "No call was recorded."
  }

  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  static func factor(_ value: Double) -> String {
    value < 10
      ? "\((value * 10).rounded() / 10)" : "\(Int(value.rounded()))"
  }
}
