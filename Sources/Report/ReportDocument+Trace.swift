import Advice
import Foundation
package import ProfileModel
import PythonSyntax

/// What `--trace` counted.
extension ReportDocument {
  private static let functionsShown = 3
  private static let loopsShown = 6

  /// The functions of the hottest places, with their loops.
  func writeTrace(_ page: inout TextPage) {
    guard let trace = profile.recording.trace else { return }
    page.skipLine()
    page.line(
      .init("Counted", .bold),
      .init("  exactly; the times have the counting in them", .dim))
    var shown: [String] = []
    for (hotspot, _) in entries where shown.count < Self.functionsShown {
      let key = "\(hotspot.file):\(hotspot.qualifiedName)"
      guard !shown.contains(key) else { continue }
      let counted = trace.function(
        named: hotspot.qualifiedName, in: hotspot.file,
        around: hotspot.lines.lowerBound)
      guard counted.function != nil || !counted.loops.isEmpty else { continue }
      shown.append(key)
      page.paragraph(
        .init("  \(authorsName(hotspot.function))", .bold),
        indent: 18, counted.function?.callsText ?? "")
      for loop in counted.loops.prefix(Self.loopsShown) {
        page.paragraph(
          .init("    \(loop.loopName)"), indent: 18, loop.tripsText)
      }
      let rest = counted.loops.count - Self.loopsShown
      if rest > 0 {
        page.paragraph(
          .init(""), indent: 18, "\(rest) more in the JSON report", .dim)
      }
    }
    for left in trace.filesLeftOut.prefix(3) {
      page.paragraph(
        .init("  not counted", .unsure), indent: 18,
        "\(shortPath(left.file)): \(left.reason)")
    }
    if trace.placesLeftOut > 0 {
      page.paragraph(
        .init("  not counted", .unsure), indent: 18,
        "\(countText(trace.placesLeftOut)) functions and loops: too many")
    }
  }

  var traceJSON: JSONValue {
    guard let trace = profile.recording.trace else { return .null }
    return .object([
      "places": .array(trace.places.map(\.json)),
      "longest_entries": entriesJSON(of: trace),
      "entries_recorded": .int(trace.entries.count),
      "entries_left_out": .int(trace.entriesLeftOut),
      "shortest_entry_seconds": .number(
        Double(trace.shortestEntryNanoseconds) / 1e9),
      "places_left_out": .int(trace.placesLeftOut),
      "files_left_out": .array(
        trace.filesLeftOut.map {
          .object(["file": .string($0.file), "reason": .string($0.reason)])
        }),
    ])
  }
}

extension TracedPlace {
  package var callsText: String {
    var text = "\(countText(entries)) call\(entries == 1 ? "" : "s")"
    if let nanoseconds, entries > open {
      let each = Double(nanoseconds) / 1e9 / Double(entries - open)
      text += ", \(secondsText(each))" + (entries == 1 ? "" : " each")
    }
    if let exits, exits.byException > 0 {
      text += "; \(countText(exits.byException)) ended by an exception"
    }
    return text
  }

  package var loopName: String {
    let name =
      switch kind {
      case .whileLoop: "while"
      case .asyncLoop: "async for"
      default: "for"
      }
    let lines = range.lines
    return lines.count == 1
      ? "\(name) \(lines.lowerBound)"
      : "\(name) \(lines.lowerBound)–\(lines.upperBound)"
  }

  package var tripsText: String {
    var parts: [String] = []
    if let trips {
      let count = entries == 1 ? "once" : "\(countText(entries)) times"
      parts.append(
        trips.least == trips.most
          ? "\(count), \(countText(trips.most)) trip\(trips.most == 1 ? "" : "s")"
            + (entries == 1 ? "" : " each")
          : "\(count), \(countText(trips.least)) to \(countText(trips.most)) "
            + "trips (median \(countText(trips.median)))")
    } else {
      parts.append("entered \(countText(entries)) times, and never left")
    }
    if let each = nanosecondsPerIteration {
      let time =
        each < 1000 ? "\(Int(each.rounded())) ns" : secondsText(each / 1e9)
      parts.append("\(time) a trip")
    }
    let endings = exits?.unusual ?? []
    return parts.joined(separator: ", ")
      + (endings.isEmpty ? "" : "; left by " + endings.joined(separator: ", "))
  }

  fileprivate var json: JSONValue {
    .object([
      "kind": .string(kind.name),
      "file": .string(file),
      "function": .string(qualifiedName),
      "lines": .lines(range.lines),
      "column": .int(range.column),
      "entries": .int(entries),
      "open": .int(open),
      "seconds": nanoseconds.map { .number(Double($0) / 1e9) } ?? .null,
      "iterations": iterations.map { .int($0) } ?? .null,
      "trips": trips.map {
        .object([
          "least": .int($0.least), "median": .int($0.median),
          "most": .int($0.most),
        ])
      } ?? .null,
      "nanoseconds_per_iteration": nanosecondsPerIteration.map { .number($0) }
        ?? .null,
      "exits": exits.map {
        .object([
          "exhausted": .int($0.exhausted), "break": .int($0.byBreak),
          "return": .int($0.byReturn), "exception": .int($0.byException),
        ])
      } ?? .null,
    ])
  }
}

extension TracedPlace.Exits {
  /// All but running out.
  fileprivate var unusual: [String] {
    [("break", byBreak), ("return", byReturn), ("exception", byException)]
      .filter { $0.1 > 0 }.map { "\($0.0) \(countText($0.1))" }
  }
}

extension TracedPlace.Kind {
  fileprivate var name: String {
    switch self {
    case .function: "function"
    case .lambda: "lambda"
    case .generator: "generator"
    case .forLoop: "for"
    case .whileLoop: "while"
    case .asyncLoop: "async_for"
    }
  }
}
