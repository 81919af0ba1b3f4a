import Kernel
import Testing

/// What the kernels do that the corpus of single operators does not reach.
@Suite struct TranslationTests {
  private static let source = """
    import math
    from math import sqrt as root

    SCALE = 2 ** 10
    STEPS = ((1, 0), (0, 1), (-1, 0))
    WEIGHTS = [0.5, 0.25, 0.125]

    def helper(x, factor=3):
        return x * factor

    def calls_others(n):
        total = 0
        for i in range(n):
            total += helper(i) + helper(i, factor=i)
        return total

    def constants(x):
        return x * SCALE + root(x) + math.pi

    def tables(n):
        x = y = 0
        for i in range(n):
            dx, dy = STEPS[i % len(STEPS)]
            x += dx
            y += dy
        total = 0.0
        for weight in WEIGHTS:
            total += weight
        return x, y, total

    def first_above(values, limit):
        for i, value in enumerate(values):
            if value > limit:
                return i
        return None

    def spread(rows):
        low = high = None
        for row in rows:
            for value in row:
                if low is None or value < low:
                    low = value
                if high is None or value > high:
                    high = value
        return low, high

    def maybe_unbound(n):
        for i in range(n):
            last = i
        return last

    def even(n):
        if n == 0:
            return True
        return odd(n - 1)

    def odd(n):
        if n == 0:
            return False
        return even(n - 1)

    def scaled_in_place(rows, factor):
        for row in rows:
            for i in range(len(row)):
                row[i] *= factor

    def popped(stack):
        total = 0
        while stack:
            total += stack.pop()
        return total

    def swapped_rows(rows):
        rows[0], rows[-1] = rows[-1], rows[0]
        return rows

    def mixed(values):
        total = 0
        for value in values:
            total = total * 2 + value
        return total

    def fill(count, depth):
        grid = [[0] * count for _ in range(depth)]
        for i in range(depth):
            grid[i][i % count] = i
        return grid

    def shared(count):
        row = [0] * count
        return [row, row]

    def spliced(values, low, high):
        values[low:high] = values[::-1]
        values[:1] = [7, 8]
        values[3:] = values
        return values

    def mixed_sum(values, extra):
        total = sum(v * extra for v in values)
        return total, sum(values), sum(values, 0.5)

    def same(a, b, c):
        return a is b, a is not c

    def replaced(rows):
        for i in range(len(rows)):
            a, b = rows[i]
            rows[i] = [b, a]

    def guarded(values, i):
        try:
            return values[i]
        except IndexError:
            return -1

    def with_default(x, y=2, *, z=3):
        return x + y + z

    def several(switch, values):
        while True:
            switch -= 1
            if switch < 0:
                break
            values.append(switch)
        else:
            return -1
        return len(values)

    def keyword_names(self, func, inout):
        divide = self + func
        range_ = divide * inout
        let = range_ - 1
        return let
    """

  private static let calls = [
    "calls_others(0)", "calls_others(10)", "constants(2.5)",
    "constants(0.0)", "tables(0)", "tables(7)",
    "first_above([1.0, 5.0, 2.0], 3.0)", "first_above([1.0], 3.0)",
    "spread([[2.5, -1.0], [], [7.0]])", "spread([])", "maybe_unbound(3)",
    "even(40)", "odd(7)", "scaled_in_place([[1.0, 2.0], [3.0]], 0.5)",
    "popped([1, 2, 3])", "popped([])", "swapped_rows([[1], [2], [3]])",
    "mixed([])", "mixed([1])", "mixed([1, 2.5, True])", "fill(3, 5)",
    "spliced([1, 2, 3, 4], 1, 3)", "spliced([], 0, 0)",
    "spliced([1, 2, 3], -9, -1)", "spliced([1, 2, 3], 3, 1)",
    "mixed_sum([1, 2.5, True, 0.1, 1e100, -1e100], 3)", "mixed_sum([], 1)",
    "mixed_sum([1, 2], 0.1)", "mixed_sum([0.1] * 10, 1)",
    "same([1], [1], [2.0])", "replaced([[1.0, 2.0] for _ in range(8)])",
    "shared(2)", "guarded([1, 2], 1)", "several(3, [9])",
    "keyword_names(1, 2, 3)", "with_default(1, 2)", "with_default(1)",
    "with_default(1, z=0)",
  ]

  /// Python raises, or the kernel leaves it to Python.
  private static let fallbacks = [
    "maybe_unbound(0)", "even(3000)",
    "scaled_in_place([[1.0], [2]], 0.5)", "constants(-1.0)",
    "popped([2**62, 2**62])", "with_default(1.5)",
  ]

  private static let lab = Result {
    try KernelLab(source: source, examples: calls)
  }

  @Test(arguments: PythonUnderTest.all)
  func resultsAndChangesAreEqual(python: PythonUnderTest) throws {
    let lab = try Self.lab.get()
    #expect(lab.translation.blockers.map(\.construct) == [])
    let report = try lab.run(
      Self.calls + Self.fallbacks + [
        "scaled_in_place([[1.0, 2.0]] * 2, 0.5)",
        "swapped_rows([[1], [2]] * 2)", "same(*([[1]] * 2), [])",
      ], python: python)
    #expect(report.differences == [])
    #expect(report.fallbacks == Self.fallbacks)
  }

  @Test func pythonLinesStandAboveTheSwift() throws {
    let report = try KernelLab.run(
      source: "def f(n):\n    total = 0\n    total += n * 2\n    return total",
      calls: ["f(3)"])
    let kernel = report.sources.files["Kernel.swift"] ?? ""
    #expect(
      kernel.contains(
        """
        func f(_ n: Int) throws(Fallback) -> Int {
          // total = 0
          var total = 0
          // total += n * 2
          total = try total + n *! 2
          // return total
          return total
        }
        """))
  }

  @Test func theModuleNeedsNothingButLibc() throws {
    let lab = try KernelLab(
      source: "def f(xs):\n    return sum(x ** 0.5 for x in xs)",
      examples: ["f([1.0])"])
    defer { lab.remove() }
    let output = try Command(
      "readelf", ["-d", lab.folder.path + "/_kernel.abi3.so"]
    ).run()
    let needed = output.text.split(separator: "\n")
      .filter { $0.contains("NEEDED") }
    #expect(
      needed.allSatisfy { $0.contains("libc.so") || $0.contains("libm.so") })
  }

  @Test func namesTheOriginalNeedsAreListed() throws {
    let lab = try KernelLab(
      source: Self.source, examples: ["calls_others(1)", "tables(1)"])
    defer { lab.remove() }
    #expect(
      lab.translation.sources.pythonNames == ["STEPS", "WEIGHTS", "helper"])
  }
}
