import Foundation
import Kernel
import PythonSyntax
import Recorder
import TestSupport
import Testing

@Suite("Kernel packages")
struct PackageTests {
  @Test("The original takes along what its functions need, and nothing else")
  func original() throws {
    let original = try RollingKernel.original()
    #expect(original.text.contains("DECAY = 0.9\nHALF = DECAY - 0.4\n"))
    #expect(original.text.contains("def rolling_score(values):\n    prev"))
    #expect(!original.text.contains("LOADED"))
    #expect(!original.text.contains("__main__"))
    #expect(!original.text.contains("import math"))
    #expect(original.omissions.isEmpty)
  }

  @Test("What cannot be computed again is left out, and said to be")
  func omissions() throws {
    let source = """
      from math import sqrt; LIMIT = int(input())
      SCALE = sqrt(2.0)

      def helper(x):
          return x * SCALE

      @staticmethod
      def f(xs, limit=LIMIT):
          LOCAL = [helper(x) for x in xs]
          return LOCAL

      LOCAL = print()
      """
    let original = OriginalModule(
      functions: ["f"], of: try parsePython(source), source: source,
      moduleName: "m")
    #expect(original.omissions.map(\.name) == ["LIMIT"])
    #expect(original.omissions.map(\.place) == ["line 1"])
    #expect(original.text.contains("@staticmethod\ndef f(xs"))
    #expect(original.text.contains("def helper(x):"))
    #expect(original.text.contains("# Left out: `LIMIT` (line 1) is computed"))
    #expect(!original.text.contains("LOCAL = print()"))
    #expect(!original.text.contains("int(input())"))
  }

  @Test("Classes are taken along with what describes their fields")
  func fields() throws {
    let source = """
      import enum
      from dataclasses import dataclass, field
      class Kind(enum.Enum):
          LOW = enum.auto()
      @dataclass(order=True)
      class Event:
          time: float
          kind: Kind = field(compare=False, default=Kind.LOW)
      def f(time):
          return Event(time)
      """
    let original = OriginalModule(
      functions: ["f"], of: try parsePython(source), source: source,
      moduleName: "m")
    #expect(original.omissions == [])
    #expect(original.text.contains("class Event:\n    time: float"))
  }

  @Test("Tables come with what fills them, unless that takes long or acts")
  func filledTables() throws {
    let source = """
      import os
      TABLE = {}
      for a in "TCAG":
          for b in "TCAG":
              TABLE[a + b] = len(TABLE)
      SEEN = []
      SEEN.append(7)
      SLOW = []
      for i in range(10 ** 9):
          SLOW.append(i)
      os.environ["X"] = "1"
      if __name__ == "__main__":
          TABLE["x"] = 1
          a = b = 2
      def f(x):
          return TABLE[x] + len(SEEN) + len(SLOW)
      """
    let original = OriginalModule(
      functions: ["f"], of: try parsePython(source), source: source,
      moduleName: "m")
    #expect(original.omissions == [])
    #expect(original.text.contains("TABLE[a + b] = len(TABLE)"))
    #expect(original.text.contains("SEEN.append(7)"))
    #expect(!original.text.contains("SLOW.append(i)"))
    #expect(!original.text.contains("environ"))
    #expect(!original.text.contains("__main__"))
  }

  @Test("Variables of comprehensions and lambdas are nobody else's")
  func innerNames() throws {
    let source = """
      TABLE = [x * 2 for x in range(3)]
      KEY = lambda x, y=TABLE: (x, y)
      def f(values):
          return [KEY(x) for x in values]
      for x in f(TABLE):
          y = print(x)
      """
    let original = OriginalModule(
      functions: ["f"], of: try parsePython(source), source: source,
      moduleName: "m")
    #expect(original.omissions == [])
    #expect(original.text.contains("TABLE = [x * 2 for x in range(3)]\nKEY"))
  }

  @Test("Lines end as Python ends them, and columns count UTF-8 bytes")
  func lines() throws {
    let source = "É = 'é'; B = 'ü'\r\ndef f():\r\n    return É\r\n"
    let original = OriginalModule(
      functions: ["f"], of: try parsePython(source), source: source,
      moduleName: "m")
    #expect(original.text.contains("\nÉ = 'é'\n"))
    #expect(!original.text.contains("ü"))
    #expect(original.text.contains("def f():\n    return É\n"))
  }

  @Test("A package never overwrites")
  func refusals() throws {
    try withTemporaryFolder { folder in
      let package = try RollingKernel.package()
      let target = folder + "/kernel"
      try package.write(to: target)
      #expect(
        FileManager.default.fileExists(
          atPath: target + "/src/rolling_kernel/_original.py"))
      #expect(throws: KernelPackageError.folderNotEmpty(target)) {
        try package.write(to: target)
      }
      let file = target + "/README.md"
      #expect(throws: KernelPackageError.notAFolder(file)) {
        try package.write(to: file)
      }
      let empty = folder + "/empty"
      try FileManager.default.createDirectory(
        atPath: empty, withIntermediateDirectories: true)
      try package.write(to: empty)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
          == ["empty", "kernel"])
    }
  }

  @Test("What is inside a function, and a module's own loop, has no package")
  func nothingToImport() throws {
    let source = "def f():\n    def g():\n        return 1\n    return g\n"
    for function in ["f.<locals>.g", "<module>"] {
      let request = KernelRequest(
        module: try parsePython(source), source: source, moduleName: "m",
        function: function, observations: [:])
      let package = KernelPackage(
        translate(request), request: request, origin: "m.py")
      #expect(throws: KernelPackageError.nothingToImport) {
        try package.write(to: "/tmp/swiftlet-never-written")
      }
    }
  }

  @Test(
    "A method's package knows the class it was made from", arguments: pythons)
  func method(python: Interpreter) throws {
    let source = """
      from dataclasses import dataclass
      from typing import NamedTuple

      STEP = 2

      class Hit(NamedTuple):
          place: int

      @dataclass
      class Log:
          last: Hit = None

      class Walk:
          def __init__(self, place: int):
              self.place = place
              self.log = Log()

          @property
          def far(self):
              return self.place > 9

          def go(self, n: int):
              for _ in range(n):
                  self.place += STEP
              self.log.last = Hit(self.place)
              return self.far
      """
    let request = KernelRequest(
      module: try parsePython(source), source: source, moduleName: "walk",
      function: "Walk.go", observations: [:])
    let translation = translate(request)
    #expect(translation.blockers == [])
    let package = KernelPackage(
      translation, request: request, origin: "walk.py")
    let folder = try ScratchFolder()
    try package.write(to: "\(folder.path)/kernel")
    try folder.write(source, to: "walk.py")
    try folder.write(
      source.replacing("> 9", with: "> 8"), to: "other.py")
    try folder.write(
      source.replacing("STEP = 2", with: "STEP = 3"), to: "third.py")
    let program = """
      import sys
      sys.path[:0] = [".", "kernel/src"]
      from walk_kernel import _matching, _original, kernel_of
      import walk, other, third
      print([_matching.is_made_from(m.Walk.go, _original)
             for m in (walk, other, third)], kernel_of(walk.Walk.go).__name__)
      """
    let answer = try CapturedCommand(
      "/bin/sh",
      ["-c", "cd '\(folder.path)' && '\(python.executable)' -c '\(program)'"],
      timeoutSeconds: 60)
    #expect(
      answer.outputText == "[True, False, False] go\n", "\(answer.errorText)")
  }

  @Test(
    "A skeleton builds, works through its original, and names its gap",
    .enabled(if: Shell.swiftCompiler != nil, "swiftc is not installed"))
  func skeleton() throws {
    let source = """
      import json
      PREFIX = "n="

      def label(numbers: list[int]):
          return PREFIX + json.dumps(numbers)

      """
    let request = KernelRequest(
      module: try parsePython(source), source: source, moduleName: "labels",
      function: "label", observations: [:])
    let translation = translate(request)
    #expect(!translation.blockers.isEmpty)
    let package = KernelPackage(
      translation, request: request, origin: "labels.py")
    #expect(package.files["README.md"]?.contains("Not complete yet") ?? false)
    try withTemporaryFolder { folder in
      try package.write(to: folder + "/kernel")
      let library = try RollingKernel.build(translation.sources.files)
      let target = folder + "/kernel/src/labels_kernel/_kernel.abi3.so"
      try FileManager.default.moveItem(atPath: library, toPath: target)
      let check =
        "import labels_kernel as k; print(k.compiled, k.label([1, 2]))"
      #expect(
        try Shell.run(
          ["python3", "-c", check],
          environment: ["PYTHONPATH": folder + "/kernel/src"])
          == "True n=[1, 2]\n")
    }
  }

  @Test("A package whose folder cannot be made says so")
  func unwritable() throws {
    try withTemporaryFolder { folder in
      try Data().write(to: URL(filePath: folder + "/file"))
      let target = folder + "/file/kernel"
      #expect(throws: KernelPackageError.self) {
        try RollingKernel.package().write(to: target)
      }
    }
  }

  @Test(
    "pip builds and installs a package, and without Swift the Python in it",
    .enabled(
      if: Shell.canInstallFromPyPI && Shell.swiftCompiler != nil,
      "PyPI or swiftc cannot be reached"))
  func install() throws {
    try withTemporaryFolder { folder in
      try RollingKernel.translated().write(to: folder + "/kernel")
      try Shell.run(["python3", "-m", "venv", folder + "/venv"])
      let python = folder + "/venv/bin/python"
      let install = [python, "-m", "pip", "install", "-q", "--no-deps"]
      try Shell.run(
        [
          python, "-m", "pip", "install", "-q", "scikit-build-core", "cmake",
          "ninja", "pytest",
        ])
      let check = """
        import rolling_kernel as k
        print(k.compiled, k.rolling_score([1.0, 2.0, 0.5]), k.rolling_score([]))
        """
      let build = install + ["--no-build-isolation", folder + "/kernel"]
      try Shell.run(build)
      #expect(
        try Shell.run([python, "-c", check])
          == "True [0.892315625, 1.8010969829189452, 0.45437030828895497] []\n")
      try Shell.run(
        [python, "-m", "pytest", "-q", folder + "/kernel/tests"])
      for other in Shell.otherPythons {
        #expect(
          try Shell.run(
            [other, "-c", check],
            environment: [
              "PYTHONPATH": try Shell.run(
                [
                  python, "-c",
                  "import sysconfig as s; print(s.get_path('platlib'))",
                ])
                .trimmingCharacters(in: .whitespacesAndNewlines)
            ])
            == "True [0.892315625, 1.8010969829189452, 0.45437030828895497] []\n"
        )
      }

      try Shell.run(build, environment: ["PATH": "/usr/bin:/bin"])
      #expect(
        try Shell.run([python, "-c", check])
          == "False [0.892315625, 1.8010969829189452, 0.45437030828895497] []\n"
      )
      try Shell.run(
        [python, "-m", "pytest", "-q", folder + "/kernel/tests"])
    }
  }
}
