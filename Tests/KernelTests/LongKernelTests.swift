import Foundation
import TestSupport
import Testing

/// What a long kernel owes to the rest of its process.
@Suite(.enabled(if: PythonUnderTest.headers != nil, "no Python.h"))
struct LongKernelTests {
  private static let source = """
    def ranged(n, values):
        total = 0
        for i in range(n):
            total = (total + i) & 1023
        values[0] = total
        return total

    def nested(n, values):
        total = 0
        for i in range(n):
            for j in range(3):
                total = (total + i * j) & 1023
            values[1] = total
        return total

    def until(n, values):
        i = 0
        while i < n:
            i += 1 + (i & 1)
            values[i & 1] = i
        return i

    def recursive(n, values):
        if n < 2:
            values[0] += 1
            return n
        return recursive(n - 1, values) + recursive(n - 2, values)

    def alone(n, seed):
        total = seed
        for i in range(n):
            total = (total * 31 + i) & 0xFFFFFFFF
        return total
    """

  private static let lab = Result {
    try KernelLab(
      source: source,
      examples: ["ranged", "nested", "until", "recursive"].map {
        "\($0)(5, [1, 2, 3])"
      } + ["alone(5, 1)"])
  }

  /// Runs a program beside the built kernel; the alarm ends one that is stuck.
  private func run(_ program: String, _ python: PythonUnderTest) throws
    -> String
  {
    let lab = try Self.lab.get()
    #expect(lab.translation.blockers.map(\.construct) == [])
    let start = """
      import os, signal, subprocess, sys, threading
      # The threads of the tests have signals blocked, and a shell that runs
      # them in the background had Ctrl-C ignored.
      signal.pthread_sigmask(signal.SIG_SETMASK, [])
      signal.signal(signal.SIGINT, signal.default_int_handler)
      signal.alarm(100)
      sys.path.insert(0, sys.argv[1])
      import _kernel

      """
    let output = try Command(
      python.executable, ["-c", start + program, lab.folder.path]
    ).run()
    #expect(output.status == 0, "\(output.errors)")
    return output.text
  }

  /// Nobody would see the end of these calls.
  @Test(arguments: PythonUnderTest.all)
  func interruptionEndsTheKernelAndChangesNothing(
    python: PythonUnderTest
  ) throws {
    let text = try run(
      """
      SENDER = '''
      import os, signal, sys, time
      time.sleep(0.2)
      os.kill(int(sys.argv[1]), signal.SIGINT)
      '''
      for name, n in [("ranged", 10**17), ("nested", 10**17),
                      ("until", 10**17), ("recursive", 900)]:
          values = [1, 2, 3]
          sender = subprocess.Popen(
              [sys.executable, "-c", SENDER, str(os.getpid())])
          try:
              getattr(_kernel, name)(n, values)
          except KeyboardInterrupt:
              print(name, values, _kernel._statistics()[name])
          sender.wait()
      """, python)
    #expect(
      text == """
        ranged [1, 2, 3] (1, 0)
        nested [1, 2, 3] (1, 0)
        until [1, 2, 3] (1, 0)
        recursive [1, 2, 3] (1, 0)

        """)
  }

  /// The main thread gets to its end though two kernels never do.
  @Test(arguments: PythonUnderTest.all)
  func otherThreadsRunMeanwhile(python: PythonUnderTest) throws {
    let text = try run(
      """
      expected = [_kernel.alone(100_000, seed) for seed in range(4)]
      for _ in range(2):
          threading.Thread(
              target=_kernel.alone, args=(10**17, 1), daemon=True).start()
      results = [None] * 4
      def compute(seed):
          results[seed] = _kernel.alone(100_000, seed)
      threads = [threading.Thread(target=compute, args=(seed,))
                 for seed in range(4)]
      for thread in threads: thread.start()
      for thread in threads: thread.join()
      print(results == expected)
      sys.stdout.flush()
      os._exit(0)
      """, python)
    #expect(text == "True\n")
  }
}
