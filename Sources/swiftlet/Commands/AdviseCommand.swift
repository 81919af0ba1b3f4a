import ArgumentParser
import ProfileModel
import Report

struct AdviseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advise",
    abstract: "Print the advice report on a recording.",
    discussion: """
      Without a recording, the newest in .swiftlet/ is read. Nothing is run.

        swiftlet advise
        swiftlet advise --format json .swiftlet/simulate-20250131-235959.swiftlet
      """)

  @OptionGroup var advice: AdviceOptions
  @OptionGroup var report: ReportOptions
  @OptionGroup var fail: FailOptions
  @OptionGroup var view: ViewOptions

  @OptionGroup var recording: RecordingArgument

  func run() throws {
    let rules = try advice.load()
    try report.check(for: ReportDocument.self)
    let recording = try Pipeline.read(recording.name)
    let profile = Profile(recording.seen(as: view.view ?? .wall))
    let document = Pipeline.report(on: profile, rules: rules)
    try report.write(document, to: .output)
    try fail.check(document)
  }
}
