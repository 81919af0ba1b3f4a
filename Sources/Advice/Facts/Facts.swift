import Foundation

/// A number that a rule can be decided on, and what there is to say about it.
package struct Fact: Codable, Equatable, Sendable {
  package var value: Double
  /// Where it is an estimate: 95 %.
  package var interval: ClosedRange<Double>?
  /// What stands behind the number: names, places. A few short phrases.
  package var details: [String]

  package init(
    _ value: Double, interval: ClosedRange<Double>? = nil,
    details: [String] = []
  ) {
    self.value = value
    self.interval = interval
    self.details = details
  }

  package init(_ flag: Bool, details: [String] = []) {
    self.init(flag ? 1 : 0, details: details)
  }
}

/// What is known about one hotspot. A fact that is missing is not known.
package struct Facts: Equatable, Sendable {
  package private(set) var values: [FactName: Fact] = [:]
  /// Why a fact is not known, where that can be said.
  package private(set) var reasonsUnknown: [FactName: String] = [:]

  package init() {}

  package init(_ values: [FactName: Double]) {
    self.values = values.mapValues { Fact($0) }
  }

  package subscript(name: FactName) -> Fact? {
    get { values[name] }
    set { values[name] = newValue }
  }

  package mutating func setUnknown(_ names: [FactName], because: String) {
    for name in names { reasonsUnknown[name] = because }
  }

  package mutating func merge(_ other: Facts) {
    values.merge(other.values) { $1 }
    reasonsUnknown.merge(other.reasonsUnknown) { $1 }
  }

  func number(_ name: FactName) -> Double? { values[name]?.value }

  func isTrue(_ name: FactName) -> Bool { number(name) == 1 }

  /// A fact as people write it: `93 % (92–94 %)`, `4.2 s`, `3 to 5 times`.
  package func text(_ name: FactName) -> String {
    guard let fact = values[name] else { return "unknown" }
    return name.unit.text(fact.value, interval: fact.interval)
  }
}

extension FactName.Unit {
  func text(_ value: Double, interval: ClosedRange<Double>? = nil) -> String {
    switch self {
    case .share:
      guard let interval else { return percent(value) }
      let low = (interval.lowerBound * 100).rounded()
      let high = (interval.upperBound * 100).rounded()
      return low == high
        ? percent(value)
        : "\(percent(value)) (\(Int(low))–\(Int(high)))"
    case .seconds: return secondsText(value)
    case .microseconds:
      return value < 1000
        ? "\(significant(value)) µs" : secondsText(value / 1e6)
    case .factor:
      let low = significant(interval?.lowerBound ?? value)
      let high = significant(interval?.upperBound ?? value)
      return low == high ? "\(low) times" : "\(low) to \(high) times"
    case .hours: return secondsText(value * 3600)
    case .days:
      switch value {
      case ..<1: return "less than a day"
      case ..<730: return "\(Int(value)) day\(Int(value) == 1 ? "" : "s")"
      case ..<36500: return "\(Int(value / 365)) years"
      default: return "more than a hundred years"
      }
    case .yesNo: return value == 1 ? "yes" : "no"
    case .count: return countText(Int(min(value.rounded(), 1e15)))
    }
  }

  private func percent(_ value: Double) -> String {
    let percent = value * 100
    if percent > 0, percent < 0.5 { return "<1 %" }
    return "\(Int(percent.rounded())) %"
  }
}

/// A duration at a readable precision: `12 ms`, `4.2 s`, `3 min`, `2.5 h`.
package func secondsText(_ seconds: Double) -> String {
  switch seconds {
  case ..<0.001: "\(significant(seconds * 1e6)) µs"
  case ..<1: "\(significant(seconds * 1000)) ms"
  case ..<120: "\(significant(seconds)) s"
  case ..<7200: "\(significant(seconds / 60)) min"
  default: "\(significant(seconds / 3600)) h"
  }
}

/// Two digits, or all of them before the decimal point.
func significant(_ value: Double) -> String {
  guard value.isFinite else { return "?" }
  let size = abs(value)
  if size >= 10 || size == 0 { return String(format: "%.0f", value) }
  let text = String(format: size >= 1 ? "%.1f" : "%.2f", value)
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// Thousands apart by a thin gap that every terminal has: `1 234 567`.
package func countText(_ count: Int) -> String {
  let digits = Array(String(abs(count)))
  var text = count < 0 ? "-" : ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0, digits.count > 4 {
      text += " "
    }
    text.append(digit)
  }
  return text
}
