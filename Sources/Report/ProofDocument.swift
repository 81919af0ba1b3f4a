import Advice
import ProfileModel
package import Proof

/// What proving a script's kernels found, with the report it started from.
package struct ProofDocument: Sendable {
  package var proof: ProofReport
  package var report: ReportDocument

  package init(_ proof: ProofReport, of report: ReportDocument) {
    self.proof = proof
    self.report = report
    let growth = proof.sizes.flatMap {
      Growth(proved: $0, name: "size")
    }
    if let growth { self.report.growth = growth }
  }

  /// Of the whole script; nil where it was not run both ways.
  var speedup: Double? {
    guard let before = proof.beforeSeconds, let after = proof.afterSeconds,
      after > 0
    else { return nil }
    return before / after
  }

  /// What came of it all, in a sentence or two; nil where nothing was tried.
  package var measured: String? {
    guard let first = proof.kernels.first else { return nil }
    guard let before = proof.beforeSeconds, let after = proof.afterSeconds,
      let speedup
    else { return "Measured: no kernel was kept. \(first.why)" }
    return "Measured: the script took \(secondsText(before)) without and "
      + "\(secondsText(after)) with the kernels that were kept, "
      + "\(factorText(speedup))."
  }

  /// CPU time, memory and Amdahl's limit: a clause each.
  package var figures: [String] {
    var texts: [String] = []
    if let before = proof.beforeCPUSeconds, let after = proof.afterCPUSeconds {
      texts.append(
        "CPU time \(secondsText(before)) before, \(secondsText(after)) after")
    }
    if let before = proof.beforePeakBytes, let after = proof.afterPeakBytes {
      texts.append(
        "memory at its peak \(bytesText(before)) before, "
          + "\(bytesText(after)) after")
    }
    if let limit = proof.limitSeconds {
      texts.append(
        "with these functions taking no time at all it would take about "
          + secondsText(limit))
    }
    return texts
  }

  /// What the project's tests said, and how often they called a kernel.
  package var testsText: String? {
    proof.userTests.map { tests in
      guard tests.calls > 0 else { return tests.why }
      let handed =
        tests.fallbacks > 0
        ? ", \(countText(tests.fallbacks)) of them handed back to Python" : ""
      return "\(tests.why) \(countText(tests.passed)) passed; "
        + "\(countText(tests.calls)) calls of kernels\(handed)"
    }
  }

  /// How much of a kernel's time the boundary takes, where that was measured.
  package static func crossingText(_ kernel: KernelProof) -> String? {
    kernel.crossingShare.map {
      "\(percentText($0)) of its time goes into taking arguments and handing "
        + "results back"
    }
  }

  /// Whether the kernel took more than one core.
  package static func threadsText(_ kernel: KernelProof) -> String? {
    guard let loops = kernel.sharedLoops, loops > 0 else { return nil }
    return "it used threads for \(countText(loops)) "
      + "loop\(loops == 1 ? "" : "s"); SWIFTLET_THREADS=1 turns that off"
  }

  /// What other compilers made of a function: a sentence each.
  package static func othersTexts(_ kernel: KernelProof) -> [String] {
    guard let others = kernel.others else { return [] }
    if others.isEmpty {
      return ["none of Numba, Cython and mypyc is installed in this Python"]
    }
    return others.map { other in
      let name = "\(other.name) \(other.version)"
      switch other.status {
      case .failed: return "\(name) cannot: \(other.why)"
      case .different: return "\(name) is not exact: \(other.why)"
      case .equal:
        let compiling =
          other.compileSeconds.map { ", after \(secondsText($0)) of compiling" }
          ?? ""
        let times =
          other.speedup.map { factorText($0) } ?? "of unknown speed"
        let isBetter =
          (other.speedup ?? 0) > 1.05 * (kernel.speedup ?? .infinity)
        return "\(name): \(times)\(compiling)"
          + (isBetter ? "; better than the kernel here" : "")
      }
    }
  }

  /// What to type next.
  package var nextCommand: String {
    let kept = proof.kernels.first { $0.status == .kept }
    let skeleton = proof.kernels.first { $0.status == .skeleton }
    guard let chosen = kept ?? skeleton else {
      return "swiftlet run \(report.profile.recording.run.commandLine)"
    }
    return "swiftlet generate --hotspot \(chosen.hotspot) -o kernel"
  }
}
