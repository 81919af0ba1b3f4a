import ArgumentParser
import Foundation
import History
import ProfileModel
import Recorder
import Report

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "List the runs that were recorded here, and how they changed.",
    discussion: """
      Kept in .swiftlet/history.sqlite. The number of a run stands for its \
      recording in other commands, as long as that is kept.

        swiftlet history simulate.py
        swiftlet compare 3 7
      """)

  @OptionGroup var report: ReportOptions

  @Option(help: ArgumentHelp("How many runs to list.", valueName: "number"))
  var limit = 20

  @Argument(help: "Only runs of this script, as it was named.")
  var script: String?

  func validate() throws {
    guard limit > 0 else {
      throw ValidationError("--limit \(limit) lists nothing: give 1 or more.")
    }
  }

  func run() throws {
    try report.check(for: HistoryDocument.self)
    let runs = try Pipeline.history()?.runs(of: script, limit: limit) ?? []
    try report.write(HistoryDocument(runs), to: .output)
  }
}

extension HistoryDocument: Renderable {
  static let formats: Set<ReportFormat> = [.text, .json]

  func render(as format: ReportFormat, isVerbose: Bool) throws -> Data? {
    format == .json ? renderJSON() : nil
  }
}
