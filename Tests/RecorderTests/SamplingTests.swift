import Foundation
import ProfileModel
import Testing

@testable import Recorder

@Suite("Sampling", .serialized)
struct SamplingTests {
  @Test("Time goes to the loop that takes it", arguments: interpreters)
  func proportion(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      """
      import time
      def spin(seconds):
          end = time.thread_time() + seconds
          while time.thread_time() < end:
              pass
      def long():
          spin(0.09)
      def short():
          spin(0.03)
      # Where the sampler is late, by turns.
      for _ in range(10):
          long()
          short()
      """, with: python, in: folder)
    #expect(recording.run.ending == .exited(0))
    let long = recording.share(of: "long")
    let short = recording.share(of: "short")
    #expect((0.6...0.9).contains(long / (long + short)))
  }
}

@Suite("Sampling in odd situations", .serialized)
struct SamplingEdgeTests {
  private static let spin = """
    import os, sys, time
    def spin(seconds):
        end = time.thread_time() + seconds
        while time.thread_time() < end:
            pass

    """

  @Test(
    "Samples survive the script's death",
    arguments: features,
    [
      ("os._exit(3)", Run.Ending.exited(3)),
      ("os.kill(os.getpid(), 9)", .signalled(9)),
      ("import ctypes; ctypes.string_at(0)", .signalled(11)),
      ("os.abort()", .signalled(6)),
    ])
  func death(python: Interpreter, how: (String, Run.Ending)) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      Self.spin + "spin(0.2)\n" + how.0, with: python, in: folder)
    #expect(recording.run.ending == how.1)
    #expect(recording.share(of: "spin") > 0.5)
  }

  @Test("Waiting is seen, and where", arguments: features)
  func waiting(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      """
      import time
      def nap():
          time.sleep(0.5)
      nap()
      """, with: python, in: folder)
    let waiting = recording.secondsByLine(.offCPU)
    #expect(waiting[3, default: 0] > 0.2)
    #expect(waiting.max { $0.value < $1.value }?.key == 3)
  }

  @Test("A thread that only ever waits is seen, too", arguments: features)
  func idleThread(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      Self.spin + """
        import threading
        lock = threading.Lock()
        lock.acquire()
        def blocked():
            lock.acquire()
        thread = threading.Thread(target=blocked)
        thread.start()
        spin(0.4)
        lock.release()
        thread.join()
        """, with: python, in: folder)
    #expect(recording.share(of: "blocked", .offCPU) > 0.5)
    #expect(recording.share(of: "spin") > 0.5)
  }

  @Test("All threads are sampled", arguments: features)
  func threads(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      Self.spin + """
        import threading
        def first(): spin(0.2)
        def second(): spin(0.2)
        threads = [threading.Thread(target=f) for f in (first, second)]
        for t in threads: t.start()
        for t in threads: t.join()
        """, with: python, in: folder)
    #expect(recording.threads.count >= 3)
    #expect(recording.share(of: "first") > 0.2)
    #expect(recording.share(of: "second") > 0.2)
  }

  @Test("The script may replace itself", arguments: features)
  func replacement(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      Self.spin + """
        spin(0.2)
        code = "import time; e = time.time() + .2\\nwhile time.time() < e: pass"
        os.execv(sys.executable, [sys.executable, "-c", code + "\\nprint(1)"])
        """, with: python, in: folder, rate: 5000)
    #expect(recording.run.ending == .exited(0))
    #expect(folder.text(of: "out") == "1\n")
    #expect(recording.share(of: "spin") > 0.05)
  }

  @Test("The script may fork, without a word from Python", arguments: features)
  func fork(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      Self.spin + """
        import warnings
        warnings.simplefilter("error")
        for i in range(3):
            pid = os.fork()
            if pid == 0:
                spin(0.05)
                os._exit(0)
            os.waitpid(pid, 0)
        spin(0.2)
        """, with: python, in: folder)
    #expect(recording.run.ending == .exited(0))
    #expect(folder.text(of: "err") == "")
  }

  @Test("The script may use the sampling signal itself", arguments: features)
  func ownSignal(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      Self.spin + """
        import signal
        print(signal.getsignal(signal.SIGURG))
        seen = []
        before = signal.signal(signal.SIGURG, lambda *a: seen.append(a[0]))
        print(before)
        spin(0.2)
        os.kill(os.getpid(), signal.SIGURG)
        spin(0.1)
        print(len(seen), seen[0] == signal.SIGURG)
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        spin(0.1)
        pending = set()
        for step in range(1000):
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGURG})
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGURG})
            pending |= signal.sigpending()
        print(pending, signal.sigtimedwait({signal.SIGURG}, 0.05))
        os.kill(os.getpid(), signal.SIGURG)
        print(signal.sigpending() == {signal.SIGURG})
        print(signal.sigwait({signal.SIGURG, signal.SIGUSR1}).name)
        """, with: python, in: folder)
    #expect(recording.share(of: "spin") > 0.2)
    #expect(
      folder.text(of: "out")
        == "0\n0\n1 True\nset() None\nTrue\nSIGURG\n")
  }

  /// A signal in the middle would make a long write a short one, and Python
  /// with unbuffered output does not look.
  @Test("A long write is not cut short by a sample", arguments: features)
  func longWrites(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      """
      import os, socket, threading, time
      data = b"a" * (1 << 22)
      def slowly(read):
          time.sleep(0.002)
          while read(1 << 16):
              pass
      def check(write, read, close):
          thread = threading.Thread(
              target=slowly, args=(read,), daemon=True)
          thread.start()
          assert write(data) == len(data)
          close()
          thread.join()
      for _ in range(40):
          reader, writer = os.pipe()
          check(
              lambda data: os.write(writer, data),
              lambda count: os.read(reader, count),
              lambda: os.close(writer))
          os.close(reader)
          one, other = socket.socketpair()
          check(one.send, other.recv, one.close)
          other.close()
      """, with: python, in: folder, rate: 20_000)
    #expect(recording.run.ending == .exited(0))
    #expect(folder.text(of: "err") == "")
  }

  @Test("Deep recursion shortens a stack, and keeps it", arguments: features)
  func recursion(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      Self.spin + """
        def down(n):
            return down(n - 1) if n else spin(0.2)
        down(900)
        """, with: python, in: folder)
    #expect(recording.sampler.truncated > 50)
    #expect(recording.share(of: "spin") > 0.5)
    #expect(recording.share(of: "down") > 0.5)
  }

  @Test("Code objects that come and go are told apart", arguments: features)
  func freshCode(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      """
      def make(i):
          space = {}
          source = f"def f{i}(n):\\n  for k in range(n): pass\\n"
          exec(compile("\\n" * i + source, f"gen{i}", "exec"), space)
          return space[f"f{i}"]
      for i in range(100):
          make(i)(400_000)
      """, with: python, in: folder)
    for code in recording.codes where code.qualifiedName.hasPrefix("f") {
      let number = code.qualifiedName.dropFirst()
      guard let index = Int(number) else { continue }
      #expect(code.file.hasSuffix("/gen\(index)"))
      #expect(code.firstLine == index + 1)
    }
    let names = Set(recording.codes.map(\.qualifiedName))
    #expect(names.filter { $0.hasPrefix("f") }.count > 50)
  }
}

@Suite("Sampling many threads", .serialized)
struct ManyThreadsTests {
  @Test(
    "Hundreds of idle threads do not hide the one that works",
    arguments: features.prefix(1))
  func idle(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      """
      import threading, time
      def idle(event):
          event.wait()
      def spin(seconds):
          end = time.thread_time() + seconds
          while time.thread_time() < end:
              pass
      event = threading.Event()
      threads = [threading.Thread(target=idle, args=(event,)) for i in range(300)]
      for t in threads: t.start()
      spin(0.5)
      event.set()
      for t in threads: t.join()
      """, with: python, in: folder)
    #expect(recording.run.ending == .exited(0))
    #expect(recording.threads.count > 290)
    #expect(recording.share(of: "spin") > 0.5)
    #expect(recording.share(of: "idle", .offCPU) > 0.9)
    #expect(recording.sampler.taken > 3)
  }
}
