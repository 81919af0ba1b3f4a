import Kernel
import Testing

/// The loops the project grew out of.
private let samples = """
  def rolling(values):
      prev = 0.0
      out = []
      for v in values:
          if v > prev:
              prev = prev * 0.9 + v
          else:
              prev = prev * 0.5
          out.append(prev)
      return out

  def aggregate(values):
      total = 0
      for v in values:
          if v > 0:
              total += v ** 1.5
      return total

  def fib(n):
      if n < 2:
          return n
      return fib(n - 1) + fib(n - 2)
  """

@Suite struct SampleTests {
  private static let lab = Result {
    try KernelLab(
      source: samples,
      examples: ["rolling([1.0])", "aggregate([1.0])", "fib(3)"])
  }

  @Test(arguments: PythonUnderTest.all)
  func samplesGiveEqualResults(python: PythonUnderTest) throws {
    let lab = try Self.lab.get()
    #expect(lab.translation.blockers.isEmpty)
    let report = try lab.run(
      [
        "rolling([])", "rolling([1.0, -2.5, 3e300, float('nan'), 1.0])",
        "rolling(values=[0.1, 0.2])", "aggregate([])",
        "aggregate([-1.0])", "aggregate([2.0, 3.5, -1.0])", "fib(0)",
        "fib(20)", "fib(-3)",
      ], python: python)
    #expect(report.differences == [])
    #expect(report.fallbacks == [])
  }

  @Test(arguments: PythonUnderTest.all)
  func otherTypesFallBack(python: PythonUnderTest) throws {
    let calls = [
      "rolling([1])", "rolling((1.0,))", "rolling()", "rolling([1.0], 2)",
      "aggregate([True])", "aggregate([1e300])", "fib(2.0)", "fib(True)",
      "fib('a')",
    ]
    let report = try Self.lab.get().run(calls, python: python)
    #expect(report.differences == [])
    #expect(report.fallbacks == calls)
  }
}
