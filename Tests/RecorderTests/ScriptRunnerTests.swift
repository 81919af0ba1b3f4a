import Foundation
import ProfileModel
import Testing

@testable import Recorder

@Suite("Running a script")
struct ScriptRunnerTests {
  private func run(
    _ python: Interpreter, _ target: Run.Target, _ arguments: [String] = [],
    in folder: TemporaryFolder
  ) throws -> (result: RunResult, output: String, error: String) {
    let runner = ScriptRunner()
    let result = try runner.run(
      Launch(interpreter: python, target: target, arguments: arguments),
      input: .nothing,
      output: .files(
        output: folder.path + "/out", error: folder.path + "/err"))
    return (result, folder.text(of: "out"), folder.text(of: "err"))
  }

  private func plain(
    _ python: Interpreter, _ arguments: [String]
  ) throws -> CapturedCommand {
    try CapturedCommand(python.executable, arguments, timeoutSeconds: 60)
  }

  /// Everything a script can easily see of its process, but its descriptors:
  /// tests beside this one open and close those of this process.
  private static let look = """
    import os, signal, sys
    print(sys.argv, sys.orig_argv, sys.executable, sys.prefix, sys.path)
    print(sys.flags, __name__, sys.version)
    print(sorted(os.environ.items()))
    print([(s, signal.getsignal(s)) for s in signal.valid_signals()])
    print(signal.pthread_sigmask(signal.SIG_BLOCK, []))
    print(len(os.listdir("/proc/self/task")))
    print([l for l in open("/proc/self/status") if l[:3] == "Sig"][1:4])
    print(open("/proc/self/comm").read())
    """

  @Test(
    "A script sees what it sees under plain Python", arguments: interpreters)
  func surroundings(python: Interpreter) throws {
    let folder = try TemporaryFolder(named: "süd ost")
    let script = try folder.write(Self.look, to: "look é.py")
    let expected = try plain(python, [script, "a", "b c", "ü"])
    let seen = try run(python, .script(script), ["a", "b c", "ü"], in: folder)
    #expect(seen.output == expected.outputText)
    #expect(seen.error == expected.errorText)
    #expect(seen.result.ending == .exited(0))
  }

  @Test("So do -c and -m", arguments: features)
  func otherTargets(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let expected = try plain(python, ["-c", Self.look, "x"])
    let seen = try run(python, .code(Self.look), ["x"], in: folder)
    #expect(seen.output == expected.outputText)
    let module = try plain(python, ["-m", "calendar", "2024", "1"])
    let ran = try run(python, .module("calendar"), ["2024", "1"], in: folder)
    #expect(ran.output == module.outputText)
    #expect(ran.result.ending == .exited(0))
  }

  @Test("Endings are the script's", arguments: features)
  func endings(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    func ending(_ code: String) throws -> Run.Ending {
      try run(python, .code(code), in: folder).result.ending
    }
    #expect(try ending("import sys; sys.exit(7)") == .exited(7))
    #expect(try ending("1/0") == .exited(1))
    #expect(try ending("import os; os._exit(9)") == .exited(9))
    #expect(
      try ending("import os; os.kill(os.getpid(), 9)") == .signalled(9))
    // Where the tests run in the background, SIGINT is ignored.
    let interrupt = "import os; os.kill(os.getpid(), 2)"
    let expected = try plain(python, ["-c", interrupt]).status
    #expect(
      try ending(interrupt)
        == (expected < 0
          ? .signalled(Int32(-expected)) : .exited(Int32(expected))))
  }

  @Test("Time is measured", arguments: features.prefix(1))
  func times(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let result = try run(
      python, .code("import time; time.sleep(0.2)"), in: folder
    ).result
    #expect(result.wallSeconds > 0.2)
    #expect(result.cpuSeconds > 0)
    #expect(result.cpuSeconds < result.wallSeconds)
  }

  /// A program in front of an interpreter, as some distributions have them.
  private func wrapper(
    _ python: Interpreter, _ command: String, in folder: TemporaryFolder
  ) throws -> Interpreter {
    var wrapped = python
    wrapped.executable = try folder.write(
      "#!/bin/sh\n\(command) \(python.executable) \"$@\"\n", to: "wrapper")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: wrapped.executable)
    return wrapped
  }

  @Test(
    "An interpreter behind a wrapper is recorded",
    arguments: features.prefix(1), ["exec", "", "exec env -i"])
  func wrapped(python: Interpreter, command: String) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      "import os\nprint('LD_PRELOAD' in os.environ)\nsum(range(20_000_000))",
      with: wrapper(python, command, in: folder), in: folder)
    #expect(recording.sampler.taken > 0)
    #expect(folder.text(of: "out") == "False\n")
  }

  @Test(
    "An interpreter that does not load the recorder is named",
    arguments: features.prefix(1))
  func notRecorded(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let wrapped = try wrapper(python, "exec true", in: folder)
    #expect(throws: LaunchError.notRecorded(wrapped.executable)) {
      try record("pass", with: wrapped, in: folder)
    }
  }

  @Test("Scripts that cannot run are found before")
  func validation() throws {
    let python = try #require(interpreters.first)
    let folder = try TemporaryFolder()
    func check(_ path: String) throws {
      try Launch(interpreter: python, target: .script(path), arguments: [])
        .validate()
    }
    let missing = folder.path + "/none.py"
    #expect(throws: LaunchError.missingScript(missing)) { try check(missing) }
    #expect(throws: LaunchError.folder(folder.path)) { try check(folder.path) }
    let binary = try folder.write("\u{7f}ELF\0\0\0", to: "binary")
    #expect(throws: LaunchError.binary(binary)) { try check(binary) }
    let script = try folder.write("pass", to: "x/__main__.py")
    try check(script)
    try check(folder.path + "/x")
  }
}
