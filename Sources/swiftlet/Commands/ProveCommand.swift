import Advice
import ArgumentParser
import Foundation
import Kernel
import ProfileModel
import Proof
import Recorder
import Report

struct ProveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Build the kernels of a script, check them, and measure.",
    discussion: """
      Profiles the script, writes and builds a kernel for each hot loop, \
      checks on calls recorded from your own run that its results are exactly \
      equal, then runs the whole script with and without the kernels in turn. \
      A kernel that differs, or is not clearly faster, is thrown away.

      The script runs several times, and whatever it does to the world it \
      does each time: do not prove one that must run only once. Standard \
      input is read to its end first, and given to every run.

        swiftlet prove simulate.py --steps 100
        swiftlet prove --sizes 1000,4000,16000 simulate.py --steps {}
        swiftlet prove --json proof.json -m package.module
      """)

  @OptionGroup var recording: RecordingOptions
  @OptionGroup var advice: AdviceOptions
  @OptionGroup var report: ReportOptions

  @Option(
    help: ArgumentHelp(
      "Prove only this hotspot; may be given several times.",
      valueName: "id"))
  var hotspot: [String] = []

  @Flag(
    help: ArgumentHelp(
      "Also try the changes to the Python that a program can make.",
      discussion:
        "A cache, a set, a Counter, a join: each is made in memory, its "
        + "results and the script's output are compared, and it is timed."))
  var alternatives = false

  @Flag(
    help: ArgumentHelp(
      "Also time Numba, Cython and mypyc on the same calls.",
      discussion:
        "Those of them that the script's Python has. Each gets the function as "
        + "it stands; conversions count, and compiling is told apart."))
  var compare = false

  @Flag(
    help: ArgumentHelp(
      "Do not run the project's own tests with the kernels.",
      discussion:
        "Those that name a function with a kernel, or its module, run with "
        + "pytest, or with unittest where there is none."))
  var noTests = false

  @OptionGroup var sizes: SizeOptions
  @OptionGroup var building: BuildingOptions
  @OptionGroup var script: ScriptOptions

  func run() throws {
    let rules = try advice.load()
    try report.check(for: ProofDocument.self)
    let sizes = try sizes.launches(of: script)
    let launch = try sizes.last?.launch ?? script.launch()
    try Prover().checkTools(for: launch.interpreter)
    let input = try SavedInput()
    defer { input.remove() }
    let say = Progress(isQuiet: recording.quiet)
    say("profiling the script")
    let recorded = try Pipeline.record(
      launch, options: recording, input: input.input)
    let profile = Profile(recorded.recording)
    let document = Pipeline.report(on: profile, rules: rules)
    Pipeline.remember(
      profile, document, in: recorded.path, isQuiet: recording.quiet)
    var prover = Prover(input: input.input)
    prover.usesCache = !building.noCache
    prover.progress = { say($0) }
    let chosen = try profile.worthProving(only: hotspot)
    prover.comparesCompilers = compare
    prover.sizes = sizes
    if !noTests {
      prover.tests = ProjectTests.files(
        reaching: chosen, below: profile.recording.run.workingDirectory)
    }
    var proof = try prover.prove(launch, profile, chosen)
    if alternatives {
      proof.changes = try prover.tryChanges(
        launch,
        Pipeline.changes(
          to: try profile.worthChanging(only: hotspot), in: profile,
          rules: rules.rules,
          python: launch.interpreter.executable))
    }
    say.end()
    Pipeline.keep(proof, of: recorded.path)
    try report.write(
      ProofDocument(proof, of: document), to: recording.quiet ? nil : .error)
  }
}

extension Profile {
  /// The hotspots whose Python could be better.
  fileprivate func worthChanging(only ids: [String]) throws -> [Hotspot] {
    guard ids.isEmpty else { return try ids.map { try hotspot(named: $0) } }
    return hotspots.filter { $0.cpuShare.value >= 0.05 }
  }

  /// The hotspots that a kernel could matter for: those asked for, or those
  /// with at least a twentieth of the CPU time in the interpreter.
  fileprivate func worthProving(only ids: [String]) throws -> [Hotspot] {
    guard ids.isEmpty else { return try ids.map { try hotspot(named: $0) } }
    return hotspots.filter {
      $0.cpuShare.value * $0.split.interpreter >= 0.05
    }
  }
}

/// Says on stderr what is going on, where a person is looking.
private struct Progress: Sendable {
  private let isShown: Bool

  init(isQuiet: Bool) {
    isShown = !isQuiet && isatty(STDERR_FILENO) == 1
  }

  func callAsFunction(_ what: String) {
    guard isShown else { return }
    Console.error.write("\r\u{1B}[K\(what) ...")
  }

  func end() {
    guard isShown else { return }
    Console.error.write("\r\u{1B}[K")
  }
}
