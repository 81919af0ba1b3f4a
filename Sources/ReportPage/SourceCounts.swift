import Advice
import ProfileModel
import PythonSyntax
import Report

/// What `--trace` counted, by the line on which each function or loop begins.
struct SourceCounts {
  struct Count {
    var short: String
    var long: String
  }

  private(set) var lines: [Int: Count] = [:]

  init(_ trace: Trace?, of file: String) {
    for place in trace?.places ?? [] where place.file == file {
      // A module runs once: that says nothing.
      guard place.kind.isLoop || place.qualifiedName != "<module>" else {
        continue
      }
      let count = Count(place)
      let line = place.range.line
      // Several loops in one line are told apart by their texts.
      if let before = lines[line] {
        lines[line] = Count(
          short: "\(before.short), \(count.short)",
          long: "\(before.long); \(count.long)")
      } else {
        lines[line] = count
      }
    }
  }
}

extension SourceCounts.Count {
  fileprivate init(_ place: TracedPlace) {
    guard place.kind.isLoop else {
      short = "\(countText(place.entries)) call\(place.entries == 1 ? "" : "s")"
      long = place.callsText
      return
    }
    let trips = place.iterations ?? 0
    short = "\(countText(trips)) trip\(trips == 1 ? "" : "s")"
    long = "\(place.loopName): \(place.tripsText)"
  }
}
