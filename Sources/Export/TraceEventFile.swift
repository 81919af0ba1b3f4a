import Foundation
import ProfileModel

/// Chrome's trace events as JSON, which chrome://tracing and Perfetto open.
///
/// Samples keep how much time each stack took and not when: the slices stand
/// one after the other, each as long as all its samples together. What was
/// traced has its own begins and ends (`TraceEventFile+Timeline`).
///
/// https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
struct TraceEventFile: Encodable {
  struct Event: Encodable {
    var name: String
    /// `X`: a slice; `M`: data on a process or thread.
    var ph: String
    var pid: Int
    var tid: Int
    var cat: String?
    /// Microseconds.
    var ts: Double?
    var dur: Double?
    var args: [String: String]
  }

  var traceEvents: [Event] = []
  var displayTimeUnit = "ms"
  var otherData: [String: String]

  init(_ tree: CallTree) {
    otherData = [
      "exporter": "swiftlet", "time": tree.view.rawValue,
      "order": "slices are totals of stacks, not moments",
    ]
    for process in tree.processes {
      traceEvents.append(
        Event(
          name: "process_name", ph: "M", pid: process, tid: process,
          args: ["name": tree.title]))
    }
    for thread in tree.threads {
      traceEvents.append(
        Event(
          name: "thread_name", ph: "M", pid: thread.process, tid: thread.id,
          args: ["name": thread.name]))
      addSlices(of: thread, in: tree)
    }
  }

  private struct Open {
    var node: Int
    var start: Int
    /// Index into `traceEvents`.
    var event: Int
  }

  /// A slice ends where the next stack does not have it. A caller's comes
  /// before those in it: of slices alike, readers take the first for the outer.
  private mutating func addSlices(
    of thread: CallTree.Thread, in tree: CallTree
  ) {
    var open: [Open] = []
    var now = 0
    for sample in thread.samples + [nil] {
      let path = sample.map { tree.nodePath(to: $0.node) } ?? []
      let shared = zip(open, path).prefix { $0.node == $1 }.count
      while open.count > shared, let slice = open.popLast() {
        traceEvents[slice.event].dur = Double(now - slice.start) / 1000
      }
      for node in path[shared...] {
        open.append(Open(node: node, start: now, event: traceEvents.count))
        let place = tree.places[tree.nodes[node].place]
        traceEvents.append(
          Event(
            name: place.name, ph: "X", pid: thread.process, tid: thread.id,
            cat: place.kind.rawValue, ts: Double(now) / 1000,
            args: place.arguments))
      }
      now += sample?.nanoseconds ?? 0
    }
  }

  var data: Data { get throws { try json } }
}

extension CallTree.Place {
  fileprivate var arguments: [String: String] {
    var arguments: [String: String] = [:]
    if let file { arguments["file"] = file }
    if let line { arguments["line"] = String(line) }
    return arguments
  }
}
