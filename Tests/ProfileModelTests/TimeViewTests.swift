import ProfileModel
import TestSupport
import Testing

@Suite("Views of a recording")
struct TimeViewTests {
  private func recording() throws -> Recording {
    var fixture = try RecordingFixture([
      "s.py": """
      def f(n):
        for i in range(n):
          n = g(i)
          n += 1
        return n

      f(9)
      """
    ])
    fixture.sample(
      """
      s.py:4 < s.py:7 | 400
      s.py:3 < s.py:7 | 100 runningWithoutGIL
      s.py:3 < s.py:7 | 300 waitingForGIL
      s.py:4 < s.py:7 | 200 blocked
      """)
    fixture.recording.threads.append(ThreadDescription(id: 2, name: nil))
    return fixture.recording
  }

  @Test("What a thread was seen waiting for outweighs what its code suggests")
  func waiting() throws {
    let hotspot = try #require(Profile(recording()).hotspots.first)
    #expect(hotspot.waitingSeconds == 0.5)
    #expect(hotspot.threadWaitSeconds == 0.3)
    #expect(hotspot.cpuSeconds == 0.5)
  }

  @Test("Each view has its own samples")
  func views() throws {
    func milliseconds(_ view: TimeView) throws -> Int {
      try recording().seen(as: view).samples.reduce(0) { $0 + $1.count }
    }
    #expect(try milliseconds(.wall) == 1000)
    #expect(try milliseconds(.cpu) == 500)
    #expect(try milliseconds(.gil) == 400)
  }
}
