import Foundation
import Testing

/// What happens around a run, and must not end it or lose what was sampled.
@Suite(
  "Faults around a run",
  .enabled(if: Swiftlet.understands("profile") && !Python.all.isEmpty))
struct FaultTests {
  private static let spin = """
    import os, sys, time
    def spin(seconds):
        end = time.thread_time() + seconds
        while time.thread_time() < end:
            pass

    """

  @Test("The script goes on to its end when the parent is killed")
  func parentKilled() throws {
    let scratch = try Scratch()
    try scratch.write(
      Self.spin + """
        import signal
        spin(0.1)
        os.kill(os.getppid(), signal.SIGKILL)
        while os.getppid() == int(sys.argv[1] if sys.argv[1:] else 0):
            pass
        spin(0.3)
        with open("begun", "w") as file:
            file.write("yes")
        os.rename("begun", "done")
        """, to: "main.py")
    let outcome = scratch.swiftlet("profile", "--rate", "5000", "main.py")
    #expect(outcome.ending == .signalled(9))
    // Its pipes are the script's, too, but it may have closed them by now.
    let limit = Date(timeIntervalSinceNow: 30)
    while !scratch.names.contains("done"), Date() < limit {
      Thread.sleep(forTimeInterval: 0.02)
    }
    #expect(try scratch.bytes(of: "done") == Array("yes".utf8))
  }

  @Test("A script that is stopped and continued alone goes on, sampled")
  func stopped() throws {
    let scratch = try Scratch()
    try scratch.write(
      Self.spin + """
        import signal
        me = os.getpid()
        child = os.fork()
        if child == 0:
            time.sleep(0.1)
            os.kill(me, signal.SIGSTOP)
            time.sleep(0.3)
            os.kill(me, signal.SIGCONT)
            os._exit(0)
        spin(0.5)
        os.waitpid(child, 0)
        def after():
            spin(0.3)
        after()
        print("done")
        """, to: "main.py")
    let outcome = scratch.swiftlet("profile", "-o", "recording", "main.py")
    #expect(outcome.ending == .exited(0), "\(outcome.errors)")
    #expect(outcome.output == "done\n")
    let stacks = try scratch.collapsed("recording")
    #expect(stacks.contains { $0.contains("__main__.after") })
  }

  @Test("A script that runs out of memory goes on, sampled to its end")
  func outOfMemory() throws {
    let scratch = try Scratch()
    try scratch.write(
      Self.spin + """
        import resource
        def used():
            with open("/proc/self/statm") as file:
                return int(file.read().split()[0]) * resource.getpagesize()
        limit = used() + 100_000_000
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        def fill():
            kept = []
            try:
                while True:
                    kept.append(list(range(10_000)))
                    spin(0.0005)
            except MemoryError:
                return len(kept) > 100
        print(fill(), fill())
        spin(0.1)
        fill.__code__ = (lambda: bytearray(1 << 40)).__code__
        fill()
        """, to: "main.py")
    let outcome = scratch.swiftlet(
      "profile", "--rate", "5000", "-o", "recording", "main.py")
    #expect(outcome.ending == .exited(1))
    #expect(outcome.output == "True True\n", "\(outcome.errors)")
    #expect(outcome.errors.contains("MemoryError"))
    let stacks = try scratch.collapsed("recording")
    #expect(stacks.contains { $0.contains("__main__.fill") })
  }

  @Test("A library loaded and unloaded without end does not stop a run")
  func loading() throws {
    let scratch = try Scratch()
    try scratch.write(
      Self.spin + """
        import _ctypes, sysconfig
        folder = sysconfig.get_path("platstdlib") + "/lib-dynload/"
        names = [folder + n for n in sorted(os.listdir(folder))
                 if n.startswith(("_crypt.", "_lsprof.", "_xxtestfuzz.",
                                  "_testclinic.", "audioop.", "_dbm."))]
        def load():
            end = time.monotonic() + 1
            count = 0
            while time.monotonic() < end:
                for name in names:
                    _ctypes.dlclose(_ctypes.dlopen(name, 2))
                    count += 1
            return count
        print(bool(names), load() > 10)
        """, to: "main.py")
    let outcome = scratch.swiftlet(
      "profile", "--rate", "10000", "-o", "recording", "main.py")
    #expect(outcome.ending == .exited(0), "\(outcome.errors)")
    #expect(outcome.output == "True True\n")
    let stacks = try scratch.collapsed("recording")
    #expect(stacks.contains { $0.contains("__main__.load") })
  }

  /// Where all processors are busy, a thread that a signal has woken is seen
  /// as running before it runs, and sampled: both signals arrive at once.
  @Test("A write that the script's own signal ends is not gone on with")
  func bothSignals() throws {
    let scratch = try Scratch()
    try scratch.write(
      """
      import os, signal, time
      class Alarm(Exception): pass
      def ring(number, frame): raise Alarm
      signal.signal(signal.SIGALRM, ring)
      me, children = os.getpid(), []
      for _ in range(2 * os.cpu_count()):
          children.append(os.fork())
          while children[-1] == 0 and os.getppid() == me:
              pass
          if children[-1] == 0:
              os._exit(0)
      count = slow = 0
      for _ in range(20):
          reading, writing = os.pipe()
          begin = time.monotonic()
          # Python may have looked for signals just before the first came.
          signal.setitimer(signal.ITIMER_REAL, 0.05, 4)
          try:
              os.write(writing, bytes(1 << 20))
              signal.pause()
          except Alarm:
              count += 1
          signal.setitimer(signal.ITIMER_REAL, 0)
          slow += time.monotonic() - begin > 3
          os.close(reading)
          os.close(writing)
      for child in children:
          os.kill(child, signal.SIGKILL)
          os.waitpid(child, 0)
      print(count, slow < 3)
      """, to: "main.py")
    let outcome = scratch.swiftlet("profile", "-o", "recording", "main.py")
    #expect(outcome.ending == .exited(0), "\(outcome.errors)")
    #expect(outcome.output == "20 True\n")
  }

  @Test("C code that calls back into Python keeps the whole stack")
  func callback() throws {
    let scratch = try Scratch()
    try scratch.write(
      Self.spin + """
        import ctypes
        kind = ctypes.CFUNCTYPE(
            ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
        @kind
        def compare(one, other):
            spin(0.01)
            return 0
        def sort():
            data = (ctypes.c_int * 16)()
            ctypes.CDLL(None).qsort(data, 16, 4, compare)
        sort()
        """, to: "main.py")
    let outcome = scratch.swiftlet("profile", "-o", "recording", "main.py")
    #expect(outcome.ending == .exited(0), "\(outcome.errors)")
    let whole = try scratch.collapsed("recording").filter {
      $0.contains("__main__.spin")
    }
    #expect(!whole.isEmpty)
    for stack in whole {
      let order = ["__main__.sort", "__main__.compare", "__main__.spin"]
        .compactMap { stack.range(of: $0)?.lowerBound }
      #expect(order.count == 3 && order == order.sorted(), "\(stack)")
    }
  }

  @Test(
    "Greenlets are sampled, each with its own stack",
    .enabled(if: FaultTests.withGreenlet != nil, "no greenlet"))
  func greenlets() throws {
    let python = try #require(Self.withGreenlet)
    let scratch = try Scratch()
    try scratch.write(
      Self.spin + """
        from greenlet import greenlet
        def first():
            for _ in range(20):
                spin(0.01)
                other.switch()
        def second():
            for _ in range(20):
                spin(0.01)
                one.switch()
        one, other = greenlet(first), greenlet(second)
        one.switch()
        print("done")
        """, to: "main.py")
    let outcome = scratch.swiftlet(
      "profile", "--python", python.path, "--rate", "5000", "-o", "recording",
      "main.py")
    #expect(outcome.ending == .exited(0), "\(outcome.errors)")
    #expect(outcome.output == "done\n")
    let stacks = try scratch.collapsed("recording")
    for name in ["__main__.first", "__main__.second"] {
      #expect(stacks.contains { $0.contains(name) }, "\(name)")
    }
    #expect(
      !stacks.contains {
        $0.contains("__main__.first") && $0.contains("__main__.second")
      })
  }

  private static let withGreenlet: Python? =
    ProcessInfo.processInfo.environment["SWIFTLET_TEST_PYTHON"]
    .flatMap { Python(asking: $0) }
    .flatMap { $0.answer("-c", "import greenlet; print(1)") == nil ? nil : $0 }
}
