import ProfileModel
import TestSupport
import Testing

@Suite("Functions around a hotspot")
struct CallersTests {
  @Test("Those that have nearly all of its time, from the nearest outwards")
  func order() throws {
    var fixture = try RecordingFixture(
      [
        "script.py": """
        def steps(n):
            while n != 1:
                n = n // 2
            return n

        def longest(limit):
            for start in range(limit):
                steps(start)

        def rarely():
            steps(3)

        def main():
            longest(9)
            rarely()

        main()
        """
      ])
    fixture.sample(
      """
      script.py:3 < script.py:8 < script.py:14 < script.py:17 | 960
      script.py:3 < script.py:11 < script.py:15 < script.py:17 | 40
      """)
    let profile = Profile(fixture.recording)
    let hotspot = try #require(profile.hotspots.first)
    #expect(hotspot.qualifiedName == "steps")
    #expect(
      profile.callers(of: hotspot).map(\.qualifiedName) == ["longest", "main"])
  }
}
