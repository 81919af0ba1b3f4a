package import Foundation

/// JSON as a value whose objects keep their order, so that a report reads as
/// its documentation does.
package indirect enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object(KeyValues)

  package struct KeyValues: Equatable, Sendable,
    ExpressibleByDictionaryLiteral
  {
    var pairs: [(name: String, value: JSONValue)]

    package init(dictionaryLiteral elements: (String, JSONValue)...) {
      pairs = elements.map { (name: $0.0, value: $0.1) }
    }

    init(_ pairs: [(String, JSONValue)]) {
      self.pairs = pairs.map { (name: $0.0, value: $0.1) }
    }

    package static func == (left: Self, right: Self) -> Bool {
      left.pairs.elementsEqual(right.pairs) { $0 == $1 }
    }
  }

  static func optional(_ text: String?) -> JSONValue {
    text.map { .string($0) } ?? .null
  }

  static func strings(_ texts: [String]) -> JSONValue {
    .array(texts.map { .string($0) })
  }

  static func lines(_ lines: ClosedRange<Int>) -> JSONValue {
    .array([.int(lines.lowerBound), .int(lines.upperBound)])
  }

  static func interval(_ interval: ClosedRange<Double>) -> JSONValue {
    .array([.number(interval.lowerBound), .number(interval.upperBound)])
  }

  /// UTF-8 text, indented, a line feed at its end.
  package var data: Data { Data((text(indent: "") + "\n").utf8) }

  private func text(indent: String) -> String {
    switch self {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .int(let value): return String(value)
    case .number(let value): return Self.text(value)
    case .string(let value): return Self.quoted(value)
    case .array(let items):
      if items.isEmpty { return "[]" }
      if items.allSatisfy(\.isNumber) {
        let parts = items.map { $0.text(indent: "") }
        return "[\(parts.joined(separator: ", "))]"
      }
      let parts = items.map { indent + "  " + $0.text(indent: indent + "  ") }
      return "[\n" + parts.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let fields):
      if fields.pairs.isEmpty { return "{}" }
      let parts = fields.pairs.map {
        "\(indent)  \(Self.quoted($0.name)): "
          + $0.value.text(indent: indent + "  ")
      }
      return "{\n" + parts.joined(separator: ",\n") + "\n\(indent)}"
    }
  }

  private var isNumber: Bool {
    switch self {
    case .int, .number: true
    default: false
    }
  }

  /// Six digits after the point: a microsecond, or a ten-thousandth of a
  /// percent. JSON has no infinity.
  private static func text(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    let rounded = (value * 1e6).rounded() / 1e6
    return rounded == 0 ? "0.0" : "\(rounded)"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        result += String(format: "\\u%04x", scalar.value)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
