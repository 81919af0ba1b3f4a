import Advice
import Foundation
import ProfileModel
import Proof
import Report

/// How long a run keeps someone waiting, now and after, on a scale of bands.
struct CoffeeScale {
  struct Band {
    var name: String
    var limit: String
    /// In percent of the chart's width.
    var left: String
    var width: String
    /// What it has room for.
    var now: String
    var after: String
  }

  struct Row {
    var name: String
    var text: String
    var left: String
    var width: String
    var kind: String
  }

  var bands: [Band]
  var rows: [Row]
  var hasAfter: Bool
  /// Of the table.
  var title: String
  var note: String
  var curve: GrowthCurve?

  /// A tenth of a second to four days.
  private static let ends = (log10(0.1), log10(4 * 86_400.0))

  init?(_ document: ReportDocument, proof: ProofDocument?) {
    // What was proved at several sizes knows more of them.
    let document = proof?.report ?? document
    let now = document.profile.recording.run.wallSeconds
    guard now > 0 else { return nil }
    rows = [Row("now", now...now, kind: "now")]
    var after: ClosedRange<Double>?
    for (hotspot, advice) in document.entries {
      guard let prediction = advice.prediction else { continue }
      after = after ?? prediction.secondsAfter
      rows.append(
        Row(
          "with a kernel for \(authorsName(hotspot.function)), predicted",
          prediction.secondsAfter, kind: "after"))
    }
    if let proof, let seconds = proof.proof.afterSeconds {
      after = seconds...seconds
      rows.append(
        Row("with the kernels, measured", seconds...seconds, kind: "proved"))
    }
    hasAfter = after != nil
    title = document.roomTitle
    note =
      document.growth.map { $0.text.prose }
      ?? "How the time grows with the input is not known: runs of other sizes, "
      + "remembered in the history, would tell."
    curve = GrowthCurve(document, after: after)
    bands = Self.bands(
      document.rooms(provedSeconds: proof?.proof.afterSeconds))
  }

  private static func bands(_ rooms: [ReportDocument.Room]) -> [Band] {
    var start = pow(10, ends.0)
    return CoffeeBand.allCases.map { band in
      let limit = band.limit
      let end = limit ?? pow(10, ends.1)
      defer { start = end }
      let room = rooms.first { $0.band == band }
      return Band(
        name: band.name,
        limit: limit.map { "up to \(secondsText($0))" } ?? "more",
        left: percent(position(start)),
        width: percent(position(end) - position(start)),
        now: room?.now ?? "", after: room?.after ?? "")
    }
  }

  fileprivate static func position(_ seconds: Double) -> Double {
    let place = (log10(max(seconds, 1e-9)) - ends.0) / (ends.1 - ends.0)
    return min(max(place, 0), 1)
  }

  fileprivate static func percent(_ part: Double) -> String {
    String(format: "%.2f", part * 100)
  }
}

extension CoffeeScale.Row {
  fileprivate init(
    _ name: String, _ seconds: ClosedRange<Double>, kind: String
  ) {
    self.name = name
    self.kind = kind
    text = rangeText(seconds)
    let low = CoffeeScale.position(seconds.lowerBound)
    left = CoffeeScale.percent(low)
    width = CoffeeScale.percent(
      CoffeeScale.position(seconds.upperBound) - low)
  }
}
