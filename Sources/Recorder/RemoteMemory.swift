import CSampler
import Foundation

/// Reads another process' memory.
enum RemoteMemory {
  private static let largestRead = 1 << 20

  /// Whether the kernel allows it at all, for a process of one's own.
  static var isReadable: Bool {
    var probe: UInt64 = 0
    var copy: UInt64 = 0
    return unsafe withUnsafePointer(to: &probe) { pointer in
      let address = UInt64(UInt(bitPattern: pointer))
      return unsafe sl_read(getpid(), address, &copy, 8) != 0
    }
  }

  static func word(of process: pid_t, at address: UInt64) -> UInt64? {
    var value: UInt64 = 0
    let done = unsafe sl_read(process, address, &value, 8)
    return done != 0 ? value : nil
  }

  static func words(
    of process: pid_t, at address: UInt64, count: Int
  ) -> [UInt64]? {
    guard (0...largestRead / 8).contains(count) else { return nil }
    var words = [UInt64](repeating: 0, count: count)
    if count == 0 { return words }
    let done = unsafe sl_read(process, address, &words, count * 8)
    return done != 0 ? words : nil
  }

  static func bytes(
    of process: pid_t, at address: UInt64, count: Int
  ) -> [UInt8]? {
    // Counts are read from that memory, too, and may be nonsense.
    guard (0...largestRead).contains(count) else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    let done = unsafe sl_read(process, address, &bytes, count)
    return done != 0 ? bytes : nil
  }
}
