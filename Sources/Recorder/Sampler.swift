import CSampler
import Foundation
import ProfileModel

/// Samples a running script, and the processes that it starts, from outside
/// until it ends.
///
/// It lives here and not in the script's process, where one more thread would
/// change what `os.fork` does.
final class Sampler {
  private let script: pid_t
  private let arena: SampleArena
  private let tables: RecordingTables
  private let interpreter: Interpreter
  private let workingDirectory: String
  private let rate: Double
  private let trace: TraceMemory?
  private let capturesCalls: Bool
  private let memoryInterval: Int
  private let images = NativeImages()
  private var processes: [UInt32: ProcessSampler] = [:]
  private var indices: [pid_t: Int] = [:]
  private var claimCount: UInt32 = 0
  private var outcome = ProcessSampler.Outcome()
  private var nextCheck: UInt64 = 0
  /// Why nothing of the script itself can be sampled, where that is so.
  private(set) var unknownLayout: InterpreterLayout.UnknownLayout?

  init(
    script: pid_t, arena: SampleArena, tables: RecordingTables,
    interpreter: Interpreter, workingDirectory: String, rate: Double,
    trace: TraceMemory? = nil, capturesCalls: Bool = true,
    memoryInterval: Int = 0
  ) {
    self.script = script
    self.arena = arena
    self.tables = tables
    self.interpreter = interpreter
    self.workingDirectory = workingDirectory
    self.rate = rate
    self.trace = trace
    self.capturesCalls = capturesCalls
    self.memoryInterval = memoryInterval
    indices[script] = tables.add(ProcessDescription(id: Int(script)))
  }

  /// Returns when the script has ended (it is not reaped). What it started and
  /// left behind goes on, unseen.
  /// - Parameter look: Called now and then between samples.
  func run(_ look: ((SamplerStatistics) -> Void)? = nil) {
    var nextGlance = Self.now() + Self.glanceInterval
    let interval = 1e9 / rate
    let timer = ProcessTimer(script)
    var deadline = Self.now()
    while true {
      // The interval varies, or a script with a rhythm of its own would be
      // seen always at the same step.
      deadline += UInt64(interval * Double.random(in: 0.5..<1.5))
      if timer.sleepUntilEnd(or: deadline) { break }
      trace?.tick()
      let now = Self.now()
      // Late (a stopped job, a busy machine): no burst to make up for it.
      if now > deadline { deadline = now }
      if arena.claimCount != claimCount { adopt() }
      for process in processes.values { process.tick(now) }
      if now >= nextCheck {
        for (slot, process) in processes
        where process.hasEnded && process.process != script {
          finish(process, in: slot)
          // The id may come again, for another process.
          indices[process.process] = nil
        }
        nextCheck = now + 20_000_000
      }
      if let look, now >= nextGlance {
        look(statistics(of: processes.values.map(\.outcome)))
        // Large tables take time to pass on, which is the samples' time.
        let end = Self.now()
        nextGlance = end + max(Self.glanceInterval, 50 * (end - now))
      }
    }
    if arena.claimCount != claimCount { adopt() }
    for (slot, process) in processes { finish(process, in: slot) }
  }

  private static let glanceInterval: UInt64 = 500_000_000

  var statistics: SamplerStatistics { statistics(of: []) }

  /// Of the processes that have ended, and of others.
  private func statistics(
    of running: [ProcessSampler.Outcome]
  ) -> SamplerStatistics {
    var outcome = outcome
    for other in running { outcome += other }
    return SamplerStatistics(
      rate: rate, taken: outcome.taken, missed: outcome.missed,
      lost: outcome.lost, truncated: outcome.truncated,
      unseenProcesses: arena.refusedCount,
      ownCPUSeconds: Double(outcome.ownNanoseconds) / 1e9,
      hasOtherEvaluator: outcome.hasOtherEvaluator)
  }

  /// Begins to sample the processes that have taken a slot since last time.
  private func adopt() {
    claimCount = arena.claimCount
    for slot in arena.takenSlots where processes[slot] == nil {
      guard let ring = arena.ring(inSlot: slot) else {
        arena.release(slot)
        continue
      }
      // It has become another program.
      for (old, process) in processes where process.process == ring.process {
        finish(process, in: old)
      }
      let version = ring.version ?? interpreter.version
      let assembly = SampleAssembly(
        process: index(of: ring.process), ring: ring, tables: tables,
        images: images, interpreter: interpreter, version: version,
        workingDirectory: workingDirectory, isTraced: trace != nil,
        capturesCalls: capturesCalls, memoryInterval: memoryInterval)
      processes[slot] = ProcessSampler(
        ring: ring, assembly: assembly, version: version, rate: rate)
    }
  }

  /// The same for a process that becomes another program.
  private func index(of process: pid_t) -> Int {
    let command = ProcessFacts.command(of: process)
    if let known = indices[process] {
      tables.setCommand(command, ofProcess: known)
      return known
    }
    let parent = ProcessFacts.ancestors(of: process).lazy
      .compactMap { self.indices[$0] }.first
    let index = tables.add(
      ProcessDescription(id: Int(process), parent: parent, command: command))
    indices[process] = index
    return index
  }

  private func finish(_ process: ProcessSampler, in slot: UInt32) {
    outcome += process.finish()
    if let unknown = process.unknownLayout {
      if process.process == script { unknownLayout = unknown }
      if let index = indices[process.process] {
        tables.setUnsampled(because: unknown.description, process: index)
      }
    }
    processes[slot] = nil
    arena.release(slot)
  }

  private static func now() -> UInt64 {
    var time = timespec()
    unsafe _ = clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
