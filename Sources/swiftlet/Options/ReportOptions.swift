import ArgumentParser
import Foundation
import Report

/// Where a report goes.
struct ReportOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write the report to a file instead of the terminal.",
      valueName: "file"),
    completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp("Also write it as JSON.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var json: String?

  @Flag(name: .shortAndLong, help: "Show every answer with its evidence.")
  var verbose = false

  /// Finds out whether the files can be written, before a long run.
  func check() throws {
    for path in [output, json].compactMap(\.self) {
      try OutputFile(path).check()
    }
  }

  /// Writes to the files asked for, and to the console where no file was.
  func write(
    _ document: some Renderable, as format: ReportFormat = .text,
    to console: Console?
  ) throws {
    if let json { try OutputFile(json).write(document.renderJSON()) }
    if let output {
      let data =
        switch format {
        case .text:
          Data(
            document.renderText(
              width: 80, color: false, isVerbose: verbose
            ).utf8)
        case .json: document.renderJSON()
        }
      try OutputFile(output).write(data)
    } else if let console {
      switch format {
      case .text:
        console.write(
          document.renderText(
            width: console.width, color: console.wantsColor,
            isVerbose: verbose))
      case .json:
        console.write(String(decoding: document.renderJSON(), as: UTF8.self))
      }
    }
  }
}

enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}

/// What a report can be written as.
protocol Renderable {
  func renderText(width: Int, color: Bool, isVerbose: Bool) -> String
  func renderJSON() -> Data
}

extension ReportDocument: Renderable {}
extension ComparisonDocument: Renderable {}
