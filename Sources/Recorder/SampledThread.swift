import CSampler
import Foundation

/// One thread of the script, as the sampler sees it.
final class SampledThread {
  let id: pid_t
  let name: String?
  private let stat: ProcessFile
  private let schedule: ProcessFile?
  /// Address of its `PyThreadState`; 0 until it is known.
  var threadState: UInt64 = 0
  var lastTick: UInt64
  /// The scheduler's counters at the last look that found it waiting: while
  /// they stay, so does its stack.
  var waitingSince: [UInt8]?
  /// Looks in a row that found it waiting in the same place.
  var idleCount = 0
  /// Waiting time not yet added to the recording.
  var pendingCount = 0
  var pendingNanoseconds: UInt64 = 0

  init?(id: pid_t, of process: pid_t, now: UInt64) {
    let folder = "/proc/\(process)/task/\(id)"
    guard let stat = ProcessFile(folder + "/stat") else { return nil }
    self.stat = stat
    self.id = id
    schedule = ProcessFile(folder + "/schedstat")
    name = ProcessFile(folder + "/comm")?.readText()
    lastTick = now
  }

  func status() -> ThreadStatus? {
    stat.read().flatMap { ThreadStatus(stat: $0, signal: Int32(SL_SIGNAL)) }
  }

  /// CPU time, time ready, and number of runs so far.
  func counters() -> [UInt8]? { schedule?.read().map(Array.init) }
}
