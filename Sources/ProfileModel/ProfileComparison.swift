import Foundation
import PythonSyntax

/// What became slower or faster between two recordings.
///
/// The samples of each place are held against chance. That two runs differ in
/// the same program, because the machine was busy or its input another, is not
/// chance of this kind: no recording of one run knows of it.
package struct ProfileComparison: Sendable {
  /// One of the two recordings, in the view compared.
  package struct Side: Sendable {
    package var run: Run
    /// Of all samples; that is measured, not estimated.
    package var seconds: Double
    package var samples: Int
  }

  /// Seconds with their interval.
  package struct Seconds: Equatable, Sendable {
    package var value: Double
    package var interval: ClosedRange<Double>
  }

  package enum Kind: String, Sendable, CaseIterable {
    /// A loop nest or a recursive function, with all that it calls.
    case hotspot
    /// A function by itself, without those it calls.
    case function
  }

  package enum Verdict: String, Sendable, CaseIterable {
    case slower
    case faster
    /// It changed, and so did the whole run, by no other factor.
    case asTheRun = "as_the_run"
    /// The samples do not show a difference.
    case unclear
  }

  package struct Change: Sendable {
    package var kind: Kind
    /// `module.qualname`.
    package var function: String
    package var file: String
    /// Where it is in each recording; nil where it was not seen.
    package var linesBefore: ClosedRange<Int>?
    package var linesAfter: ClosedRange<Int>?
    package var before: Seconds
    package var after: Seconds
    /// After less before.
    package var difference: Seconds
    package var verdict: Verdict
  }

  package var before: Side
  package var after: Side
  package var view: TimeView
  /// Largest difference first.
  package var changes: [Change]

  /// The chance, at most, that any of the verdicts other than `unclear` is
  /// owed to which moments were sampled.
  package static let errorRate = 0.05

  package init(_ before: Recording, _ after: Recording, view: TimeView) {
    let sides = [PlaceTimes(before, view: view), PlaceTimes(after, view: view)]
    self.before = sides[0].side
    self.after = sides[1].side
    self.view = view
    let keys = Set(sides[0].places.keys).union(sides[1].places.keys)
    // So many questions asked at once would find something by chance alone:
    // each gets its part of the error rate (Bonferroni). The interval of a
    // difference bounds two shares.
    let deviations = Normal.deviations(
      outside: Self.errorRate / Double(max(keys.count, 1)))
    changes = keys.map { key in
      Change(key, sides[0], sides[1], deviations: deviations)
    }.sorted {
      (abs($1.difference.value), $0.function, $0.kind.rawValue)
        < (abs($0.difference.value), $1.function, $1.kind.rawValue)
    }
  }
}

extension ProfileComparison.Change {
  fileprivate init(
    _ key: PlaceTimes.Key, _ before: PlaceTimes, _ after: PlaceTimes,
    deviations: Double
  ) {
    typealias Seconds = ProfileComparison.Seconds
    kind = key.kind
    function = key.function
    let places = [before.places[key], after.places[key]]
    file = places.compactMap { $0?.file }.last ?? ""
    linesBefore = places[0]?.lines
    linesAfter = places[1]?.lines
    let nanoseconds = places.map { Double($0?.nanoseconds ?? 0) }
    let totals = [before.all, after.all]
    func shares(_ deviations: Double) -> [Share] {
      zip(totals, nanoseconds).map {
        $0.share(of: $1, deviations: deviations)
      }
    }
    func seconds(_ shares: [Share]) -> [Seconds] {
      zip(totals, shares).map { total, share in
        let scale = total.weight / 1e9
        // Without a single sample there is no time to be unsure about.
        guard scale > 0 else { return Seconds(value: 0, interval: 0...0) }
        return Seconds(
          value: share.value * scale,
          interval: share.interval.lowerBound * scale...share.interval
            .upperBound * scale)
      }
    }
    let usual = seconds(shares(EffectiveSamples.usualDeviations))
    (self.before, self.after) = (usual[0], usual[1])
    difference = Seconds(usual[0], to: usual[1])
    let careful = shares(deviations)
    let times = seconds(careful)
    let change = Seconds(times[0], to: times[1])
    let shift = Seconds(
      Seconds(value: careful[0].value, interval: careful[0].interval),
      to: Seconds(value: careful[1].value, interval: careful[1].interval))
    if change.interval.contains(0) {
      verdict = .unclear
    } else if shift.interval.contains(0), !before.isEmpty, !after.isEmpty {
      verdict = .asTheRun
    } else {
      verdict = change.value > 0 ? .slower : .faster
    }
  }
}

extension ProfileComparison.Seconds {
  /// The difference of two independent estimates, its interval from theirs
  /// (R. G. Newcombe, Statistics in Medicine 17, 1998, method 10).
  fileprivate init(_ before: Self, to after: Self) {
    func length(_ a: Double, _ b: Double) -> Double {
      (a * a + b * b).squareRoot()
    }
    value = after.value - before.value
    let down = length(
      after.value - after.interval.lowerBound,
      before.interval.upperBound - before.value)
    let up = length(
      after.interval.upperBound - after.value,
      before.value - before.interval.lowerBound)
    interval = value - down...value + up
  }
}

/// The normal distribution.
enum Normal {
  /// How many standard deviations on either side leave so much outside.
  static func deviations(outside probability: Double) -> Double {
    var range = 0.0...40.0
    for _ in 0..<80 {
      let middle = (range.lowerBound + range.upperBound) / 2
      range =
        erfc(middle / 2.0.squareRoot()) > probability
        ? middle...range.upperBound : range.lowerBound...middle
    }
    return range.upperBound
  }
}
