import Advice
import Foundation

/// How the time of a script grows with a number among its arguments: a power
/// law through runs that differ in that number alone.
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
  package private(set) var exponent: Double
  /// 95 %; nil with two sizes, which any curve goes through.
  package private(set) var interval: ClosedRange<Double>?
  /// The size of the run that the report is about.
  package private(set) var size: Double
  private var secondsAtSize: Double
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
    secondsAtSize = points.first { $0.size == own }?.seconds ?? run.seconds
    name = "argument \(best.position)"
    exponent = 0
    guard let first = points.first, let last = points.last,
      last.size >= 1.5 * first.size
    else { return nil }
    fit()
    guard exponent > 0.05, exponent.isFinite else { return nil }
  }

  private static func words(_ command: String) -> [String] {
    command.split(separator: " ").map(String.init)
  }

  private static func number(_ word: String) -> Double? {
    let value = word.split(separator: "=").last.flatMap { Double($0) }
    return value.flatMap { $0.isFinite && $0 > 0 && $0 < 1e15 ? $0 : nil }
  }

  /// Least squares of the logarithms.
  private mutating func fit() {
    let count = Double(points.count)
    let x = points.map { log($0.size) }
    let y = points.map { log($0.seconds) }
    let meanX = x.reduce(0, +) / count
    let meanY = y.reduce(0, +) / count
    let spread = x.map { ($0 - meanX) * ($0 - meanX) }.reduce(0, +)
    let slope =
      zip(x, y).map { ($0 - meanX) * ($1 - meanY) }.reduce(0, +) / spread
    exponent = slope
    guard points.count > 2 else { return }
    let rest = zip(x, y).reduce(0.0) { sum, point in
      let off = point.1 - meanY - slope * (point.0 - meanX)
      return sum + off * off
    }
    let error = (rest / (count - 2) / spread).squareRoot()
    let half = Self.student(points.count - 2) * error
    interval = (slope - half)...(slope + half)
  }

  /// The 97.5 % quantile of Student's t.
  private static func student(_ freedom: Int) -> Double {
    let table = [12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23]
    return freedom <= table.count ? table[freedom - 1] : 2.1
  }

  /// What a run of some size takes, where one of the report's size takes
  /// `seconds`.
  package func seconds(at other: Double, whenNow seconds: Double) -> Double {
    seconds * pow(other / size, exponent)
  }

  /// The largest input that fits into a time.
  package func largest(
    within limit: Double, whenNow seconds: Double
  ) -> Double {
    size * pow(limit / max(seconds, 1e-9), 1 / exponent)
  }

  /// As people write it; no further than a thousand times what was run.
  package func largestText(
    within limit: Double, whenNow seconds: Double
  ) -> String {
    let size = largest(within: limit, whenNow: seconds)
    let most = 1000 * (points.last?.size ?? size)
    return size > most ? "over \(Self.sizeText(most))" : Self.sizeText(size)
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
