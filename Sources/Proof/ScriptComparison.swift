import Foundation
import ProfileModel
import Recorder

/// The whole script, run with kernels and without, in turn.
struct ScriptComparison {
  /// Wall seconds of each run, in pairs.
  var before: [Double] = []
  var after: [Double] = []
  /// CPU seconds of each run, and the memory of the one that had most.
  var beforeCPU: [Double] = []
  var afterCPU: [Double] = []
  var beforePeak: Int?
  var afterPeak: Int?
  /// In the last run with kernels, by redirect.
  var calls: [KernelCalls]
  var output: OutputComparison
  /// What the runs with kernels noted, by redirect.
  var kernels: [CapturedCalls]

  /// How the runs are made.
  struct Runs {
    var runner: ScriptRunner
    var launch: Launch
    var input: ScriptRunner.Input
    /// A private folder for what the script prints.
    var scratch: String
    /// At most so many pairs, and as few as two where the script is slow.
    var pairs: Int
    /// Wall time that all runs together should take.
    var secondsLimit: Double

    func run(_ injection: Injection?) throws -> ScriptRun {
      let output = "\(scratch)/output"
      let error = "\(scratch)/error"
      defer {
        try? FileManager.default.removeItem(atPath: output)
        try? FileManager.default.removeItem(atPath: error)
      }
      var launch = launch
      launch.injection = injection
      let result = try runner.run(
        launch, input: input, output: .files(output: output, error: error))
      return ScriptRun(
        seconds: result.wallSeconds, cpuSeconds: result.cpuSeconds,
        peakBytes: result.peakBytes, kernelCalls: result.kernelCalls,
        ending: result.ending,
        output: FileManager.default.contents(atPath: output),
        error: FileManager.default.contents(atPath: error))
    }
  }

  /// - Throws: `LaunchError`, `ProofError`.
  init(_ runs: Runs, injection: Injection) throws {
    var plain: [ScriptRun] = []
    var changed: [ScriptRun] = []
    var pairs = runs.pairs
    while changed.count < pairs {
      // Which one goes first changes, so that neither has the warmer machine.
      if changed.count.isMultiple(of: 2) {
        plain.append(try runs.run(nil))
        changed.append(try runs.run(injection))
      } else {
        changed.append(try runs.run(injection))
        plain.append(try runs.run(nil))
      }
      let spent = (plain + changed).map(\.seconds).reduce(0, +)
      let each = spent / Double(changed.count)
      pairs = min(pairs, max(2, Int(runs.secondsLimit / max(each, 0.001))))
    }
    before = plain.map(\.seconds)
    after = changed.map(\.seconds)
    beforeCPU = plain.map(\.cpuSeconds)
    afterCPU = changed.map(\.cpuSeconds)
    beforePeak = plain.compactMap(\.peakBytes).max()
    afterPeak = changed.compactMap(\.peakBytes).max()
    calls = changed.last?.kernelCalls ?? []
    if plain.contains(where: { !$0.printsSame(as: plain[0]) }) {
      output = .variesByItself
    } else {
      output =
        changed.allSatisfy { $0.printsSame(as: plain[0]) }
        ? .same : .different
    }
    kernels = try CapturedCalls.read(injection, runs.launch.interpreter)
  }

  var beforeSeconds: Double { before.median }
  var afterSeconds: Double { after.median }

  /// Faster by more than the runs differ among themselves: on the wall or,
  /// where other programs keep the machine busy, by CPU time.
  var isClearlyFaster: Bool { isFasterOnWall || isFasterByCPUAlone }

  private var isFasterOnWall: Bool {
    Self.isClear(before, after, whole: beforeSeconds)
  }

  /// Wall times say nothing for sure.
  var isFasterByCPUAlone: Bool {
    !isFasterOnWall && !Self.isClear(after, before, whole: beforeSeconds)
      && Self.isClear(beforeCPU, afterCPU, whole: beforeCPU.median)
  }

  private static func isClear(
    _ before: [Double], _ after: [Double], whole: Double
  ) -> Bool {
    let gain = before.median - after.median
    // Of all ways to pair a run without with a run with kernels.
    let wins = before.map { time in after.count { $0 < time } }.reduce(0, +)
    let all = before.count * after.count
    return gain > 0.02 * whole && gain > 0.005
      && Double(wins) >= 0.9 * Double(all)
  }
}

/// One run, with what it printed.
struct ScriptRun {
  var seconds: Double
  var cpuSeconds: Double
  var peakBytes: Int?
  var kernelCalls: [KernelCalls]
  var ending: Run.Ending
  var output: Data?
  var error: Data?

  func printsSame(as other: ScriptRun) -> Bool {
    ending == other.ending && output == other.output && error == other.error
  }
}

extension [Double] {
  /// Zero where there are none.
  var median: Double {
    let sorted = self.sorted()
    guard !sorted.isEmpty else { return 0 }
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}
