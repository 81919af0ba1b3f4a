import Foundation
import Proof
import Testing

@testable import Report

@Suite("How the time grows with the input")
struct GrowthTests {
  private func fitted(
    _ command: String, _ seconds: Double, _ others: [(String, Double)]
  ) -> Growth? {
    Growth(
      of: .init(command: command, seconds: seconds),
      among: others.map { .init(command: $0, seconds: $1) })
  }

  @Test("A power law goes through runs that differ in one number")
  func square() throws {
    let growth = try #require(
      fitted(
        "a.py --size=200 x", 4,
        [
          ("a.py --size=100 x", 1), ("a.py --size=400 x", 16),
          ("a.py --size=100 x", 1), ("a.py --size=100 y", 50),
          ("b.py --size=100 x", 50), ("a.py x", 50),
        ]))
    #expect(growth.points.map(\.size) == [100, 200, 400])
    #expect(abs(growth.exponent - 2) < 1e-9)
    let interval = try #require(growth.interval)
    #expect(interval.contains(2))
    #expect(abs(growth.largest(within: 400, whenNow: 4) - 2000) < 1e-6)
    #expect(abs(growth.seconds(at: 20, whenNow: 4) - 0.04) < 1e-9)
    #expect(growth.text.contains("to the power of 2.0"))
    #expect(growth.text.contains("3 sizes"))
    #expect(growth.largestText(within: 400, whenNow: 4) == "2000")
    #expect(growth.largestText(within: 4e9, whenNow: 4) == "over 400 000")
  }

  @Test("One size, or a time that does not grow, gives no curve")
  func none() {
    #expect(fitted("a.py 5", 1, []) == nil)
    #expect(fitted("a.py 5", 1, [("a.py 5", 2), ("a.py 6", 2)]) == nil)
    #expect(fitted("a.py 5", 1, [("a.py 50", 1)]) == nil)
    #expect(fitted("a.py x", 1, [("a.py y", 2)]) == nil)
    #expect(fitted("a.py 0", 1, [("a.py nan", 2), ("a.py -3", 2)]) == nil)
    #expect(fitted("a.py 5", 0, [("a.py 50", 1)]) == nil)
  }

  @Test("With kernels and without, one start and one exponent are found")
  func proved() throws {
    func proof(_ size: Double) -> SizeProof {
      SizeProof(
        size: size, runs: 3, beforeSeconds: 0.05 + 1e-5 * size * size,
        afterSeconds: 0.05 + 1e-6 * size * size)
    }
    let growth = try #require(
      Growth(proved: [400, 100, 200].map(proof), name: "size"))
    #expect(growth.points.map(\.size) == [100, 200, 400])
    #expect(abs(growth.exponent - 2) < 0.02)
    #expect(abs(growth.start - 0.05) < 0.002)
    let interval = try #require(growth.interval)
    #expect(interval.contains(2) && interval.upperBound < 2.1)
    // Extrapolated by a power law without a start, this would be far off.
    let largest = growth.largest(within: 100.05, whenNow: 0.21)
    #expect(abs(largest - 10_000) < 500)
    #expect(growth.largest(within: 0.04, whenNow: 0.21) == 0)
    #expect(Growth(proved: [proof(100)], name: "size") == nil)
    let flat = [1.0, 2, 4].map {
      SizeProof(size: $0, runs: 2, beforeSeconds: 1, afterSeconds: 1)
    }
    #expect(Growth(proved: flat, name: "size") == nil)
  }

  @Test("Sizes are given in two digits")
  func sizes() {
    #expect(Growth.sizeText(123_456) == "120 000")
    #expect(Growth.sizeText(7.9) == "7")
    #expect(Growth.sizeText(3_960_000) == "3.9 million")
    #expect(Growth.sizeText(25.6e9) == "25 billion")
    #expect(Growth.sizeText(0.4) == "none")
    #expect(Growth.sizeText(.infinity) == "any")
  }

  @Test("Bands say what they have room for, now and after")
  func rooms() throws {
    var document = try ReportTests.document()
    let now = document.profile.recording.run.wallSeconds
    let runs = document.rooms()
    #expect(runs.count == 4)
    #expect(runs.first?.after != nil)
    document.growth = fitted("a.py 100", now, [("a.py 200", 2 * now)])
    let sizes = document.rooms(provedSeconds: now / 10)
    #expect(sizes.first?.now == Growth.sizeText(100 * 30 / now))
    #expect(sizes.first?.after == Growth.sizeText(1000 * 30 / now))
    let text = document.renderText(isVerbose: true)
    #expect(text.contains("Largest argument 1"))
    #expect(text.contains("by runs of 2 sizes"))
  }
}
