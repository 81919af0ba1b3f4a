package import Advice
import ProfileModel

extension ReportDocument {
  /// What a band of the coffee scale has room for.
  package struct Room: Equatable, Sendable {
    package var band: CoffeeBand
    /// The largest input, or where only one size is known, how many runs.
    package var now: String
    package var after: String?
  }

  /// How long a run takes with what is advised; nil for no such prediction.
  package var secondsAfter: ClosedRange<Double>? {
    entries.lazy.compactMap(\.advice.prediction?.secondsAfter).first
  }

  /// For each band but the last, with the time that proving measured, if any.
  package func rooms(provedSeconds: Double? = nil) -> [Room] {
    let now = growth?.provedSeconds ?? profile.recording.run.wallSeconds
    let after = provedSeconds.map { $0...$0 } ?? secondsAfter
    return CoffeeBand.allCases.compactMap { band in
      guard let limit = band.limit else { return nil }
      return Room(
        band: band, now: room(in: limit, now...now),
        after: after.map { room(in: limit, $0) })
    }
  }

  private func room(
    in limit: Double, _ seconds: ClosedRange<Double>
  ) -> String {
    func text(_ seconds: Double) -> String {
      guard let growth else {
        return countText(Int(min(limit / max(seconds, 1e-3), 1e12)))
      }
      return growth.largestText(within: limit, whenNow: seconds)
    }
    if seconds.lowerBound == seconds.upperBound {
      return text(seconds.lowerBound)
    }
    // Of two ranges, from the least to the most.
    let low = text(seconds.upperBound).split(separator: " to ").first ?? ""
    let high = text(seconds.lowerBound).split(separator: " to ").last ?? ""
    return low == high ? String(low) : "\(low) to \(high)"
  }

  /// What `rooms` counts.
  package var roomTitle: String {
    growth.map { "Largest \($0.name)" } ?? "Runs that fit, one after the other"
  }

  func writeScale(
    _ page: inout TextPage, provedSeconds: Double? = nil
  ) {
    let rooms = rooms(provedSeconds: provedSeconds)
    page.skipLine()
    page.line(.init("Coffee scale", .bold), .init("  \(roomTitle)"))
    for room in rooms {
      let limit = room.band.limit.map { "up to \(secondsText($0))" } ?? ""
      let heading =
        "  \(room.band.name.padded(to: 12)) \(limit.padded(to: 14))"
      page.paragraph(
        .init(heading), indent: heading.count,
        "\(room.now) now" + (room.after.map { ", \($0) after" } ?? ""))
    }
    let note =
      growth?.text
      ?? "how it grows with its input is not known: run it on other sizes"
    page.paragraph(.init("  "), indent: 2, note, .dim)
  }
}
