import Foundation
import Testing

@Suite(
  "What cannot be run is refused in one line",
  .enabled(if: Swiftlet.understands("profile") && !Python.all.isEmpty))
struct BadScriptTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test(arguments: ["profile", "run", "prove"].filter(Swiftlet.understands))
  func missing(command: String) {
    expectRefusal(
      scratch.swiftlet(command, "nowhere/main.py"),
      saying: "nowhere/main.py")
    #expect(scratch.names.isEmpty)
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"))
  func unreadable() throws {
    let script = try scratch.write("print(1)\n", to: "main.py")
    chmod(script, 0)
    expectRefusal(scratch.swiftlet("profile", "main.py"), saying: "main.py")
  }

  @Test func folder() throws {
    try scratch.write("print(1)\n", to: "folder/main.py")
    expectRefusal(
      scratch.swiftlet("profile", "folder"), saying: "folder", "__main__.py")
  }

  @Test func binary() throws {
    let program = try Array(Data(contentsOf: URL(fileURLWithPath: "/bin/true")))
    try scratch.write(program, to: "program")
    expectRefusal(
      scratch.swiftlet("profile", "program"), saying: "program", "binary")
  }

  @Test func noScript() {
    let outcome = scratch.swiftlet("profile")
    #expect(outcome.ending == .exited(2))
    #expect(outcome.errors.contains("script"))
  }

  /// A container's seccomp profile may forbid `process_vm_readv`, number 310.
  @Test(.enabled(if: Self.isX86, "the number is that of x86-64"))
  func noMemoryAccess() throws {
    try scratch.write("print(1)\n", to: "main.py")
    try scratch.write(
      """
      import ctypes, os, struct, sys
      def step(code, true, false, value):
          return struct.pack("=HBBI", code, true, false, value)
      steps = (
          step(0x20, 0, 0, 0) + step(0x15, 0, 1, 310)
          + step(0x06, 0, 0, 0x00050001) + step(0x06, 0, 0, 0x7fff0000))
      buffer = ctypes.create_string_buffer(steps)
      program = struct.pack("=H6xQ", 4, ctypes.addressof(buffer))
      libc = ctypes.CDLL(None, use_errno=True)
      assert libc.prctl(38, 1, 0, 0, 0) == 0
      assert libc.prctl(22, 2, ctypes.c_char_p(program)) == 0
      os.execv(sys.argv[1], sys.argv[1:])
      """, to: "sandbox.py")
    let python = try #require(Python.all.first)
    let sandboxed = Program(
      path: python.path,
      arguments: ["sandbox.py", Swiftlet.path, "profile", "main.py"],
      directory: scratch.path
    ).run()
    expectRefusal(sandboxed, saying: "process_vm_readv", "SYS_PTRACE")
  }

  private static let isX86: Bool = {
    #if arch(x86_64)
    true
    #else
    false
    #endif
  }()

  @Test func unknownOption() throws {
    try scratch.write("print(1)\n", to: "main.py")
    let outcome = scratch.swiftlet("profile", "--nonsense", "main.py")
    #expect(outcome.ending == .exited(2))
    #expect(outcome.output == "")
    #expect(outcome.errors.contains("--nonsense"))
  }

  @Test(
    arguments: [
      ("5,x", "{}", "'x'"), ("5", "{}", "two"), ("5,5.0", "{}", "two"),
      ("5,-9", "{}", "'-9'"), ("5,9", "5", "{}"),
    ])
  func sizes(_ list: String, _ argument: String, says: String) throws {
    try scratch.write("print(1)\n", to: "main.py")
    let outcome = scratch.swiftlet(
      "prove", "--sizes=\(list)", "main.py", argument)
    #expect(outcome.ending == .exited(2))
    #expect(outcome.output == "", "the script ran")
    #expect(outcome.errors.contains(says))
  }

  @Test(arguments: ["0", "-5", "nan", "inf", "1e9", "fast"])
  func rate(_ rate: String) throws {
    try scratch.write("print(1)\n", to: "main.py")
    let outcome = scratch.swiftlet("profile", "--rate=\(rate)", "main.py")
    #expect(outcome.ending == .exited(2))
    #expect(outcome.output == "", "the script ran")
    #expect(outcome.errors.contains("rate"))
  }
}

@Suite(
  "A Python that cannot be used is refused in one line",
  .enabled(if: Swiftlet.understands("profile") && !Python.all.isEmpty))
struct BadPythonTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write("print('ran')\n", to: "main.py")
  }

  private func profile(
    _ python: String? = nil, environment: [String: String] = [:]
  ) -> Program.Outcome {
    guard let python else {
      return scratch.swiftlet("profile", "main.py", environment: environment)
    }
    return scratch.swiftlet(
      "profile", "--python", python, "main.py", environment: environment)
  }

  @Test func nowhere() {
    expectRefusal(profile("/nowhere/python3"), saying: "/nowhere/python3")
  }

  @Test func noneOnPath() {
    expectRefusal(
      profile(environment: ["PATH": "/nowhere"]), saying: "--python")
  }

  @Test func brokenEnvironment() {
    expectRefusal(
      profile(environment: ["VIRTUAL_ENV": "/nowhere/env"]),
      saying: "/nowhere/env")
  }

  @Test func notAProgram() throws {
    let file = try scratch.write("text", to: "python")
    expectRefusal(profile(file), saying: file)
  }

  @Test func notPython() {
    expectRefusal(profile("/bin/true"), saying: "/bin/true", "Python")
  }

  @Test func older() throws {
    let fake = try FakePython(
      in: scratch,
      changing: """
        sys.version_info = (3, 10, 4)
        sys.version = "3.10.4 (main)"
        """)
    expectRefusal(profile(fake.path), saying: fake.path, "3.10.4", "3.11")
  }

  @Test(
    "a real Python 3.10",
    .enabled(if: Python.older != nil, "none is installed"))
  func reallyOlder() throws {
    let path = try #require(Python.older)
    expectRefusal(profile(path), saying: path, "3.10", "3.11")
  }

  @Test func newer() throws {
    let fake = try FakePython(
      in: scratch,
      changing: """
        sys.version_info = (3, 99, 0)
        sys.version = "3.99.0 (main)"
        """)
    expectRefusal(profile(fake.path), saying: fake.path, "3.99.0", "3.11")
  }

  @Test func freeThreaded() throws {
    let fake = try FakePython(
      in: scratch, changing: "variables['Py_GIL_DISABLED'] = 1")
    expectRefusal(profile(fake.path), saying: fake.path, "free-threaded")
  }
}

@Suite(
  "A place that cannot be written is refused before the script runs",
  .enabled(if: Swiftlet.understands("profile") && !Python.all.isEmpty))
struct BadOutputTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write("open('ran', 'w')\n", to: "main.py")
  }

  @Test(arguments: ["nowhere/file", "main.py/file", ".", "/proc/file"])
  func recording(place: String) {
    let before = scratch.names
    expectRefusal(
      scratch.swiftlet("profile", "-o", place, "main.py"), saying: place)
    #expect(scratch.names == before, "something was written, or it ran")
  }

  @Test(
    .enabled(if: Swiftlet.understands("run")),
    arguments: ["nowhere/file", "main.py/file", "."])
  func json(place: String) {
    let before = scratch.names
    expectRefusal(
      scratch.swiftlet("run", "--json", place, "main.py"), saying: place)
    #expect(scratch.names == before)
  }

  /// A file system of its own with room for almost nothing.
  @Test(.enabled(if: Self.canMount, "no small file system can be mounted"))
  func fullDisk() throws {
    try scratch.write("print('ran')\n", to: "main.py")
    let script = """
      mount -t tmpfs -o size=8k none disk && head -c 6000 /dev/zero > disk/rest
      \(Swiftlet.path) profile --quiet -o disk/recording main.py
      code=$?
      ls disk
      exit $code
      """
    try FileManager.default.createDirectory(
      atPath: scratch.file("disk"), withIntermediateDirectories: true)
    let outcome = Program(
      path: "/usr/bin/unshare", arguments: ["-rm", "sh", "-c", script],
      directory: scratch.path
    ).run()
    #expect(outcome.ending == .exited(2))
    #expect(outcome.output == "ran\nrest\n", "something was left behind")
    #expect(outcome.errors.split(separator: "\n").count == 1)
    #expect(outcome.errors.contains("disk/recording"))
  }

  private static let canMount: Bool = {
    let mount = "mount -t tmpfs -o size=8k none /mnt"
    return Program(
      path: "/usr/bin/unshare", arguments: ["-rm", "sh", "-c", mount],
      directory: "/"
    ).run().ending == .exited(0)
  }()

  /// A device or a pipe is written to or refused, never replaced by a file.
  @Test func pipe() throws {
    mkfifo(scratch.file("pipe"), 0o600)
    _ = scratch.swiftlet(
      "profile", "--quiet", "-o", "pipe", "main.py", limit: 9)
    var status = stat()
    lstat(scratch.file("pipe"), &status)
    #expect(status.st_mode & S_IFMT == S_IFIFO)
  }

  /// Nothing can be made in `/proc`, not even by root.
  @Test func workingDirectory() throws {
    let script = try scratch.write("print('ran')\n", to: "main.py")
    var program = Program(
      path: Swiftlet.path, arguments: ["profile", script], directory: "/proc")
    program.environment["TMPDIR"] = scratch.path
    let outcome = program.run()
    #expect(outcome.ending == .exited(0))
    #expect(outcome.output == "ran\n")
    #expect(outcome.errors.contains(scratch.path), "no notice of the place")
  }
}
