import Foundation

/// A program to start as a terminal would: a process group of its own, the
/// default signals, and no open files but the standard three.
struct Program {
  enum Ending: Equatable, CustomStringConvertible {
    case exited(Int32)
    case signalled(Int32)
    case notStarted(String)
    case tooSlow

    var description: String {
      switch self {
      case .exited(let code): "exit code \(code)"
      case .signalled(let number): "signal \(number)"
      case .notStarted(let error): "not started: \(error)"
      case .tooSlow: "still running at the time limit, killed"
      }
    }
  }

  struct Outcome: Equatable {
    var output: String
    var errors: String
    var ending: Ending
  }

  /// Sent once the program has written `ready`.
  struct Signal: Equatable {
    var number: Int32
    var toGroup: Bool
  }

  var path: String
  var arguments: [String]
  var directory: String
  var environment: [String: String] = Program.plainEnvironment
  /// Nil stands for `/dev/null`; anything else comes through a pipe.
  var input: [UInt8]?
  var signal: Signal?
  var limit: TimeInterval = 40

  /// What a script may rely on, and nothing of this machine's.
  static let plainEnvironment: [String: String] = {
    var environment = ["LANG": "C.UTF-8", "TZ": "UTC"]
    for name in ["PATH", "HOME"] {
      environment[name] = ProcessInfo.processInfo.environment[name]
    }
    return environment
  }()

  func run() -> Outcome {
    let capture = Capture()
    defer { capture.remove() }
    var process: pid_t = 0
    let error = spawn(into: &process, capture: capture)
    guard error == 0 else {
      return Outcome(
        output: "", errors: "",
        ending: .notStarted(String(cString: strerror(error))))
    }
    let ending = wait(for: process, capture: capture)
    return Outcome(
      output: capture.output(), errors: capture.errors(), ending: ending)
  }

  private func spawn(into process: inout pid_t, capture: Capture) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    let pipe = openInput(&actions)
    defer {
      for descriptor in pipe { close(descriptor) }
    }
    let writing = O_WRONLY | O_CREAT | O_APPEND
    posix_spawn_file_actions_addopen(
      &actions, 1, capture.outputPath, writing, 0o600)
    posix_spawn_file_actions_addopen(
      &actions, 2, capture.errorsPath, writing, 0o600)
    _ = glibc.closeFrom(&actions, 3)
    _ = glibc.changeDirectory(&actions, directory)
    var every = sigset_t()
    sigfillset(&every)
    posix_spawnattr_setsigdefault(&attributes, &every)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP)
        | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
    var words: [UnsafeMutablePointer<CChar>?] = []
    for word in [path] + arguments { words.append(strdup(word)) }
    var variables: [UnsafeMutablePointer<CChar>?] = []
    for (name, value) in environment.sorted(by: { $0.key < $1.key }) {
      variables.append(strdup("\(name)=\(value)"))
    }
    defer { for word in words + variables { free(word) } }
    return posix_spawn(
      &process, path, &actions, &attributes, words + [nil], variables + [nil])
  }

  /// The descriptors to close in this process afterwards.
  private func openInput(
    _ actions: inout posix_spawn_file_actions_t
  ) -> [Int32] {
    guard let input else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      return []
    }
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // Short enough for the pipe's buffer: nobody has to read it meanwhile.
    precondition(input.count <= 60_000)
    _ = write(ends[1], input, input.count)
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    return ends
  }

  /// Lets a script that has printed get into what it does next: until all
  /// processes of the group sleep, or for a second where they do not.
  private static func letRest(_ group: pid_t) {
    var quiet = 0
    for _ in 0..<100 where quiet < 3 {
      usleep(10_000)
      quiet = isAsleep(group) ? quiet + 1 : 0
    }
  }

  private static func isAsleep(_ group: pid_t) -> Bool {
    let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc")
    return (names ?? []).allSatisfy { name in
      guard let process = pid_t(name), getpgid(process) == group,
        let line = try? String(
          contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
      else { return true }
      // The state follows the name, which is in parentheses.
      return line.split(separator: ")").last?.hasPrefix(" S") == true
    }
  }

  private func wait(for process: pid_t, capture: Capture) -> Ending {
    let end = Date(timeIntervalSinceNow: limit)
    var unsent = signal
    while true {
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        let number = status & 0x7f
        return number == 0
          ? .exited((status >> 8) & 0xff) : .signalled(number)
      }
      if let signal = unsent, capture.output().contains("ready") {
        Self.letRest(process)
        kill(signal.toGroup ? -process : process, signal.number)
        unsent = nil
      }
      if Date() > end {
        kill(-process, SIGKILL)
        waitpid(process, &status, 0)
        return .tooSlow
      }
      usleep(3_000)
    }
  }
}

/// Two files that a program writes its output into. Their paths are of equal
/// length and form in every run, but not the same.
private struct Capture {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("swiftlet-capture-\(UUID().uuidString)")

  var outputPath: String { folder.appendingPathComponent("out").path }
  var errorsPath: String { folder.appendingPathComponent("err").path }

  init() {
    try? FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true)
  }

  func output() -> String { text(outputPath) }
  func errors() -> String { text(errorsPath) }

  func remove() {
    try? FileManager.default.removeItem(at: folder)
  }

  private func text(_ path: String) -> String {
    let data = FileManager.default.contents(atPath: path) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }
}

/// Functions of glibc that its headers show to `_GNU_SOURCE` only, which
/// Swift's import of them does not define.
private struct HiddenFunctions: Sendable {
  typealias Actions = UnsafeMutablePointer<posix_spawn_file_actions_t>

  var closeFrom: @convention(c) (Actions, Int32) -> Int32
  var changeDirectory: @convention(c) (Actions, UnsafePointer<CChar>) -> Int32

  init() {
    let prefix = "posix_spawn_file_actions_add"
    closeFrom = unsafeBitCast(
      dlsym(nil, prefix + "closefrom_np"),
      to: (@convention(c) (Actions, Int32) -> Int32).self)
    changeDirectory = unsafeBitCast(
      dlsym(nil, prefix + "chdir_np"),
      to: (@convention(c) (Actions, UnsafePointer<CChar>) -> Int32).self)
  }
}

private let glibc = HiddenFunctions()
