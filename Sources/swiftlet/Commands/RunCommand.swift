import ArgumentParser
import ProfileModel

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
  @OptionGroup var script: ScriptOptions

  func run() throws {
    let rules = try advice.load()
    try report.check()
    let recording = try Pipeline.record(
      script.launch(), options: recording)
    let document = Pipeline.report(on: Profile(recording), rules: rules)
    try report.write(
      document, to: self.recording.quiet ? nil : .error)
    recording.run.ending.mirror()
  }
}
