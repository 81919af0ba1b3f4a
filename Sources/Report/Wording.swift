package import Advice
import Foundation
package import ProfileModel

// How reports say things, whatever they are written as.

package func percentText(_ share: Double) -> String {
  let percent = share * 100
  return percent > 0 && percent < 0.5 ? "<1 %" : "\(Int(percent.rounded())) %"
}

/// `1.4 to 2.3 s`; one number where both read alike.
package func rangeText(_ seconds: ClosedRange<Double>) -> String {
  let low = secondsText(seconds.lowerBound).split(separator: " ")
  let high = secondsText(seconds.upperBound).split(separator: " ")
  if low == high { return high.joined(separator: " ") }
  let start = low.last == high.last ? low.dropLast() : low[...]
  return (start + ["to"] + high).joined(separator: " ")
}

/// `2.1 to 4 times`; where the end is anybody's guess, `at least 5 times`.
package func timesText(_ factor: ClosedRange<Double>) -> String {
  if factor.upperBound > 100 * factor.lowerBound {
    return "at least \(timesText(factor.lowerBound...factor.lowerBound))"
  }
  let texts = [factor.lowerBound, factor.upperBound].map { factor in
    factor >= 10
      ? "\(Int(factor.rounded()))"
      : "\((factor * 10).rounded() / 10)".replacing(/\.0$/, with: "")
  }
  return texts[0] == texts[1]
    ? "\(texts[0]) times" : "\(texts[0]) to \(texts[1]) times"
}

/// `7`, `7–9`.
package func linesText(_ lines: ClosedRange<Int>) -> String {
  lines.count == 1
    ? "\(lines.lowerBound)" : "\(lines.lowerBound)–\(lines.upperBound)"
}

/// A function as its author calls it: `__main__.` says nothing to them.
package func authorsName(_ function: String) -> String {
  let prefix = "__main__."
  if function == "__main__" { return "the script's top level" }
  return function.hasPrefix(prefix)
    ? String(function.dropFirst(prefix.count)) : function
}

extension ReportDocument {
  package func place(_ hotspot: Hotspot) -> String {
    "\(shortPath(hotspot.file)):\(linesText(hotspot.lines))"
  }
}

extension ReportDocument {
  /// How many samples were taken, and at what price.
  package var samplingText: String {
    let sampler = profile.recording.sampler
    var parts = [
      "\(countText(sampler.taken)) samples, \(Int(sampler.rate)) a second"
    ]
    if sampler.lost > 0 { parts.append("\(countText(sampler.lost)) lost") }
    if sampler.missed > 0 {
      parts.append("\(countText(sampler.missed)) missed")
    }
    if sampler.truncated > 0 {
      parts.append("\(countText(sampler.truncated)) cut at the depth limit")
    }
    if sampler.lost + sampler.missed == 0 { parts.append("none lost") }
    if profile.queueingShare > 0.1 {
      parts.append(
        "\(percentText(profile.queueingShare)) of the run spent in line for a "
          + "CPU behind other programs")
    }
    let cost = samplerCost * 100
    parts.append(
      "taking them cost \(String(format: cost < 0.1 ? "%.2f" : "%.1f", cost)) %"
        + " of the CPU time")
    return parts.joined(separator: ", ")
  }
}

extension Advice {
  /// `stay (io)`.
  package var label: String {
    reason.map { "\(verdict.rawValue) (\($0.rawValue))" } ?? verdict.rawValue
  }
}

extension Advice.Item {
  /// The evidence in one line, with so many details.
  func evidenceText(most: Int = .max) -> String {
    let details = evidence.dropFirst().prefix(most).joined(separator: "; ")
    let first = evidence.first ?? ""
    if details.isEmpty { return first.trimmingSuffix(":") }
    return first.hasSuffix(":") ? "\(first) \(details)" : "\(first); \(details)"
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }

  /// With a capital where it begins and a full stop at its end.
  package var sentence: String {
    guard let first else { return self }
    let isWord = first.isLowercase && !hasPrefix("`")
    let start = isWord ? first.uppercased() + dropFirst() : self
    let isEnded = last.map { ".!?:".contains($0) } ?? true
    return isEnded ? start : start + "."
  }
}

extension Conclusion {
  var label: String {
    reason.map { "\(verdict.rawValue) (\($0.rawValue))" } ?? verdict.rawValue
  }
}

extension Verdict {
  /// What to do, for a heading.
  package var words: String {
    switch self {
    case .port: "Write a kernel"
    case .vectorize: "Work on whole arrays"
    case .fixAlgorithm: "Change the algorithm"
    case .cache: "Remember results"
    case .useLibrary: "Use the library"
    case .stay: "Leave it in Python"
    case .measureMore: "Measure more"
    }
  }
}
