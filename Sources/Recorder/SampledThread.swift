import CSampler
import Foundation
import ProfileModel

/// One thread of the script, as the sampler sees it.
final class SampledThread {
  let id: pid_t
  let name: String?
  private let folder: String
  private let stat: ProcessFile
  private let schedule: ProcessFile?
  /// Address of its `PyThreadState`; 0 until it is known.
  var threadState: UInt64 = 0
  var lastTick: UInt64
  /// The scheduler's counters at the last look that found it waiting: while
  /// they stay, so does its stack.
  var waitingSince: [UInt8]?
  /// Nanoseconds in which the sampler did not get to look at it, of late.
  private var absence: UInt64 = 0
  private var absenceEnd: UInt64 = 0
  /// Looks in a row that found it waiting in the same place.
  var idleCount = 0
  /// Waiting time not yet added to the recording.
  var pendingCount = 0
  var pendingNanoseconds: UInt64 = 0

  init?(id: pid_t, of process: pid_t, now: UInt64) {
    let folder = "/proc/\(process)/task/\(id)"
    guard let stat = ProcessFile(folder + "/stat") else { return nil }
    self.folder = folder
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

  /// What a thread that is off the CPU waits for. The GIL is a lock within the
  /// interpreter's global state, and no other is there.
  func waitingState(runtime: Range<UInt64>) -> ThreadState {
    // Opened each time: of hundreds of threads, not too many files at once.
    guard let call = ProcessFile(folder + "/syscall")?.readText() else {
      return .waiting
    }
    return SystemCall(call).map { call in
      guard call.number == Int(SL_FUTEX) else { return .blocked }
      // Where the runtime's place is not known, neither is the lock's.
      guard !runtime.isEmpty else { return .waiting }
      return runtime.contains(call.argument) ? .waitingForGIL : .blocked
    } ?? .waiting
  }

  func noteAbsence(_ nanoseconds: UInt64, until now: UInt64) {
    // Samples reach this side within a few milliseconds.
    if now > absenceEnd + 50_000_000 { absence = 0 }
    guard nanoseconds > 0 else { return }
    absence += nanoseconds
    absenceEnd = now
  }

  /// Takes from a sample the time in which the sampler was late: the place it
  /// found afterwards has no more to do with it than any other. (Time in which
  /// the thread was late to answer, in a long system call, is that call's.)
  /// Returns the nanoseconds taken.
  func discount(
    _ sample: inout SampleRecord.Sample, by interval: Double
  ) -> UInt64 {
    let usual = UInt64(2 * interval)
    let excess = sample.nanoseconds - min(sample.nanoseconds, usual)
    let discounted = min(excess, absence)
    sample.nanoseconds -= discounted
    absence -= discounted
    return discounted
  }
}
