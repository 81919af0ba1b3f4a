import ArgumentParser
import ProfileModel
import Report

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Profile a script and print the advice report.",
    discussion: """
      The script runs exactly as under python: same output, same exit code. \
      The report goes to stderr when the script has ended, so it does not \
      mix with what the script prints.

        swiftlet run simulate.py --steps 100
        swiftlet run --json report.json -m package.module
        swiftlet run --rate 10000 -c 'import this'
        swiftlet run --with-kernels kernel simulate.py
      """)

  @OptionGroup var recording: RecordingOptions
  @OptionGroup var advice: AdviceOptions
  @OptionGroup var report: ReportOptions
  @OptionGroup var fail: FailOptions
  @OptionGroup var kernels: KernelOptions
  @OptionGroup var script: ScriptOptions

  func validate() throws {
    let hasReport =
      recording.trace || recording.live || report.output != nil
      || report.json != nil || !fail.failOn.isEmpty
    if !kernels.withKernels.isEmpty, hasReport {
      throw ValidationError(
        "--with-kernels runs without the profiler, so there is no report: "
          + "leave out --trace, --live, --output, --json and --fail-on.")
    }
  }

  func run() throws {
    guard kernels.withKernels.isEmpty else {
      try kernels.run(
        script.launch(), isQuiet: recording.quiet, isVerbose: report.verbose)
    }
    let rules = try advice.load()
    try report.check(for: ReportDocument.self)
    let recorded = try Pipeline.record(script.launch(), options: recording)
    let profile = Profile(recorded.recording)
    let document = Pipeline.report(on: profile, rules: rules)
    Pipeline.remember(
      profile, document, in: recorded.path, isQuiet: recording.quiet)
    try report.write(document, to: recording.quiet ? nil : .error)
    let ending = recorded.recording.run.ending
    // A script that failed says so itself.
    if ending == .exited(0) { try fail.check(document) }
    ending.mirror()
  }
}
