import Advice
import ProfileModel

/// What was seen of loops in passing.
extension ReportDocument {
  private static let loopsShown = 8

  /// Not where they were counted: then that is shown.
  func writeLoops(_ page: inout TextPage) {
    guard profile.recording.trace == nil else { return }
    let loops = entries.flatMap { hotspot, _ in
      hotspot.loops.map { (hotspot, $0) }
    }.filter { $0.1.trips != nil || $0.1.readAfter?.isEmpty == false }
    guard !loops.isEmpty else { return }
    page.skipLine()
    page.line(
      .init("Loops", .bold),
      .init("  (trips as iterators showed them, now and then)", .dim))
    for (hotspot, loop) in loops.prefix(Self.loopsShown) {
      let lines = loop.lines
      let place =
        lines.count == 1
        ? "\(lines.lowerBound)" : "\(lines.lowerBound)–\(lines.upperBound)"
      let parts = [loop.trips?.summary, loop.readAfterText].compactMap(\.self)
      page.paragraph(
        .init("  \(shortPath(hotspot.file)):\(place)  ", .accent), indent: 4,
        parts.joined(separator: "; "))
    }
  }
}

extension Hotspot.LoopTime {
  fileprivate var readAfterText: String? {
    guard let readAfter, !readAfter.isEmpty else { return nil }
    return "read after it: \(readAfter.joined(separator: ", "))"
  }

  var json: JSONValue {
    .object([
      "lines": .lines(lines), "depth": .int(depth), "share": .number(share),
      "trips": trips?.json ?? .null,
      "read_after": readAfter.map { .strings($0) } ?? .null,
    ])
  }
}

extension LoopTrips {
  fileprivate var summary: String {
    least == most
      ? "\(countText(most)) trip\(most == 1 ? "" : "s") in one go"
      : "\(countText(least)) to \(countText(most)) trips in one go, "
        + "mostly about \(countText(median))"
  }

  fileprivate var json: JSONValue {
    .object([
      "least": .int(least), "median": .int(median), "most": .int(most),
      "sights": .int(sights),
    ])
  }
}
