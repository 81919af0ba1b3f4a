import Foundation
import ProfileModel
import Testing

@testable import Recorder

/// Long enough for many windows.
private let program = """
  import sys, time
  def shade(x, y, scale, name):
      total = 0
      for i in range(20):
          total += x * i + y
      return total * scale
  def grow(values, big):
      return sum(values) + len(values) + big ** 8 % 7
  def fresh(n):
      return [n for i in range(60)]
  counter = 0
  def fickle(n):
      global counter
      for i in range(20):
          counter += 1
      return counter
  def fails(n):
      sum(range(200))
      raise ValueError(n)
  def walk(depth):
      return 1 if depth == 0 else walk(depth - 1) + walk(depth - 1)
  def main():
      end = time.thread_time() + 1.5
      n = 0
      while time.thread_time() < end:
          for i in range(50):
              shade(i % 5 - 2, 3, 0.5, "name")
              grow([i] * 7, 1 << 70)
              fresh(n)
              fickle(3)
              try:
                  fails(i)
              except ValueError:
                  pass
              n += 1
          walk(5)
          walk(5)
          walk(5)
  main()
  print(walk(3), sys.getprofile(), sys.gettrace())
  """

@Suite("A close look at calls", .serialized)
struct CloseLookTests {
  @Test("Arguments, results and repetition", arguments: interpreters)
  func calls(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(program, with: python, in: folder)
    #expect(recording.run.ending == .exited(0))
    let output = try String(
      contentsOfFile: folder.path + "/out", encoding: .utf8)
    #expect(output == "8 None None\n")
    func look(_ function: String) throws -> CallObservation {
      try #require(
        recording.observations.first {
          recording.codes[$0.code].qualifiedName == function
        }?.closeLook, "\(function)")
    }

    let shade = try look("shade")
    #expect(shade.count > 10)
    #expect(shade.seconds > 0)
    #expect(shade.perSecond ?? 0 > 0)
    #expect(shade.arguments.map(\.name) == ["x", "y", "scale", "name"])
    #expect(
      shade.arguments.map { $0.types.map(\.type.description) }
        == [["int"], ["int"], ["float"], ["str"]])
    #expect(shade.arguments[0].integers.map { (-2...2).contains($0) } == true)
    #expect(shade.arguments[1].integers == 3...3)
    #expect(shade.arguments[3].lengths == 4...4)
    #expect(shade.integersFit64Bits == true)
    #expect(shade.results.map(\.type.name) == ["float"])
    // Five different calls.
    #expect(shade.repetition.compared == shade.count)
    #expect(shade.repetition.repeated == shade.count - 5)
    #expect(shade.repetition.contradicted == 0)
    #expect(shade.cacheHitRate ?? 0 > 0.5)

    let grow = try look("grow")
    #expect(grow.arguments[0].lengths == 7...7)
    #expect(
      grow.arguments[0].types.map(\.type.description) == ["list[int]"])
    #expect(grow.integersFit64Bits == false)
    #expect(!grow.repetition.areHashable)
    #expect(grow.cacheHitRate == nil)

    #expect(try look("fresh").repetition.repeated == 0)
    #expect(try look("fickle").repetition.contradicted > 0)
    #expect(try look("fickle").cacheHitRate == nil)
    let fails = try look("fails")
    #expect(fails.raised == fails.ended && fails.raised > 0)
    #expect(fails.results.isEmpty)
    #expect(try look("walk").arguments[0].integers == 0...5)
  }

  @Test(
    "Where another tool evaluates frames, that is said",
    arguments: interpreters)
  func otherEvaluator(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let source = try folder.write(
      """
      void *PyInterpreterState_Get(void);
      void _PyInterpreterState_SetEvalFrameFunc(void *, void *);
      void *_PyEval_EvalFrameDefault(void *, void *, int);
      static void *evaluate(void *thread, void *frame, int throwing) {
        return _PyEval_EvalFrameDefault(thread, frame, throwing);
      }
      void take(void) {
        _PyInterpreterState_SetEvalFrameFunc(PyInterpreterState_Get(), evaluate);
      }
      """, to: "tool.c")
    let library = folder.path + "/tool.so"
    let build = try CapturedCommand(
      "/usr/bin/env",
      ["cc", "-w", "-shared", "-fPIC", source, "-o", library],
      timeoutSeconds: 60)
    try #require(build.status == 0, "\(build.errorText)")
    let script = """
      import ctypes, sys, time
      ctypes.PyDLL(sys.argv[1]).take()
      def work(n): return n + 1
      end = time.thread_time() + 1
      while time.thread_time() < end:
          for i in range(50): work(i)
      """
    let recording = try record(
      script, with: python, in: folder, arguments: [library])
    #expect(recording.run.ending == .exited(0))
    #expect(recording.sampler.hasOtherEvaluator == true)
    #expect(recording.observations.allSatisfy { $0.closeLook == nil })
    let alone = try record(
      script.replacing("ctypes.PyDLL(sys.argv[1]).take()", with: ""),
      with: python, in: folder, arguments: [library])
    #expect(alone.sampler.hasOtherEvaluator == false)
  }

  @Test(
    "A few calls are written down, to be made again", arguments: interpreters)
  func captures(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(captured, with: python, in: folder)
    #expect(recording.run.ending == .exited(0))
    var calls: [String: [CapturedCall]] = [:]
    for observation in recording.observations {
      let name = recording.codes[observation.code].qualifiedName
      calls[name] = observation.closeLook?.captured
    }
    #expect(calls["opaque"]?.isEmpty == true)
    #expect(calls["large"]?.isEmpty == true)
    #expect(calls["fails"]?.first != nil)
    #expect(calls["fails"]?.first?.result == nil)
    let scan = recording.observations.first {
      recording.codes[$0.code].qualifiedName == "scan"
    }?.closeLook?.arguments.first
    let isArray = scan?.types.first?.type.name == "numpy.ndarray"
    #expect(scan?.lengths == (isArray ? 6...6 : nil))
    #expect(scan?.axes == (isArray ? [2...2, 3...3] : nil))
    let mix = try #require(calls["mix"])
    #expect(!mix.isEmpty && mix.count <= CallObservation.mostCaptured)
    for (index, call) in mix.enumerated() {
      let arguments = folder.path + "/arguments\(index)"
      let result = folder.path + "/result\(index)"
      try call.arguments.write(to: URL(fileURLWithPath: arguments))
      try #require(call.result).write(to: URL(fileURLWithPath: result))
      let answer = try CapturedCommand(
        python.executable, ["-c", replay, folder.path, arguments, result],
        timeoutSeconds: 60)
      #expect(answer.outputText == "the same\n", "\(answer.summary)")
    }
  }

  @Test(
    "None is where the user does not want it", arguments: features.prefix(1))
  func noCapture(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      captured, with: python, in: folder, capturesCalls: false)
    let looks = recording.observations.compactMap(\.closeLook)
    #expect(!looks.isEmpty)
    #expect(looks.allSatisfy { $0.captured.isEmpty })
  }
}

private let replay = """
  import pickle, sys
  folder, arguments, result = sys.argv[1:]
  sys.path.insert(0, folder)
  import script
  arguments = pickle.load(open(arguments, "rb"))
  values, again, rest = arguments
  assert values["self"] is values and again is values["list"]
  assert repr(list(rest)) == repr(script.rest()), (rest, script.rest())
  result = pickle.load(open(result, "rb"))
  same = repr(script.mix(values, again, *rest)) == repr(result)
  print("the same" if same else "another")
  """

/// Values of all kinds.
private let captured = """
  import array, time
  try:
      import numpy
      matrix = numpy.arange(6.0).reshape(2, 3)
  except ImportError:
      matrix = None
  class Thing: pass
  def rest():
      return [None, True, False, 0, 1, -1, 255, -256, 2**31, -2**31, 2**63 - 1,
          -2**63, 2**64, -2**64, 10**40, -10**40, 1 << 300, 0.1, -0.0,
          float("inf"), float("nan"), 1 + 2j, "", "a", "\\xe9", "\\u20ac",
          "\\U0001f600", "\\udc80", b"", b"\\x00\\xff", bytearray(b"xy"),
          (), (1,), ((2,), [3]), {1, 2}, frozenset([5]), {"k": (1, 2)},
          array.array("d", [1.5, 2.5]), array.array("b"), matrix]
  def mix(values, again, *rest):
      total = 0
      for i in range(200):
          total += i * len(rest)
      return {"total": total, "list": again, "rest": rest}
  def opaque(thing):
      return sum(range(300))
  def scan(matrix):
      return sum(range(300))
  def large(values):
      return sum(range(300))
  def fails(n):
      sum(range(300))
      raise ValueError(n)
  def main():
      values = {"list": [1, 2]}
      values["self"] = values
      many = ["x" * 1000] * 100
      end = time.thread_time() + 1.0
      while time.thread_time() < end:
          for i in range(50):
              mix(values, values["list"], *rest())
              opaque(Thing())
              large(many)
              scan(matrix)
              try:
                  fails(i)
              except ValueError:
                  pass
  if __name__ == "__main__":
      main()
  """

extension ClosedRange<Int64> {
  fileprivate func contains(_ other: Self) -> Bool {
    contains(other.lowerBound) && contains(other.upperBound)
  }
}
