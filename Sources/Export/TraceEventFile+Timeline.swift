import Foundation
import ProfileModel
import PythonSyntax

/// The calls and loops of a traced recording, when they really ran.
extension TraceEventFile {
  /// Nil where none were traced.
  init?(timelineOf recording: Recording) {
    guard let trace = recording.trace, !trace.entries.isEmpty else {
      return nil
    }
    let shortest = Double(trace.shortestEntryNanoseconds) / 1e9
    otherData = [
      "exporter": "swiftlet", "time": "wall",
      "order": "calls and loops as they ran",
      "left_out": "\(trace.entriesLeftOut), all shorter than \(shortest) s",
    ]
    let process = recording.threads.map(\.id).min() ?? 1
    traceEvents.append(
      Event(
        name: "process_name", ph: "M", pid: process, tid: process,
        args: ["name": recording.run.title]))
    let names = recording.threadNamesByID
    for thread in Set(trace.entries.map(\.thread)).sorted() {
      let name = names[thread] ?? "thread \(thread)"
      traceEvents.append(
        Event(
          name: "thread_name", ph: "M", pid: process, tid: thread,
          args: ["name": name]))
    }
    let territory = Territory(recording)
    let labels = trace.places.map { $0.label(in: territory) }
    // Readers take the first of slices that begin together for the outer.
    let order = trace.entries.sorted {
      ($0.thread, $0.begin, -$0.nanoseconds)
        < ($1.thread, $1.begin, -$1.nanoseconds)
    }
    for entry in order {
      let place = trace.places[entry.place]
      traceEvents.append(
        Event(
          name: labels[entry.place], ph: "X", pid: process, tid: entry.thread,
          cat: place.kind.isLoop ? "loop" : "call",
          ts: Double(entry.begin) / 1000,
          dur: Double(entry.nanoseconds) / 1000,
          args: ["file": place.file, "line": String(place.range.line)]))
    }
  }
}

extension TracedPlace {
  fileprivate func label(in territory: Territory) -> String {
    let module = territory.moduleName(of: file)
    let function =
      qualifiedName == "<module>" ? module : "\(module).\(qualifiedName)"
    guard kind.isLoop else { return function }
    let lines = range.lines
    let numbers =
      lines.count == 1
      ? "\(lines.lowerBound)" : "\(lines.lowerBound)–\(lines.upperBound)"
    return "\(kind == .whileLoop ? "while" : "for") \(numbers)"
  }
}
