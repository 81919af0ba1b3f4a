import CSampler
import Foundation
import ProfileModel

/// A running host, seen from its parent.
final class HostProcess {
  /// What becomes standard input, output and error; nil inherits.
  struct StandardFiles {
    var input: Int32?
    var output: Int32?
    var error: Int32?
  }

  let pid: pid_t
  private let control: MemoryFile
  private let started: Date
  private let clock = ContinuousClock()
  private let begin: ContinuousClock.Instant

  /// - Throws: `LaunchError`.
  init(
    _ launch: Launch, executable: String, ring: Int32? = nil,
    files: StandardFiles = StandardFiles()
  ) throws {
    let interpreter = launch.interpreter
    let configuration = Host.Configuration(
      library: interpreter.library,
      processName: URL(fileURLWithPath: interpreter.executable)
        .lastPathComponent,
      version: interpreter.version,
      injection: launch.injection)
    control = try MemoryFile(
      try JSONEncoder().encode(configuration), named: "swiftlet-control")
    let own = [
      executable, Host.argument, "\(control.descriptor)", "\(ring ?? -1)",
    ]
    let arguments = ArgumentVector(
      bytes: own.map { Array($0.utf8) } + launch.commandLine)
    defer { arguments.free() }
    let kept = [control.descriptor] + (ring.map { [$0] } ?? [])
    let standard = [files.input ?? -1, files.output ?? -1, files.error ?? -1]
    var pid: pid_t = 0
    started = Date()
    begin = clock.now
    let code = unsafe sl_launch(
      executable, arguments.pointer, standard, kept, Int32(kept.count), &pid)
    guard code == 0 else {
      throw LaunchError.cannotStart("\(executable): \(systemMessage(code))")
    }
    self.pid = pid
  }

  /// Waits for the end of the script, calls `beforeReaping`, and gives what
  /// the kernel knows of the run.
  /// - Throws: `LaunchError` where the host could not start Python.
  func finish(
    _ beforeReaping: () -> Void = {}
  ) throws -> RunResult {
    _ = sl_launch_wait(pid)
    let wall = clock.now - begin
    beforeReaping()
    var ending = sl_ending()
    let code = unsafe sl_launch_reap(pid, &ending)
    guard code == 0 else {
      throw LaunchError.cannotStart(systemMessage(code))
    }
    if let message = HostFailure.message(in: control) {
      throw LaunchError.cannotStart(message)
    }
    let value = Int32(ending.value)
    return RunResult(
      ending: ending.signalled != 0 ? .signalled(value) : .exited(value),
      started: started, wallSeconds: wall / .seconds(1),
      cpuSeconds: ending.cpu_seconds)
  }

  /// This program's own file: `/proc/self/exe` itself would show up as `exe`
  /// in process lists.
  static var ownExecutable: String {
    let link = try? FileManager.default.destinationOfSymbolicLink(
      atPath: "/proc/self/exe")
    guard let link, FileManager.default.isExecutableFile(atPath: link) else {
      return "/proc/self/exe"
    }
    return link
  }
}
