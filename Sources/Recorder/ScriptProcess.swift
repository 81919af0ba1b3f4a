import CSampler
import Foundation
import ProfileModel

/// A running script, seen from its parent.
///
/// It is the user's own interpreter, started as the user would start it; what
/// there is to do in it is done by a library that the dynamic loader puts into
/// it first (`CRecorder`).
final class ScriptProcess {
  /// What becomes standard input, output and error; nil inherits.
  struct StandardFiles {
    var input: Int32?
    var output: Int32?
    var error: Int32?
    /// Path of a terminal that takes the place of those that are inherited
    /// and are one.
    var terminal: String?

    fileprivate var descriptors: [Int32] {
      [input, output, error].enumerated().map { number, file in
        let isTerminal = terminal != nil && isatty(Int32(number)) == 1
        return file ?? (isTerminal ? Int32(SL_TERMINAL) : -1)
      }
    }
  }

  let pid: pid_t
  private let start: RecorderStart?
  private let interpreter: Interpreter
  private let started: Date
  private let clock = ContinuousClock()
  private let begin: ContinuousClock.Instant
  /// Memory that this process had at once, at most, before it started the
  /// script's.
  private let ownPeak: Int

  /// - Throws: `LaunchError`.
  init(
    _ launch: Launch, arena: SampleArena? = nil, trace: TraceMemory? = nil,
    files: StandardFiles = StandardFiles()
  ) throws {
    interpreter = launch.interpreter
    // Without anything to record or to change, nothing needs to be loaded.
    let isPlain = arena == nil && trace == nil && launch.injection == nil
    var task = launch.injection.map { RecorderStart.Task.injection($0) }
    if let trace {
      task = .trace(
        trace.file.descriptor,
        folders: TraceProgram.folders(
          of: launch,
          workingDirectory: FileManager.default.currentDirectoryPath))
    }
    start =
      isPlain
      ? nil : try RecorderStart(task, arena: arena?.file.descriptor)
    let arguments = ArgumentVector(bytes: launch.commandLine)
    let variables = ArgumentVector(bytes: start?.variables ?? [])
    defer {
      arguments.free()
      variables.free()
    }
    let standard = files.descriptors
    var pid: pid_t = 0
    var usage = rusage()
    unsafe _ = getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    ownPeak = usage.ru_maxrss * 1024
    started = Date()
    begin = clock.now
    let path = interpreter.executable
    let code = unsafe sl_launch(
      path, arguments.pointer, variables.pointer, standard, files.terminal,
      &pid)
    guard code == 0 else {
      throw LaunchError.cannotStart("\(path): \(systemMessage(code))")
    }
    self.pid = pid
  }

  /// Waits for the end of the script, calls `beforeReaping`, and gives what
  /// the kernel knows of the run.
  /// - Throws: `LaunchError` where the script could not be observed.
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
    if let start, !start.hasBegun {
      throw LaunchError.notRecorded(interpreter.executable)
    }
    let value = Int32(ending.value)
    let peak = Int(clamping: ending.peak_bytes)
    return RunResult(
      ending: ending.signalled != 0 ? .signalled(value) : .exited(value),
      started: started, wallSeconds: wall / .seconds(1),
      cpuSeconds: ending.cpu_seconds,
      peakBytes: peak > ownPeak ? peak : nil,
      kernelCalls: start?.kernelCalls ?? [])
  }
}
