import ProfileModel
import TestSupport
import Testing

@testable import Advice

@Suite("Verdicts that leave the code alone")
struct StayTests {
  @Test("Time inside NumPy stays there")
  func native() throws {
    let source = """
      import numpy as np
      def simulate(matrix, steps):
          state = np.eye(3)
          for _ in range(steps):
              state = matrix @ state
          return state
      simulate(np.eye(3), 9)
      """
    var fixture = try RecordingFixture(["main.py": source])
    fixture.sample(
      """
      main.py:5 < main.py:7 | 980 libopenblas.so:dgemm_kernel
      main.py:5 < main.py:7 | 20
      """)
    let (conclusion, advice) = try VerdictCase.advice(fixture)
    #expect(advice[0].verdict == .stay)
    #expect(advice[0].reason == .native)
    #expect(conclusion.reason == .native)
  }

  @Test("Where no source is at hand, nothing is advised")
  func noSource() throws {
    var fixture = try RecordingFixture([
      "main.py": "exec(open('cells.py').read())\n"
    ])
    fixture.sample(
      "@score <ipython-input-3-ab>:3 < main.py:1 | 990")
    var (conclusion, advice) = try VerdictCase.advice(fixture)
    #expect(conclusion.verdict == .measureMore)
    #expect(advice[0].rule == "unknown-source")

    // What `exec` made has no file at all: its caller is named.
    fixture.recording.samples = []
    fixture.sample("@score <string>:3 < main.py:1 | 990")
    (conclusion, advice) = try VerdictCase.advice(fixture)
    #expect(conclusion.verdict == .measureMore)
    #expect(advice[0].rule == "made-code")
  }

  @Test("Text that was copied whole again and again, as the samples say")
  func copiedText() throws {
    let source = """
      def render(xs):
          text = ""
          k = 0
          while k < len(xs):
              text += str(xs[k]) + ";"
              k += 1
          return text
      render([1])
      """
    func verdict(_ symbol: String) throws -> Verdict {
      var fixture = try RecordingFixture(["main.py": source])
      fixture.sample(
        """
        main.py:5 < main.py:8 | 900 c:\(symbol)
        main.py:6 < main.py:8 | 90
        """)
      return try VerdictCase.advice(fixture).0.verdict
    }
    #expect(try verdict("PyUnicode_Concat") == .fixAlgorithm)
    // Making the pieces is another matter.
    #expect(try verdict("long_to_decimal_string") != .fixAlgorithm)
  }

  @Test("Objects for the caller are Python's, whoever makes them")
  func handedOut() throws {
    func least(_ last: String) throws -> Double {
      var fixture = try RecordingFixture([
        "main.py": """
        def tokens(source):
            result = []
            for k in source:
                if k > 3:
                    result.append(Token(k, k))
            \(last)
        tokens([1])
        """
      ])
      fixture.sample(
        """
        main.py:4 < main.py:7 | 500
        main.py:5 < main.py:7 | 500
        """)
      fixture.observe("tokens", ["source": [.list(.int)], "k": [.int]])
      let advice = try VerdictCase.advice(
        fixture, kernel: .translatable(.init())
      ).1[0]
      let boundary = advice.checklist.first { $0.id == "boundary" }
      let text = boundary?.evidence.first ?? ""
      let number = text.firstMatch(of: /[0-9.]+/)
      return Double(number?.output ?? "") ?? 0
    }
    #expect(try least("return result") < least("return len(result)"))
  }

  @Test("Waiting is no reason to compile")
  func waiting() throws {
    let source = """
      import time
      def collect(paths):
          for path in paths:
              time.sleep(0.2)
              open(path).read()
      collect([])
      """
    var fixture = try RecordingFixture(["main.py": source])
    fixture.sample(
      """
      main.py:4 < main.py:6 | 2400 waiting
      main.py:5 < main.py:6 | 70
      """)
    let (conclusion, advice) = try VerdictCase.advice(fixture)
    #expect(advice[0].verdict == .stay)
    #expect(advice[0].reason == .io)
    #expect(
      conclusion
        == Conclusion(
          verdict: .stay, reason: .io,
          summary: "the run computed only 3 % of the time, and waited the rest")
    )
  }

  @Test("A run that waits is first about where it waits")
  func waitingFirst() throws {
    var fixture = try RecordingFixture([
      "main.py": """
      import time
      def poll(n):
          for k in range(n):
              time.sleep(0.2)
      poll(9)
      """
    ])
    fixture.sample(
      """
      main.py:4 < main.py:5 | 2400 waiting
      main.py:1 | 200
      """)
    let profile = Profile(fixture.recording)
    #expect(profile.hotspots.first?.qualifiedName == "poll")
    #expect(profile.hotspots.first?.waitingLines.keys.sorted() == [4])
  }

  @Test("A busy machine is no waiting")
  func queueing() throws {
    var fixture = try RecordingFixture(
      ["main.py": VerdictCase.rolling], wallSeconds: 6, cpuSeconds: 2)
    fixture.sample("main.py:5 < main.py:8 | 1950")
    let (conclusion, advice) = try VerdictCase.advice(fixture)
    #expect(advice[0].verdict == .port)
    #expect(conclusion.verdict == .port)
    #expect(advice[0].prediction?.secondsNow == 6)
    #expect((advice[0].prediction?.secondsAfter.upperBound ?? 9) < 4)
  }

  @Test("Threads that wait for each other's GIL compute all the same")
  func threads() throws {
    var fixture = try RecordingFixture(
      ["main.py": VerdictCase.rolling], wallSeconds: 2)
    fixture.sample(
      """
      main.py:5 < main.py:8 | 950
      main.py:5:prev * 0.9 < main.py:8 | 2950 waiting
      """)
    fixture.recording.threads.append(ThreadDescription(id: 2, name: "other"))
    for group in fixture.recording.samples {
      var group = group
      group.thread = 1
      fixture.recording.samples.append(group)
    }
    let (_, advice) = try VerdictCase.advice(fixture)
    #expect(advice[0].verdict == .port)
  }

  @Test("Where nothing is hot, nothing is advised")
  func cold() throws {
    let functions = (0..<20).map {
      "def f\($0)():\n    for i in range(9): i * 2\n"
    }.joined()
    var fixture = try RecordingFixture(["main.py": functions])
    for index in 0..<20 { fixture.sample("main.py:\(2 * index + 2) | 60") }
    let (conclusion, advice) = try VerdictCase.advice(fixture)
    #expect(Set(advice.map(\.reason)) == [.cold])
    #expect(conclusion.verdict == .stay)
    #expect(conclusion.reason == .cold)
  }

  @Test("A loop that only calls many others is not hot itself")
  func scattered() throws {
    let functions = (0..<8).map { "def f\($0)():\n    return 2 ** 9\n" }
      .joined()
    let loop = "for day in range(9):\n    f0()\n"
    let other = "def g():\n    while True: pass\ng()\n"
    var fixture = try RecordingFixture(["main.py": functions + loop + other])
    for index in 0..<8 {
      fixture.sample("main.py:\(2 * index + 2) < main.py:18:f0() | 60")
    }
    fixture.sample("main.py:20:pass < main.py:21 | 900")
    let (_, advice) = try VerdictCase.advice(fixture)
    #expect(advice.map(\.rule) == ["worth-a-kernel", "scattered"])
    #expect(advice[1].reason == .cold)
  }

  @Test("A short run asks for a longer one")
  func short() throws {
    var fixture = try RecordingFixture(["main.py": VerdictCase.rolling])
    fixture.sample("main.py:5 < main.py:8 | 20")
    let (conclusion, advice) = try VerdictCase.advice(fixture)
    #expect(advice[0].verdict == .measureMore)
    #expect(conclusion.verdict == .measureMore)
  }

  @Test("Objects and text stay in Python, and the report says where they are")
  func dynamic() throws {
    let source = """
      def parse(lines):
          records = []
          for line in lines:
              name, value = line.split("=")
              records.append({name.strip(): value})
          return records
      parse([])
      """
    var fixture = try RecordingFixture(["main.py": source])
    fixture.sample("main.py:4 < main.py:7 | 500\nmain.py:5 < main.py:7 | 500")
    let blocker = KernelOutlook.Blocker(
      construct: "a dict", line: 5, advice: "use a list")
    for kernel in [KernelOutlook.unknown, .skeleton([blocker])] {
      let (_, advice) = try VerdictCase.advice(fixture, kernel: kernel)
      #expect(advice[0].verdict == .stay)
      #expect(advice[0].reason == .dynamic)
    }
    let (_, found) = try VerdictCase.advice(
      fixture, kernel: .skeleton([blocker]))
    #expect(found[0].summary.contains("a dict (line 5)"))
  }

  @Test("Code that is not kept gets no kernel")
  func inlineCode() throws {
    var fixture = try RecordingFixture(
      ["<string>": VerdictCase.rolling], target: .code(VerdictCase.rolling))
    fixture.sample("<string>:5 < <string>:8 | 900")
    let (_, advice) = try VerdictCase.advice(
      fixture, kernel: .translatable(.init()))
    #expect(advice[0].reason == .notReused)
  }

  @Test("Code that changes every week is left alone")
  func unstable() throws {
    let (_, advice) = try VerdictCase.advice(
      try VerdictCase.rollingFixture(), kernel: .translatable(.init()),
      project: Facts([.recentCommits: 20]))
    #expect(advice[0].reason == .unstable)
  }

  @Test("Imports are no loop, whatever loops stand below them")
  func imports() throws {
    let source = """
      import heavy
      level = 0.0
      for i in range(10):
          level = level * 0.9 + i if i > level else level * 0.5
      """
    var fixture = try RecordingFixture(["main.py": source])
    fixture.sample(
      """
      main.py:1 | 900
      main.py:4 | 600
      """)
    let (_, advice) = try VerdictCase.advice(fixture)
    #expect(advice[0].verdict == .stay)
    #expect(advice[1].verdict == .port)
  }
}
