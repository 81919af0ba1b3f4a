import Foundation
import Kernel
import ProfileModel
import Proof
import Recorder
import Testing

@Suite("Loops that are not functions")
struct OutlineTests {
  /// Loops in all places, and much that a script could notice.
  private static let script = #"""
    """A docstring."""
    import sys, traceback

    limit = 40
    total = 0
    best, where = -1, None
    for i in range(limit):
        x = i * 7 % 11
        if x > best:
            best = x
            where = i
        total += x
    print(total, best, where, i, x)


    def inner(values, n):
        out = []
        for v in values:
            out.append(v * n)
        while n < 5:
            n += 1
        else:
            out.append(n)
        return out, n, sys._getframe().f_lineno


    class Shape:
        def area(self, sides):
            sum = 0
            for side in sides:
                sum += side
            return sum


    print(inner([1, 2], 3), inner([1.5], 9), Shape().area([1, 2]))
    for nothing in range(0):
        pass
    try:
        print(nothing)
    except NameError as error:
        print(error)
    text = [2, 1, "a"]
    try:
        for t in text:
            total += 10 // (t - 1) if t != 2 else 3
    except Exception:
        traceback.print_exc()
    print(total, sorted(globals()), sys._getframe().f_back)
    squares = [k * k for k in range(limit)]
    for depth in (1, 0):
        q = 1 // depth
    """#

  private static func injection(
    _ path: String, _ folder: ScratchFolder, library: String? = nil
  ) -> Injection {
    let loops:
      [(String, Int, Int, Int, inputs: [String], outputs: [[String]])] = [
        (
          "<module>", 1, 7, 0, ["best", "total", "where", "limit"],
          [["best", "i", "total", "where", "x"]]
        ),
        ("inner", 16, 18, 4, ["values", "n", "out"], [["v"]]),
        ("inner", 16, 20, 4, ["n"], [["n"]]),
        ("Shape.area", 28, 30, 8, ["sides", "sum"], [["side", "sum"]]),
        ("<module>", 1, 36, 0, [], []),
        ("<module>", 1, 44, 4, ["text", "total"], [["t"], ["total"]]),
        ("<module>", 1, 49, 0, ["limit"], [["squares"]]),
        ("<module>", 1, 50, 0, [], [["depth", "q"]]),
      ]
    return Injection(
      redirects: loops.map { scope, first, line, column, inputs, outputs in
        Injection.Redirect(
          code: CodeObject(
            file: path, qualifiedName: scope, firstLine: first),
          loop: Injection.Loop(
            source: folder.text(of: "script.py"), line: line, column: column,
            inputs: inputs, outputs: outputs),
          destination: library.map { .kernel(library: $0, function: "f") }
            ?? .capture)
      }, journal: folder.path + "/journal")
  }

  @Test(
    "A script does not notice that its loops are captured", arguments: pythons)
  func captureIsInvisible(python: Interpreter) throws {
    let folder = try ScratchFolder()
    let path = try folder.write(Self.script, to: "script.py")
    let plain = try folder.run(python, .script(path))
    #expect(plain.error.contains("ZeroDivisionError"))
    let captured = try folder.run(
      python, .script(path), injection: Self.injection(path, folder))
    #expect(captured == plain)
    let records = try folder.journal(python)
    // The loops that ended, in order; one of them ran three times.
    #expect(records.map { String($0.prefix(12)) }.sorted().count == 8)
    #expect(
      records.first == """
        ['call', 0, 1, 0, 0, ([None, None, None, None], [-1, 0, None, 40]), \
        'return', ([None, None, None, None, None], [-1, 0, None, 40, \
        (10, 39, 202, 3, 9)]), None]
        """)
  }

  @Test("A loop without a kernel runs itself", arguments: pythons)
  func fallsBack(python: Interpreter) throws {
    let folder = try ScratchFolder()
    let path = try folder.write(Self.script, to: "script.py")
    let plain = try folder.run(python, .script(path))
    let run = try folder.run(
      python, .script(path),
      injection: Self.injection(path, folder, library: "/nowhere.so"))
    #expect(run == plain)
    #expect(
      try folder.journal(python).contains { $0.contains("not be loaded") })
  }

  @Test("Source that is not what runs is left alone", arguments: pythons)
  func changedSource(python: Interpreter) throws {
    let folder = try ScratchFolder()
    let path = try folder.write(Self.script, to: "script.py")
    let injection = Self.injection(path, folder)
    try folder.write(
      Self.script.replacing("limit = 40", with: "limit = 41"), to: "script.py")
    let plain = try folder.run(python, .script(path))
    let run = try folder.run(python, .script(path), injection: injection)
    #expect(run == plain)
    #expect(
      try folder.journal(python).allSatisfy { $0.contains("not the one") })
  }

  @Test(
    "Hot loops at the top of a module and in a function become kernels",
    .enabled(if: Shell.swiftCompiler != nil, "swiftc is not installed"),
    arguments: pythons)
  func proof(python: Interpreter) throws {
    let folder = try ScratchFolder()
    let path = try folder.write(
      """
      import argparse
      best, start = 0, None
      for n in range(1, 12000):
          x, steps = n, 0
          while x != 1:
              x = x // 2 if x % 2 == 0 else 3 * x + 1
              steps += 1
          if steps > best:
              best, start = steps, n
      print(best, start, n, x, steps)


      def main():
          parser = argparse.ArgumentParser()
          parser.add_argument("--rows", type=int, default=500)
          arguments = parser.parse_args()
          rows = arguments.rows
          print("rows", rows)
          total, z = 0.0, 0
          for row in range(rows):
              for column in range(1500):
                  z = (z * 31 + row ^ column) % 65521
                  total += z * 0.5
          print(total, z)


      main()
      marks = sum(k * k % 7 for k in range(600000) if k % 3)
      print(marks)


      class Clock:
          def __init__(self):
              self.time = 0

          def tick(self, step):
              self.time = (self.time * 31 + step) % 65521


      clock = Clock()
      for step in range(400000):
          clock.tick(step)
      print(clock.time)

      """, to: "script.py")
    let launch = Launch(
      interpreter: python, target: .script(path), arguments: [])
    let profile = Profile(
      try ScriptRecorder(rate: 1000).record(launch, input: .nothing))
    // The types of a module's variables are seen too.
    let top = try #require(
      profile.hotspots.first { $0.qualifiedName == "<module>" })
    let (request, translation) = try #require(translate(top, in: profile))
    #expect(translation.blockers.isEmpty)
    #expect(request.outline?.inputs == ["best", "start"])
    let report = try Prover(
      runner: ScriptRunner(), input: .nothing, pairs: 2,
      workingDirectory: folder.path
    ).prove(launch, profile, profile.hotspots.filter { $0.kind == .loop })
    let kept = report.kernels.filter { $0.status == .kept }
    #expect(
      kept.map(\.function).sorted() == [
        "__main__, line 28", "__main__, lines 3–9", "__main__, lines 41–42",
        "__main__.main, lines 20–23",
      ], "\(report)")
    #expect(report.sameOutput == true)
  }
}
