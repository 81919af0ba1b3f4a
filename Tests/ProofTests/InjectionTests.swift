import Foundation
import ProfileModel
import Recorder
import Testing

@Suite("Redirecting functions of a script", .serialized)
struct InjectionTests {
  private static let script = """
    import inspect, sys, traceback


    class Shape:
        def area(self, size):
            return size * 2.0

        @staticmethod
        def double(x):
            return x + x


    def score(values, k=2.0, /):
        "Adds up."
        total = 0.0
        for v in values:
            total += v * k
        return total / len(values)


    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)


    def outer():
        def inner(x):
            return x + 1
        return [inner(i) for i in range(3)]


    print(score([1.0, 2.0]), score([3.0], 1.0), fib(12), outer())
    print(Shape().area(2), Shape.double(4))
    print(score.__doc__, inspect.signature(score), score.__defaults__)
    print(inspect.getsource(score), score.__qualname__, score.__name__)
    print(sorted(sys.modules), sys.path)
    try:
        score([])
    except ZeroDivisionError:
        traceback.print_exc()
    try:
        score()
    except TypeError as error:
        print(error)
    for i in range(20000):
        score([i])
    sys.setrecursionlimit(60)
    print(fib(40 - 8 + 0 * len(traceback.extract_stack())) if False else "-")
    score(3)

    """

  @Test(
    "A script does not notice that its calls are captured",
    arguments: pythons)
  func captureIsInvisible(python: Interpreter) throws {
    let folder = try ScratchFolder()
    let path = try folder.write(Self.script, to: "dir ü/script.py")
    let plain = try folder.run(python, .script(path))
    #expect(plain.output.contains("4.0"))
    for (name, line) in [
      ("score", 13), ("fib", 21), ("outer.<locals>.inner", 26),
      ("Shape.area", 5), ("Shape.double", 8),
    ] {
      let injection = folder.redirect(path, name, line: line)
      let captured = try folder.run(
        python, .script(path), injection: injection)
      #expect(captured == plain)
      let records = try folder.journal(python)
      #expect(records.contains { $0.hasPrefix("['call', 0, 1,") }, "\(name)")
      try FileManager.default.removeItem(atPath: injection.journal)
    }
  }

  @Test("A tracer of the script's own sees nothing of ours", arguments: pythons)
  func tracing(python: Interpreter) throws {
    let folder = try ScratchFolder()
    let path = try folder.write(
      """
      import sys
      def f(n):
          return n + 1
      events = []
      def trace(frame, event, argument):
          events.append((event, frame.f_code.co_name, frame.f_lineno))
          return trace
      sys.settrace(trace)
      for i in range(3):
          f(i)
      sys.settrace(None)
      print(events, f(1))
      """, to: "script.py")
    let plain = try folder.run(python, .script(path))
    let captured = try folder.run(
      python, .script(path), injection: folder.redirect(path, "f", line: 2))
    #expect(captured == plain)
    #expect(try folder.journal(python).count == 1)
  }

  @Test(
    "Calls are captured with arguments, result and what became of both",
    arguments: pythons)
  func captures(python: Interpreter) throws {
    let folder = try ScratchFolder()
    let path = try folder.write(
      """
      import array
      def f(values, n, data):
          values.append(n)
          if n == 2:
              raise ValueError("two")
          return values
      for i in range(3):
          try:
              f([i], i, array.array("d", [i]))
          except ValueError:
              pass
      f(object(), 1, 2) if False else None
      import os
      os._exit(3)
      """, to: "script.py")
    let result = try folder.run(
      python, .script(path), injection: folder.redirect(path, "f", line: 2))
    #expect(result.ending == .exited(3))
    #expect(
      try folder.journal(python) == [
        """
        ['call', 0, 1, 0, 0, ([None, None, ('array', 'd')], \
        [[0], 0, b'\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00']), 'return', \
        ([None, None, ('array', 'd'), None], [[0, 0], 0, \
        b'\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00', [0, 0]]), None]
        """,
        """
        ['call', 0, 2, 0, 0, ([None, None, ('array', 'd')], \
        [[1], 1, b'\\x00\\x00\\x00\\x00\\x00\\x00\\xf0?']), 'return', \
        ([None, None, ('array', 'd'), None], [[1, 1], 1, \
        b'\\x00\\x00\\x00\\x00\\x00\\x00\\xf0?', [1, 1]]), None]
        """,
        """
        ['call', 0, 3, 0, 0, ([None, None, ('array', 'd')], \
        [[2], 2, b'\\x00\\x00\\x00\\x00\\x00\\x00\\x00@']), 'raise', \
        ('ValueError', 'two'), ([None, None, ('array', 'd')], \
        [[2, 2], 2, b'\\x00\\x00\\x00\\x00\\x00\\x00\\x00@'])]
        """,
      ])
  }

  @Test("Instances are captured by their attributes", arguments: pythons)
  func instances(python: Interpreter) throws {
    let folder = try ScratchFolder()
    let path = try folder.write(
      """
      class Point:
          def __init__(self, x):
              self.x = x
      class Slotted:
          __slots__ = ("y", "__z")
          def __init__(self):
              self.y = 1
              self.__z = [2]
      def f(items):
          items[0].x += 1
      p = Point(1)
      f([p, p, Slotted()])
      """, to: "script.py")
    _ = try folder.run(
      python, .script(path), injection: folder.redirect(path, "f", line: 9))
    let journal = try folder.journal(python)
    #expect(journal.count == 1)
    // Two of the three are one and the same.
    #expect(
      journal.first?.contains(
        "[[(Ellipsis, 0), (Ellipsis, 0), (Ellipsis, 1)]") == true)
    for x in 1...2 {
      #expect(
        journal.first?.contains(
          """
          [('Point', {'x': \(x)}), \
          ('Slotted', {'y': 1, '_Slotted__z': [2]})]
          """) == true, "\(journal)")
    }
  }

  @Test("What `collections` has is captured with its kind", arguments: pythons)
  func collections(python: Interpreter) throws {
    let folder = try ScratchFolder()
    let path = try folder.write(
      """
      from collections import Counter, OrderedDict, defaultdict, deque
      import itertools
      class Box:
          def __init__(self):
              self.waiting = deque([1], 3)
              self.ids = itertools.count(4, 2)
      def f(box, table, made, order, counts):
          next(box.ids)
          table["b"].append(counts["z"])
      f(Box(), defaultdict(list, a=[1]), defaultdict(lambda: 3, x=1),
        OrderedDict(b=2), Counter("ab"))
      """, to: "script.py")
    _ = try folder.run(
      python, .script(path), injection: folder.redirect(path, "f", line: 7))
    let journal = try folder.journal(python)
    #expect(journal.count == 1)
    let text = try #require(journal.first)
    for part in [
      "(Ellipsis, None, ('defaultdict', 'list'), {'a': [1]})",
      "(Ellipsis, None, ('defaultdict', 'list'), {'a': [1], 'b': [0]})",
      "(Ellipsis, None, ('defaultdict', '?'), {'x': 1})",
      "(Ellipsis, None, ('OrderedDict', None), {'b': 2})",
      "(Ellipsis, None, ('Counter', None), {'a': 1, 'b': 1})",
      "{'waiting': (Ellipsis, None, ('deque', 3), [1])",
      "'ids': (Ellipsis, None, ('count', (4, 2)), [])}",
      "'ids': (Ellipsis, None, ('count', (6, 2)), [])}",
    ] {
      #expect(text.contains(part), "\(text)")
    }
  }

  @Test(
    "What cannot be redirected or recorded is left alone, with the reason",
    arguments: pythons)
  func obstacles(python: Interpreter) throws {
    let folder = try ScratchFolder()
    let path = try folder.write(
      """
      def make(k):
          def closure(x):
              return x * k
          return closure
      def generator(n):
          yield from range(n)
      def variadic(*values):
          return sum(values)
      class Odd(list):
          def __reduce__(self):
              raise SystemExit("never to be called")
      def takes(values):
          return len(values)
      print(make(2)(3), list(generator(3)), variadic(1, 2), takes(Odd()))
      """, to: "script.py")
    let injection = Injection(
      redirects: [
        ("make.<locals>.closure", 2), ("generator", 5), ("variadic", 7),
        ("takes", 12),
      ].map {
        Injection.Redirect(
          code: CodeObject(file: path, qualifiedName: $0.0, firstLine: $0.1),
          destination: .capture)
      }, journal: folder.path + "/journal")
    let result = try folder.run(python, .script(path), injection: injection)
    #expect(result.output == "6 [0, 1, 2] 3 0\n")
    #expect(result.error == "")
    let notes = Set(try folder.journal(python).filter { $0.contains("note") })
    #expect(
      notes == [
        """
        ('note', 0, 'it uses variables of the function around it')
        """,
        "('note', 1, 'it is a generator or a coroutine')",
        """
        ('note', 2, 'it takes *args, **kwargs or keyword-only parameters')
        """,
        "('note', 3, 'a call could not be recorded: a value of type Odd')",
      ])
  }

  @Test(
    "Imported modules, also cached, -m and -c are reached as well",
    arguments: pythons)
  func waysToRun(python: Interpreter) throws {
    let folder = try ScratchFolder()
    let module = try folder.write(
      "def f(x):\n    return x + 1\nprint(f(1))\n", to: "pkg/part.py")
    try folder.write("", to: "pkg/__init__.py")
    let main = try folder.write(
      "import pkg.part, sys\nprint(pkg.part.f(2))\n", to: "main.py")
    let add = "import sys; sys.path.insert(0, \(folder.path.debugDescription))"
    let ways: [(Run.Target, String)] = [
      (.script(main), "2\n3\n"),
      (.code("\(add); import pkg.part"), "2\n"),
      (
        .code(
          """
          \(add); import runpy
          runpy.run_module("pkg.part", run_name="__main__")
          """), "2\n"
      ),
    ]
    // Again from the cache, not from the source.
    try Shell.run([python.executable, "-m", "compileall", "-q", folder.path])
    for (target, expected) in ways + [ways[0]] {
      let injection = folder.redirect(module, "f", line: 1)
      let result = try folder.run(python, target, injection: injection)
      #expect(result.output == expected)
      #expect(result.error == "")
      #expect(try folder.journal(python).count == expected.count / 2)
      try FileManager.default.removeItem(atPath: injection.journal)
    }
    let code = "def f(x):\n    return x + 1\nprint(f(1))"
    let result = try folder.run(
      python, .code(code), injection: folder.redirect("<string>", "f", line: 1))
    #expect(result.output == "2\n")
    #expect(try folder.journal(python).count == 1)
  }

  @Test(
    "A kernel takes a function's place",
    .enabled(if: Shell.swiftCompiler != nil, "swiftc is not installed"),
    arguments: pythons)
  func kernel(python: Interpreter) throws {
    let folder = try ScratchFolder()
    let library = try RollingKernel.library()
    let path = try folder.write(
      """
      import sys, traceback
      def rolling_score(values):
          prev = 0.0
          result = []
          for v in values:
              prev = v + 1000
              result.append(prev)
          return result
      print(rolling_score([1.0, 2.0]), rolling_score([1, 2]))
      print(rolling_score(values=[1.0]), "_kernel" in sys.modules)
      print(rolling_score.__code__.co_varnames, rolling_score.__name__)
      rolling_score(None)
      """, to: "script.py")
    let result = try folder.run(
      python, .script(path),
      injection: folder.redirect(
        path, "rolling_score", line: 2,
        to: .kernel(library: library, function: "rolling_score")))
    // The original adds 1000: the difference shows who computed.
    #expect(
      result.output == """
        [0.892315625, 1.8010969829189452] [1001, 1002]
        [0.892315625] False
        ('values',) rolling_score

        """)
    #expect(
      result.error == """
        Traceback (most recent call last):
          File "\(path)", line 12, in <module>
            rolling_score(None)
        \(python.version.minor < 13 ? "" : "    ~~~~~~~~~~~~~^^^^^^\n")\
          File "\(path)", line 5, in rolling_score
            for v in values:
        \(python.version.minor < 13 ? "" : "             ^^^^^^\n")\
        TypeError: 'NoneType' object is not iterable

        """)
    #expect(result.ending == .exited(1))
    #expect(try folder.journal(python) == ["('loaded', 0, True)"])
  }

  @Test(
    "A kernel that cannot be loaded leaves the original at work",
    arguments: pythons)
  func missingKernel(python: Interpreter) throws {
    let folder = try ScratchFolder()
    let path = try folder.write(
      "def f(x):\n    return x\nprint(f(1), f(2))\n", to: "script.py")
    let result = try folder.run(
      python, .script(path),
      injection: folder.redirect(
        path, "f", line: 1,
        to: .kernel(library: folder.path + "/no.so", function: "f")))
    #expect(result.output == "1 2\n")
    let records = try folder.journal(python)
    #expect(records.last == "('loaded', 0, False)")
  }
}
