import ArgumentParser
import Foundation
import ProfileModel
import Recorder

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the report on a recording, for reading or for tools.",
    discussion: """
      The HTML report is one file that needs no network: mail it, or keep it \
      beside the code. Markdown is for a pull request, SARIF for hosts that \
      annotate lines of code. Without a recording, the newest in .swiftlet/ \
      is read. Nothing is run.

        swiftlet report -o report.html
        swiftlet report --open
        swiftlet report --format md run.swiftlet
      """)

  @OptionGroup var advice: AdviceOptions
  @OptionGroup var report: ReportOptions

  @Flag(
    help: ArgumentHelp(
      "Show it in the browser.",
      discussion:
        "Without -o, it is written beside the recording, as HTML."))
  var open = false

  @Argument(
    help: "The recording to read. Default: the newest in .swiftlet/.",
    completion: .file(extensions: ["swiftlet"]))
  var recording: String?

  func run() throws {
    let rules = try advice.load()
    let path = try recording ?? RecordingStore().newest()
    var report = report
    if open, report.output == nil {
      report.output = "\(path).\(report.format?.rawValue ?? "html")"
    }
    try report.check()
    let profile = Profile(try Recording(contentsOf: path))
    try report.write(
      Pipeline.report(on: profile, rules: rules), to: .output)
    if open, let file = report.output { try Browser().show(file) }
  }
}
