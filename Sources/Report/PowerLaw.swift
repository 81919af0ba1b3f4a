import Foundation

/// Times that grow with a size n as `start + scale · n ^ exponent`.
///
/// Several curves of one program share `start`, what any run of it costs, and
/// `exponent`; the scale is each one's own. Least squares of the logarithms
/// above `start`, weighted so that each time has the same relative error; the
/// best `start` is searched for where there are enough times to tell.
struct PowerLaw: Equatable {
  /// Seconds.
  private(set) var start = 0.0
  private(set) var exponent = 0.0
  /// 95 %; nil where there are no more times than figures to find.
  private(set) var interval: ClosedRange<Double>?

  /// By curve: sizes and seconds, all above zero.
  init(_ curves: [[Growth.Point]]) {
    let count = curves.map(\.count).reduce(0, +)
    var best = Self.fit(curves, start: 0)
    var figures = curves.count + 1
    // One more figure needs one more time; two curves of one program tell it
    // well, one curve needs more sizes.
    if count > figures + (curves.count > 1 ? 0 : 1) {
      figures += 1
      let least = curves.joined().map(\.seconds).min() ?? 0
      for step in 1..<Self.steps {
        let part = Double(step) / Double(Self.steps)
        let next = Self.fit(curves, start: least * part)
        if next.rest < best.rest { best = next }
      }
    }
    start = best.start
    exponent = best.exponent
    let freedom = count - figures
    guard freedom > 0, best.spread > 0 else { return }
    let error = (best.rest / Double(freedom) / best.spread).squareRoot()
    let half = Self.student(freedom) * error
    interval = (exponent - half)...(exponent + half)
  }

  private static let steps = 64

  private struct Fit {
    var start: Double
    var exponent: Double
    /// The weighted sum of squared distances, in relative errors of a time.
    var rest: Double
    var spread: Double
  }

  private static func fit(_ curves: [[Growth.Point]], start: Double) -> Fit {
    var (products, spread) = (0.0, 0.0)
    var centred: [(x: Double, y: Double, weight: Double)] = []
    for curve in curves {
      let points = curve.map { point in
        let above = point.seconds - start
        return (
          x: log(point.size), y: log(above),
          weight: (above / point.seconds) * (above / point.seconds)
        )
      }
      let weight = points.reduce(0.0) { $0 + $1.weight }
      let x = points.reduce(0.0) { $0 + $1.weight * $1.x } / weight
      let y = points.reduce(0.0) { $0 + $1.weight * $1.y } / weight
      for point in points {
        let (dx, dy) = (point.x - x, point.y - y)
        products += point.weight * dx * dy
        spread += point.weight * dx * dx
        centred.append((dx, dy, point.weight))
      }
    }
    let slope = spread > 0 ? products / spread : 0
    let rest = centred.reduce(0.0) { sum, point in
      let off = point.y - slope * point.x
      return sum + point.weight * off * off
    }
    return Fit(start: start, exponent: slope, rest: rest, spread: spread)
  }

  /// The 97.5 % quantile of Student's t.
  private static func student(_ freedom: Int) -> Double {
    let table = [12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23]
    return freedom <= table.count ? table[freedom - 1] : 2.1
  }
}
