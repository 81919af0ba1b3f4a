import Foundation
import ProfileModel
import Testing

@testable import Recorder

/// Loops whose trips are known, seen by looking at their iterators in passing.
@Suite("Trips of loops, without counting", .serialized)
struct LoopTripsTests {
  private let program = """
    import contextlib, time
    def spend(function, *arguments):
        end = time.thread_time() + 0.4
        while time.thread_time() < end:
            function(*arguments)
    def listed(values):
        total = 0
        for v in values:  # 3000
            total += v * v % 7
        return total
    def nested(rows):
        count = 0
        for row in range(rows):  # 50
            for x in range(3, 703, 2):  # 350
                count += x ^ row
        return count
    def guarded(table):
        done = 0
        for key in table:  # 40
            try:
                raise KeyError(key)
            except KeyError:
                with contextlib.nullcontext():
                    for a, b in zip("x" * 500, range(500)):  # 500
                        done += b
                    for i, c in enumerate({n for n in range(90)}):  # 90
                        done += c
        return done
    def unknown(limit):
        n = 0
        while n < limit:  # while
            n += 1
    spend(listed, [3] * 3000)
    spend(nested, 50)
    spend(guarded, dict.fromkeys(range(40)))
    spend(unknown, 5000)
    for item in (b"ab" * 400_000):  # 800000
        item * item * item
    """

  @Test("For statements, at any depth", arguments: interpreters)
  func statements(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(program, with: python, in: folder)
    #expect(recording.run.ending == .exited(0), "\(folder.text(of: "err"))")
    let loops = Profile(recording).hotspots.flatMap(\.loops)
    #expect(loops.count >= 5)
    var seen = 0
    for (index, line) in program.split(separator: "\n").enumerated() {
      guard let mark = line.range(of: "# "), line.contains(":  # ") else {
        continue
      }
      let wanted = Int(line[mark.upperBound...])
      for loop in loops where loop.lines.lowerBound == index + 1 {
        // Short loops may not have been seen; those that were tell the truth.
        guard let trips = loop.trips else { continue }
        seen += 1
        #expect(trips.least == wanted && trips.most == wanted, "\(line)")
        #expect(trips.median == wanted && trips.sights > 0, "\(line)")
      }
    }
    #expect(seen > 0)
  }
}
