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
    #expect(shade.count > 100)
    #expect(shade.seconds > 0)
    #expect(shade.perSecond ?? 0 > 100)
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
    #expect(shade.cacheHitRate ?? 0 > 0.9)

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
}

extension ClosedRange<Int64> {
  fileprivate func contains(_ other: Self) -> Bool {
    contains(other.lowerBound) && contains(other.upperBound)
  }
}
