import ProfileModel
import TestSupport
import Testing

@testable import Advice

@Suite("Verdicts that say what to do")
struct VerdictTests {
  @Test("A recurrence over a list of floats is worth a kernel")
  func recurrence() throws {
    var fixture = try VerdictCase.rollingFixture()
    fixture.observe(
      "rolling", ["values": [.list(.float)], "prev": [.float]])
    for kernel in [KernelOutlook.translatable(.init()), .unknown] {
      let (conclusion, advice) = try VerdictCase.advice(fixture, kernel: kernel)
      #expect(conclusion.verdict == .port)
      #expect(advice[0].verdict == .port)
      #expect(advice[0].reason == nil)
      let prediction = try #require(advice[0].prediction)
      // A list of floats out caps what can be gained.
      #expect(prediction.speedup.upperBound < 10)
      #expect(prediction.bandNow == .interactive)
    }
  }

  @Test("Answers say yes, no or unclear with their numbers")
  func checklist() throws {
    let fixture = try VerdictCase.rollingFixture()
    let (_, advice) = try VerdictCase.advice(
      fixture, kernel: .translatable(.init()),
      project: Facts([
        .recentCommits: 8, .commits: 20, .commitsAround: 2, .callSites: 3,
        .importers: 1,
      ]))
    let answers = Dictionary(
      uniqueKeysWithValues: advice[0].checklist.map { ($0.id, $0) })
    #expect(answers["hot"]?.answer == .yes)
    #expect(answers["stable"]?.answer == .no)
    #expect(answers["reused"]?.answer == .yes)
    #expect(answers["types-stable"]?.answer == .unclear)
    #expect(answers["types-stable"]?.evidence == ["no types were observed"])
    #expect(answers["tested"]?.answer == .unclear)
    #expect(
      answers["stable"]?.evidence.first
        == "8 commits on these lines in 90 days, 2 more around them in the file"
    )
  }

  @Test("A sum of powers is worth a kernel, pow() in libm and all")
  func aggregation() throws {
    let source = """
      def power_sum(values):
          total = 0.0
          for v in values:
              if v > 0:
                  total += v ** 1.5
          return total
      power_sum([1.0])
      """
    var fixture = try RecordingFixture(["main.py": source])
    fixture.sample(
      """
      main.py:5 < main.py:7 | 600
      main.py:5 < main.py:7 | 900 libm.so.6:__pow_fma
      main.py:4 < main.py:7 | 400
      """)
    let (_, advice) = try VerdictCase.advice(
      fixture, kernel: .translatable(.init()))
    #expect(advice[0].verdict == .port)
    // A kernel calls pow() just as often.
    #expect((advice[0].prediction?.speedup.upperBound ?? 9) < 6)
    #expect(
      advice[0].checklist.contains {
        $0.id == "interpreter-bound" && $0.answer == .yes
      })
  }

  @Test("Draws from a generator are work that a kernel does; short calls cost")
  func draws() throws {
    let source = """
      import random
      def walk(rng, steps):
          x = 0.0
          for _ in range(steps):
              x = x * 0.9 + rng.gauss(0, 1) + random.random()
          return x
      walk(random.Random(1), 5)
      """
    var fixture = try RecordingFixture(["main.py": source])
    fixture.sample("main.py:5 < main.py:7 | 900")
    fixture.observe(
      "walk", ["rng": [ObservedType("random.Random")], "steps": [.int]])
    let (_, advice) = try VerdictCase.advice(
      fixture, kernel: .translatable(.init()))
    #expect(advice[0].verdict == .port, "\(advice[0].summary)")
    let long = try #require(advice[0].prediction?.speedup)
    fixture.recording.observations[0].closeLook = CallObservation(
      count: 900, seconds: 1, ended: 900, endedSeconds: 900 * 2e-6)
    let (_, again) = try VerdictCase.advice(
      fixture, kernel: .translatable(.init()))
    let short = try #require(again[0].prediction?.speedup)
    #expect(short.lowerBound < long.lowerBound / 2)
    #expect(short.upperBound < long.upperBound / 2)
  }

  @Test("Naive recursion is remembered, not compiled")
  func recursion() throws {
    let source = """
      def fib(n):
          if n < 2:
              return n
          return fib(n - 1) + fib(n - 2)
      fib(30)
      """
    var fixture = try RecordingFixture(["main.py": source])
    fixture.sample("main.py:4 < main.py:4 < main.py:5 | 900")
    let (conclusion, advice) = try VerdictCase.advice(
      fixture, kernel: .translatable(.init()))
    #expect(advice[0].verdict == .cache)
    #expect(advice[0].kernel == .translatable(.init()))
    #expect(conclusion.verdict == .cache)
    #expect(advice[0].action.contains("functools.cache above fib"))
  }

  @Test("Properties that hot code reads are looked into")
  func properties() throws {
    let source = """
      import statistics
      class Student:
          def __init__(self, marks):
              self.marks = marks
          @property
          def average(self):
              return statistics.mean(self.marks)
      def total(students):
          result = 0.0
          for student in students:
              result += student.average
          return result
      total([Student([1, 2])])
      """
    var fixture = try RecordingFixture(["main.py": source])
    fixture.sample("main.py:7 < main.py:11 < main.py:13 | 900")
    let (conclusion, advice) = try VerdictCase.advice(
      fixture, kernel: .translatable(.init()))
    #expect(conclusion.verdict == .useLibrary, "\(advice[0].summary)")
    #expect(advice[0].action.contains("statistics.fmean"))
  }

  @Test("Merging sorted intervals is worth a kernel")
  func intervals() throws {
    let source = """
      def combine(intervals):
          combined = []
          first, last, total = intervals[0]
          for i in range(1, len(intervals)):
              start, end, value = intervals[i]
              if start <= last:
                  if end > last:
                      last = end
                  total += value
              else:
                  combined.append((first, last, total))
                  first = start
                  last = end
                  total = value
          combined.append((first, last, total))
          return combined
      combine([(1, 2, 3.0)])
      """
    var fixture = try RecordingFixture(["main.py": source])
    fixture.sample(
      """
      main.py:5 < main.py:17 | 500
      main.py:6 < main.py:17 | 300
      main.py:9 < main.py:17 | 200
      main.py:11 < main.py:17 | 100 c:gc_collect_main
      """)
    fixture.observe(
      "combine",
      [
        "intervals": [.list(.tuple(.int, .int, .float))],
        "total": [.float],
      ])
    let (_, advice) = try VerdictCase.advice(fixture)
    #expect(advice[0].verdict == .port)
  }

  @Test("A loop over the elements of arrays belongs into NumPy")
  func elementwise() throws {
    let source = """
      import numpy as np
      def blend(front, back, alpha):
          for i in range(len(front)):
              back[i] = front[i] * alpha + back[i] * (1.0 - alpha)
      blend(np.ones(9), np.ones(9), 0.5)
      """
    var fixture = try RecordingFixture(["main.py": source])
    fixture.sample(
      """
      main.py:4 < main.py:5 | 300
      main.py:4 < main.py:5 | 700 native:array_subscript
      """)
    fixture.observe("blend", ["front": [.array()], "back": [.array()]])
    let (_, advice) = try VerdictCase.advice(
      fixture, kernel: .translatable(.init()))
    #expect(advice[0].verdict == .vectorize)
  }

  @Test("A recurrence over an array is not for NumPy")
  func arrayRecurrence() throws {
    let source = """
      def smooth(xs, out):
          for i in range(1, len(xs)):
              out[i] = out[i - 1] * 0.9 + xs[i]
      smooth([], [])
      """
    var fixture = try RecordingFixture(["main.py": source])
    fixture.sample("main.py:3 < main.py:4 | 900")
    fixture.observe("smooth", ["xs": [.array()], "out": [.array()]])
    let (_, advice) = try VerdictCase.advice(
      fixture, kernel: .translatable(.init()))
    #expect(advice[0].verdict == .port)
  }

  @Test("Taking elements out of an array is work that a kernel saves")
  func arrayElements() throws {
    let source = """
      def smooth(xs, out):
          for i in range(1, len(xs)):
              out[i] = out[i - 1] * 0.9 + xs[i]
      smooth([], [])
      """
    var fixture = try RecordingFixture(["main.py": source])
    let library = "_multiarray_umath.cpython-311.so"
    fixture.sample(
      """
      main.py:3 < main.py:4 | 300
      main.py:3 < main.py:4 | 400 \(library):array_subscript
      main.py:3 < main.py:4 | 300 \(library):gentype_multiply
      """)
    fixture.observe("smooth", ["xs": [.array()], "out": [.array()]])
    let (_, advice) = try VerdictCase.advice(
      fixture, kernel: .translatable(.init()))
    #expect(advice[0].verdict == .port)
    #expect((advice[0].prediction?.speedup.lowerBound ?? 0) > 5)
  }

  @Test("What NumPy is seen working for is an array, observed or not")
  func unobservedArrays() throws {
    let source = """
      def blend(front, back):
          for i in range(len(front)):
              back[i] = front[i] * 0.5 + back[i]
      blend(x, y)
      """
    var fixture = try RecordingFixture(["main.py": source])
    fixture.sample(
      """
      main.py:3 < main.py:4 | 300
      main.py:3 < main.py:4 | 600 _multiarray_umath.so:array_subscript
      """)
    let (_, advice) = try VerdictCase.advice(fixture)
    #expect(advice[0].verdict == .vectorize)
  }

  @Test("A loop at the top level has to become a function first")
  func topLevel() throws {
    let source = "total = 0\nfor i in range(9):\n    total += i * i\n"
    var fixture = try RecordingFixture(["main.py": source])
    fixture.sample("main.py:3 | 900")
    let (_, advice) = try VerdictCase.advice(fixture, kernel: .skeleton([]))
    #expect(advice[0].verdict == .port)
    #expect(advice[0].rule == "top-level")
  }

  @Test("A loop of numbers in a function of objects is worth taking out")
  func extraction() throws {
    let source = """
      def work(n, out):
          total = 0
          for i in range(n):
              total += i * i % 7
          out["total"] = total
      work(9, {})
      """
    var fixture = try RecordingFixture(["main.py": source])
    fixture.sample("main.py:4 < main.py:6 | 900")
    fixture.observe(
      "work",
      ["n": [.int], "out": [ObservedType("dict")], "total": [.int]])
    let blocker = KernelOutlook.Blocker(
      construct: "a dict", line: 1, advice: "")
    let (_, advice) = try VerdictCase.advice(
      fixture, kernel: .skeleton([blocker]))
    #expect(advice[0].verdict == .port)
    #expect(advice[0].rule == "extract")
  }

  @Test("Text that is gone through like numbers could be numbers")
  func characters() throws {
    let source = """
      def distance(a, b):
          prev = list(range(len(b) + 1))
          for i, ca in enumerate(a):
              cur = [i + 1]
              for j, cb in enumerate(b):
                  cur.append(min(prev[j + 1] + 1, cur[j] + 1, prev[j] + (ca != cb)))
              prev = cur
          return prev[-1]
      distance("kitten", "sitting")
      """
    var fixture = try RecordingFixture(["main.py": source])
    fixture.sample("main.py:6 < main.py:9 | 900")
    fixture.observe(
      "distance", ["a": [.str], "b": [.str], "prev": [.list(.int)]])
    let (_, advice) = try VerdictCase.advice(
      fixture,
      kernel: .skeleton([.init(construct: "str", line: 1, advice: "")]))
    #expect(advice[0].verdict == .port)
    #expect(advice[0].rule == "characters")
  }

  @Test("A function that pandas calls for each row belongs into columns")
  func callbacks() throws {
    let path = "\(RecordingFixture.library)/frame.py"
    var fixture = try RecordingFixture([
      "main.py":
        "import pandas as pd\ndef f(row):\n    return row.a * 2\n"
        + "df = pd.read_csv('x')\ndf.apply(f, axis=1)\n",
      path: "def apply(f):\n    for x in range(9):\n        f(x)\n",
    ])
    fixture.sample("main.py:3 < \(path):3 < main.py:5 | 900")
    let (_, advice) = try VerdictCase.advice(fixture)
    #expect(advice[0].verdict == .vectorize)
  }

  @Test("A search of a short list is no reason to make a set")
  func shortList() throws {
    let source = """
      def count(xs):
          wanted = [3, 5, 7]
          total = 0
          for x in xs:
              if x in wanted:
                  total += x
          return total
      count([])
      """
    var fixture = try RecordingFixture(["main.py": source])
    fixture.sample(
      "main.py:5 < main.py:8 | 900\nmain.py:6 < main.py:8 | 200")
    let (_, advice) = try VerdictCase.advice(fixture)
    #expect(advice[0].verdict == .port)
  }

  @Test("Buffers without NumPy are for kernels")
  func buffers() throws {
    let source = """
      from array import array
      def scale(xs):
          for i in range(len(xs)):
              xs[i] = xs[i] * 0.5
      scale(array("d"))
      """
    var fixture = try RecordingFixture(["main.py": source])
    fixture.sample("main.py:4 < main.py:5 | 900")
    fixture.observe(
      "scale",
      ["xs": [ObservedType("array.array", format: "d", dimensions: 1)]])
    let (_, advice) = try VerdictCase.advice(
      fixture, kernel: .translatable(.init()))
    #expect(advice[0].verdict == .port)
  }

  @Test("Membership in a list counts only where its line is hot")
  func membership() throws {
    let source = """
      def common(xs, ys):
          wanted = list(ys)
          total = 0
          for x in xs:
              if x in wanted:
                  total += x * x % 7
          return total
      common([], [])
      """
    for (heat, verdict) in [(900, Verdict.fixAlgorithm), (50, .port)] {
      var fixture = try RecordingFixture(["main.py": source])
      fixture.sample(
        """
        main.py:5 < main.py:8 | \(heat) c:list_contains
        main.py:6 < main.py:8 | 600
        """)
      let (_, advice) = try VerdictCase.advice(fixture)
      #expect(advice[0].verdict == verdict)
    }
  }
}
