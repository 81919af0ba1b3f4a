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
      """)

  @OptionGroup var recording: RecordingOptions
  @OptionGroup var advice: AdviceOptions
  @OptionGroup var report: ReportOptions
  @OptionGroup var fail: FailOptions
  @OptionGroup var script: ScriptOptions

  func run() throws {
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
