import ArgumentParser
import Foundation
import Report

/// Where a report goes, and as what.
struct ReportOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write the report to a file instead of the terminal.",
      valueName: "file"),
    completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp(
      "How it is written: txt, json, html, md (Markdown) or sarif.",
      discussion: "Default: as the file's ending says, else txt."))
  var format: ReportFormat?

  @Option(
    help: ArgumentHelp("Also write it as JSON.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var json: String?

  @Flag(name: .shortAndLong, help: "Show every answer with its evidence.")
  var verbose = false

  /// Finds out whether the files can be written, before a long run.
  func check<Document: Renderable>(for _: Document.Type) throws {
    guard Document.formats.contains(chosenFormat) else {
      let known = Document.formats.map(\.rawValue).sorted()
      throw Failure(
        "This report cannot be written as \(chosenFormat.rawValue): give "
          + "--format \(known.joined(separator: " or ")).")
    }
    for path in [output, json].compactMap(\.self) {
      try OutputFile(path).check()
    }
  }

  var chosenFormat: ReportFormat {
    format ?? output.flatMap { ReportFormat(ofFile: $0) } ?? .text
  }

  /// Writes to the files asked for, and to the console where no file was.
  func write(_ document: some Renderable, to console: Console?) throws {
    if let json {
      try OutputFile(json).write(
        document.data(as: .json, isVerbose: verbose))
    }
    if let output {
      try OutputFile(output).write(
        document.data(as: chosenFormat, isVerbose: verbose))
    } else if let console {
      if case .text = chosenFormat {
        console.write(
          document.renderText(
            width: console.width, color: console.wantsColor,
            isVerbose: verbose))
      } else {
        console.write(
          try document.data(as: chosenFormat, isVerbose: verbose))
      }
    }
  }
}
