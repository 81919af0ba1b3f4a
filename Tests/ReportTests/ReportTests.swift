import Advice
import Foundation
import ProfileModel
import TestSupport
import Testing

@testable import Report

@Suite("Reports")
struct ReportTests {
  static func document(
    kernel: KernelOutlook = .translatable(.init()), samples: String? = nil
  ) throws -> ReportDocument {
    let source = """
      import sys

      def rolling(values):
          scores = []
          prev = 0.0
          for v in values:
              prev = prev * 0.9 + v if v > prev else prev * 0.5
              scores.append(prev)
          return scores

      def setup(n):
          return [float(i) for i in range(n)]

      rolling(setup(9))
      """
    var fixture = try RecordingFixture(["score \u{1b}[1m.py": source])
    let name = "score \u{1b}[1m.py"
    fixture.sample(
      samples ?? """
        \(name):7 < \(name):14 | 3000
        \(name):8 < \(name):14 | 900 c:list_append
        \(name):12 < \(name):14 | 280
        \(name):1 | 40 waiting
        """)
    fixture.observe(
      "rolling",
      ["values": [.list(.float)], "prev": [.float, .int], "v": [.float]])
    let profile = Profile(fixture.recording)
    return ReportDocument(
      profile: profile,
      advice: advise(
        profile, rules: try Rules.builtIn(),
        sources: EvidenceSources(kernel: { _ in kernel })))
  }

  @Test("The text leads with the verdict and ends with a command")
  func text() throws {
    let text = try Self.document().renderText(width: 80)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[2].hasPrefix("port "))
    #expect(lines.dropLast().last?.hasPrefix("Next:  swiftlet prove ") == true)
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(!text.contains("\u{1b}"))
    #expect(lines.count <= 25, "one screen, and an empty end")
    #expect(text.contains("Hot lines"))
    let all = try Self.document().renderText(width: 80, isVerbose: true)
    #expect(all.contains("prev: float"))
  }

  @Test("A verdict that is too long for its column has a line of its own")
  func longHead() {
    var page = TextPage(width: 60, usesColor: false)
    page.paragraph(.init("stay (not-reused)"), indent: 16, "main in a.py")
    page.paragraph(.init("port"), indent: 16, "work in a.py")
    #expect(
      page.text == """
        stay (not-reused)
                        main in a.py
        port            work in a.py

        """)
  }

  @Test("Every width gives lines that fit, and colour changes no letter")
  func widths() throws {
    let document = try Self.document(
      kernel: .skeleton([
        .init(construct: "a set", line: 7, advice: "use a list")
      ]))
    for width in [48, 60, 100, 200] {
      let plain = document.renderText(width: width, isVerbose: true)
      for line in plain.split(separator: "\n")
      where !line.hasPrefix("Next:") {
        #expect(line.count <= width, "\(line)")
      }
      let colored = document.renderText(
        width: width, color: true, isVerbose: true)
      #expect(
        colored.replacing(/\u{1b}\[[0-9;]*m/, with: "") == plain)
      #expect(colored != plain)
    }
  }

  @Test("A run without hotspots is a report too")
  func empty() throws {
    let profile = Profile(try RecordingFixture(["a.py": "pass"]).recording)
    let document = ReportDocument(profile: profile, advice: [])
    #expect(document.renderText().contains("measure-more"))
    #expect(document.renderText().contains("--rate 10000"))
    #expect(document.renderJSON().count > 100)
  }

  @Test("The JSON holds what the documentation says, and says it in order")
  func json() throws {
    let data = try Self.document().renderJSON()
    let object = try #require(
      try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["schema"] as? String == "swiftlet-report-1")
    let hotspots = try #require(object["hotspots"] as? [[String: Any]])
    let first = try #require(hotspots.first)
    #expect(first["function"] as? String == "__main__.rolling")
    #expect(first["lines"] as? [Int] == [6, 8])
    #expect(first["verdict"] as? String == "port")
    #expect(first["reason"] is NSNull)
    #expect(
      first["types"] as? [String: String] == [
        "values": "list[float]", "prev": "float | int", "v": "float",
      ])
    let kernel = try #require(first["kernel"] as? [String: Any])
    #expect(kernel["status"] as? String == "translatable")
    let text = String(decoding: data, as: UTF8.self)
    #expect(text.hasPrefix("{\n  \"schema\": \"swiftlet-report-1\",\n"))
  }

  @Test("JSON text is valid whatever is in it")
  func escaping() throws {
    let value = JSONValue.object([
      "a\"\\\n\t\r\u{0}\u{7f}é😀": .number(.infinity),
      "b": .number(1e-9), "c": .array([.object([:]), .array([])]),
      "d": .number(123456.7890125), "e": .bool(true), "f": .null,
    ])
    let object = try #require(
      try JSONSerialization.jsonObject(with: value.data) as? [String: Any])
    #expect(object["a\"\\\n\t\r\u{0}\u{7f}é😀"] is NSNull)
    #expect(object["d"] as? Double == 123456.789013)
  }
}
