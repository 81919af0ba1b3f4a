import Foundation
package import ProfileModel

/// Runs a script and samples it.
package struct ScriptRecorder: Sendable {
  /// Samples per second and thread.
  private let rate: Double
  /// Calls and loops are counted as well.
  private let counts: Bool
  /// A few calls are written down with their arguments and results.
  private let capturesCalls: Bool
  /// Memory is sampled as well.
  private let samplesMemory: Bool

  /// Rates that make sense; others are brought into this range.
  package static let rates = 1.0...20_000.0

  package init(
    rate: Double, counts: Bool = false, capturesCalls: Bool = true,
    samplesMemory: Bool = false
  ) {
    self.samplesMemory = samplesMemory
    self.counts = counts
    self.capturesCalls = capturesCalls
    self.rate = min(
      max(rate, Self.rates.lowerBound), Self.rates.upperBound)
  }

  /// Someone who looks on while the script runs.
  package struct Spectator: Sendable {
    /// Path of a terminal for the script, in the place of this process' own.
    var terminal: String?
    /// Takes what was recorded so far, without sources, now and then.
    var show: @Sendable (Recording) -> Void

    package init(
      terminal: String?, show: @escaping @Sendable (Recording) -> Void
    ) {
      self.terminal = terminal
      self.show = show
    }
  }

  /// Runs the script to its end, however it ends, by default with this
  /// process' standard streams, and returns what was seen of it.
  /// - Throws: `LaunchError` where it cannot be started.
  package func record(
    _ launch: Launch, input: ScriptRunner.Input = .inherited,
    spectator: Spectator? = nil
  ) throws -> Recording {
    let files = try Redirection(input: input, output: .inherited)
    return try withExtendedLifetime(files) {
      var standard = files.standard
      standard.terminal = spectator?.terminal
      return try record(launch, files: standard, show: spectator?.show)
    }
  }

  /// The sources behind a recording that has none yet, as a spectator's.
  package static func sources(
    of recording: Recording, with interpreter: Interpreter
  ) -> [SourceFile] {
    SourceCollection(of: recording, interpreter: interpreter).files
  }

  /// Bytes from one sampled block of memory to the next, on average.
  private var memoryInterval: Int { samplesMemory ? 256 << 10 : 0 }

  func record(
    _ launch: Launch, files: ScriptProcess.StandardFiles,
    show: ((Recording) -> Void)? = nil
  ) throws -> Recording {
    let workingDirectory = FileManager.default.currentDirectoryPath
    guard RemoteMemory.isReadable else { throw LaunchError.cannotReadMemory }
    let arena = try SampleArena(memoryInterval: memoryInterval)
    let trace =
      counts ? try TraceMemory(launch.interpreter.version) : nil
    let process = try ScriptProcess(
      launch, arena: arena, trace: trace, files: files)
    let tables = RecordingTables()
    let sampler = Sampler(
      script: process.pid, arena: arena, tables: tables,
      interpreter: launch.interpreter, workingDirectory: workingDirectory,
      rate: rate, trace: trace, capturesCalls: capturesCalls,
      memoryInterval: memoryInterval)
    let started = Date()
    sampler.run(
      show.map { show in
        { statistics in
          let run = Run(
            launch, in: workingDirectory, started: started,
            wallSeconds: -started.timeIntervalSinceNow, cpuSeconds: 0,
            ending: .exited(0))
          var recording = Recording(run: run, sampler: statistics)
          tables.fill(&recording)
          show(recording)
        }
      })
    let result = try process.finish()
    if let unknown = sampler.unknownLayout { throw unknown }
    let run = Run(
      launch, in: workingDirectory, started: result.started,
      wallSeconds: result.wallSeconds, cpuSeconds: result.cpuSeconds,
      ending: result.ending, peakBytes: result.peakBytes)
    var recording = Recording(run: run, sampler: sampler.statistics)
    tables.fill(&recording)
    recording.trace = trace?.contents {
      SampleAssembly.absolute($0, in: workingDirectory)
    }
    recording.sources = Self.sources(of: recording, with: launch.interpreter)
    return recording
  }
}

extension Run {
  fileprivate init(
    _ launch: Launch, in workingDirectory: String, started: Date,
    wallSeconds: Double, cpuSeconds: Double, ending: Ending,
    peakBytes: Int? = nil
  ) {
    self.init(
      target: launch.target, arguments: launch.arguments,
      workingDirectory: workingDirectory,
      python: launch.interpreter.description, started: started,
      wallSeconds: wallSeconds, cpuSeconds: cpuSeconds, ending: ending,
      peakBytes: peakBytes)
  }
}
