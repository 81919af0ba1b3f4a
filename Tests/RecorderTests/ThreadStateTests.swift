import Foundation
import ProfileModel
import Testing

@testable import Recorder

@Suite("States of threads", .serialized)
struct ThreadStateTests {
  /// Nanoseconds by state of the samples with a function on their stack.
  private func states(
    of function: String, in recording: Recording
  ) -> [ThreadState: Int] {
    var found: [ThreadState: Int] = [:]
    for sample in recording.samples
    where recording.places(sample.stack).contains(where: {
      $0.function == function
    }) {
      found[sample.state, default: 0] += sample.nanoseconds
    }
    return found
  }

  @Test(
    "Computing, standing in line for the GIL, blocked: told apart",
    arguments: interpreters)
  func states(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      """
      import hashlib, threading, time
      def spin(seconds):
          end = time.thread_time() + seconds
          while time.thread_time() < end:
              pass
      def alone(): spin(0.4)
      def first(): spin(0.3)
      def second(): spin(0.3)
      def nap(): time.sleep(0.3)
      def hold(lock):
          with lock: time.sleep(0.3)
      def wait(lock): lock.acquire()
      def digest(): hashlib.pbkdf2_hmac("sha256", b"p", b"s", 300_000)
      alone()
      nap()
      threads = [threading.Thread(target=f) for f in (first, second)]
      for t in threads: t.start()
      for t in threads: t.join()
      lock = threading.Lock()
      thread = threading.Thread(target=hold, args=(lock,))
      thread.start()
      while not lock.locked(): pass
      wait(lock)
      thread.join()
      digest()
      """, with: python, in: folder)
    #expect(recording.run.ending == .exited(0))
    func part(_ state: ThreadState, of function: String) -> Double {
      let found = states(of: function, in: recording)
      let all = found.values.reduce(0, +)
      return all > 0 ? Double(found[state] ?? 0) / Double(all) : 0
    }
    #expect(part(.running, of: "alone") > 0.5)
    #expect(part(.waitingForGIL, of: "alone") == 0)
    #expect(part(.blocked, of: "nap") > 0.5)
    #expect(part(.waitingForGIL, of: "nap") == 0)
    for function in ["first", "second"] {
      #expect(part(.running, of: function) > 0)
      #expect(part(.waitingForGIL, of: function) > 0)
      #expect(part(.blocked, of: function) < 0.1)
    }
    #expect(part(.blocked, of: "wait") > 0.5)
    // OpenSSL's own lock, memory and the way there are under the GIL.
    #expect(
      part(.runningWithoutGIL, of: "digest") > part(.running, of: "digest"))
  }

  @Test(
    "Threads have the names that `threading` knows", arguments: interpreters)
  func names(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      """
      import threading, time
      from concurrent.futures import ThreadPoolExecutor
      class Own(threading.Thread):
          def __init__(self):
              super().__init__(name="of a class")
              self.kept = vars(self)
          def run(self): done.wait()
      done = threading.Event()
      threads = [threading.Thread(target=done.wait, name=name)
                 for name in ("reader", "reader", "größer", "before")] + [Own()]
      for t in threads: t.start()
      threads[3].name = "after"
      with ThreadPoolExecutor(2) as pool:
          for _ in range(2): pool.submit(time.sleep, 2)
      done.set()
      for t in threads: t.join()
      """, with: python, in: folder)
    #expect(recording.run.ending == .exited(0))
    let names = recording.threads.map { $0.name ?? "" }.sorted()
    #expect(
      names == [
        "ThreadPoolExecutor-0_0", "ThreadPoolExecutor-0_1", "after",
        "größer", "main", "of a class", "reader", "reader",
      ])
    let readers = recording.threadNames.filter { $0.hasPrefix("reader (") }
    #expect(Set(readers).count == 2)
  }

  @Test("System calls are read as proc(5) shows them")
  func calls() {
    let line = "202 0x7f00 0x89 0x0 0x0 0x0 0xffffffff 0x7ffe4c2 0x7f6f47ec2aec"
    #expect(SystemCall(line)?.number == 202)
    #expect(SystemCall(line)?.argument == 0x7f00)
    for text in ["running", "-1 0x7ffe 0x7f6f", "", "202", "202 7f"] {
      #expect(SystemCall(text) == nil, "\(text)")
    }
  }
}

@Suite("Subinterpreters", .serialized)
struct SubinterpreterTests {
  @Test("Their code is sampled, and has the GIL", arguments: features)
  func sampled(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      """
      try:
          import _xxsubinterpreters as interpreters
      except ImportError:
          import _interpreters as interpreters
      number = interpreters.create()
      interpreters.run_string(number, '''
      import time
      def inner(seconds):
          end = time.thread_time() + seconds
          while time.thread_time() < end:
              pass
      inner(0.4)
      ''')
      interpreters.destroy(number)
      print("done")
      """, with: python, in: folder)
    #expect(recording.run.ending == .exited(0))
    #expect(folder.text(of: "out") == "done\n")
    #expect(recording.share(of: "inner") > 0.5)
    #expect(recording.share(of: "inner", [.running]) > 0.5)
  }
}
