import Foundation
import ProfileModel
import Testing

@testable import Recorder

@Suite("Native code under the script", .serialized)
struct NativeTests {
  private func split(
    _ recording: Recording, line: Int
  ) -> [NativeFrame.Domain?: Double] {
    var seconds: [NativeFrame.Domain?: Double] = [:]
    for sample in recording.samples where sample.state.isOnCPU {
      guard recording.places(sample.stack).first?.line == line else {
        continue
      }
      let domain = sample.native.map { recording.nativeFrames[$0].domain }
      seconds[domain, default: 0] += Double(sample.nanoseconds) / 1e9
    }
    let total = seconds.values.reduce(0, +)
    return seconds.mapValues { $0 / total }
  }

  @Test(
    "A line of big integers is told from its neighbours",
    arguments: interpreters)
  func bigIntegers(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      """
      a = 3 ** 60000
      b = 7 ** 50000
      def run():
          total = 0
          for i in range(200):
              x = i + 1
              y = x * 2
              c = a * b
              total += y
              z = total - x
          return total
      run()
      """, with: python, in: folder)
    let seconds = recording.secondsByLine()
    let loop = (5...10).reduce(0) { $0 + seconds[$1, default: 0] }
    #expect(seconds[8, default: 0] / loop > 0.95)
    #expect(split(recording, line: 8)[.interpreterC, default: 0] > 0.9)
  }

  @Test(
    "Bytecode and the work of a call are told apart", arguments: interpreters)
  func domains(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      """
      def run():
          s = 0
          for i in range(3_000_000):
              s = (s + i * 3) % 1000 - i
          data = [(i * 7919) % 10007 for i in range(200_000)]
          for i in range(15):
              sorted(data)
          text = "ab cd " * 20_000
          for i in range(1000):
              text.count("zz")
      run()
      """, with: python, in: folder)
    #expect(split(recording, line: 4)[.interpreter, default: 0] > 0.9)
    #expect(split(recording, line: 7)[.interpreterC, default: 0] > 0.8)
    #expect(split(recording, line: 10)[.interpreterC, default: 0] > 0.6)
  }

  private static let withNumPy = interpreters.first { python in
    let answer = try? CapturedCommand(
      python.executable, ["-c", "import numpy"], timeoutSeconds: 60)
    return answer?.status == 0
  }

  @Test(
    "A matrix product is native, the loop beside it is not",
    .enabled(if: withNumPy != nil, "needs a Python with NumPy"))
  func matrices() throws {
    let python = try #require(Self.withNumPy)
    let folder = try TemporaryFolder()
    let recording = try record(
      """
      import numpy
      def run():
          a = numpy.ones((300, 300))
          for i in range(120):
              for j in range(50):
                  k = j * 2
              b = a @ a
      run()
      """, with: python, in: folder)
    let seconds = recording.secondsByLine()
    #expect(seconds[7, default: 0] > 10 * seconds[6, default: 0])
    #expect(split(recording, line: 7)[.native, default: 0] > 0.95)
    let modules = recording.samples.compactMap(\.native)
      .map { recording.nativeFrames[$0].module }
    #expect(modules.contains { $0.contains("openblas") })
  }
}
