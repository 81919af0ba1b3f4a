import ProfileModel
package import Proof

/// What proving a script's kernels found, with the report it started from.
package struct ProofDocument: Sendable {
  package var proof: ProofReport
  package var report: ReportDocument

  package init(_ proof: ProofReport, of report: ReportDocument) {
    self.proof = proof
    self.report = report
  }

  /// Of the whole script; nil where it was not run both ways.
  var speedup: Double? {
    guard let before = proof.beforeSeconds, let after = proof.afterSeconds,
      after > 0
    else { return nil }
    return before / after
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
