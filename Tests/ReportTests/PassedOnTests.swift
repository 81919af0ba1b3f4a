import Advice
import Foundation
import ProfileModel
import TestSupport
import Testing

@testable import Report

@Suite("Reports for other programs")
struct PassedOnTests {
  private struct Log: Decodable {
    struct Text: Decodable { var text: String }
    struct Artifact: Decodable {
      var uri: String
      var uriBaseId: String?
    }
    struct Region: Decodable {
      var startLine: Int
      var endLine: Int
    }
    struct Physical: Decodable {
      var artifactLocation: Artifact
      var region: Region
    }
    struct Location: Decodable { var physicalLocation: Physical? }
    struct Result: Decodable {
      var ruleId: String
      var level: String
      var message: Text
      var locations: [Location]
    }
    struct Rule: Decodable {
      var id: String
      var shortDescription: Text
    }
    struct Driver: Decodable {
      var name: String
      var rules: [Rule]
    }
    struct Tool: Decodable { var driver: Driver }
    struct Base: Decodable { var uri: String }
    struct Run: Decodable {
      var tool: Tool
      var originalUriBaseIds: [String: Base]
      var results: [Result]
    }
    var version: String
    var runs: [Run]
  }

  @Test("SARIF names rules, files and lines as the format wants them")
  func sarif() throws {
    let data = try ReportTests.document().renderSARIF()
    let log = try JSONDecoder().decode(Log.self, from: data)
    #expect(log.version == "2.1.0" && log.runs.count == 1)
    let run = try #require(log.runs.first)
    #expect(run.tool.driver.name == "swiftlet")
    let result = try #require(run.results.first)
    #expect(result.ruleId == "port" && result.level == "note")
    #expect(result.message.text.contains("rolling"))
    let place = try #require(result.locations.first?.physicalLocation)
    #expect(place.artifactLocation.uri == "score%20%1B%5B1m.py")
    let base = try #require(place.artifactLocation.uriBaseId)
    #expect(run.originalUriBaseIds[base]?.uri == "file:///project/")
    #expect(place.region.startLine == 6 && place.region.endLine == 8)
    // What a result names must be there.
    let rules = Set(run.tool.driver.rules.map(\.id))
    #expect(run.results.allSatisfy { rules.contains($0.ruleId) })
    #expect(
      run.tool.driver.rules.allSatisfy { !$0.shortDescription.text.isEmpty })
  }

  @Test("Markdown shows every text as it is")
  func markdown() throws {
    let text = try ReportTests.document().renderMarkdown()
    #expect(text.hasPrefix("### Write a kernel: `rolling`\n"))
    #expect(text.contains("| **port** |"))
    #expect(text.contains("`swiftlet prove"))
    #expect(
      Markdown.text("a|b <c> *d* @e `f|g`")
        == "a\\|b &lt;c&gt; \\*d\\* @<!-- -->e `f\\|g`")
    #expect(Markdown.text("one ` only") == "one \\` only")
    #expect(Markdown.code("a``b") == "```a``b```")
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") }
    #expect(rows.count > 5)
    for row in rows {
      let bars = row.replacing("\\|", with: "").count { $0 == "|" }
      #expect(bars == 7 || bars == 4, "\(row)")
    }
  }

  @Test("What a recording cannot tell is said")
  func blanks() throws {
    var fixture = try RecordingFixture([
      "a.py": "for i in range(9):\n    print(i)\n"
    ])
    fixture.sample(
      """
      a.py:2 | 900
      @f /data/app.zip/pack/m.py:3 < a.py:2 | 900
      @g <ipython-input-3-cd>:3 < a.py:2 | 900
      @h /tmp/ipykernel_7/12.py:3 < a.py:2 | 900
      @k /gone/k.py:3 < a.py:2 | 900
      """)
    var recording = fixture.recording
    recording.sampler.unseenProcesses = 2
    let profile = Profile(recording)
    let run = recording.run
    func texts(_ file: Blanks.CurrentFile?) -> [String] {
      Blanks(profile) { _ in file }.texts
    }
    let source = Data(recording.sources[0].text.utf8)
    let before = run.started.addingTimeInterval(-60)
    let same = texts(.init(data: source, modified: before))
    #expect(!same.contains { $0.hasPrefix("a.py ") }, "\(same)")
    #expect(same.contains { $0.contains("2 processes were not sampled") })
    for (name, reason) in [
      ("/data/app.zip/pack/m.py", "inside an archive"),
      ("/tmp/ipykernel_7/12.py", "a notebook cell"),
      ("/gone/k.py", "could not be read"),
    ] {
      #expect(same.contains { $0.hasPrefix(name) && $0.contains(reason) })
    }
    #expect(
      texts(.init(data: Data("x".utf8), modified: before)).contains {
        $0.hasPrefix("a.py was edited after the run")
      })
    #expect(
      texts(.init(data: source, modified: run.started.addingTimeInterval(1)))
        .contains { $0.hasPrefix("a.py was written while") })
    #expect(texts(nil).contains { $0.hasPrefix("a.py is no longer there") })
  }
}
