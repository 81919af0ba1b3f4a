import Recorder

/// Calls of some functions, written down in a run of the script.
struct Capture {
  var journal: String
  private var calls: [CapturedCalls]
  /// Index into the journal's targets by what is redirected: several hotspots
  /// may have a subject in common.
  private var targets: [[String]: Int]

  init(
    journal: String, calls: [CapturedCalls], targets: [[String]: Int]
  ) {
    self.journal = journal
    self.calls = calls
    self.targets = targets
  }

  func target(of subject: Subject) -> Int? { targets[subject.identity] }

  func calls(of subject: Subject) -> CapturedCalls {
    target(of: subject).map { calls[$0] } ?? .none
  }
}

extension Bench {
  /// Runs the script, and captures calls of all of these in a journal of that
  /// name.
  /// - Throws: `ProofError`, `LaunchError`.
  func capture(
    _ subjects: [Subject], in journal: String = "captured"
  ) throws -> Capture {
    var targets: [[String]: Int] = [:]
    var redirects: [Injection.Redirect] = []
    for subject in subjects where targets[subject.identity] == nil {
      targets[subject.identity] = redirects.count
      redirects.append(subject.redirect(to: .capture))
    }
    let injection = Injection(
      redirects: redirects, journal: "\(scratch)/\(journal)")
    if subjects.contains(where: { $0.request != nil }) {
      _ = try runs.run(injection)
    }
    return Capture(
      journal: injection.journal,
      calls: try CapturedCalls.read(injection, launch.interpreter),
      targets: targets)
  }
}
