import ProfileModel
import TestSupport
import Testing

@Suite("Comparing recordings")
struct ComparisonTests {
  private static let source = """
    def hot(n):
      for i in range(n):
        n += i
      return n

    def cold(n):
      for i in range(n):
        n -= i
      return n

    hot(9)
    cold(9)
    """

  private func recording(
    hot: Int, cold: Int, shift: Int = 0, extra: String = ""
  ) throws -> Recording {
    let blank = String(repeating: "\n", count: shift)
    var fixture = try RecordingFixture(["s.py": blank + Self.source])
    fixture.sample(
      """
      s.py:\(3 + shift) < s.py:\(11 + shift) | \(hot)
      s.py:\(8 + shift) < s.py:\(12 + shift) | \(cold)
      \(extra)
      """)
    return fixture.recording
  }

  private func verdicts(
    _ before: Recording, _ after: Recording, view: TimeView = .cpu
  ) -> [String: ProfileComparison.Verdict] {
    let comparison = ProfileComparison(before, after, view: view)
    return Dictionary(
      comparison.changes.map { ("\($0.kind) \($0.function)", $0.verdict) },
      uniquingKeysWith: { first, _ in first })
  }

  @Test("A recording does not differ from itself")
  func same() throws {
    let one = try recording(hot: 1000, cold: 500)
    #expect(Set(verdicts(one, one).values) == [.unclear])
  }

  @Test("A large change is real, and found where lines moved")
  func slower() throws {
    let found = verdicts(
      try recording(hot: 1000, cold: 500),
      try recording(hot: 2000, cold: 500, shift: 7))
    #expect(found["hotspot __main__.hot"] == .slower)
    #expect(found["function __main__.hot"] == .slower)
    #expect(found["hotspot __main__.cold"] == .unclear)
    let back = verdicts(
      try recording(hot: 2000, cold: 500), try recording(hot: 1000, cold: 500))
    #expect(back["hotspot __main__.hot"] == .faster)
  }

  @Test("Few samples show nothing")
  func few() throws {
    let found = verdicts(
      try recording(hot: 6, cold: 5), try recording(hot: 9, cold: 5))
    #expect(Set(found.values) == [.unclear])
  }

  @Test("What changes with the whole run does not stand out")
  func machine() throws {
    let found = verdicts(
      try recording(hot: 1000, cold: 1000),
      try recording(hot: 1500, cold: 1500))
    #expect(Set(found.values) == [.asTheRun])
  }

  @Test("Places that are new or gone")
  func presence() throws {
    let one = try recording(hot: 1000, cold: 0)
    let other = try recording(hot: 1000, cold: 400)
    var without = one
    without.samples.removeAll { $0.count == 0 }
    let comparison = ProfileComparison(without, other, view: .cpu)
    let cold = try #require(
      comparison.changes.first { $0.function == "__main__.cold" })
    #expect(cold.linesBefore == nil)
    #expect(cold.linesAfter == 7...8 || cold.linesAfter == 6...6)
    #expect(cold.verdict == .slower)
    #expect(cold.before.value == 0)
    #expect(cold.difference.interval.contains(cold.difference.value))
  }

  @Test("The interval holds the difference, and narrows with samples")
  func interval() throws {
    func width(_ scale: Int) throws -> Double {
      let comparison = ProfileComparison(
        try recording(hot: 100 * scale, cold: 100 * scale),
        try recording(hot: 120 * scale, cold: 100 * scale), view: .cpu)
      let hot = try #require(
        comparison.changes.first { $0.function == "__main__.hot" })
      #expect(abs(hot.difference.value - 0.02 * Double(scale)) < 1e-9)
      let interval = hot.difference.interval
      #expect(interval.contains(hot.difference.value))
      return (interval.upperBound - interval.lowerBound) / Double(scale)
    }
    let (narrow, wide) = (try width(100), try width(1))
    #expect(narrow < wide / 8 && narrow > wide / 12)
  }

  @Test("Each view compares its own time")
  func views() throws {
    let before = try recording(hot: 1000, cold: 100)
    let after = try recording(
      hot: 1000, cold: 100, extra: "s.py:3 < s.py:11 | 900 waiting")
    #expect(verdicts(before, after)["hotspot __main__.hot"] == .unclear)
    #expect(
      verdicts(before, after, view: .wall)["hotspot __main__.hot"] == .slower)
  }

  @Test("Empty recordings are compared, too")
  func empty() throws {
    var none = try recording(hot: 1, cold: 1)
    none.samples = []
    #expect(ProfileComparison(none, none, view: .cpu).changes.isEmpty)
    let some = try recording(hot: 1000, cold: 1000)
    #expect(verdicts(none, some)["hotspot __main__.hot"] == .slower)
    #expect(verdicts(some, none)["hotspot __main__.hot"] == .faster)
  }
}
