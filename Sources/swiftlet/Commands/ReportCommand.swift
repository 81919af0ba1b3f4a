import ArgumentParser
import Foundation
import ProfileModel
import Proof
import Report

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

  @OptionGroup var fail: FailOptions

  @Flag(
    help: ArgumentHelp(
      "Show it in the browser.",
      discussion:
        "Without -o, it is written beside the recording, as HTML."))
  var open = false

  @OptionGroup var recording: RecordingArgument

  func run() throws {
    let rules = try advice.load()
    let path = try Pipeline.path(of: recording.name)
    var report = report
    if open, report.output == nil {
      report.output = "\(path).\(report.format?.rawValue ?? "html")"
    }
    try report.check(for: ReportDocument.self)
    let profile = Profile(try Recording(contentsOf: path))
    let document = Pipeline.report(on: profile, rules: rules)
    if let proof = Pipeline.proof(of: path), report.chosenFormat == .html {
      try report.write(ProofDocument(proof, of: document), to: .output)
    } else {
      try report.write(document, to: .output)
    }
    if open, let file = report.output { try Browser().show(file) }
    try fail.check(document)
  }
}
