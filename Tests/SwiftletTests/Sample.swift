import Foundation
import Testing

/// A folder of `Samples` and what is expected of it.
struct Sample: CustomTestStringConvertible, Sendable {
  struct Expectation: Decodable, Sendable {
    var verdict: String
    var reason: String?
    var function: String?
    var lines: [Int]?
    var kernel: String?
  }

  var name: String
  var expected: Expectation

  var testDescription: String { name }
  var script: String {
    Self.folder.appendingPathComponent("\(name)/main.py").path
  }

  /// Whether it imports NumPy.
  var needsNumPy: Bool {
    let text = try? String(contentsOfFile: script, encoding: .utf8)
    return text?.contains("import numpy") ?? false
  }

  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Samples")

  static let all: [Sample] = {
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().compactMap { name in
      let file = folder.appendingPathComponent("\(name)/expected.json")
      guard let data = try? Data(contentsOf: file),
        let expected = try? JSONDecoder().decode(Expectation.self, from: data)
      else { return nil }
      return Sample(name: name, expected: expected)
    }
  }()

  static var pure: [Sample] { all.filter { !$0.needsNumPy } }
  static var numeric: [Sample] { all.filter(\.needsNumPy) }

  static func named(_ name: String) -> Sample? {
    all.first { $0.name == name }
  }
}
