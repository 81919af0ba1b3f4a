package import Foundation
package import ProfileModel

/// How one run of a script went.
package struct RunResult: Equatable, Sendable {
  package var ending: Run.Ending
  package var started: Date
  package var wallSeconds: Double
  /// User and system time of the process and of those it waited for.
  package var cpuSeconds: Double
  /// Memory that one of these had at once, at most; nil where it is less than
  /// this process had, which the kernel does not tell apart.
  package var peakBytes: Int?
  /// For each redirect of the launch's injection.
  package var kernelCalls: [KernelCalls] = []
}

/// How often a kernel was called, in all processes of a run.
package struct KernelCalls: Equatable, Sendable {
  package var calls: Int
  /// Of these, the calls that it handed back to Python.
  package var fallbacks: Int
}

/// Runs a script without sampling it.
package struct ScriptRunner: Sendable {
  /// Where the script's standard input comes from.
  package enum Input: Sendable {
    case inherited
    case nothing
    case file(String)
  }

  /// Where the script's standard output and error go.
  package enum Output: Sendable {
    case inherited
    case discarded
    /// Paths of files to create or overwrite; the same path twice puts both
    /// into one file in the order they were written.
    case files(output: String, error: String)
  }

  package init() {}

  /// Runs to the end. Signals sent to this process meanwhile go to the
  /// script.
  /// - Throws: `LaunchError`.
  package func run(
    _ launch: Launch, input: Input = .inherited, output: Output = .inherited
  ) throws -> RunResult {
    let files = try Redirection(input: input, output: output)
    return try ScriptProcess(launch, files: files.standard).finish()
  }
}

/// The files opened for a run's standard streams, closed with it.
final class Redirection {
  private(set) var standard = ScriptProcess.StandardFiles()
  private var opened: [Int32] = []

  init(input: ScriptRunner.Input, output: ScriptRunner.Output) throws {
    switch input {
    case .inherited: break
    case .nothing: standard.input = try open("/dev/null", O_RDONLY)
    case .file(let path): standard.input = try open(path, O_RDONLY)
    }
    let create = O_WRONLY | O_CREAT | O_TRUNC | O_APPEND
    switch output {
    case .inherited: break
    case .discarded:
      let null = try open("/dev/null", O_WRONLY)
      (standard.output, standard.error) = (null, null)
    case .files(let output, let error):
      let file = try open(output, create)
      standard.output = file
      standard.error = output == error ? file : try open(error, create)
    }
  }

  deinit {
    for descriptor in opened { close(descriptor) }
  }

  private func open(_ path: String, _ flags: Int32) throws -> Int32 {
    let raw = unsafe Glibc.open(path, flags | O_CLOEXEC, 0o600)
    guard raw >= 0 else {
      throw LaunchError.cannotStart("\(path): \(systemMessage(errno))")
    }
    // Clear of 0, 1 and 2, which are about to be replaced.
    let descriptor = fcntl(raw, F_DUPFD_CLOEXEC, 10)
    close(raw)
    guard descriptor >= 0 else {
      throw LaunchError.cannotStart(systemMessage(errno))
    }
    opened.append(descriptor)
    return descriptor
  }
}
