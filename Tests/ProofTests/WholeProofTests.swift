import Foundation
import ProfileModel
import Proof
import Recorder
import Testing

@Suite(
  "From a script to a proof", .serialized,
  .enabled(if: Shell.swiftCompiler != nil, "swiftc is not installed"))
struct WholeProofTests {
  private static let script = """
    import enum
    import math

    SCALE = 0.5


    class Heading(enum.Enum):
        NEAR = 1
        FAR = 2


    def damped(values, rate=0.25):
        level = 0.0
        total = 0.0
        for v in values:
            level = level * rate + v if v > level else level * SCALE
            total += math.sqrt(level)
        return total


    def steps(n):
        count = 0
        while n != 1:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            count += 1
        return count


    def longest(limit):
        best = 0
        for start in range(1, limit):
            best = max(best, steps(start))
        return best


    class Walk:
        def __init__(self, seed):
            self.seed = seed
            self.trail = None
            self.heading = Heading.NEAR

        def run(self, n):
            far = 0
            for _ in range(n):
                self.seed = (self.seed * 1103515245 + 12345) & 0x7FFFFFFF
                far = max(far, self.seed % 1000)
            self.trail = Trail(far, self.trail)
            sign = 1 if self.heading is Heading.FAR else -1
            self.heading = Heading.FAR if far > 900 else Heading.NEAR
            return sign * far


    class Trail:
        def __init__(self, far, before):
            self.far = far
            self.before = before


    def moved(cells):
        found = set()
        for x, y in cells:
            for _ in range(40):
                x, y = (x * 5 + y) % 1009, (y * 3 + x) % 1013
            found.add((x, y))
        return found


    def main():
        # In another order than a set filled with what is left.
        cells = {(n * 37 % 1009, n % 1013) for n in range(20000)}
        for n in range(18000):
            cells.discard((n * 37 % 1009, n % 1013))
        print(sum(len(moved(cells)) for _ in range(20)))
        walk = Walk(7)
        print([walk.run(20000) for _ in range(60)][-3:], walk.trail.far)
        values = [float(i * 7919 % 1013) for i in range(20000)]
        print(sum(damped(values) for _ in range(120)))
        print(longest(9000))


    main()

    """

  @Test(
    "Hot functions become kernels that are equal and faster",
    arguments: pythons)
  func whole(python: Interpreter) throws {
    let folder = try ScratchFolder()
    let path = try folder.write(Self.script, to: "script.py")
    let launch = Launch(
      interpreter: python, target: .script(path), arguments: [])
    let recording = try ScriptRecorder(
      rate: 1000
    ).record(launch, input: .nothing)
    let profile = Profile(recording)
    let hot = profile.hotspots.filter {
      ["damped", "steps", "Walk.run", "moved"].contains($0.qualifiedName)
    }
    #expect(hot.count == 4)
    let report = try Prover(
      runner: ScriptRunner(), input: .nothing,
      pairs: 3, workingDirectory: folder.path
    ).prove(launch, profile, hot)
    for kernel in report.kernels {
      #expect(kernel.status == .kept, "\(kernel.function): \(kernel.why)")
      #expect(kernel.callsChecked > 0)
    }
    // A call of `steps` is too short to cross the boundary for.
    #expect(
      Set(report.kernels.map(\.function))
        == [
          "__main__.damped", "__main__.longest", "__main__.Walk.run",
          "__main__.moved",
        ])
    #expect(report.sameOutput == true)
    let after = try #require(report.afterSeconds)
    #expect(after < report.beforeSeconds ?? 0)
    // What was reached is no less than what can be reached.
    #expect(report.limitSeconds ?? 0 <= after)
  }
}
