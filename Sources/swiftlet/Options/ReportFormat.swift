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
  static var formats: Set<ReportFormat> { get }
  func renderText(width: Int, color: Bool, isVerbose: Bool) -> String
  /// Nil for plain text, and for what is not among the formats.
  func render(as format: ReportFormat, isVerbose: Bool) throws -> Data?
}

extension Renderable {
  func data(as format: ReportFormat, isVerbose: Bool) throws -> Data {
    if let data = try render(as: format, isVerbose: isVerbose) { return data }
    let text = renderText(width: 80, color: false, isVerbose: isVerbose)
    return Data(text.utf8)
  }
}

extension ReportDocument: Renderable {
  static let formats = Set(ReportFormat.allCases)

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
  static let formats: Set<ReportFormat> = [.text, .json, .html]

  func render(as format: ReportFormat, isVerbose: Bool) throws -> Data? {
    switch format {
    case .json: renderJSON()
    case .html: try ReportPage(report, proof: self).html()
    case .text, .markdown, .sarif: nil
    }
  }
}

extension ComparisonDocument: Renderable {
  static let formats: Set<ReportFormat> = [.text, .json]

  func render(as format: ReportFormat, isVerbose: Bool) throws -> Data? {
    format == .json ? renderJSON() : nil
  }
}
