import Foundation
package import Kernel
package import ProfileModel
package import Recorder

/// Finds out whether kernels for a script's hotspots are exact, and what they
/// gain, by building and running them.
///
/// The script runs several times: once to record real calls, unless the
/// recording has enough of them, then in turn with and without the kernels.
/// Whatever it does to the world it does each time.
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
  /// The project's own tests that could reach the functions, run with and
  /// without the kernels.
  package var tests: [String] = []
  /// Sizes of the input to time the script at, its own among them.
  package var sizes: [SizedLaunch] = []
  /// Also asks other compilers what they make of the functions.
  package var comparesCompilers = false
  /// A kernel that was built before is not built again.
  package var usesCache = true
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

    let subjects = attempts.flatMap(\.self)
    let recalled = try bench.recall(subjects, from: profile.recording)
    var captured: Capture?
    var trials: [Trial] = []
    var notes: [String] = []
    for attempt in attempts {
      if let covering = trials.first(where: { $0.covers(attempt) }) {
        if covering.subject.identity != attempt[0].identity {
          notes.append(
            "\(attempt[0].name) is inside the kernel of \(covering.subject.name)."
          )
        }
        continue
      }
      if let trial = try recalledTrial(of: attempt, recalled, on: bench) {
        trials.append(trial)
        continue
      }
      // These calls do not suffice: the script runs once more for others.
      if captured == nil { progress("recording calls") }
      let capture = try captured ?? bench.capture(subjects)
      captured = capture
      let hopeful = KernelCut.order(
        attempt.filter { bench.isWorthTrying($0, capture.calls(of: $0)) },
        by: capture)
      let chosen = hopeful.isEmpty ? [attempt[0]] : hopeful
      var rejected: [Trial] = []
      for subject in chosen.prefix(Self.mostBuilt) {
        progress("building and checking \(subject.name)")
        let trial = try bench.trial(of: subject, capture)
        if trial.kernel != nil {
          trials.append(trial)
          notes += rejected.map(\.note)
          rejected = []
          break
        }
        rejected.append(trial)
      }
      if let whole = rejected.first(where: \.isHandedBack),
        let trial = try loopTrial(insteadOf: whole.subject, on: bench)
      {
        trials.append(trial)
        notes.append(whole.note)
        continue
      }
      trials += rejected.prefix(1)
    }
    var report = try bench.report(on: trials)
    report.notes += notes
    return report
  }

  /// A kernel of one of its loops, where the function itself does something
  /// that only Python can.
  private func loopTrial(
    insteadOf whole: Subject, on bench: Bench
  ) throws -> Trial? {
    guard whole.outline == nil, !whole.isCaller else { return nil }
    let loops = whole.loops(translate)
    if loops.isEmpty { return nil }
    progress("recording calls")
    let capture = try bench.capture(loops, in: "captured-loops")
    for subject in loops
    where bench.isWorthTrying(subject, capture.calls(of: subject)) {
      progress("building and checking \(subject.name)")
      let trial = try bench.trial(of: subject, capture)
      if trial.kernel != nil { return trial }
    }
    return nil
  }

  /// The innermost kernel, where the recording has calls enough for it, they
  /// are long enough for no other, and it passes.
  private func recalledTrial(
    of attempt: [Subject], _ recalled: Capture, on bench: Bench
  ) throws -> Trial? {
    let calls = recalled.calls(of: attempt[0])
    guard attempt.count == 1 || !calls.areShort,
      bench.isWorthTrying(attempt[0], calls)
    else { return nil }
    progress("building and checking \(attempt[0].name)")
    let trial = try bench.trial(of: attempt[0], recalled)
    return trial.kernel == nil ? nil : trial
  }
}

extension KernelCut {
  /// Which of a hotspot's kernels to try first, from what their calls hold:
  /// the first that is called rarely enough, as long as it takes an order of
  /// magnitude off the calls to go outwards.
  fileprivate static func order(
    _ subjects: [Subject], by capture: Capture
  ) -> [Subject] {
    var start = 0
    while start + 1 < subjects.count {
      let calls = capture.calls(of: subjects[start])
      let around = capture.calls(of: subjects[start + 1])
      guard calls.areShort,
        around.calls * 10 <= calls.calls
      else { break }
      start += 1
    }
    return Array(subjects[start...]) + subjects[..<start].reversed()
  }
}

/// A kernel in the course of its proof.
struct Trial {
  var subject: Subject
  var proof: KernelProof
  /// Nil once it is rejected.
  var kernel: BuiltKernel?

  var redirect: Injection.Redirect? {
    kernel.map { subject.redirect(to: $0.destination) }
  }

  /// The kernel has one of these inside.
  func covers(_ others: [Subject]) -> Bool {
    kernel != nil && subject.isCaller
      && others.contains { $0.identity == subject.identity }
  }

  /// The kernel gave up in all calls.
  var isHandedBack: Bool {
    proof.callsChecked > 0 && proof.fallbacks == proof.callsChecked
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
