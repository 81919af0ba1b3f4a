import Advice
package import Foundation
package import History

/// The runs of a folder, for their reader.
package struct HistoryDocument: Sendable {
  /// Newest first.
  package var runs: [PastRun]
  private let calendar: Calendar

  package init(_ runs: [PastRun], calendar: Calendar = .current) {
    self.runs = runs
    self.calendar = calendar
  }

  /// The version of the JSON that is written.
  package static let schema = "swiftlet-history-1"

  /// How much longer a run took than the one before it of the same command:
  /// 0.1 for a tenth longer.
  func change(at index: Int) -> Double? {
    let run = runs[index]
    let before = runs[(index + 1)...].first { $0.command == run.command }
    guard let before, before.wallSeconds > 0 else { return nil }
    return run.wallSeconds / before.wallSeconds - 1
  }

  private func date(_ run: PastRun) -> String {
    let parts = calendar.dateComponents(
      [.year, .month, .day, .hour, .minute], from: run.started)
    func two(_ number: Int?) -> String {
      let text = String(number ?? 0)
      return text.count < 2 ? "0\(text)" : text
    }
    return "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day)) "
      + "\(two(parts.hour)):\(two(parts.minute))"
  }
}

extension HistoryDocument {
  /// A line for each run, for a terminal of a width in columns; `isVerbose`
  /// adds its hotspots.
  package func renderText(
    width: Int = 80, color: Bool = false, isVerbose: Bool = false
  ) -> String {
    var page = TextPage(width: width, usesColor: color)
    guard !runs.isEmpty else {
      page.paragraph(
        .init("No runs yet. ", .bold), indent: 0,
        "`swiftlet run` and `swiftlet profile` remember theirs.")
      return page.text
    }
    page.line(
      .init(
        "  run  started              took   change  script, and its hottest "
          + "place", .dim))
    for (index, run) in runs.enumerated() {
      write(run, change: change(at: index), &page)
      guard isVerbose else { continue }
      for hotspot in run.hotspots {
        page.line(
          .init("       "),
          .init(percentText(hotspot.cpuShare).aligned(to: 5)),
          .init("  \(secondsText(hotspot.cpuSeconds).aligned(to: 8))  "),
          .init(
            "\(authorsName(hotspot.function)):\(linesText(hotspot.lines))  "),
          .init(Self.label(hotspot), .dim))
      }
    }
    return page.text
  }

  private func write(
    _ run: PastRun, change: Double?, _ page: inout TextPage
  ) {
    let percent = change.map { Int(($0 * 100).rounded()) }
    let changed =
      percent.map { $0 == 0 ? "same" : "\($0 > 0 ? "+" : "−")\(abs($0)) %" }
    let style: TextPage.Style =
      switch percent ?? 0 {
      case 10...: .bad
      case ...(-10): .good
      default: .dim
      }
    var pieces: [TextPage.Piece] = [
      .init((run.number.map { "\($0)" } ?? "").aligned(to: 5), .dim),
      .init("  \(date(run))  "),
      .init(secondsText(run.wallSeconds).aligned(to: 7), .bold),
      .init("  \((changed ?? "").aligned(to: 7))  ", style),
      .init(run.command),
    ]
    if run.exit != 0 {
      pieces.append(
        .init(
          run.exit > 0 ? "  exit \(run.exit)" : "  signal \(-run.exit)",
          .unsure))
    }
    if let hotspot = run.hotspots.first {
      pieces.append(
        .init(
          "  \(authorsName(hotspot.function)) \(percentText(hotspot.cpuShare))"
            + " \(Self.label(hotspot))", .dim))
    }
    page.line(pieces)
  }

  private static func label(_ hotspot: PastHotspot) -> String {
    guard let verdict = hotspot.verdict else { return "" }
    return hotspot.reason.map { "\(verdict) (\($0))" } ?? verdict
  }
}

extension HistoryDocument {
  package func renderJSON() -> Data {
    JSONValue.object([
      "schema": .string(Self.schema),
      "runs": .array(runs.indices.map { json($0) }),
    ]).data
  }

  private func json(_ index: Int) -> JSONValue {
    let run = runs[index]
    return .object([
      "run": run.number.map { .int(Int($0)) } ?? .null,
      "started": .string(run.started.formatted(.iso8601)),
      "script": .string(run.script),
      "command": .string(run.command),
      "python": .string(run.python),
      "wall_seconds": .number(run.wallSeconds),
      "cpu_seconds": .number(run.cpuSeconds),
      "change": change(at: index).map { .number($0) } ?? .null,
      "samples": .int(run.samples),
      "exit": .int(run.exit),
      "recording": .string(run.recording),
      "hotspots": .array(run.hotspots.map { json($0) }),
    ])
  }

  private func json(_ hotspot: PastHotspot) -> JSONValue {
    .object([
      "function": .string(hotspot.function),
      "file": .string(hotspot.file),
      "lines": .lines(hotspot.lines),
      "cpu_seconds": .number(hotspot.cpuSeconds),
      "cpu_share": .number(hotspot.cpuShare),
      "types": .string(hotspot.types),
      "code": .optional(hotspot.code),
      "verdict": .optional(hotspot.verdict),
      "reason": .optional(hotspot.reason),
    ])
  }
}
