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
    var next = 0
    for attempt in attempts {
      let indices = next..<next + attempt.count
      next = indices.upperBound
      let index =
        indices.first { bench.isWorthTrying(subjects[$0], captured[$0]) }
        ?? indices.lowerBound
      progress("building and checking \(subjects[index].name)")
      trials.append(
        try bench.trial(
          of: subjects[index], captured[index], journal: capture.journal,
          target: index))
    }
    return try bench.report(on: trials)
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

  /// Leaves nothing of the kernel behind.
  mutating func reject(_ why: String) {
    proof.status = .rejected
    proof.why = why
    kernel?.remove()
    kernel = nil
  }
}
