package import Recorder

/// The script's command with another number in it.
package struct SizedLaunch: Sendable {
  package var size: Double
  package var launch: Launch

  package init(size: Double, launch: Launch) {
    self.size = size
    self.launch = launch
  }
}

extension Bench {
  /// Pairs of runs for each size: the curve through several sizes evens out
  /// what differs between runs.
  private static let pairsForSize = 3

  /// Runs the script at the other sizes that were asked for, too. Where its
  /// output differs at one of them, the kernels are rejected.
  func timeSizes(
    _ trials: inout [Trial], _ report: inout ProofReport
  ) throws {
    let redirects = trials.compactMap(\.redirect)
    guard !prover.sizes.isEmpty, !redirects.isEmpty,
      let before = report.beforeSeconds, let after = report.afterSeconds
    else { return }
    var sizes: [SizeProof] = []
    for other in prover.sizes {
      if other.launch.arguments == launch.arguments {
        sizes.append(
          SizeProof(
            size: other.size, runs: report.runs, beforeSeconds: before,
            afterSeconds: after))
        continue
      }
      prover.progress("running the script at size \(other.launch.arguments)")
      var runs = runs
      runs.launch = other.launch
      runs.pairs = min(runs.pairs, Self.pairsForSize)
      let comparison = try ScriptComparison(
        runs, injection: injection(redirects))
      if comparison.output == .different {
        let command = other.launch.arguments.joined(separator: " ")
        for index in trials.indices where trials[index].kernel != nil {
          trials[index].reject(
            "With it the script's output is another for `\(command)`.")
        }
        report.afterSeconds = nil
        return
      }
      sizes.append(
        SizeProof(
          size: other.size, runs: comparison.before.count,
          beforeSeconds: comparison.beforeSeconds,
          afterSeconds: comparison.afterSeconds))
    }
    report.sizes = sizes.sorted { $0.size < $1.size }
  }
}
