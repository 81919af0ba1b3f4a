import Foundation
import Proof
import Testing

@testable import Report

@Suite("Reports on proofs")
struct ProofDocumentTests {
  static func documents() throws -> [ProofDocument] {
    let report = try ReportTests.document()
    return reports.map { ProofDocument($0, of: report) }
  }

  private static let reports =
    [first] + [
      ProofReport(kernels: []),
      ProofReport(
        kernels: [], runs: 3, beforeSeconds: 1, afterSeconds: 1.3,
        output: .variesByItself),
    ]

  private static var first: ProofReport {
    var report =
      ProofReport(
        kernels: [
          KernelProof(
            hotspot: "H1", function: "__main__.score", status: .kept,
            why: "equal on every call checked, and faster", callsChecked: 20,
            variantsChecked: 140, fallbacks: 1, speedup: 3.42,
            originalSeconds: 1.2, kernelSeconds: 0.35),
          KernelProof(
            hotspot: "H2", function: "__main__.other", status: .rejected,
            why: "call 3 gives 1.0 where Python gives 1", callsChecked: 4),
          KernelProof(
            hotspot: "H3", function: "__main__.third", status: .skeleton,
            why: "line 4 makes a set"),
        ], runs: 5, beforeSeconds: 4.2, afterSeconds: 1.4, output: .same,
        notes: ["one note"])
    let change = PythonChange(
      hotspot: "H1", function: "__main__.score", pattern: "list-membership",
      change: "make `known` a set", file: "/project/score.py",
      qualifiedName: "score", firstLine: 1, changedFirstLine: 1,
      changedText: "")
    report.kernels[0].others = [
      OtherCompiler(
        name: "Numba", version: "0.60", status: .equal, seconds: 0.1,
        originalSeconds: 1.2, compileSeconds: 0.8),
      OtherCompiler(
        name: "mypyc", version: "1.9", status: .failed, why: "it says no"),
    ]
    report.kernels[0].scriptCalls = 12_000
    report.kernels[0].crossingShare = 0.31
    report.kernels[0].sharedLoops = 1200
    report.kernels[0].scriptFallbacks = 3
    report.beforeCPUSeconds = 4
    report.afterCPUSeconds = 1.3
    report.beforePeakBytes = 30_000_000
    report.afterPeakBytes = 31_000_000
    report.limitSeconds = 0.9
    report.userTests = UserTestsProof(
      status: .same, why: "All pass with the kernels in place.",
      files: ["tests/test_score.py"], passed: 7, calls: 40, fallbacks: 2)
    report.sizes = [
      SizeProof(size: 100, runs: 3, beforeSeconds: 1.1, afterSeconds: 0.4),
      SizeProof(size: 200, runs: 3, beforeSeconds: 2.1, afterSeconds: 0.7),
      SizeProof(size: 400, runs: 5, beforeSeconds: 4.2, afterSeconds: 1.4),
    ]
    report.changes = [
      ChangeProof(
        change, .faster,
        why: "The output and the results of 7 calls are equal.",
        callsChecked: 7, beforeSeconds: 4.2, afterSeconds: 2.1),
      ChangeProof(change, .different, why: "With it the output is another."),
    ]
    return report
  }

  @Test("The text says what was kept, what the script gained, and what next")
  func text() throws {
    let documents = try Self.documents()
    let text = documents[0].renderText(width: 80)
    #expect(text.contains("kept       score: 3.4 times faster"))
    #expect(
      text.contains("the script 4.2 s before, 1.4 s after: 3 times faster")
        || text.contains("after: 3.0 times faster"))
    #expect(text.contains("  200          2.1 s before, 700 ms after"))
    #expect(text.contains("Get coffee   up to 5 min"))
    #expect(text.contains("31 % of its time goes into taking arguments"))
    #expect(text.contains("it used threads for 1200 loops; SWIFTLET_THREADS=1"))
    #expect(text.contains("20 real calls compared, and 140 made up"))
    #expect(text.contains("Numba 0.60: 12 times faster, after 800 ms"))
    #expect(text.contains("better than\n           the kernel here"))
    #expect(text.contains("mypyc 1.9 cannot: it says no"))
    #expect(text.contains("your tests All pass with the kernels in place."))
    #expect(text.contains("7 passed; 40 calls of kernels, 2\n"))
    #expect(text.contains("taking no time at all it would take about 900 ms"))
    #expect(text.hasSuffix("Next:  swiftlet generate --hotspot H1 -o kernel\n"))
    #expect(text.contains("faster     score: make `known` a set"))
    #expect(text.contains("4.2 s to 2.1 s, 2.0 times faster"))
    #expect(text.contains("different  score"))
    for line in text.split(separator: "\n") { #expect(line.count <= 80) }
    let none = documents[1].renderText()
    #expect(none.contains("Next:  swiftlet run 'score "))
    #expect(
      documents[2].renderText().contains("1.3 times slower"))
  }

  @Test("The JSON has the fields that were promised")
  func json() throws {
    let object = try #require(
      try JSONSerialization.jsonObject(with: Self.documents()[0].renderJSON())
        as? [String: Any])
    #expect(object["same_output"] as? Bool == true)
    #expect(object["before_seconds"] as? Double == 4.2)
    let changes = try #require(object["changes"] as? [[String: Any]])
    #expect(changes.map { $0["speedup"] is NSNull } == [false, true])
    let kernels = try #require(object["kernels"] as? [[String: Any]])
    #expect(kernels[0]["calls_checked"] as? Int == 20)
    #expect(kernels[0]["shared_loops"] as? Int == 1200)
    #expect(kernels[1]["speedup"] is NSNull)
    #expect(kernels[2]["status"] as? String == "skeleton")
  }
}
