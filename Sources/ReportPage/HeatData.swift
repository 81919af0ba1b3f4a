import Foundation
import ProfileModel
import Report

/// The time of each line shown, thread by thread, for the program in the page
/// that shows some threads or all, CPU time or all time. Tables are written
/// as columns, which keeps the page small.
struct HeatData: Encodable {
  struct Thread: Encodable {
    var name: String
    /// The kernel's id of its process.
    var process: Int
    /// CPU time, and time off the CPU in the user's files, in nanoseconds.
    var cpu: Int
    var waiting: Int
  }

  struct File: Encodable {
    /// Into `threads`.
    var thread: [Int] = []
    var line: [Int] = []
    var own: [Int] = []
    var total: [Int] = []
    var waiting: [Int] = []
    var totalWaiting: [Int] = []
  }

  var threads: [Thread]
  /// In the order of the sources shown.
  var files: [File]

  /// Those with the most time; the time of the others is left out where a
  /// thread is chosen, and is in the text of the page all the same.
  private static let mostThreads = 64

  init(_ recording: Recording, sources: [SourceView]) {
    let heat = SourceHeat.byThread(recording).sorted {
      let times = [$0, $1].map { $0.value.total + $0.value.waiting }
      return times[0] != times[1] ? times[0] > times[1] : $0.key < $1.key
    }.prefix(Self.mostThreads).sorted { $0.key < $1.key }
    let names = recording.threadNames
    threads = heat.map { index, heat in
      let thread = recording.threads[index]
      let process = recording.processes[thread.process].id
      return Thread(
        name: names[index]
          + (thread.process == 0 ? "" : ", process \(process)"),
        process: process, cpu: heat.total, waiting: heat.waiting)
    }
    files = sources.map { source in
      let shown = Set(source.lines.map(\.number))
      return heat.enumerated().reduce(into: File()) { file, thread in
        let lines = thread.element.value.lines[source.path] ?? [:]
        for (line, time) in lines.sorted(by: { $0.key < $1.key })
        where shown.contains(line) {
          file.thread.append(thread.offset)
          file.line.append(line)
          file.own.append(time.own)
          file.total.append(time.total)
          file.waiting.append(time.waiting)
          file.totalWaiting.append(time.totalWaiting)
        }
      }
    }
  }

  /// JSON for the inside of a `script` element: whatever is in a name, no tag
  /// begins in it.
  var embedded: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
        .replacing("<", with: "\\u003c")
    }
  }
}
