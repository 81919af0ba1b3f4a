import Advice
import Foundation
import ProfileModel

extension ReportDocument {
  /// The functions whose calls were looked at, those that were called most of
  /// the time first.
  private var looks: [(code: CodeObject, calls: CallObservation)] {
    let recording = profile.recording
    return recording.observations.compactMap { observation in
      observation.closeLook.map { (recording.codes[observation.code], $0) }
    }.sorted { busyShare($0.1) > busyShare($1.1) }
  }

  /// Part of the time between a call's begin and end.
  private func busyShare(_ calls: CallObservation) -> Double {
    (calls.perSecond ?? 0) * (calls.meanSeconds ?? 0)
  }

  func writeCalls(_ page: inout TextPage) {
    let shown = looks.prefix(6)
    guard !shown.isEmpty else { return }
    page.skipLine()
    page.line(
      .init("Calls", .bold), .init("  (looked at now and then)", .dim))
    for (code, calls) in shown {
      page.paragraph(
        .init("  \(code.qualifiedName)  ", .accent), indent: 4, calls.summary)
      for argument in calls.arguments {
        page.paragraph(.init(""), indent: 6, argument.summary, .dim)
      }
    }
  }

  var callsJSON: JSONValue {
    .array(
      looks.map { code, calls in
        .object([
          "file": .string(code.file),
          "function": .string(code.qualifiedName),
          "line": .int(code.firstLine),
          "seen": .int(calls.count),
          "per_second": calls.perSecond.map { .number($0) } ?? .null,
          "mean_seconds": calls.meanSeconds.map { .number($0) } ?? .null,
          "bytes_copied_in": calls.bytesCopiedIn.map { .int($0) } ?? .null,
          "raised": .int(calls.raised),
          "captured": .int(calls.captured.count),
          "integers_fit_64_bits": calls.integersFit64Bits.map { .bool($0) }
            ?? .null,
          "repetition": calls.repetition.json(hitRate: calls.cacheHitRate),
          "arguments": .array(calls.arguments.map(\.json)),
          "results": .strings(calls.results.map(\.type.description)),
        ])
      })
  }
}

extension CallObservation {
  fileprivate var summary: String {
    var parts: [String] = []
    if let perSecond {
      parts.append("\(countText(Int(perSecond.rounded()))) calls/s")
    }
    if let meanSeconds {
      let nanoseconds = (meanSeconds * 1e9).rounded()
      parts.append(
        nanoseconds < 1000
          ? "\(Int(nanoseconds)) ns each" : "\(secondsText(meanSeconds)) each")
    }
    if let bytesCopiedIn, bytesCopiedIn >= 1000 {
      parts.append("up to \(bytesText(bytesCopiedIn)) to copy for a kernel")
    }
    if raised > 0 {
      parts.append("\(percentText(Double(raised) / Double(ended))) raised")
    }
    if let fit = integersFit64Bits {
      parts.append(
        fit ? "ints fit in 64 bits" : "ints that do not fit in 64 bits")
    }
    if repetition.compared > 1 {
      let share = Double(repetition.repeated) / Double(repetition.compared)
      var text = "the same arguments again in at least \(percentText(share))"
      if repetition.contradicted > 0 {
        text += ", not always with the same result"
      }
      parts.append(text)
    }
    return parts.joined(separator: ", ")
  }
}

extension CallObservation.Repetition {
  fileprivate func json(hitRate: Double?) -> JSONValue {
    .object([
      "compared": .int(compared), "repeated": .int(repeated),
      "same_result": .int(confirmed), "other_result": .int(contradicted),
      "hashable": .bool(areHashable),
      "cache_hit_rate": hitRate.map { .number($0) } ?? .null,
    ])
  }
}

extension ObservedArgument {
  private var typeNames: [String] {
    types.reduce(into: []) { names, type in
      let name = type.type.description
      if !names.contains(name) { names.append(name) }
    }
  }

  fileprivate var summary: String {
    var text = "\(name): \(typeNames.joined(separator: " | "))"
    if let integers {
      text +=
        integers.lowerBound == integers.upperBound
        ? " \(integers.lowerBound)"
        : " \(integers.lowerBound) to \(integers.upperBound)"
    }
    if exceeds64Bits { text += ", also beyond 64 bits" }
    if let shape {
      text += ", shape \(shape.map(rangeText).joined(separator: " × "))"
    } else if let lengths {
      text += ", length \(rangeText(lengths))"
    }
    return text
  }

  /// Of arrays of more than one dimension.
  private var shape: [ClosedRange<Int>]? {
    axes.flatMap { axes in
      axes.contains { $0.lowerBound == 0 } ? nil : axes
    }
  }

  private func rangeText(_ range: ClosedRange<Int>) -> String {
    range.lowerBound == range.upperBound
      ? countText(range.lowerBound)
      : "\(countText(range.lowerBound)) to \(countText(range.upperBound))"
  }

  fileprivate var json: JSONValue {
    .object([
      "axes": shape.map { shape in
        .array(
          shape.map { .array([.int($0.lowerBound), .int($0.upperBound)]) })
      } ?? .null,
      "name": .string(name), "types": .strings(typeNames),
      "integers": integers.map {
        .array([.int(Int($0.lowerBound)), .int(Int($0.upperBound))])
      } ?? .null,
      "beyond_64_bits": .bool(exceeds64Bits),
      "lengths": lengths.map {
        .array([.int($0.lowerBound), .int($0.upperBound)])
      } ?? .null,
    ])
  }
}
