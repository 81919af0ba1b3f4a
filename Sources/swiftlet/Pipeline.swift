import Advice
import Foundation
import History
import Kernel
import Live
import ProfileModel
import PythonSyntax
import Recorder
import Report

/// The road on one screen: script -> recording -> profile -> advice -> report.
enum Pipeline {
  /// What is left of a run.
  struct Recorded {
    var recording: Recording
    /// Where it was put; nil where the user said where.
    var path: String?
  }

  /// Runs the script, sampled, and keeps the recording.
  static func record(
    _ launch: Launch, options: RecordingOptions, output: String? = nil,
    input: ScriptRunner.Input = .inherited
  ) throws -> Recorded {
    if let output { try OutputFile(output).check() }
    let recorder = ScriptRecorder(
      rate: options.rate, counts: options.trace,
      capturesCalls: !options.noCapture, samplesMemory: options.memory)
    let recording = try record(
      launch, with: recorder, input: input, isShown: options.live)
    if let output {
      try recording.write(to: output)
      return Recorded(recording: recording)
    }
    let saved = try RecordingStore().save(recording)
    if let notice = saved.notice, !options.quiet {
      Console.error.write("swiftlet: \(notice)\n")
    }
    return Recorded(recording: recording, path: saved.path)
  }

  private static func record(
    _ launch: Launch, with recorder: ScriptRecorder,
    input: ScriptRunner.Input, isShown: Bool
  ) throws -> Recording {
    guard isShown else { return try recorder.record(launch, input: input) }
    let view = try LiveView {
      ScriptRecorder.sources(of: $0, with: launch.interpreter)
    }
    defer { view.finish() }
    return try recorder.record(
      launch, input: input,
      spectator: ScriptRecorder.Spectator(
        terminal: view.scriptTerminal, show: view.show))
  }

  /// Reads the recording named, or the newest one.
  static func read(_ name: String?) throws -> Recording {
    try Recording(contentsOf: path(of: name))
  }

  /// A file, or the number of a run in the history; the newest for nil.
  static func path(of name: String?) throws -> String {
    guard let name else { return try RecordingStore().newest() }
    if !FileManager.default.fileExists(atPath: name), let number = Int64(name),
      let run = try history()?.run(number)
    {
      return run.recording
    }
    return name
  }

  /// What there is to say about a profile.
  static func report(
    on profile: Profile, rules settings: ProjectSettings
  ) -> ReportDocument {
    var problems = settings.problems
    let rules = reading(
      settings.rules, with: profile.recording.run.python.executable,
      problems: &problems)
    let kernels = profile.hotspots.reduce(into: [String: Candidate]()) {
      $0[$1.id] = Candidate($1, in: profile)
    }
    let past = Past(of: profile)
    let sources = EvidenceSources.live(
      for: profile, team: settings.team, earlier: past.evidence
    ) { hotspot in
      kernels[hotspot.id]?.outlook(for: hotspot, in: profile) ?? .unknown
    }
    return ReportDocument(
      profile: profile,
      advice: advise(profile, rules: rules, sources: sources),
      kernels: kernels.compactMapValues {
        $0.translation.blockers.isEmpty
          ? $0.translation.sources.kernelText : nil
      },
      notes: Blanks(profile).texts + past.notes + problems.map(\.description)
        + Blanks.machineNotes(of: profile),
      growth: past.growth)
  }

  /// The rules with their patterns parsed, but for those that are no Python.
  static func reading(
    _ rules: Rules, with python: String, problems: inout [RuleError]
  ) -> Rules {
    var rules = rules
    func read(_ executable: String?) -> Bool {
      guard let executable else { return false }
      let parser = PythonParser(executable: executable)
      guard let found = try? rules.readPatterns(parser.syntax) else {
        return false
      }
      problems += found
      return true
    }
    if !read(python) {
      // A recording from another machine.
      let other = try? Interpreter.find(
        nil, environment: ProcessInfo.processInfo.environment)
      _ = read(other?.executable)
    }
    return rules
  }
}

/// What would become a hotspot's kernel.
private struct Candidate {
  var request: KernelRequest
  var translation: Translation

  /// Of a loop inside the hotspot only where that loop is most of its time:
  /// less is no kernel for the hotspot.
  init?(_ hotspot: Hotspot, in profile: Profile) {
    guard let found = translate(hotspot, in: profile) else { return nil }
    (request, translation) = found
    guard let outline = request.outline, !hotspot.lineSeconds.isEmpty,
      let whole = KernelRequest(hotspot, in: profile)
    else { return }
    let inside = hotspot.lineSeconds.filter {
      outline.range.lines.contains($0.key)
    }
    let all = hotspot.lineSeconds.values.reduce(0, +)
    if inside.values.reduce(0, +) < 0.5 * all {
      (request, translation) = (whole, translate(whole))
    }
  }

  func outlook(for hotspot: Hotspot, in profile: Profile) -> KernelOutlook {
    let caller =
      request.outline == nil
        && (request.function, request.file)
          != (hotspot.qualifiedName, hotspot.file)
      ? request.function : nil
    return switch translation {
    case .complete(let sources):
      .translatable(
        KernelOutlook.Cut(
          caller: caller,
          callerShare: caller.map {
            profile.cpuShare(under: $0, in: request.file)
          },
          copiesLinkedInstances: sources.functions.contains {
            $0.takesLinkedInstances
          }))
    case .skeleton(_, let blockers)
    where blockers.allSatisfy(\.isLackOfEvidence):
      .unknown
    case .skeleton(_, let blockers):
      .skeleton(
        blockers.map { blocker in
          // Of the hotspot's file, the line that is known is its own.
          KernelOutlook.Blocker(
            construct: blocker.file == nil
              ? blocker.construct
              : "\(blocker.construct) (\(blocker.place))",
            line: blocker.file == nil
              ? blocker.range.line : hotspot.lines.lowerBound,
            advice: blocker.advice)
        })
    }
  }
}
