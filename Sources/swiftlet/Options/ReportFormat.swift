import ArgumentParser
import Foundation
import Report
import ReportPage

/// How a report is written.
enum ReportFormat: String, CaseIterable {
  case text = "txt"
  case json
  case html
  case markdown = "md"
  case sarif

  /// As the ending of a file's name says.
  init?(ofFile path: String) {
    let ending = URL(fileURLWithPath: path).pathExtension.lowercased()
    self.init(argument: ending)
  }
}

extension ReportFormat: ExpressibleByArgument {
  init?(argument: String) {
    switch argument {
    case "text": self = .text
    case "markdown": self = .markdown
    case "htm": self = .html
    default: self.init(rawValue: argument)
    }
  }
}

/// What a report can be written as.
protocol Renderable {
  func renderText(width: Int, color: Bool, isVerbose: Bool) -> String
  /// Nil where there is no such form of it.
  func render(as format: ReportFormat, isVerbose: Bool) throws -> Data?
}

extension Renderable {
  func data(as format: ReportFormat, isVerbose: Bool) throws -> Data {
    if case .text = format {
      let text = renderText(width: 80, color: false, isVerbose: isVerbose)
      return Data(text.utf8)
    }
    guard let data = try render(as: format, isVerbose: isVerbose) else {
      throw Failure(
        "this report cannot be written as \(format.rawValue); give --format "
          + "txt or json")
    }
    return data
  }
}

extension ReportDocument: Renderable {
  func render(as format: ReportFormat, isVerbose: Bool) throws -> Data? {
    switch format {
    case .text: nil
    case .json: renderJSON()
    case .html: try ReportPage(self).html()
    case .markdown: Data(renderMarkdown(isVerbose: isVerbose).utf8)
    case .sarif: renderSARIF()
    }
  }
}

extension ProofDocument: Renderable {
  func render(as format: ReportFormat, isVerbose: Bool) throws -> Data? {
    switch format {
    case .json: renderJSON()
    case .html: try ReportPage(report, proof: self).html()
    case .text, .markdown, .sarif: nil
    }
  }
}

extension ComparisonDocument: Renderable {
  func render(as format: ReportFormat, isVerbose: Bool) throws -> Data? {
    format == .json ? renderJSON() : nil
  }
}
