import Kernel
import ProfileModel
import PythonSyntax
import TestSupport
import Testing

/// What cannot be translated, and how it is said.
@Suite struct BlockerTests {
  @Test(
    "Values that hold others like themselves have no type, and are said so",
    arguments: [
      "def f(v: list[int]):\n  out = []\n  out.append(out)\n  return len(out)",
      "def f(n: tuple[str, list[tuple[str, list[str]]]]):\n"
        + "  name, parts = n\n  return sum(f(p) for p in parts)",
      "def f(n: list[list[int]]):\n  return sum(f(p) for p in n)",
    ])
  func endless(source: String) throws {
    #expect(try !blockers(source).isEmpty)
  }

  private func blockers(
    _ source: String, function: String = "f"
  ) throws -> [Blocker] {
    try translation(source, function: function).blockers
  }

  private func translation(
    _ source: String, function: String = "f"
  ) throws -> Translation {
    translate(
      KernelRequest(
        module: try parsePython(source), source: source, moduleName: "m",
        function: function, observations: [:]))
  }

  @Test(
    arguments: [
      (
        "def f(n: int):\n  return f'{n:=5}'", "this format of a int", 2
      ),
      ("def f(n: int):\n  print(n)", "the call of `print`", 2),
      (
        "def f(n: int):\n  return None, n",
        "a tuple with None in it as the result of `f`", 1
      ),
      ("def f(n: int):\n  yield n", "a generator function", 1),
      ("@cache\ndef f(n: int):\n  return n", "a decorator", 1),
      (
        "def f(*n):\n  return 1",
        "a parameter list with `*args`, `**names` or `/`", 1
      ),
      (
        "def f(n: int):\n  def g():\n    return n\n  return g",
        "the function `g` as a value", 4
      ),
      (
        "def f(n: int):\n  global total\n  total = n",
        "the assignment of the outer name `total`", 2
      ),
      (
        "def f(n: int):\n  return n.denom", "the attribute `.denom`", 2
      ),
      ("def f(n: int):\n  return ...", "a constant that is not a number", 2),
      (
        "def f(n: int):\n  return unknown", "the outer name `unknown`", 2
      ),
    ])
  func constructIsNamedWithItsPlace(
    source: String, construct: String, line: Int
  ) throws {
    let found = try blockers(source)
    #expect(found.map(\.construct).contains(construct))
    let blocker = found.first { $0.construct == construct }
    #expect(blocker?.range.line == line)
    #expect(blocker?.advice.hasSuffix(".") == true)
  }

  @Test func severalBlockersAreAllNamed() throws {
    let source = """
      def f(n: int):
          if print(n):
              x = input(n)
          else:
              x = open(n)
          return lambda: x
      """
    #expect(try Set(blockers(source).map(\.range.line)) == [2, 3, 5, 6])
  }

  @Test func buffersInContainersAreBlockers() throws {
    for body in ["[b]", "(b, 1)", "{1: b}", "[(b, 2)]", "(1, [b])"] {
      let request = KernelRequest(
        module: try parsePython("def f(b):\n  x = \(body)\n  return len(x)"),
        source: "", moduleName: "m", function: "f",
        observations: [
          "f": FunctionObservation(
            code: 0, looks: 1,
            variables: [
              ObservedVariable(
                name: "b", isParameter: true,
                types: [
                  .init(
                    type: ObservedType(
                      "bytearray", format: "B", dimensions: 1),
                    count: 1)
                ])
            ])
        ])
      #expect(translate(request).blockers.count == 1, "\(body)")
    }
  }

  @Test func aTypeThatWasNotObservedIsABlocker() throws {
    let found = try blockers("def f(x, y: float):\n  return x + y")
    #expect(found.count == 1)
    #expect(found.first?.construct.contains("`x`") == true)
    #expect(found.first?.isLackOfEvidence == true)
  }

  @Test func aVariableOfTwoTypesIsABlocker() throws {
    let found = try blockers(
      "def f(n: int):\n  x = n\n  if n:\n    x = [1]\n  return x")
    #expect(found.contains { $0.construct.contains("`x` holding both") })
  }

  @Test func whatIsNotAFunctionIsSaid() throws {
    let source = "class C:\n  def m(self):\n    return 1\ndef g():\n  pass"
    #expect(try blockers(source, function: "C.m") == [])
    #expect(
      try blockers("@known\n" + source, function: "C.m").first?.construct
        == "the method `C.m`, whose class has a decorator")
    #expect(
      try blockers(source + "\ng.m = 1", function: "C.m").first?.construct
        == "the method `C.m`, which is assigned as an attribute")
    #expect(
      try blockers(source, function: "nothing").first?.construct
        == "`nothing`, which is not a function")
  }

  @Test func anOuterNameThatIsReboundIsReadAtEachCall() throws {
    let source = """
      LIMIT = 3
      def change():
          global LIMIT
          LIMIT = 4
      def f(n: int):
          return n < LIMIT
      """
    #expect(try blockers(source) == [])
    #expect(try isReadAtEachCall(source))
  }

  @Test func aTableThatIsChangedIsReadAtEachCall() throws {
    let use = "def f(n: int):\n  return TABLE[n]"
    #expect(try !isReadAtEachCall("TABLE = [1, 2]\n" + use))
    for change in ["TABLE.append(3)", "TABLE[0] = 3", "other = TABLE"] {
      #expect(try isReadAtEachCall("TABLE = [1, 2]\n\(change)\n" + use))
    }
    #expect(try !isReadAtEachCall("TABLE = (1, 2)\nother = TABLE\n" + use))
  }

  @Test func aVariableWhoseTypeNothingTellsIsABlocker() throws {
    let source = "TABLE = open('x').read()\ndef f(n: int):\n  return TABLE[n]"
    #expect(
      try blockers(source).map(\.construct) == [
        "the variable `TABLE`, whose type the source does not tell"
      ])
  }

  /// The kernel has variables of the module, as they are at each call.
  private func isReadAtEachCall(_ source: String) throws -> Bool {
    let translation = try translation(source)
    #expect(translation.blockers == [])
    return translation.sources.kernelText?.contains("ModuleVariables") == true
  }

  @Test func aStarImportMakesNamesUncertain() throws {
    let use = "def f(n: float):\n  return abs(n)\n"
    #expect(try blockers(use) == [])
    #expect(try blockers("from numpy import *\n" + use) != [])
    let constant = "LIMIT = 3\n"
    let read = "def f(n: int):\n  return n + LIMIT\n"
    #expect(try blockers("from m import *\n" + constant + read) == [])
    #expect(try blockers(constant + "from m import *\n" + read) != [])
  }
}
