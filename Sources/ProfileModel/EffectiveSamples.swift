/// Samples that carry different weights, as a sum that intervals can be taken
/// from.
///
/// Each sample stands for the CPU time since the one before it, so they do not
/// all count alike. Their number for the purpose of an interval is Kish's
/// effective sample size, (Σw)² / Σw² (L. Kish, *Survey Sampling*, 1965,
/// section 8.2): it equals the count when all weights are the same.
struct EffectiveSamples {
  private(set) var weight = 0.0
  private var squaredWeight = 0.0

  /// Adds `count` samples that weigh `weight` together.
  mutating func add(count: Int, weight: Double) {
    guard count > 0, weight > 0 else { return }
    self.weight += weight
    squaredWeight += weight * weight / Double(count)
  }

  var size: Double {
    squaredWeight > 0 ? weight * weight / squaredWeight : 0
  }

  /// Standard deviations on either side that hold 95 % of a normal
  /// distribution.
  static let usualDeviations = 1.959_963_984_540_054

  /// What part of this a sub-sum is, with Wilson's score interval, at 95 %
  /// where nothing else is asked for (E. B. Wilson, JASA 22, 1927), which
  /// stays inside 0 and 1 and holds for small samples and for shares near the
  /// ends.
  func share(
    of part: Double, deviations z: Double = usualDeviations
  ) -> Share {
    guard weight > 0, size > 0 else {
      return Share(value: 0, interval: 0...1)
    }
    let p = min(max(part / weight, 0), 1)
    let n = size
    let scale = 1 + z * z / n
    let centre = (p + z * z / (2 * n)) / scale
    let variance = p * (1 - p) / n + z * z / (4 * n * n)
    let half = z * variance.squareRoot() / scale
    let low = min(max(centre - half, 0), p)
    let high = max(min(centre + half, 1), p)
    return Share(value: p, interval: low...high)
  }
}
