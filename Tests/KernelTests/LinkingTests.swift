import ProfileModel
import PythonSyntax
import TestSupport
import Testing

@testable import Kernel

@Suite("What a module takes from others")
struct LinkingTests {
  /// `main.py` with other files beside it.
  private func link(
    _ main: String, _ others: [String: String], classes: [String] = []
  ) throws -> LinkedModule {
    var sources: [String: Project.Source] = [:]
    for (name, text) in others {
      sources["/p/\(name)"] = Project.Source(
        moduleName: String(name.dropLast(3)), text: text,
        syntax: try syntaxOfPython(text))
    }
    let module = try parsePython(main)
    let project = Project(
      around: "/p/main.py", module: module, text: main,
      wanted: sources.keys.sorted(), sources: sources,
      finding: ImportedFiles(of: ["/p/main.py"]))
    return LinkedModule(
      module, source: main, project: project, classes: classes)
  }

  private func names(_ linked: LinkedModule) -> [String] {
    linked.links.map { "\($0.module).\($0.original)" }
  }

  /// What a package has for the functions of Python, run there.
  private func output(_ linked: LinkedModule, _ call: String) throws -> String {
    let original = OriginalModule(
      functions: ["f"], names: [], of: linked, moduleName: "main")
    let data = try outputOfPython(original.text + "\nprint(\(call))")
    return String(decoding: data, as: UTF8.self)
  }

  private let shapes = """
    import math
    from units import SCALE

    class Disc:
        def __init__(self, r):
            self.r = r

    def area(disc):
        return square(disc.r) * math.pi * SCALE

    def square(x):
        return x * x

    """
  private let units = "SCALE = 2.0\nUNUSED = input\n"

  @Test("With all that it needs, from wherever that comes")
  func closure() throws {
    let linked = try link(
      """
      from shapes import area, Disc as Circle
      def f(r):
          return area(Circle(r))
      """, ["shapes.py": shapes, "units.py": units])
    #expect(
      names(linked) == [
        "shapes.Disc", "shapes.area", "shapes.square", "units.SCALE",
      ])
    #expect(
      linked.links.map(\.locals) == [["Circle"], ["area"], [], []])
    #expect(try output(linked, "f(1.0)") == "6.283185307179586\n")
  }

  @Test("By the name of the module, also where a variable has the same name")
  func members() throws {
    let linked = try link(
      """
      import shapes as s
      def f(r):
          area = s.area(s.Disc(r))
          return area + s.square(r)
      """, ["shapes.py": shapes, "units.py": units])
    let renamed = linked.links.filter { $0.name != $0.original }
    #expect(renamed.map(\.original) == ["area"])
    #expect(renamed.map(\.locals) == [["s.area"]])
    let function = try #require(
      linked.module.scopes.first { $0.qualifiedName == "f" }?.function)
    #expect(function.freeNames == ["area_", "Disc", "square"])
    #expect(try output(linked, "f(1.0)") == "7.283185307179586\n")
  }

  @Test("By the whole name of a module inside a package")
  func insidePackage() throws {
    let files = [
      "lib/__init__.py": "", "lib/deep/__init__.py": "",
      "lib/shapes.py": """
      import lib.deep.tools
      SIZES = [1, 2]
      def area(x):
          return lib.deep.tools.half(x) * 4 + SIZES[1]
      """,
      "lib/deep/tools.py": "def half(x):\n  return x / 2\n",
    ]
    let linked = try link(
      """
      import lib.shapes
      import lib.deep.tools
      def f(r):
          half = lib.deep.tools.half(r)
          return lib.shapes.area(r) + half * lib.shapes.SIZES[0]
      """, files)
    #expect(linked.links.map(\.original) == ["half", "SIZES", "area"])
    #expect(
      linked.links.map(\.locals) == [
        ["lib.deep.tools.half"], ["lib.shapes.SIZES"], ["lib.shapes.area"],
      ])
    #expect(try output(linked, "f(3)") == "9.5\n")
    // The name is bound to something else as well.
    let other = try link(
      """
      import lib.shapes
      lib = lib
      def f(r):
          return lib.shapes.area(r)
      """, files)
    #expect(names(other) == [])
    // Through a name that another file has for it.
    let through = try link(
      "from lib.shapes import area\ndef f(r):\n  return area(r)\n", files)
    #expect(through.links.map(\.original) == ["half", "SIZES", "area"])
    #expect(try output(through, "f(3)") == "8.0\n")
    let assigned = try link(
      """
      import lib.shapes
      lib.shapes.SIZES = [3, 4]
      def f(r):
          return lib.shapes.area(r)
      """, files)
    #expect(names(assigned) == [])
  }

  @Test("Everything, and what a package only passes on")
  func passedOn() throws {
    let main = """
      from lib import *
      def f(x):
          return square(x) + offset(x)
      """
    let linked = try link(
      main,
      [
        "lib/__init__.py": "from .deep import square\nfrom .deep import *\n",
        "lib/deep.py": "def square(x):\n  return x * x\n",
      ])
    // What the second import brings is not plain to see.
    #expect(names(linked) == [])
    let plain = try link(
      main,
      [
        "lib/__init__.py": "from .deep import square, offset\n",
        "lib/deep.py":
          "def square(x):\n  return x * x\ndef offset(x):\n  return x + 1\n",
      ])
    #expect(plain.links.map(\.original) == ["offset", "square"])
    #expect(try output(plain, "f(3)") == "13\n")
  }

  @Test("A table with the loop that fills it")
  func filledTable() throws {
    let crc = """
      TABLE = []
      for n in range(4):
          c = n
          for _ in range(2):
              c = c * 2 + 1
          TABLE.append(c)
      def look(i):
          return TABLE[i]
      """
    let main = "from crc import look\ndef f(i):\n  return look(i)\n"
    let linked = try link(main, ["crc.py": crc])
    #expect(names(linked) == ["crc.TABLE", "crc.look"])
    #expect(try output(linked, "f(3)") == "15\n")
    // The loop's variable is something else here.
    let clash = try link("n = 7\n" + main, ["crc.py": crc])
    #expect(names(clash) == [])
  }

  @Test("Under the names that other files have for it")
  func foreignNames() throws {
    let linked = try link(
      """
      from __future__ import annotations
      from body import fall
      def f(x: Unknown):
          return fall(x)
      """,
      [
        "body.py": """
        from __future__ import annotations
        from lib import constants as C
        from lib.tools import half as by_two
        def fall(x: Missing):
            return by_two(x) * C.G
        """,
        "lib/__init__.py": "",
        "lib/constants.py": "G = 10\n",
        "lib/tools.py": "def half(x):\n  return x / 2\n",
      ])
    #expect(linked.links.map(\.original) == ["fall", "G", "half"])
    #expect(try output(linked, "f(3)") == "15.0\n")
  }

  @Test(
    "Nothing whose name means something else elsewhere",
    arguments: [
      // A name of the module's own.
      ("def square(x):\n  return x + 1\n", "from shapes import area"),
      // A built-in function that the other file replaces.
      ("def g(x):\n  return abs(x)\n", "from odd import area"),
      // One that this file replaces.
      ("def max(x):\n  return x\n", "from big import area"),
      // Another library under the same name.
      ("import cmath as math\n", "from shapes import area"),
    ])
  func clashes(own: String, imports: String) throws {
    let linked = try link(
      "\(imports)\n\(own)def f(x):\n  return area(x)\n",
      [
        "shapes.py": shapes, "units.py": units,
        "odd.py": "def abs(x):\n  return 1\ndef area(x):\n  return abs(x)\n",
        "big.py": "def area(x):\n  return max(x, 1)\n",
      ])
    #expect(names(linked) == [])
  }

  @Test(
    "Nothing that may change while the program runs",
    arguments: [
      "LIMIT = 1\nLIMIT = 2\ndef area(x):\n  return LIMIT\n",
      "LIMIT = 1\ndef set():\n  global LIMIT\n  LIMIT = 2\ndef area(x):\n  return LIMIT\n",
      "T = [1, 2]\ndef add():\n  T.append(3)\ndef area(x):\n  return T[x]\n",
      "if input:\n  def area(x):\n    return 1\nelse:\n  def area(x):\n    return 2\n",
      "from elsewhere import *\ndef area(x):\n  return 1\n",
    ])
  func uncertain(text: String) throws {
    let main = "from m import area\ndef f(x):\n  return area(x)\n"
    #expect(names(try link(main, ["m.py": text])) == [])
  }

  @Test("Nothing that another file sets from outside")
  func assigned() throws {
    let linked = try link(
      """
      import m
      m.LIMIT = 3
      def f(x):
          return m.LIMIT + m.other(x)
      """, ["m.py": "LIMIT = 1\ndef other(x):\n  return x\n"])
    #expect(names(linked) == ["m.other"])
    // The import stays, for what is not taken.
    #expect(linked.module.body.contains { $0.boundNames == ["m"] })
  }

  @Test("Classes that only their instances tell of")
  func classes() throws {
    let linked = try link(
      "def f(discs):\n  return sum(d.r for d in discs)\n",
      ["shapes.py": shapes, "units.py": units], classes: ["Disc", "Other"])
    #expect(names(linked) == ["shapes.Disc"])
    #expect(linked.links[0].locals == [])
  }

  @Test("Blockers are where they are in their own file")
  func places() throws {
    let text = "import os\n\n\ndef area(x):\n  return os.stat(x)\n"
    let main = "from m import area\ndef f(x):\n  return area(x)\n"
    let source = Project.Source(
      moduleName: "m", text: text, syntax: try syntaxOfPython(text))
    let module = try parsePython(main)
    var request = KernelRequest(
      module: module, source: main, moduleName: "main", function: "f",
      observations: [
        "f": FunctionObservation(
          code: 0, looks: 1,
          variables: [
            ObservedVariable(
              name: "x", isParameter: true,
              types: [.init(type: ObservedType("int"), count: 1)])
          ])
      ])
    request.project = Project(
      around: "/p/main.py", module: module, text: main,
      sources: ["/p/m.py": source],
      finding: ImportedFiles(of: ["/p/main.py"]))
    #expect(translate(request).blockers.map(\.place) == ["m.py, line 5"])
  }
}
