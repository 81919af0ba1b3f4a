import Foundation
import TestSupport
import Testing

/// Loops that several threads share give what one would.
@Suite(.enabled(if: PythonUnderTest.headers != nil, "no Python.h"))
struct SharingTests {
  private static let corpus = Corpus(
    name: "shared_loops",
    file: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Sharing/shared_loops.py").path)

  private static let lab = Result {
    try corpus.lab(under: try #require(PythonUnderTest.all.first))
  }

  /// With threads from the second pass on, with none, and as users have it.
  private static let settings =
    PythonUnderTest.all.flatMap { python in
      ["2,0", "7,0", "1"].map { (python, $0) }
    }
    + PythonUnderTest.all.prefix(1).flatMap { python in
      ["64,0", "3,50", "", "x", "-1,-1"].map { (python, $0) }
    }

  /// All sizes, aliases, exceptions and overflows.
  @Test(arguments: settings)
  func anyNumberOfThreadsGivesTheSame(
    python: PythonUnderTest, threads: String
  ) throws {
    let problems = try Self.corpus.problems(
      of: try Self.lab.get(), under: python,
      environment: ["SWIFTLET_THREADS=\(threads)"])
    for problem in problems {
      Issue.record("\(python), SWIFTLET_THREADS=\(threads): \(problem)")
    }
  }

  /// And those alone.
  @Test
  func loopsAreSharedWherePassesAreIndependent() throws {
    let text = try run(
      """
      def shared(name, call):
          before = _kernel._shared_loops()
          arguments = call() if callable(call) else copy.deepcopy(call)
          getattr(_kernel, name)(*arguments)
          return _kernel._shared_loops() - before

      print([n for n in c.SHARED if not any(shared(n, a) for a in c.CALLS[n])])
      print([n for n in c.CALLS if n not in c.SHARED
             and any(shared(n, a) for a in c.CALLS[n])])
      # What one argument gives and another takes is not.
      values, rows, row = c.floats(64), c.square(8, 3), [1, 2, 3]
      print(shared("blurred", (values, c.floats(64))),
            shared("blurred", lambda: (values, values)),
            shared("product_into", (rows, c.square(8, 1), c.square(8, 2))),
            shared("product_into", lambda: (rows, c.square(8, 1), rows)),
            shared("product_into", lambda: (
                rows, c.square(8, 1), [[0] * 8] + rows[1:])),
            shared("scaled_rows", ([row, [4], [5], [6]], [1] * 4)),
            shared("scaled_rows", lambda: ([row, [4], [5], row], [1] * 4)))
      # Nor what is left after the first pass, where that is one.
      print([shared("steps", (n,)) for n in range(5)])
      """, threads: "2,0")
    #expect(text == "[]\n[]\n1 0 1 0 0 1 0\n[0, 0, 0, 1, 1]\n")
  }

  /// Threads are gone when a call is over, however it ends, and none is there
  /// for a forked process to wait for.
  @Test(arguments: PythonUnderTest.all)
  func threadsComeAndGo(python: PythonUnderTest) throws {
    let text = try run(
      """
      def count():
          return len(os.listdir("/proc/self/task"))

      def child(work):
          process = os.fork()
          if process == 0:
              signal.alarm(100)
              os._exit(0 if work() else 1)
          return os.waitpid(process, 0)[1]

      arguments = (40, 40, 50)
      expected = c.inside(*arguments)
      def right():
          before = _kernel._shared_loops()
          return (_kernel.inside(*arguments) == expected
                  and _kernel._shared_loops() == before + 1)

      print(right(), count(), child(right), right(), count())

      # Several of Python's threads at once, which may have to do without.
      results = []
      def call(seed):
          for n in range(20):
              results.append(_kernel.steps(n + seed) == c.steps(n + seed))
      threads = [threading.Thread(target=call, args=(i,)) for i in range(4)]
      for thread in threads: thread.start()
      forks = [child(lambda: _kernel.inside(*arguments) == expected)
               for _ in range(5)]
      for thread in threads: thread.join()
      print(all(results), len(results), forks, count())

      # A signal comes while a loop without an end in sight is shared. The
      # handler forks, and the child, which has none of the threads, goes on in
      # Python. The next one raises.
      parent, before = os.getpid(), _kernel._shared_loops()
      codes = []
      _kernel._set_original("flags", lambda *_: "left to Python")
      def fork(*_):
          process = os.fork()
          if process:
              codes.append(os.waitpid(process, 0)[1])
      signal.signal(signal.SIGUSR1, fork)
      def send():
          while _kernel._shared_loops() == before: pass
          os.kill(parent, signal.SIGUSR1)
          while not codes: pass
          os.kill(parent, signal.SIGINT)
      sender = threading.Thread(target=send)
      sender.start()
      values = [1] + [10**17] * 8
      try:
          result = _kernel.flags(values, 3)
      except KeyboardInterrupt:
          result = "interrupted"
      if os.getpid() != parent:
          os._exit(0 if result == "left to Python" else 1)
      sender.join()
      print(result, codes, count())

      # A thread of Python's that shares a loop when the process ends.
      before = _kernel._shared_loops()
      threading.Thread(
          target=_kernel.flags, args=(values, 3), daemon=True).start()
      while _kernel._shared_loops() == before: pass
      """, threads: "3,0", python)
    #expect(
      text == """
        True 1 0 True 1
        True 80 [0, 0, 0, 0, 0] 1
        interrupted [0] 1

        """)
  }

  private func run(
    _ program: String, threads: String,
    _ python: PythonUnderTest? = PythonUnderTest.all.first
  ) throws -> String {
    let lab = try Self.lab.get()
    let start = """
      import copy, os, signal, sys, threading, warnings
      warnings.simplefilter("ignore")
      # The threads of the tests have signals blocked, and a shell that runs
      # them in the background had Ctrl-C ignored.
      signal.pthread_sigmask(signal.SIG_SETMASK, [])
      signal.signal(signal.SIGINT, signal.default_int_handler)
      signal.alarm(100)
      sys.path[:0] = sys.argv[1:3]
      import _kernel, shared_loops as c
      for name in _kernel._statistics():
          _kernel._set_original(name, getattr(c, name))

      """
    let output = try Command(
      "/usr/bin/env",
      [
        "SWIFTLET_THREADS=\(threads)", "PYTHONDONTWRITEBYTECODE=1",
        try #require(python).executable, "-c", start + program,
        lab.folder.path,
        URL(fileURLWithPath: Self.corpus.path).deletingLastPathComponent().path,
      ]
    ).run()
    #expect(output.status == 0, "\(output.errors)")
    return output.text
  }
}
