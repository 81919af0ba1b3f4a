import Export
package import Foundation
import ProfileModel
package import Report

/// The report as one HTML file that needs no network: all that it says is in
/// the page as text; the program in it only draws the flame graph, colours
/// code, and remembers what was folded away.
package struct ReportPage {
  private let document: ReportDocument
  private let proof: ProofDocument?

  /// Stacks beyond these are added to their callers, which keeps the page of
  /// a long run small.
  private static let mostNodes = 12_000

  /// With the proof, where there was one.
  package init(_ document: ReportDocument, proof: ProofDocument? = nil) {
    self.document = document
    self.proof = proof
  }

  package func html() throws -> Data {
    let graph = FlameGraph(
      document.profile.recording, view: .wall, detail: .functions,
      limit: Self.mostNodes)
    let page = try Page(
      document, proof: proof, graph: try graph.embedded)
    return Data(try PageTemplates().render(page).utf8)
  }
}
