import ArgumentParser
import ProfileModel
import Report

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what became slower or faster between two recordings.",
    discussion: """
      A place is called slower or faster only where the samples can tell the \
      difference from chance, and it did not just change with the whole run.

        swiftlet profile -o before simulate.py
        swiftlet profile -o after simulate.py
        swiftlet diff before after
      """)

  @OptionGroup var report: ReportOptions
  @OptionGroup var view: ViewOptions

  @Argument(
    help: "The recording to compare with.",
    completion: .file(extensions: ["swiftlet"]))
  var before: String

  @Argument(
    help: "The recording in question.",
    completion: .file(extensions: ["swiftlet"]))
  var after: String

  func run() throws {
    try report.check()
    let comparison = ProfileComparison(
      try Pipeline.read(before), try Pipeline.read(after),
      view: view.view ?? .cpu)
    try report.write(
      ComparisonDocument(comparison), to: .output)
  }
}
