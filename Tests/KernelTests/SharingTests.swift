import Foundation
import TestSupport
import Testing

/// Loops that several threads share give what one would.
@Suite(.enabled(if: PythonUnderTest.headers != nil, "no Python.h"))
struct SharingTests {
  /// Shared, each of them.
  private static let shared = """
    def inside(w, h, most):
        count = 0
        best = 0
        for y in range(h):
            ci = 2.0 * y / h - 1.0
            for x in range(w):
                cr = 3.0 * x / w - 2.0
                zr = zi = 0.0
                n = 0
                while n < most and zr * zr + zi * zi <= 4.0:
                    zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
                    n += 1
                if n == most:
                    count += 1
                if n > best:
                    best = n
        return count, best

    def steps(n):
        out = []
        for i in range(n):
            x = i
            s = 0
            while x > 1:
                x = x // 2 if x % 2 == 0 else 3 * x + 1
                s += 1
            out.append(s)
        return out

    def blurred(values, out):
        for i in range(len(values)):
            t = 0.0
            for j in range(5):
                t += values[(i + j) % len(values)] * j
            out[i] = t

    def extremes(values):
        low = high = values[0]
        total = 0
        for i in range(len(values)):
            v = values[i]
            for k in range(3):
                v = v * 31 % 1009 + k
            if v < low:
                low = v
            high = max(high, v)
            total -= v
        return low, high, total

    def weighted(rows, weights):
        out = []
        for i in range(len(rows)):
            row = rows[i]
            t = 0.0
            for j in range(len(weights)):
                t += row[j] * weights[j]
            out.append(t)
        return out

    def total(values):
        result = 0
        for i in range(len(values)):
            v = values[i]
            for k in range(2):
                v = v // (values[i] + k)
            result += v + values[i]
        return result

    """

  /// Not shared: a pass takes something from another, or leaves it behind.
  private static let alone = """
    def carried(n):
        x = 1
        for i in range(n):
            for j in range(2):
                x = (x * 3 + j) % 1000003
        return x

    def neighbours(values):
        for i in range(1, len(values)):
            for _ in range(2):
                values[i] += values[i - 1]

    def last(n):
        y = 0
        for i in range(n):
            y = i
            for j in range(3):
                y = y * 3 % 101
        return y

    def first_found(n, wanted):
        for i in range(n):
            for j in range(3):
                if i * j == wanted:
                    return i
        return -1

    def same_place(values, n):
        for i in range(n):
            for j in range(2):
                values[i // 2] = i + j

    def order(values):
        total = 0.0
        for i in range(len(values)):
            for j in range(2):
                total += values[i] / (j + 1)
        return total

    """

  private static let examples = [
    "inside(3, 4, 5)", "steps(5)", "blurred([1.0, 2.0], [0.0, 0.0])",
    "extremes([1, 2])", "total([1, 2])", "weighted([[1.5, 2.0]], [1.0, 2.0])",
    "carried(5)", "neighbours([1, 2])",
    "last(3)", "first_found(3, 9)", "same_place([1, 2], 3)", "order([1.5])",
  ]

  private static let lab = Result {
    try KernelLab(source: shared + alone, examples: examples)
  }

  @Test
  func loopsAreSharedWherePassesAreIndependent() throws {
    let lab = try Self.lab.get()
    #expect(lab.translation.blockers.map(\.construct) == [])
    let text = lab.translation.sources.kernelText ?? ""
    let functions = text.components(separatedBy: "\nfunc ").dropFirst()
    let shared = functions.filter { $0.contains("try share(") }
    #expect(
      shared.map { String($0.prefix { $0 != "(" }) }.sorted()
        == ["blurred", "extremes", "inside", "steps", "total", "weighted"])
  }

  /// Of all sizes, with threads for however little work, and with none.
  @Test(arguments: PythonUnderTest.all)
  func anyNumberOfThreadsGivesTheSame(python: PythonUnderTest) throws {
    let text = try run(
      """
      def outcome(function, arguments):
          given = copy.deepcopy(arguments)
          try:
              return repr((function(*given), given))
          except Exception as error:
              return repr((type(error), str(error), given))

      sizes = [0, 1, 2, 3, 5, 8, 13, 64, 100, 257, 1500]
      calls = [("inside", (w, h, 20)) for w in (0, 1, 7) for h in sizes[:9]]
      for n in sizes:
          numbers = [(i * 7919) % 1000 + 1 for i in range(n)]
          floats = [i * 0.37 - 3 for i in range(n)]
          calls += [
              ("steps", (n,)), ("blurred", (floats, [0.5] * n)),
              ("blurred", (floats, [0.5] * (n - 1))), ("extremes", (numbers,)),
              ("total", (numbers,)), ("total", (numbers + [0] + numbers,)),
              ("weighted", ([floats[:9]] * n, floats[:9])),
              ("weighted", ([floats[i:i + 7] for i in range(n)], [2.5] * 7)),
              ("total", (numbers + [2**62, 2**62],)),
              ("total", (numbers + [2**62, -2**62, 2**62, -2**62] * 9,)),
              ("carried", (n,)), ("neighbours", (numbers,)), ("last", (n,)),
              ("first_found", (n, 8)), ("same_place", (numbers, n)),
              ("order", (floats,))]
      for threads in ["4,0", "1", "2,0", "64,0", "3,100", "", "x", "-1,-1"]:
          os.environ["SWIFTLET_THREADS"] = threads
          for name, arguments in calls:
              expected = outcome(namespace[name], arguments)
              actual = outcome(getattr(_kernel, name), arguments)
              if expected != actual:
                  print(threads, name, arguments, expected, actual)
          values = [1.5, 2.0, -1.0, 7.0] * 50
          again = list(values)
          namespace["blurred"](values, values)
          _kernel.blurred(again, again)
          if values != again:
              print(threads, "one list twice")
      """, python)
    #expect(text == "")
  }

  /// Threads did work, in a forked child too, and an interruption ends them.
  @Test(arguments: PythonUnderTest.all)
  func threadsComeAndGo(python: PythonUnderTest) throws {
    let text = try run(
      """
      import signal, subprocess, time

      def others():
          return time.process_time() - time.thread_time()

      expected = namespace["inside"](40, 40, 50)
      def used(threads):
          os.environ["SWIFTLET_THREADS"] = threads
          before = others()
          for _ in range(20):
              assert _kernel.inside(40, 40, 50) == expected
          return others() - before > 1e-3

      print(used("3,0"), used("1"), len(os.listdir("/proc/self/task")))
      child = os.fork()
      if child == 0:
          os._exit(0 if used("4,0") else 1)
      print(os.waitpid(child, 0)[1])

      signal.pthread_sigmask(signal.SIG_SETMASK, [])
      signal.signal(signal.SIGINT, signal.default_int_handler)
      signal.alarm(100)
      os.environ["SWIFTLET_THREADS"] = "3"
      SENDER = '''
      import os, signal, sys, time
      time.sleep(0.3)
      os.kill(int(sys.argv[1]), signal.SIGINT)
      '''
      sender = subprocess.Popen(
          [sys.executable, "-c", SENDER, str(os.getpid())])
      try:
          _kernel.inside(300, 10**12, 60)
      except KeyboardInterrupt:
          print("interrupted")
      sender.wait()
      print(len(os.listdir("/proc/self/task")))
      """, python)
    #expect(text == "True False 1\n0\ninterrupted\n1\n")
  }

  private func run(
    _ program: String, _ python: PythonUnderTest
  ) throws -> String {
    let lab = try Self.lab.get()
    let start = """
      import copy, os, sys, warnings
      warnings.simplefilter("ignore")
      sys.path.insert(0, sys.argv[1])
      import _kernel
      namespace = {}
      exec(sys.argv[2], namespace)
      for name in _kernel._statistics():
          _kernel._set_original(name, namespace[name])

      """
    let output = try Command(
      python.executable, ["-c", start + program, lab.folder.path, lab.source]
    ).run()
    #expect(output.status == 0, "\(output.errors)")
    return output.text
  }
}
