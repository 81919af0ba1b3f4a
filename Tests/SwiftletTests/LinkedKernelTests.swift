import Foundation
import Testing

/// A project of several files, of which a package is made once.
private enum Project {
  static let files = [
    "main.py": """
    import sys
    import geometry as geo
    import tracks.scale
    from tracks.track import Track


    def tracks_scaled(length):
        return tracks.scale.scaled(length)


    def longest(tracks, rounds):
        best = 0.0
        for i in range(rounds):
            for track in tracks:
                track.move(geo.STEPS[i % 4])
                length = tracks_scaled(geo.length(track.x, track.y))
                if length > best:
                    best = length
        return best


    def main():
        tracks = [Track(i * 0.5, i * 0.25) for i in range(2000)]
        rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 800
        print(longest(tracks, rounds), tracks[7].x, tracks[7].moves)


    if __name__ == "__main__":
        main()

    """,
    "geometry.py": """
    import math

    STEPS = [1.5, -0.5, 2.5, -3.25]


    def length(x, y):
        return math.sqrt(x * x + y * y)

    """,
    "tracks/__init__.py": "",
    "tracks/scale.py": """
    def scaled(length):
        return length * 2.0

    """,
    "tracks/track.py": """
    from .base import Base


    class Track(Base):
        def __init__(self, x, y):
            super().__init__()
            self.x = x
            self.y = y

        def move(self, step):
            self.x += step
            self.y -= step
            self.count()

    """,
    "tracks/base.py": """
    class Base:
        def __init__(self):
            self.moves = 0

        def count(self):
            self.moves += 1

    """,
  ]

  static let made = Result { () throws -> Scratch in
    let scratch = try Scratch()
    try write(to: scratch)
    let profiled = scratch.swiftlet("profile", "main.py")
    try #require(profiled.ending == .exited(0), "\(profiled.errors)")
    let generated = scratch.swiftlet("generate", "-o", "kernel")
    try #require(generated.ending == .exited(0), "\(generated.errors)")
    try #require(generated.output.contains("complete"), "\(generated.output)")
    return scratch
  }

  static func write(to scratch: Scratch) throws {
    for (name, text) in files { try scratch.write(text, to: name) }
  }

  /// The same at another place, without the first one.
  static func copy() throws -> Scratch {
    let scratch = try Scratch(movedFrom: made.get())
    try write(to: scratch)
    return scratch
  }
}

@Suite(
  "A kernel takes what it needs from other files", .serialized,
  .enabled(if: KernelCommands.canGenerate))
struct LinkedKernelTests {
  private let scratch: Scratch

  init() throws { scratch = try Project.copy() }

  private func plain(_ python: Python) -> Program.Outcome {
    Program(
      path: python.path, arguments: ["main.py", "3"], directory: scratch.path
    ).run()
  }

  private func withKernel(_ python: Python) -> Program.Outcome {
    scratch.swiftlet(
      "run", "--verbose", "--python", python.path, "--with-kernels", "kernel",
      "main.py", "3")
  }

  @Test("and gives what Python gives", arguments: Python.all)
  func runs(python: Python) {
    let outcome = withKernel(python)
    #expect(outcome.output == plain(python).output)
    #expect(
      outcome.errors.contains("called 1 time, in the kernel"),
      "\(outcome.errors)")
  }

  @Test("It is for what these files have, and for nothing else")
  func changed() throws {
    for (file, old, new) in [
      ("geometry.py", "x * x +", "x * x -"),
      ("geometry.py", "2.5", "2.75"),
      ("tracks/track.py", "self.y -= step", "self.y += step"),
      ("tracks/base.py", "+= 1", "+= 2"),
      ("tracks/base.py", "self.moves", "self.made"),
      ("tracks/scale.py", "2.0", "2.5"),
    ] {
      let text = try #require(Project.files[file])
      try scratch.write(text.replacing(old, with: new), to: file)
      expectRefusal(
        withKernel(Python.all[0]), saying: "main.py", "generate")
      try scratch.write("# Moved.\n\n" + text, to: file)
      #expect(withKernel(Python.all[0]).errors.contains("in the kernel"))
    }
  }

  @Test(
    "What is replaced while the script runs, is",
    arguments: [
      "geometry.length = lambda x, y: x + y", "geometry.STEPS = [1.0] * 4",
      "track.Track.move = lambda self, step: None",
    ])
  func replaced(line: String) throws {
    // By a file that has nothing to do with the kernel.
    try scratch.write(
      "import geometry\nfrom tracks import track\n\(line)\n", to: "change.py")
    let main = try #require(Project.files["main.py"])
    try scratch.write(
      main.replacing("    tracks =", with: "    import change\n    tracks ="),
      to: "main.py")
    let outcome = withKernel(Python.all[0])
    #expect(outcome.output == plain(Python.all[0]).output)
    #expect(!outcome.errors.contains("in the kernel each"), "\(outcome.errors)")
  }

  @Test("The package alone tells whether a function is the one it is made for")
  func matching() throws {
    try scratch.write(
      """
      import sys
      sys.path.insert(0, "kernel/src")
      import main, geometry
      from main_kernel import _matching, _original
      print(_matching.is_made_from(main.longest, _original))
      tracks = [_original.Track(1.0, 2.0), main.Track(2.0, 1.0)]
      print(_original.longest(tracks, 2), main.longest(tracks, 2))
      steps, geometry.STEPS = geometry.STEPS, [2.0]
      print(_matching.is_made_from(main.longest, _original))
      geometry.STEPS = steps
      main.Track = 3
      print(_matching.is_made_from(main.longest, _original))
      """, to: "look.py")
    let outcome = Program(
      path: Python.all[0].path, arguments: ["look.py"],
      directory: scratch.path
    ).run()
    #expect(outcome.ending == .exited(0), "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines == ["True", lines[1], "False", "False"])
  }
}
