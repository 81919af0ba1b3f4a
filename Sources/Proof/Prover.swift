import Foundation
package import Kernel
package import ProfileModel
package import Recorder

/// Finds out whether kernels for a script's hotspots are exact, and what they
/// gain, by building and running them.
///
/// The script runs several times: once to record real calls, then in turn
/// with and without the kernels. Whatever it does to the world it does each
/// time.
package struct Prover: Sendable {
  package var runner: ScriptRunner
  /// Standard input of every run; see `SavedInput`.
  package var input: ScriptRunner.Input
  /// Runs with kernels, and as many without; fewer where the script is slow.
  package var pairs: Int
  /// Wall seconds that these runs should take together.
  package var secondsLimit: Double
  /// Kernels are kept in `.swiftlet/kernels` here.
  package var workingDirectory: String
  package var environment: [String: String]
  package var translate: @Sendable (KernelRequest) -> Translation
  /// Told what happens next, in a few words.
  package var progress: @Sendable (String) -> Void

  package init(
    runner: ScriptRunner = ScriptRunner(),
    input: ScriptRunner.Input = .inherited, pairs: Int = 5,
    secondsLimit: Double = 40,
    workingDirectory: String = FileManager.default.currentDirectoryPath,
    environment: [String: String] = ProcessInfo.processInfo.environment,
    translate: @escaping @Sendable (KernelRequest) -> Translation = {
      Kernel.translate($0)
    },
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.runner = runner
    self.input = input
    self.pairs = pairs
    self.secondsLimit = secondsLimit
    self.workingDirectory = workingDirectory
    self.environment = environment
    self.translate = translate
    self.progress = progress
  }

  /// Tells early, before anything runs, that a compiler or Python's headers
  /// are missing.
  package func checkTools(for interpreter: Interpreter) throws(ProofError) {
    _ = try KernelWorkshop.compilerPath(environment)
    _ = try KernelWorkshop.includeDirectory(interpreter, environment)
  }

  /// Kernels built for one hotspot, where the first ones are rejected.
  private static let mostBuilt = 3

  /// Proves or rejects a kernel for each hotspot; several in one function
  /// count once.
  /// - Throws: `ProofError`, `LaunchError`.
  package func prove(
    _ launch: Launch, _ profile: Profile, _ hotspots: [Hotspot]
  ) throws -> ProofReport {
    let bench = try Bench(self, launch)
    defer { bench.remove() }
    let attempts = Subject.attempts(
      hotspots, in: profile, translate: translate)
    guard !attempts.isEmpty else { return ProofReport(kernels: []) }

    progress("recording calls")
    let subjects = attempts.flatMap(\.self)
    let capture = Injection(
      redirects: subjects.map { $0.redirect(to: .capture) },
      journal: "\(bench.scratch)/captured")
    if subjects.contains(where: { $0.request != nil }) {
      _ = try bench.runs.run(capture)
    }
    let captured = try CapturedCalls.read(capture, launch.interpreter)

    var trials: [Trial] = []
    var notes: [String] = []
    var next = 0
    for attempt in attempts {
      let indices = next..<next + attempt.count
      next = indices.upperBound
      let covering = trials.first { trial in
        trial.kernel != nil && trial.subject.isCaller
          && attempt.contains { $0.identity == trial.subject.identity }
      }
      if let covering {
        notes.append(
          "\(attempt[0].hotspot.function) is inside the kernel of \(covering.subject.name)."
        )
        continue
      }
      let hopeful = KernelCut.order(
        indices.filter { bench.isWorthTrying(subjects[$0], captured[$0]) },
        by: captured)
      let chosen = hopeful.isEmpty ? [indices.lowerBound] : hopeful
      var rejected: [Trial] = []
      for index in chosen.prefix(Self.mostBuilt) {
        progress("building and checking \(subjects[index].name)")
        let trial = try bench.trial(
          of: subjects[index], captured[index], journal: capture.journal,
          target: index)
        if trial.kernel != nil {
          trials.append(trial)
          notes += rejected.map(\.note)
          rejected = []
          break
        }
        rejected.append(trial)
      }
      trials += rejected.prefix(1)
    }
    var report = try bench.report(on: trials)
    report.notes += notes
    return report
  }
}

extension KernelCut {
  /// Which of a hotspot's kernels to try first, from what their calls hold:
  /// the first that is called rarely enough, as long as it takes an order of
  /// magnitude off the calls to go outwards.
  fileprivate static func order(
    _ indices: [Int], by captured: [CapturedCalls]
  ) -> [Int] {
    var start = 0
    while start + 1 < indices.count {
      let calls = captured[indices[start]]
      let around = captured[indices[start + 1]]
      guard calls.seconds < leastSecondsPerCall * Double(calls.calls),
        around.calls * 10 <= calls.calls
      else { break }
      start += 1
    }
    return Array(indices[start...]) + indices[..<start].reversed()
  }
}

/// A kernel in the course of its proof.
struct Trial {
  var subject: Subject
  var proof: KernelProof
  /// Nil once it is rejected.
  var kernel: BuiltKernel?

  var redirect: Injection.Redirect? {
    kernel.map {
      subject.redirect(
        to: .kernel(library: $0.library, function: $0.function))
    }
  }

  /// What was wrong, where another kernel took its place.
  var note: String {
    "A kernel of \(subject.name) alone was tried first. \(proof.why)"
  }

  /// Leaves nothing of the kernel behind.
  mutating func reject(_ why: String) {
    proof.status = .rejected
    proof.why = why
    kernel?.remove()
    kernel = nil
  }
}
