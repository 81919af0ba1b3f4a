import Foundation
import ProfileModel
import Testing

@testable import Recorder

@Suite("Processes that the script starts", .serialized)
struct ChildProcessTests {
  private static let burn = """
    import os, sys, time
    def burn(seconds):
        end = time.process_time() + seconds
        while time.process_time() < end:
            pass

    """

  /// CPU seconds of a function by index of the process.
  private func seconds(
    of function: String, in recording: Recording
  ) -> [Int: Double] {
    var found: [Int: Double] = [:]
    for sample in recording.samples
    where sample.state.isOnCPU
      && recording.places(sample.stack).contains(where: {
        $0.function == function
      })
    {
      let process = recording.threads[sample.thread].process
      found[process, default: 0] += Double(sample.nanoseconds) / 1e9
    }
    return found
  }

  private func expectChildren(
    _ count: Int, running function: String = "burn", in recording: Recording,
    _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(recording.run.ending == .exited(0), sourceLocation: location)
    let found = seconds(of: function, in: recording)
      .filter { $0.key != 0 && $0.value > 0.1 }
    #expect(found.count >= count, "\(found)", sourceLocation: location)
  }

  @Test("A fork goes on being sampled", arguments: interpreters)
  func fork(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      Self.burn + """
        children = []
        for _ in range(2):
            child = os.fork()
            if child == 0:
                burn(0.3)
                os._exit(0)
            children.append(child)
        for child in children:
            assert os.waitpid(child, 0)[1] == 0
        burn(0.2)
        """, with: python, in: folder)
    expectChildren(2, in: recording)
    #expect(seconds(of: "burn", in: recording)[0] ?? 0 > 0.1)
    #expect(recording.processes.dropFirst().allSatisfy { $0.parent == 0 })
  }

  @Test(
    "Workers are followed however they are started",
    arguments: interpreters, ["fork", "spawn", "forkserver"])
  func multiprocessing(python: Interpreter, method: String) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      Self.burn + """
        import multiprocessing
        def work(number):
            burn(0.3)
            return number
        if __name__ == "__main__":
            multiprocessing.set_start_method(sys.argv[1])
            with multiprocessing.Pool(2) as pool:
                assert pool.map(work, range(2), 1) == [0, 1]
        """, with: python, in: folder, arguments: [method])
    // One worker may have taken both.
    expectChildren(1, running: "work", in: recording)
  }

  @Test(
    "Workers of joblib are followed",
    .enabled(if: ChildProcessTests.withJoblib != nil, "no joblib"))
  func joblib() throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      Self.burn + """
        from joblib import Parallel, delayed
        def work(number):
            burn(0.3)
            return number
        done = Parallel(n_jobs=2)(delayed(work)(n) for n in range(4))
        assert done == [0, 1, 2, 3]
        """, with: try #require(Self.withJoblib), in: folder)
    expectChildren(1, running: "work", in: recording)
  }

  private static let withJoblib: Interpreter? = {
    let environment = ProcessInfo.processInfo.environment
    guard let path = environment["SWIFTLET_TEST_PYTHON"] else { return nil }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["-c", "import joblib"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return try? Interpreter.find(path, environment: environment)
  }()

  @Test(
    "Programs that start Python are no obstacle",
    arguments: [
      "subprocess.run([sys.executable, child], check=True)",
      "subprocess.run([sys.executable, child], check=True, env={})",
      "subprocess.run([sys.executable, child], check=True, close_fds=False)",
      "subprocess.run([sys.executable, child], check=True, preexec_fn=int)",
      "subprocess.run(f'\"{sys.executable}\" {child}', shell=True, check=True)",
      "subprocess.run(['env', 'A=b', sys.executable, child], check=True)",
      "os.system(f'\"{sys.executable}\" {child}')",
      "os.waitpid(os.posix_spawn(sys.executable, [sys.executable, child], {}), 0)",
      "os.waitpid(os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, child]), 0)",
    ])
  func programs(call: String) throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(Self.burn + "burn(0.3)", to: "child.py")
    let recording = try record(
      """
      import os, subprocess, sys
      child = os.path.join(os.path.dirname(os.path.abspath(__file__)), "child.py")
      \(call)
      """, with: try #require(interpreters.first), in: folder)
    expectChildren(1, in: recording)
    let child = try #require(recording.processes.dropFirst().last)
    #expect(child.command.last?.hasSuffix("child.py") == true)
  }

  @Test("A script that becomes another one is sampled on")
  func execution() throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      Self.burn + """
        if len(sys.argv) < 2:
            burn(0.2)
            os.execv(sys.executable, [sys.executable, __file__, "again"])
        def after():
            burn(0.3)
        after()
        """, with: try #require(interpreters.first), in: folder)
    #expect(recording.run.ending == .exited(0))
    #expect(recording.processes.count == 1)
    #expect(seconds(of: "after", in: recording)[0] ?? 0 > 0.1)
    #expect(recording.processes[0].command.last == "again")
  }

  @Test("A child that is killed loses nothing but itself")
  func killed() throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      Self.burn + """
        import signal
        ready, done = os.pipe()
        child = os.fork()
        if child == 0:
            burn(0.3)
            os.write(done, b"!")
            burn(60)
        os.read(ready, 1)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        burn(0.2)
        """, with: try #require(interpreters.first), in: folder)
    expectChildren(1, in: recording)
    #expect(seconds(of: "burn", in: recording)[0] ?? 0 > 0.1)
  }

  @Test("More processes than there is room for, one after the other")
  func many() throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      """
      import os
      for _ in range(600):
          child = os.fork()
          if child == 0:
              os._exit(0)
          assert os.waitpid(child, 0)[1] == 0
      """, with: try #require(interpreters.first), in: folder)
    #expect(recording.run.ending == .exited(0))
  }

  @Test("What a child leaves behind does not keep the script")
  func orphan() throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      """
      import os, time
      if os.fork() == 0:
          os.setsid()
          os.close(1); os.close(2)
          time.sleep(20)
          os._exit(0)
      """, with: try #require(interpreters.first), in: folder)
    #expect(recording.run.ending == .exited(0))
    #expect(recording.run.wallSeconds < 15)
  }
}
