/// The integers that a value can be.
struct Interval: Hashable {
  var low: Int
  var high: Int

  static let all = Interval(low: .min, high: .max)
  /// The lengths of what fits in memory.
  static let lengths = Interval(low: 0, high: 1 << 48)
  /// The lengths of lists: the kernel has none that are longer.
  static let listLengths = Interval(low: 0, high: 1 << 30)

  /// What a variable that only counts can become: from a start below 2**60,
  /// in steps of at most 256, it would take Python years to leave this.
  static let counts = Interval(low: -(1 << 62), high: 1 << 62)
  static let starts = Interval(low: -(1 << 60), high: 1 << 60)
  static let steps = Interval(low: -256, high: 256)

  func clamped(to bounds: Interval) -> Interval {
    Interval(low: max(low, bounds.low), high: min(high, bounds.high))
  }

  init(low: Int, high: Int) {
    self.low = low
    self.high = high
  }

  init(_ value: Int) { self.init(low: value, high: value) }

  var isNatural: Bool { low >= 0 }

  func hull(_ other: Interval) -> Interval {
    Interval(low: min(low, other.low), high: max(high, other.high))
  }

  /// The hull, with a bound that still grows given up.
  func widened(to hull: Interval) -> Interval {
    Interval(
      low: hull.low < low ? .min : low, high: hull.high > high ? .max : high)
  }

  func contains(_ other: Interval) -> Bool {
    low <= other.low && other.high <= high
  }

  /// The results of a sum that falls back beyond 64 bits.
  func saturatingSum(_ other: Interval) -> Interval {
    Interval(
      low: Self.saturated(low.addingReportingOverflow(other.low), low),
      high: Self.saturated(high.addingReportingOverflow(other.high), high))
  }

  func saturatingDifference(_ other: Interval) -> Interval {
    Interval(
      low: Self.saturated(low.subtractingReportingOverflow(other.high), low),
      high: Self.saturated(high.subtractingReportingOverflow(other.low), high))
  }

  func saturatingProduct(_ other: Interval) -> Interval {
    isNatural && other.isNatural
      ? Interval(
        low: Self.saturated(low.multipliedReportingOverflow(by: other.low), 1),
        high: .max)
      : .all
  }

  private static func saturated(
    _ result: (partialValue: Int, overflow: Bool), _ sign: Int
  ) -> Int {
    result.overflow ? (sign < 0 ? .min : .max) : result.partialValue
  }

  /// The results of an operation on the bounds that grows with both operands,
  /// nil where one is beyond 64 bits.
  static func + (left: Interval, right: Interval) -> Interval? {
    let (low, first) = left.low.addingReportingOverflow(right.low)
    let (high, second) = left.high.addingReportingOverflow(right.high)
    return first || second ? nil : Interval(low: low, high: high)
  }

  static func - (left: Interval, right: Interval) -> Interval? {
    let (low, first) = left.low.subtractingReportingOverflow(right.high)
    let (high, second) = left.high.subtractingReportingOverflow(right.low)
    return first || second ? nil : Interval(low: low, high: high)
  }

  static func * (left: Interval, right: Interval) -> Interval? {
    var products: [Int] = []
    for first in [left.low, left.high] {
      for second in [right.low, right.high] {
        let (product, overflow) = first.multipliedReportingOverflow(by: second)
        if overflow { return nil }
        products.append(product)
      }
    }
    guard let low = products.min(), let high = products.max() else {
      return nil
    }
    return Interval(low: low, high: high)
  }
}
