import Foundation
package import ProfileModel

/// The data of a flame graph, and the pieces of a page that draw it. Tables
/// are written as columns, which keeps a page with many stacks small.
package struct FlameGraph: Encodable, Sendable {
  /// What a frame stands for.
  package enum Detail: Sendable {
    case lines
    case functions
  }

  struct Places: Encodable {
    var name: [String] = []
    /// Index into `files`, or -1.
    var file: [Int] = []
    /// 0: no line known.
    var line: [Int] = []
    /// Index into `kinds`.
    var kind: [Int] = []
  }

  struct Nodes: Encodable {
    /// Index of the caller's node, which comes before, or -1.
    var parent: [Int] = []
    var place: [Int] = []
  }

  struct Thread: Encodable {
    var name: String
    /// The kernel's id of its process.
    var process: Int
    /// Index into the nodes, or -1 where no place is known.
    var node: [Int] = []
    /// Index into `states`.
    var state: [Int] = []
    var nanoseconds: [Int] = []
  }

  var title: String
  var python: String
  /// The view of the recording that all of this is.
  var view: String
  var kinds = CallTree.Place.Kind.allCases.map(\.rawValue)
  var states = ["gil", "cpu", "off"]
  var files: [String]
  var places = Places()
  var nodes = Nodes()
  var threads: [Thread] = []
  /// How many nodes were left out; their time is their callers'.
  var folded = 0

  /// Keeps the `limit` nodes with the most time.
  package init(
    _ recording: Recording, view: TimeView, detail: Detail, limit: Int = .max
  ) {
    self.init(
      CallTree(recording, view: view), detail: detail, limit: limit)
  }

  init(_ tree: CallTree, detail: Detail = .lines, limit: Int = .max) {
    title = tree.title
    python = tree.run.python.version
    view = tree.view.rawValue
    var files = Interned<String>()
    var places = Interned<CallTree.Place>()
    var merged = Interned<CallTree.Node>()
    let index = tree.nodes.indices.reduce(into: [Int]()) { index, node in
      var place = tree.places[tree.nodes[node].place]
      if detail == .functions { place.line = place.firstLine }
      index.append(
        merged.index(
          of: CallTree.Node(
            parent: tree.nodes[node].parent.map { index[$0] },
            place: places.index(of: place))))
    }
    let kept = Self.heaviest(merged.values, of: tree, index, limit: limit)
    folded = merged.values.count - kept.count { $0 != nil }
    for (node, number) in zip(merged.values, kept) where number != nil {
      nodes.parent.append(node.parent.flatMap { kept[$0] } ?? -1)
      nodes.place.append(node.place)
    }
    for place in places.values {
      self.places.name.append(place.name)
      self.places.file.append(place.file.map { files.index(of: $0) } ?? -1)
      self.places.line.append(place.line ?? 0)
      self.places.kind.append(
        CallTree.Place.Kind.allCases.firstIndex(of: place.kind) ?? 0)
    }
    self.files = files.values
    threads = tree.threads.map {
      Thread($0) { node in
        var next = node.map { index[$0] }
        while let at = next, kept[at] == nil { next = merged.values[at].parent }
        return next.flatMap { kept[$0] }
      }
    }
  }

  /// For each node its new number, or nil where it is left out. A caller has
  /// at least its callees' time, so it is never left out before them.
  private static func heaviest(
    _ nodes: [CallTree.Node], of tree: CallTree, _ index: [Int], limit: Int
  ) -> [Int?] {
    guard nodes.count > limit else { return Array(nodes.indices) }
    var totals = [Int](repeating: 0, count: nodes.count)
    for sample in tree.threads.flatMap(\.samples) {
      if let node = sample.node { totals[index[node]] += sample.nanoseconds }
    }
    for node in nodes.indices.reversed() {
      if let parent = nodes[node].parent { totals[parent] += totals[node] }
    }
    let chosen = Set(
      nodes.indices.sorted {
        totals[$0] != totals[$1] ? totals[$0] > totals[$1] : $0 < $1
      }.prefix(limit))
    var number = -1
    return nodes.indices.map {
      guard chosen.contains($0) else { return nil }
      number += 1
      return number
    }
  }
}

extension FlameGraph.Thread {
  /// Samples that end at one node in one state are added up.
  fileprivate init(_ thread: CallTree.Thread, node: (Int?) -> Int?) {
    self.init(name: thread.name, process: thread.process)
    struct Key: Hashable {
      var node: Int
      var state: Int
    }
    var keys = Interned<Key>()
    for sample in thread.samples {
      let state =
        switch sample.state {
        case .running: 0
        case .runningWithoutGIL: 1
        case .waiting, .waitingForGIL, .blocked: 2
        }
      let key = keys.index(
        of: Key(node: node(sample.node) ?? -1, state: state))
      if key == nanoseconds.count { nanoseconds.append(0) }
      nanoseconds[key] += sample.nanoseconds
    }
    self.node = keys.values.map(\.node)
    state = keys.values.map(\.state)
  }
}

extension FlameGraph {
  /// Draws with `flameGraph(element, data)`.
  package static var script: String {
    String(decoding: PackageResources.flame_js, as: UTF8.self)
  }

  package static var style: String {
    String(decoding: PackageResources.flame_css, as: UTF8.self)
  }

  /// JSON for the inside of a `script` element: whatever is in a name, no tag
  /// begins in it.
  package var embedded: String {
    get throws {
      String(decoding: try json, as: UTF8.self)
        .replacing("<", with: "\\u003c")
    }
  }

  /// A page with nothing else in it.
  var data: Data {
    get throws {
      let parts = [Self.style, try embedded, Self.script]
      let page = String(
        decoding: PackageResources.flamegraph_html, as: UTF8.self
      ).components(separatedBy: "{{}}")
      var text = page.first ?? ""
      for (part, rest) in zip(parts, page.dropFirst()) { text += part + rest }
      return Data(text.utf8)
    }
  }
}
