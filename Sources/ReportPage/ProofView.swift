import Advice
import Proof
import Report

/// What proving found.
struct ProofView {
  struct Kernel {
    var name: String
    var status: String
    var statusClass: String
    var why: String
    var speedup: String
    var calls: String
    var checks: String
    /// What the boundary takes, and what other compilers made of it.
    var others: [String]
  }

  /// A change to the Python that was tried.
  struct Change {
    var name: String
    var status: String
    var statusClass: String
    var why: String
    var seconds: String
    var speedup: String
  }

  var kernels: [Kernel]
  var hasKernels: Bool
  var changes: [Change]
  var hasChanges: Bool
  var script: String?
  var output: String?
  var figures: [String]
  var tests: String?
  var testFiles: String

  init(_ document: ProofDocument) {
    let proof = document.proof
    kernels = proof.kernels.map { Kernel($0) }
    hasKernels = !kernels.isEmpty
    changes = (proof.changes ?? []).map { Change($0) }
    hasChanges = !changes.isEmpty
    if let before = proof.beforeSeconds, let after = proof.afterSeconds {
      script =
        "The script took \(secondsText(before)) before and "
        + "\(secondsText(after)) after: medians of \(proof.runs) runs each, in "
        + "turn."
    }
    figures = document.figures.map(\.prose)
    tests = document.testsText
    testFiles = proof.userTests?.files.joined(separator: ", ") ?? ""
    output =
      switch proof.output {
      case .same: "Its output and exit code are the same."
      case .different: "Its output or exit code is not the same."
      case .variesByItself:
        "Its output differs from run to run even without kernels, so it could "
          + "not be compared."
      case nil: nil
      }
  }
}

extension ProofView.Kernel {
  fileprivate init(_ kernel: KernelProof) {
    name = authorsName(kernel.function)
    status = kernel.status.rawValue
    statusClass =
      switch kernel.status {
      case .kept: "good"
      case .rejected: "bad"
      case .skeleton: "unsure"
      }
    why = kernel.why
    speedup = kernel.speedup.map { timesText($0...$0) } ?? "–"
    calls = changeText(
      from: kernel.originalSeconds, to: kernel.kernelSeconds)
    checks =
      "\(countText(kernel.callsChecked)) real "
      + (kernel.callsChecked == 1 ? "call, " : "calls, ")
      + "\(countText(kernel.variantsChecked)) made up, "
      + "\(countText(kernel.fallbacks)) handed back to Python"
    others =
      [
        ProofDocument.crossingText(kernel), ProofDocument.threadsText(kernel),
      ].compactMap { $0?.prose }
      + ProofDocument.othersTexts(kernel)
  }
}

extension ProofView.Change {
  fileprivate init(_ change: ChangeProof) {
    name = "\(authorsName(change.function)): \(change.change)"
    status = change.status.rawValue
    statusClass =
      switch change.status {
      case .faster: "good"
      case .noFaster, .unknown: "unsure"
      case .different: "bad"
      }
    why = change.why
    speedup = change.speedup.map { timesText($0...$0) } ?? "–"
    seconds = changeText(from: change.beforeSeconds, to: change.afterSeconds)
  }
}

private func changeText(from before: Double?, to after: Double?) -> String {
  guard let before, let after else { return "–" }
  return "\(secondsText(before)) to \(secondsText(after))"
}
