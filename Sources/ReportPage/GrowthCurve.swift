import Advice
import Foundation
import ProfileModel
import Report

/// How the time grows with the input, drawn over the coffee scale's bands.
struct GrowthCurve {
  struct Line {
    var kind: String
    var x1: String
    var y1: String
    var x2: String
    var y2: String
    var text: String
    var tx: String
    var ty: String
    var anchor: String
  }

  struct Dot {
    var x: String
    var y: String
    var text: String
  }

  var label: String
  var lines: [Line]
  var dots: [Dot]

  private static let area = (left: 70.0, right: 625.0, top: 14.0, bottom: 270.0)

  /// Nil where only one size is known.
  init?(_ document: ReportDocument, after: ClosedRange<Double>?) {
    guard let growth = document.growth, let first = growth.points.first,
      let last = growth.points.last
    else { return nil }
    let now = document.profile.recording.run.wallSeconds
    let middle = after.map { ($0.lowerBound + $0.upperBound) / 2 }
    let sizes = first.size / 2...last.size * 20
    let ends = [now, middle].compactMap(\.self).flatMap { seconds in
      [sizes.lowerBound, sizes.upperBound].map {
        growth.seconds(at: $0, whenNow: seconds)
      }
    }
    let seen = (growth.points + growth.pointsAfter).map(\.seconds)
    let low = max((ends + seen).min() ?? 0.1, 1e-4)
    let high = max((ends + [60]).max() ?? 60, low * 10)
    let scale = Scale(sizes: sizes, seconds: low...high)
    label = "Time by \(growth.name): dots are runs, " + growth.text
    lines = Self.bands(scale)
    lines += Self.curve("now", growth, whenNow: now, scale, text: "now")
    if let middle {
      lines += Self.curve(
        "after", growth, whenNow: middle, scale, text: "after")
    }
    lines += [growth.points.first, growth.points.last].compactMap(\.self).map {
      let x = scale.x($0.size)
      return Line(
        kind: "tick", (x, Self.area.bottom), (x, Self.area.bottom + 5),
        Growth.sizeText($0.size), at: (x, Self.area.bottom + 20),
        anchor: "middle")
    }
    dots = (growth.points + growth.pointsAfter).map {
      Dot(
        x: scale.x($0.size).plain, y: scale.y($0.seconds).plain,
        text: "\(Growth.sizeText($0.size)): \(secondsText($0.seconds))")
    }
  }

  private static func bands(_ scale: Scale) -> [Line] {
    CoffeeBand.allCases.compactMap { band in
      guard let limit = band.limit, scale.seconds.contains(limit) else {
        return nil
      }
      let y = scale.y(limit)
      return Line(
        kind: "band", (area.left, y), (area.right, y), secondsText(limit),
        at: (area.left - 6, y + 4), anchor: "end")
    }
  }

  private static func curve(
    _ kind: String, _ growth: Growth, whenNow seconds: Double, _ scale: Scale,
    text: String
  ) -> [Line] {
    let ratio = scale.sizes.upperBound / scale.sizes.lowerBound
    let places = (0...pieces).map { piece in
      let size =
        scale.sizes.lowerBound * pow(ratio, Double(piece) / Double(pieces))
      return (
        scale.x(size), scale.y(growth.seconds(at: size, whenNow: seconds))
      )
    }
    return zip(places, places.dropFirst()).enumerated().map { index, ends in
      let isLast = index == pieces - 1
      return Line(
        kind: kind, ends.0, ends.1, isLast ? text : "",
        at: (ends.1.0 - 4, ends.1.1 + (kind == "now" ? -6 : 16)),
        anchor: "end")
    }
  }

  /// The start of a run bends a curve.
  private static let pieces = 16

  /// Both axes are logarithmic.
  private struct Scale {
    var sizes: ClosedRange<Double>
    var seconds: ClosedRange<Double>

    func x(_ size: Double) -> Double {
      area.left + part(size, of: sizes) * (area.right - area.left)
    }

    func y(_ time: Double) -> Double {
      area.bottom - part(time, of: seconds) * (area.bottom - area.top)
    }

    private func part(_ value: Double, of range: ClosedRange<Double>) -> Double
    {
      let length = log(range.upperBound / range.lowerBound)
      return length > 0 ? log(value / range.lowerBound) / length : 0
    }
  }
}

extension GrowthCurve.Line {
  fileprivate init(
    kind: String, _ from: (Double, Double), _ to: (Double, Double),
    _ text: String, at place: (Double, Double), anchor: String
  ) {
    self.init(
      kind: kind, x1: from.0.plain, y1: from.1.plain, x2: to.0.plain,
      y2: to.1.plain, text: text, tx: place.0.plain, ty: place.1.plain,
      anchor: anchor)
  }
}

extension Double {
  fileprivate var plain: String {
    isFinite ? String(format: "%.1f", self) : "0"
  }
}
