import Advice
import Foundation
package import Proof

/// How the time of a script grows with a number among its arguments: a power
/// law through runs that differ in that number alone, remembered ones or those
/// that proving made.
package struct Growth: Equatable, Sendable {
  package struct Timing: Equatable, Sendable {
    package var command: String
    package var seconds: Double

    package init(command: String, seconds: Double) {
      self.command = command
      self.seconds = seconds
    }
  }

  package struct Point: Equatable, Sendable {
    package var size: Double
    package var seconds: Double
  }

  /// One for each size, by size; the median where there are several runs.
  package private(set) var points: [Point]
  /// The same with kernels; empty where there were no such runs.
  package private(set) var pointsAfter: [Point] = []
  private let law: PowerLaw
  /// The size of the run that the report is about.
  package private(set) var size: Double
  /// As it is to be named: `argument 1`.
  package private(set) var name: String

  /// Nil where there are not two sizes that can be told apart.
  package init?(of run: Timing, among others: [Timing]) {
    let words = Self.words(run.command)
    var best: (position: Int, timings: [(Double, Double)])?
    for position in words.indices.dropFirst() {
      guard let own = Self.number(words[position]) else { continue }
      var timings = [(own, run.seconds)]
      for other in others {
        let its = Self.words(other.command)
        guard its.count == words.count, let size = Self.number(its[position]),
          words.indices.allSatisfy({
            $0 == position || its[$0] == words[$0]
          })
        else { continue }
        timings.append((size, other.seconds))
      }
      if Set(timings.map(\.0)).count > Set((best?.timings ?? []).map(\.0)).count
      {
        best = (position, timings)
      }
    }
    guard let best, let own = Self.number(words[best.position]) else {
      return nil
    }
    points = Dictionary(grouping: best.timings, by: \.0).map {
      Point(size: $0.key, seconds: $0.value.map(\.1).median)
    }.filter { $0.seconds > 0 }.sorted { $0.size < $1.size }
    size = own
    name = "argument \(best.position)"
    law = PowerLaw([points])
    guard isCurve else { return nil }
  }

  /// Of the runs that proving made, the largest the one of the report.
  package init?(proved sizes: [SizeProof], name: String) {
    let sizes = sizes.filter { $0.beforeSeconds > 0 && $0.afterSeconds > 0 }
      .sorted { $0.size < $1.size }
    guard let last = sizes.last else { return nil }
    points = sizes.map { Point(size: $0.size, seconds: $0.beforeSeconds) }
    pointsAfter = sizes.map { Point(size: $0.size, seconds: $0.afterSeconds) }
    size = last.size
    self.name = name
    law = PowerLaw([points, pointsAfter])
    guard isCurve else { return nil }
  }

  /// There are sizes that can be told apart, and it grows.
  private var isCurve: Bool {
    guard let first = points.first, let last = points.last else { return false }
    return last.size >= 1.5 * first.size && exponent > 0.05
      && exponent.isFinite
  }

  /// What the run of the report's size took, where proving measured it.
  package var provedSeconds: Double? {
    pointsAfter.isEmpty ? nil : points.last?.seconds
  }

  package var exponent: Double { law.exponent }

  /// 95 %; nil with two sizes, which any curve goes through.
  package var interval: ClosedRange<Double>? { law.interval }

  /// Seconds that a run takes whatever its size, as far as runs tell.
  package var start: Double { law.start }

  private static func words(_ command: String) -> [String] {
    command.split(separator: " ").map(String.init)
  }

  private static func number(_ word: String) -> Double? {
    let value = word.split(separator: "=").last.flatMap { Double($0) }
    return value.flatMap { $0.isFinite && $0 > 0 && $0 < 1e15 ? $0 : nil }
  }

  /// What a run of some size takes, where one of the report's size takes
  /// `seconds`.
  package func seconds(at other: Double, whenNow seconds: Double) -> Double {
    start + max(seconds - start, 0) * pow(other / size, exponent)
  }

  /// The largest input that fits into a time.
  package func largest(
    within limit: Double, whenNow seconds: Double
  ) -> Double {
    largest(within: limit, whenNow: seconds, exponent: exponent)
  }

  private func largest(
    within limit: Double, whenNow seconds: Double, exponent: Double
  ) -> Double {
    guard limit > start else { return 0 }
    return size
      * pow((limit - start) / max(seconds - start, 1e-9), 1 / exponent)
  }

  /// As people write it, from the one end of what the runs allow to the other;
  /// no further than a thousand times what was run.
  package func largestText(
    within limit: Double, whenNow seconds: Double
  ) -> String {
    let most = 1000 * (points.last?.size ?? size)
    let exponents = [interval?.upperBound, interval?.lowerBound]
      .compactMap(\.self).map { max($0, 0.05) }
    let ends = (exponents.isEmpty ? [exponent] : exponents).map {
      largest(within: limit, whenNow: seconds, exponent: $0)
    }.sorted()
    if ends[0] > most { return "over \(Self.sizeText(most))" }
    let texts = [ends[0], min(ends[ends.count - 1], most)].map(Self.sizeText)
    return texts[0] == texts[1] ? texts[0] : "\(texts[0]) to \(texts[1])"
  }

  /// `it grows with argument 1 to the power of 2.0 (1.9 to 2.1), by 4 sizes`.
  package var text: String {
    func plain(_ value: Double) -> String { String(format: "%.1f", value) }
    let range =
      interval.map {
        " (\(plain($0.lowerBound)) to \(plain($0.upperBound)))"
      } ?? ""
    return "the time grows with \(name) to the power of \(plain(exponent))"
      + "\(range), by runs of \(points.count) sizes"
  }

  /// A size as people write it: two digits.
  package static func sizeText(_ size: Double) -> String {
    guard size.isFinite, size < 1e15 else { return "any" }
    // What was computed to be 2000 is not to be 1900.
    let size = size * (1 + 1e-9)
    guard size >= 1 else { return "none" }
    for (unit, name) in [(1e9, "billion"), (1e6, "million")] where size >= unit
    {
      let parts = size / unit
      return parts < 10
        ? "\((parts * 10).rounded(.down) / 10) \(name)"
        : "\(countText(Int(parts))) \(name)"
    }
    let digits = pow(10, max(floor(log10(size)) - 1, 0))
    return countText(Int((size / digits).rounded(.down) * digits))
  }
}

extension [Double] {
  fileprivate var median: Double {
    let sorted = self.sorted()
    guard !sorted.isEmpty else { return 0 }
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}
