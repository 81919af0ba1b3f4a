import Foundation
import ProfileModel
import Recorder

extension Bench {
  /// Runs the script with the kernels that are left, and judges the whole.
  func report(on trials: [Trial]) throws -> ProofReport {
    var trials = trials
    var report = ProofReport(kernels: [])
    var comparison = try compare(trials)
    if let found = comparison, found.output == .different {
      try rejectThoseThatChangeOutput(&trials, found)
      comparison = try compare(trials) ?? found
    }
    if let comparison {
      report.runs = comparison.before.count
      report.beforeSeconds = comparison.beforeSeconds
      report.output = comparison.output
      if trials.contains(where: { $0.kernel != nil }) {
        judge(&trials, comparison)
      }
      try judgeByUserTests(&trials, &report)
      if trials.contains(where: { $0.kernel != nil }) {
        report.afterSeconds = comparison.afterSeconds
        report.addFigures(of: comparison, trials)
        if comparison.isFasterByCPUAlone {
          report.notes.append(
            "The machine was busy: the times of the runs say nothing for sure, and their CPU time decides."
          )
        }
        try timeSizes(&trials, &report)
      }
      if comparison.output == .variesByItself {
        report.notes.append(
          "The script's output varies from run to run, so it cannot be compared."
        )
      }
    }
    for kernel in trials.compactMap(\.kernel) { ProvedKernel.note(kernel) }
    report.kernels = trials.map(\.proof)
    return report
  }

  /// Nil where no kernel is left.
  private func compare(_ trials: [Trial]) throws -> ScriptComparison? {
    let redirects = trials.compactMap(\.redirect)
    guard !redirects.isEmpty else { return nil }
    prover.progress("running the script with and without the kernels")
    return try ScriptComparison(runs, injection: injection(redirects))
  }

  /// With a journal of its own.
  func injection(_ redirects: [Injection.Redirect]) -> Injection {
    Injection(
      redirects: redirects, journal: "\(scratch)/\(UUID().uuidString)")
  }

  private func rejectThoseThatChangeOutput(
    _ trials: inout [Trial], _ together: ScriptComparison
  ) throws {
    let why = "With it the script's output is another."
    let left = trials.indices.filter { trials[$0].kernel != nil }
    if left.count == 1 {
      trials[left[0]].reject(why)
      return
    }
    let plain = try runs.run(nil)
    var isFound = false
    for index in left {
      guard let redirect = trials[index].redirect else { continue }
      let alone = try runs.run(injection([redirect]))
      if !alone.printsSame(as: plain) {
        isFound = true
        trials[index].reject(why)
      }
    }
    if !isFound {
      for index in left {
        trials[index].reject("Together with others it changes the output.")
      }
    }
  }

  private func judge(_ trials: inout [Trial], _ comparison: ScriptComparison) {
    let left = trials.indices.filter { trials[$0].kernel != nil }
    for (index, calls) in zip(left, comparison.calls) {
      trials[index].proof.scriptCalls = calls.calls
      trials[index].proof.scriptFallbacks = calls.fallbacks
    }
    let isAnotherCalled = comparison.kernels.contains { $0.loaded == true }
    for (index, calls) in zip(left, comparison.kernels)
    where calls.loaded != true {
      trials[index].reject(
        calls.notes.first.map { "In the script, \($0)." }
          ?? (isAnotherCalled
            ? "Nothing calls it any more: another of these kernels does its work."
            : "The script did not call it when it ran again."))
    }
    if comparison.output == .different {
      for index in left where trials[index].kernel != nil {
        trials[index].reject("With it the script's output is another.")
      }
    }
    if !comparison.isClearlyFaster {
      let times =
        "\(Self.seconds(comparison.beforeSeconds)) before, \(Self.seconds(comparison.afterSeconds)) after"
      for index in left where trials[index].kernel != nil {
        trials[index].reject(
          "The function is \(Self.factor(trials[index].proof.speedup ?? 1)) times as fast, but the whole script gains nothing that can be told from noise: \(times)."
        )
      }
    }
  }

  /// A kernel with which a test ends another way is none.
  private func judgeByUserTests(
    _ trials: inout [Trial], _ report: inout ProofReport
  ) throws {
    let redirects = trials.compactMap(\.redirect)
    guard !redirects.isEmpty else { return }
    report.userTests = try runUserTests(redirects)
    guard let tests = report.userTests, tests.status == .different else {
      return
    }
    for index in trials.indices where trials[index].kernel != nil {
      trials[index].reject("A test of the project fails with it: \(tests.why)")
    }
  }

  private static func seconds(_ value: Double) -> String {
    "\((value * 1000).rounded() / 1000) s"
  }
}

extension ProofReport {
  fileprivate mutating func addFigures(
    of comparison: ScriptComparison, _ trials: [Trial]
  ) {
    beforeCPUSeconds = comparison.beforeCPU.median
    afterCPUSeconds = comparison.afterCPU.median
    beforePeakBytes = comparison.beforePeak
    afterPeakBytes = comparison.afterPeak
    let kept = trials.filter { $0.kernel != nil }
    // A function around a hotspot has more of the time than the hotspot.
    guard !kept.contains(where: \.subject.isCaller) else { return }
    let share =
      kept
      .map(\.subject.hotspot.cpuShare.value).reduce(0, +)
    let limit = comparison.beforeSeconds * max(1 - share, 0)
    // Functions that a kernel calls are in it, too, with shares of their own.
    limitSeconds = limit <= comparison.afterSeconds ? limit : nil
  }
}
