/// The integers that a value can be.
struct Interval: Hashable {
  var low: Int
  var high: Int

  static let all = Interval(low: .min, high: .max)
  /// The lengths of what fits in memory.
  static let lengths = Interval(low: 0, high: 1 << 48)

  init(low: Int, high: Int) {
    self.low = low
    self.high = high
  }

  init(_ value: Int) { self.init(low: value, high: value) }

  var isNatural: Bool { low >= 0 }

  func hull(_ other: Interval) -> Interval {
    Interval(low: min(low, other.low), high: max(high, other.high))
  }

  func contains(_ other: Interval) -> Bool {
    low <= other.low && other.high <= high
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
