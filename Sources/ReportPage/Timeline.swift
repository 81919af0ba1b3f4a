import Advice
import Foundation
import ProfileModel
import Report

/// When traced calls and loops ran: one row inside another, for each thread.
struct Timeline {
  struct Bar {
    var kind: String
    var left: String
    var width: String
    var top: Int
    var title: String
    var text: String
  }

  struct Track {
    var name: String
    var label: String
    var height: Int
    var bars: [Bar]
  }

  var text: String
  var tracks: [Track]
  var middle: String
  var end: String

  private static let rowHeight = 18
  private static let mostRows = 16
  /// Those that took longest.
  private static let mostBars = 2000
  private static let mostThreads = 24

  /// Nil where nothing was traced.
  init?(_ recording: Recording) {
    guard let trace = recording.trace, !trace.entries.isEmpty else {
      return nil
    }
    let entries = trace.entries.sorted { $0.nanoseconds > $1.nanoseconds }
      .prefix(Self.mostBars)
    let start = entries.map(\.begin).min() ?? 0
    let length = max(
      (entries.map { $0.begin + $0.nanoseconds }.max() ?? 1) - start, 1)
    let names = recording.threadNamesByID
    let threads = Dictionary(grouping: entries, by: \.thread)
    tracks = threads.keys.sorted().prefix(Self.mostThreads).map { thread in
      let name = names[thread] ?? "thread \(thread)"
      return Track(
        name, threads[thread] ?? [], trace.places, start: start,
        length: length)
    }
    let left = trace.entriesLeftOut + trace.entries.count - entries.count
    let shortest = entries.last.map { Double($0.nanoseconds) / 1e9 } ?? 0
    text =
      "Calls and loops as they ran, one inside the other."
      + (left > 0
        ? " \(countText(left)) that took less than \(secondsText(shortest)) "
          + "are left out." : "")
    middle = secondsText(Double(length) / 2e9)
    end = secondsText(Double(length) / 1e9)
  }
}

extension Timeline.Track {
  fileprivate init(
    _ name: String, _ entries: [TracedEntry], _ places: [TracedPlace],
    start: Int, length: Int
  ) {
    self.name = name
    bars = []
    var ends: [Int] = []
    var deepest = 0
    let order = entries.sorted {
      ($0.begin, -$0.nanoseconds) < ($1.begin, -$1.nanoseconds)
    }
    for entry in order {
      while let end = ends.last, end <= entry.begin { ends.removeLast() }
      let row = ends.count
      ends.append(entry.begin + entry.nanoseconds)
      guard row < Timeline.mostRows, places.indices.contains(entry.place)
      else { continue }
      deepest = max(deepest, row)
      bars.append(
        Timeline.Bar(
          entry, places[entry.place], top: row * Timeline.rowHeight,
          start: start, length: length))
    }
    height = (deepest + 1) * Timeline.rowHeight
    label = "\(name): \(countText(bars.count)) calls and loops"
  }
}

extension Timeline.Bar {
  fileprivate init(
    _ entry: TracedEntry, _ place: TracedPlace, top: Int, start: Int,
    length: Int
  ) {
    func percent(_ nanoseconds: Int) -> String {
      String(format: "%.3f", 100 * Double(nanoseconds) / Double(length))
    }
    self.top = top
    left = percent(entry.begin - start)
    width = percent(entry.nanoseconds)
    let name =
      place.kind.isLoop
      ? place.loopName
      : place.qualifiedName == "<module>" ? "module" : place.qualifiedName
    title = "\(name)  \(secondsText(Double(entry.nanoseconds) / 1e9))"
    let isWide = 50 * entry.nanoseconds > length
    text = isWide ? name : ""
    kind = (place.kind.isLoop ? "loop" : "call") + (isWide ? "" : " narrow")
  }
}
