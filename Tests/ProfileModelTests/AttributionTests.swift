import ProfileModel
import PythonSyntax
import TestSupport
import Testing

@Suite("Which loop a sample belongs to")
struct AttributionTests {
  private let script = """
    import json

    def weigh(x):
        return x * 2

    def nested(rows):
        total = 0
        for row in rows:
            for x in row:
                total += weigh(x)
            total -= 1
        return total

    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)

    def make(n):
        return list(range(n))

    def squares(n):
        return [x * x for x in make(n)]

    def generate(n):
        yield n
        yield n

    def main():
        for item in make(10):
            print(item)
        for item in generate(10):
            print(item)
        print(nested([[1]]), fib(20), squares(9), json.dumps({}))

    main()
    """

  @Test("A loop nest is one hotspot, its loops have shares of their own")
  func nest() throws {
    var fixture = try RecordingFixture(["script.py": script])
    fixture.sample(
      """
      script.py:9:row: < script.py:32 < script.py:34 | 0
      script.py:9 < script.py:32 < script.py:34 | 100
      script.py:10 < script.py:32 < script.py:34 | 600
      script.py:4 < script.py:10:weigh(x) < script.py:32 < script.py:34 | 200
      script.py:11 < script.py:32 < script.py:34 | 100
      """)
    let profile = Profile(fixture.recording)
    #expect(profile.hotspots.count == 1)
    let hotspot = try #require(profile.hotspots.first)
    #expect(hotspot.function == "__main__.nested")
    #expect(hotspot.kind == .loop)
    #expect(hotspot.lines == 8...11)
    #expect(hotspot.cpuShare.value == 1)
    #expect(hotspot.cpuShare.interval.lowerBound > 0.99)
    #expect(hotspot.loops.map(\.lines) == [9...10, 8...11])
    #expect(hotspot.loops.map(\.depth) == [2, 1])
    #expect(hotspot.loops.map(\.share) == [0.9, 0.1])
    #expect(hotspot.lineSeconds[10] == 0.8)
    #expect(hotspot.split.interpreter == 1)
  }

  @Test("A recursive function is a hotspot by itself")
  func recursion() throws {
    var fixture = try RecordingFixture(["script.py": script])
    fixture.sample(
      """
      script.py:15 < script.py:15:fib(n - 1) < script.py:32 < script.py:34 | 90
      script.py:15 < script.py:32 < script.py:34 | 10
      """)
    let hotspots = Profile(fixture.recording).hotspots
    #expect(hotspots.map(\.function) == ["__main__.fib"])
    #expect(hotspots.map(\.kind) == [.recursion])
    #expect(hotspots.map(\.lines) == [14...15])
  }

  @Test("A method is recursive only if it was seen to call itself")
  func recursiveMethods() throws {
    let source = """
      class File:
          def close(self):
              self.file.close()

          def walk(self):
              return self.child.walk()
      for _ in range(9):
          File().close()
          File().walk()
      """
    var fixture = try RecordingFixture(["script.py": source])
    fixture.sample(
      """
      script.py:3 < script.py:8 | 50
      script.py:6 < script.py:6 < script.py:9 | 50
      """)
    let hotspots = Profile(fixture.recording).hotspots
    #expect(
      hotspots.map(\.function) == ["__main__", "__main__.File.walk"]
        || hotspots.map(\.function) == ["__main__.File.walk", "__main__"])
  }

  @Test("What a loop iterates over is made before the loop")
  func headers() throws {
    var fixture = try RecordingFixture(["script.py": script])
    fixture.sample(
      """
      script.py:18 < script.py:28:make(10) < script.py:34 | 100
      script.py:18 < script.py:21:make(n) < script.py:32 < script.py:34 | 100
      script.py:25 < script.py:30:generate(10) < script.py:34 | 50
      script.py:30:generate(10) < script.py:34 | 50
      """)
    let hotspots = Profile(fixture.recording).hotspots
    let byFunction = Dictionary(
      uniqueKeysWithValues: hotspots.map { ("\($0.function) \($0.kind)", $0) })
    #expect(byFunction["__main__.make function"]?.sampleCount == 200)
    #expect(byFunction["__main__.generate loop"] == nil)
    #expect(byFunction["__main__.main loop"]?.sampleCount == 100)
  }

  @Test("Comprehensions count, inlined or as code of their own")
  func comprehensions() throws {
    var fixture = try RecordingFixture(["script.py": script])
    fixture.sample(
      """
      script.py:21:x * x < script.py:32 < script.py:34 | 50
      @squares.<locals>.<listcomp> script.py:21:x * x < script.py:21 < script.py:34 | 50
      """)
    let hotspots = Profile(fixture.recording).hotspots
    #expect(hotspots.map(\.function) == ["__main__.squares"])
    #expect(hotspots.map(\.sampleCount) == [100])
  }

  @Test("Library code counts for the user's loop, else for its own")
  func libraries() throws {
    let library = """
      def encode(items):
          for item in items:
              str(item)
      """
    let path = "\(RecordingFixture.library)/json/encoder.py"
    var fixture = try RecordingFixture(
      ["script.py": script, path: library])
    fixture.sample(
      """
      \(path):3 < script.py:29 < script.py:34 | 60
      \(path):3 < script.py:32 < script.py:34 | 40
      """)
    let hotspots = Profile(fixture.recording).hotspots
    #expect(
      hotspots.map(\.function) == ["__main__.main", "json.encoder.encode"])
    #expect(hotspots.map(\.lines) == [28...29, 2...3])
  }

  @Test("A library that calls back does not claim the user's function")
  func callbacks() throws {
    let path = "\(RecordingFixture.library)/frame.py"
    var fixture = try RecordingFixture([
      "script.py":
        "import frame\ndef f(x):\n    return x * 2\nframe.apply(f)\n",
      path: "def apply(f):\n    for x in range(9):\n        f(x)\n",
    ])
    fixture.sample(
      """
      script.py:3 < \(path):3 < script.py:4 | 60
      \(path):3 < script.py:4 | 40
      """)
    let hotspots = Profile(fixture.recording).hotspots
    #expect(hotspots.map(\.function) == ["__main__.f", "frame.apply"])
    #expect(hotspots.map(\.kind) == [.function, .loop])
  }

  @Test("Installed modules that are the target are the user's own")
  func moduleTarget() throws {
    let main = """
      from . import work
      work.run()
      """
    let work = """
      def run():
          for i in range(9):
              pass
      """
    let packages =
      "\(RecordingFixture.folder)/.venv/lib/python3.12/site-packages"
    var fixture = try RecordingFixture(
      [
        "\(packages)/tool/__main__.py": main,
        "\(packages)/tool/work.py": work,
      ], target: .module("tool"))
    fixture.sample(
      """
      \(packages)/tool/work.py:3 < \(packages)/tool/__main__.py:2 | 60
      \(packages)/tool/__main__.py:1 | 40
      """)
    let profile = Profile(fixture.recording)
    #expect(
      profile.hotspots.map(\.function) == ["tool.work.run", "__main__"])
    #expect(profile.hotspots.map(\.kind) == [.loop, .function])
    #expect(profile.isOwn("\(packages)/tool/work.py"))
  }

  @Test("Modules beside the script are named as they are imported")
  func moduleNames() throws {
    var fixture = try RecordingFixture([
      "app/run.py": "import shapes.area\n",
      "app/shapes/area.py": "for i in range(9):\n    pass\n",
      "app/shapes/__init__.py": "for i in range(9):\n    pass\n",
      "src/other.py": "def f():\n    while True: pass\n",
    ])
    fixture.sample(
      """
      app/shapes/area.py:2 < app/run.py:1 | 50
      app/shapes/__init__.py:2 < app/run.py:1 | 40
      src/other.py:2:pass < app/run.py:1 | 30
      """)
    #expect(
      Profile(fixture.recording).hotspots.map(\.function) == [
        "shapes.area", "shapes", "other.f",
      ])
  }

  @Test("Code without a loop is a hotspot by function; waiting is kept apart")
  func functions() throws {
    var fixture = try RecordingFixture(["script.py": script], wallSeconds: 1)
    fixture.sample(
      """
      script.py:18 < script.py:34 | 80 c:list_extend
      @<lambda> script.py:18 < script.py:34 | 20
      script.py:29 < script.py:34 | 400 waiting
      - | 100 native
      """)
    let profile = Profile(fixture.recording)
    // It waited longer than it computed.
    #expect(
      profile.hotspots.map(\.function) == ["__main__.main", "__main__.make"])
    #expect(profile.hotspots[0].waitingSeconds == 0.4)
    #expect(profile.hotspots[0].split.waiting == 1)
    #expect(profile.hotspots[1].cpuShare.value == 0.5)
    #expect(profile.hotspots[1].split.interpreterC == 0.8)
    #expect(profile.hotspots[1].nativeTime.first?.frame.symbol == "list_extend")
    #expect(profile.split.native == 100.0 / 600)
  }

  @Test("A frame without a position, or without a source, is no trouble")
  func gaps() throws {
    var fixture = try RecordingFixture(["script.py": script])
    fixture.sample(
      """
      @fib script.py < script.py:34 | 50
      @spam /project/missing.py < script.py:34 | 50
      @_find <frozen importlib._bootstrap>:3 < script.py:1 | 50
      """)
    let hotspots = Profile(fixture.recording).hotspots
    #expect(hotspots.map(\.sampleCount) == [50, 50, 50])
    #expect(
      Set(hotspots.map(\.function)) == [
        "__main__.fib", "missing.spam", "__main__",
      ])
  }

  @Test("Few samples give wide intervals, and places with a handful are left")
  func intervals() throws {
    var fixture = try RecordingFixture(["script.py": script])
    fixture.sample(
      """
      script.py:10 < script.py:34 | 6
      script.py:29 < script.py:34 | 4
      """)
    let profile = Profile(fixture.recording)
    #expect(profile.hotspots.count == 1)
    let share = try #require(profile.hotspots.first?.cpuShare)
    #expect(share.value == 0.6)
    // Wilson's interval for 6 of 10.
    #expect(abs(share.interval.lowerBound - 0.3127) < 0.001)
    #expect(abs(share.interval.upperBound - 0.8318) < 0.001)
    #expect(
      Profile(try RecordingFixture(["a.py": ""]).recording).hotspots == [])
  }

  @Test("Types are found by function")
  func observations() throws {
    var fixture = try RecordingFixture(["script.py": script])
    fixture.sample("script.py:10 < script.py:34 | 600")
    fixture.observe("nested", ["rows": [.list(.list(.float))]])
    let hotspot = try #require(Profile(fixture.recording).hotspots.first)
    #expect(
      hotspot.observation?.variables.first?.types.first?.type.description
        == "list[list[float]]")
  }

  @Test("The script is the script, also where it is named by way of `..`")
  func pathWithDots() throws {
    var fixture = try RecordingFixture([
      "../other/script.py": "for i in range(9):\n    i * i\n"
    ])
    fixture.sample("../other/script.py:2 | 100")
    let profile = Profile(fixture.recording)
    #expect(profile.hotspots.first?.function == "__main__")
  }
}
