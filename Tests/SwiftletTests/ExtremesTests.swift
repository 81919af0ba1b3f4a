import Foundation
import Testing

/// More of something than programs usually have.
@Suite(
  "Extremes",
  .enabled(if: Swiftlet.understands("profile") && !Python.all.isEmpty),
  .serialized)
struct ExtremesTests {
  private static let spin = """
    import sys, time
    def spin(seconds):
        end = time.thread_time() + seconds
        while time.thread_time() < end:
            pass

    """

  @Test("A hundred thousand frames are shortened, not dropped")
  func recursion() throws {
    let scratch = try Scratch()
    try scratch.write(
      Self.spin + """
        sys.setrecursionlimit(200_000)
        def down(n):
            if n:
                return down(n - 1)
            spin(0.5)
            return 7
        print(down(100_000))
        """, to: "main.py")
    let outcome = scratch.swiftlet("profile", "-o", "recording", "main.py")
    #expect(outcome.ending == .exited(0), "\(outcome.errors)")
    #expect(outcome.output == "7\n")
    let stacks = try scratch.collapsed("recording")
    #expect(
      stacks.contains {
        $0.contains("__main__.spin") && $0.contains("__main__.down")
      })
  }

  @Test("The hot one among fifty thousand functions is found")
  func functions() throws {
    let scratch = try Scratch()
    try scratch.write(
      Self.spin + """
        space = {}
        for group in range(500):
            exec("".join(
                f"def f{group}_{i}():\\n    return sum(range(20))\\n"
                for i in range(100)), space)
        total = 0
        for name, function in list(space.items()):
            if name.startswith("f"):
                total += function()
        spin(1)
        print(total)
        """, to: "main.py")
    let outcome = scratch.swiftlet(
      "profile", "--rate", "10000", "-o", "recording", "main.py")
    #expect(outcome.ending == .exited(0), "\(outcome.errors)")
    #expect(outcome.output == "9500000\n")
    let stacks = try scratch.collapsed("recording")
    #expect(stacks.contains { $0.contains("__main__.spin") })
  }

  @Test("The script's own memory grows by ten megabytes at most")
  func memory() throws {
    let scratch = try Scratch()
    try scratch.write(
      Self.spin + """
        def work(values):
            return sum(v * v for v in values)
        values = list(range(1000))
        end = time.thread_time() + 1.5
        while time.thread_time() < end:
            work(values)
        for line in open("/proc/self/status"):
            if line.startswith("VmHWM"):
                print(line.split()[1])
        """, to: "main.py")
    let python = try #require(Python.all.first)
    let plain = Program(
      path: python.path, arguments: ["main.py"], directory: scratch.path
    ).run()
    let profiled = scratch.swiftlet(
      "profile", "--python", python.path, "--rate", "10000", "-o", "recording",
      "main.py")
    func kilobytes(_ outcome: Program.Outcome) -> Int? {
      Int(outcome.output.split(separator: "\n").last ?? "")
    }
    let before = try #require(kilobytes(plain), "\(plain.errors)")
    let after = try #require(kilobytes(profiled), "\(profiled.errors)")
    #expect(after - before <= 10_240, "\(before) kB became \(after) kB")
  }
}
