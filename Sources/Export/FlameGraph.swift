import Foundation
import ProfileModel

/// A flame graph as one HTML file: its data as JSON in a page that draws it.
struct FlameGraph: Encodable {
  struct Place: Encodable {
    var name: String
    var file: String?
    var line: Int?
    var kind: String
  }

  struct Thread: Encodable {
    var name: String
    /// Pairs of a node's index and its own nanoseconds; -1: no place known.
    var own: [[Int]]
  }

  var title: String
  var python: String
  var view: String
  var places: [Place]
  /// Pairs of the index of the caller's node, or -1, and of the place.
  var nodes: [[Int]]
  var threads: [Thread]

  init(_ tree: CallTree) {
    title = tree.title
    python = tree.run.python.version
    view = tree.view.rawValue
    places = tree.places.map {
      Place(
        name: $0.name, file: $0.file, line: $0.line, kind: $0.kind.rawValue)
    }
    nodes = tree.nodes.map { [$0.parent ?? -1, $0.place] }
    threads = tree.threads.map { thread in
      Thread(
        name: thread.name,
        own: thread.samples.map { [$0.node ?? -1, $0.nanoseconds] })
    }
  }

  /// Where the page wants the data.
  private static let mark = "{{data}}"

  var data: Data {
    get throws {
      // Whatever is in a name, no tag begins in it.
      let json = String(decoding: try json, as: UTF8.self)
        .replacing("<", with: "\\u003c")
      let page = String(
        decoding: PackageResources.flamegraph_html, as: UTF8.self)
      let parts = page.split(separator: Self.mark, maxSplits: 1)
      return Data(parts.joined(separator: json).utf8)
    }
  }
}
