import ProfileModel
import TestSupport
import Testing

@testable import Advice

/// What a kernel that works on objects or text is likely to gain.
@Suite("Objects and text in kernels")
struct ObjectTests {
  private static let source = """
    class Walker:
        def walk(self, steps, log):
            for s in range(steps):
                self.x = (self.x * 31 + s) % 1009
                self.y += self.x & 3
                log += f"{self.x};"
            return log

    w = Walker()
    w.walk(1000, "")
    """

  private static func advice(
    _ samples: String, _ cut: KernelOutlook.Cut = .init()
  ) throws -> Advice {
    var fixture = try RecordingFixture(["main.py": source])
    fixture.sample(samples)
    fixture.observe(
      "Walker.walk", ["steps": [.int], "log": [.str], "s": [.int]])
    return try VerdictCase.advice(fixture, kernel: .translatable(cut)).1[0]
  }

  @Test("Numbers in attributes are numbers, and a line that is cold is cold")
  func attributes() throws {
    let advice = try Self.advice(
      """
      main.py:4 < main.py:10 | 500
      main.py:5 < main.py:10 | 400
      main.py:6 < main.py:10 | 30
      """)
    #expect(advice.verdict == .port)
    #expect((advice.prediction?.speedup.lowerBound ?? 0) > 4)
  }

  @Test("Text that takes the time takes it in a kernel, too")
  func text() throws {
    let advice = try Self.advice(
      """
      main.py:4 < main.py:10 | 300
      main.py:5 < main.py:10 | 200
      main.py:6 < main.py:10 | 500
      """)
    #expect(advice.verdict == .stay)
    #expect(advice.rule == "objects-in-kernel")
    #expect(advice.summary.contains("50 % of its time"))
  }

  @Test("Text is seen by what comes of it, where its parts are not")
  func textOfUnknownParts() throws {
    var fixture = try RecordingFixture([
      "main.py": """
      def lengths(rng, n):
          result = []
          for _ in range(n):
              words = [rng.choice(A) + rng.choice(B) for _ in range(8)]
              result.append(len(words))
          return result

      lengths(r, 1000)
      """
    ])
    fixture.sample("main.py:4 < main.py:8 | 900")
    fixture.observe(
      "lengths", ["n": [.int], "words": [.list(.str)]])
    let advice = try VerdictCase.advice(
      fixture, kernel: .translatable(.init())
    ).1[0]
    #expect(advice.rule == "objects-in-kernel")
  }

  @Test("Single characters are as good as numbers")
  func letters() throws {
    let shift = """
      def shift(text, by):
          out = []
          last = ''
          for c in text:
              if c.isalpha() and c not in 'xyz':
                  c = chr((ord(c.lower()) - 97 + by) % 26 + 97)
              if c != last:
                  out.append(c)
              last = c
          return ''.join(out)

      shift("hello", 3)
      """
    func rule(_ source: String) throws -> String {
      var fixture = try RecordingFixture(["main.py": source])
      fixture.sample(
        """
        main.py:5 < main.py:12 | 400
        main.py:6 < main.py:12 | 500
        main.py:11 < main.py:12 | 20
        """)
      fixture.observe(
        "shift", ["text": [.str], "by": [.int], "c": [.str], "last": [.str]])
      return try VerdictCase.advice(
        fixture, kernel: .translatable(.init())
      ).1[0].rule
    }
    #expect(try rule(shift) != "objects-in-kernel")
    // Words are not, though nothing else differs.
    let words = shift.replacing("c in text", with: "c in text.split()")
    #expect(try rule(words) == "objects-in-kernel")
  }

  @Test("Objects that hold one another are copied at each call")
  func linked() throws {
    let advice = try Self.advice(
      "main.py:4 < main.py:10 | 900", .init(copiesLinkedInstances: true))
    #expect(advice.verdict == .stay)
    #expect(advice.rule == "linked-objects")
  }

  @Test("A kernel of the caller takes over its share of the run")
  func caller() throws {
    let samples = """
      main.py:4 < main.py:10 | 600
      main.py:9 | 400
      """
    let alone = try #require(try Self.advice(samples).prediction)
    let within = try #require(
      try Self.advice(samples, .init(caller: "main", callerShare: 1))
        .prediction)
    #expect(within.secondsAfter.upperBound < alone.secondsAfter.lowerBound)
  }
}
