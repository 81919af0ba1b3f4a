import CSampler
import Foundation

/// Sleeps to a deadline, or to the end of a child process if that is sooner.
final class ProcessTimer {
  private let process: pid_t
  /// -1 where the kernel has none: then the end is noticed at a deadline.
  private let descriptor: Int32

  init(_ process: pid_t) {
    self.process = process
    descriptor = sl_process_descriptor(process)
    sl_precise_timers()
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Returns whether the process has ended; `deadline` is in nanoseconds of
  /// the monotonic clock.
  func sleepUntilEnd(or deadline: UInt64) -> Bool {
    sl_sleep_until(descriptor, process, deadline) != 0
  }
}
