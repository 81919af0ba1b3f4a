import Foundation

/// What the kernel says of one thread of another process.
struct ThreadStatus: Equatable {
  /// `R` running or ready to run, `S` and `D` waiting, `T` stopped...
  var state: UInt8
  /// Whether our signal would reach a handler.
  var acceptsSignal: Bool

  /// By a signal or a debugger.
  var isStopped: Bool {
    state == UInt8(ascii: "T") || state == UInt8(ascii: "t")
  }
  /// Ended, and nobody has asked how.
  var isZombie: Bool { state == UInt8(ascii: "Z") }
  var isRunning: Bool { state == UInt8(ascii: "R") }
  var isWaiting: Bool {
    state == UInt8(ascii: "S") || state == UInt8(ascii: "D") || isStopped
  }

  /// Reads `/proc/PID/task/TID/stat`; see proc(5).
  init?(stat: some BidirectionalCollection<UInt8>, signal: Int32) {
    // The name, in parentheses, may contain anything.
    guard let end = stat.lastIndex(of: UInt8(ascii: ")")) else { return nil }
    let rest = stat[stat.index(after: end)...]
    // Fields count from 1 in proc(5); the state, the first here, is the 3rd.
    var field = 2
    var state: UInt8?
    var blocked: UInt64 = 0
    var caught: UInt64 = 0
    var number: UInt64 = 0
    for byte in rest {
      if byte == UInt8(ascii: " ") {
        if field == 32 { blocked = number }
        if field == 34 { caught = number }
        if field >= 34 { break }
        field += 1
        number = 0
      } else if field == 3, state == nil {
        state = byte
      } else if (48...57).contains(byte) {
        number = number &* 10 &+ UInt64(byte - 48)
      }
    }
    guard let state else { return nil }
    self.state = state
    let bit: UInt64 = 1 << UInt64(signal - 1)
    acceptsSignal = blocked & bit == 0 && caught & bit != 0
  }
}

/// The system call that a thread waits in.
struct SystemCall: Equatable {
  var number: Int
  var argument: UInt64

  /// Reads `/proc/PID/task/TID/syscall`, see proc(5); nil for a thread that
  /// runs, or is in no system call.
  init?(_ text: String) {
    let words = text.split(separator: " ")
    guard words.count > 1, let number = Int(words[0]), number >= 0,
      words[1].hasPrefix("0x"),
      let argument = UInt64(words[1].dropFirst(2), radix: 16)
    else { return nil }
    self.number = number
    self.argument = argument
  }
}

/// A file of `/proc`, kept open: reading it again from the start gives the
/// state of that moment.
final class ProcessFile {
  private let descriptor: Int32
  private var buffer = [UInt8](repeating: 0, count: 1024)

  init?(_ path: String) {
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return nil }
  }

  deinit { close(descriptor) }

  /// Nil once the thread is gone.
  func read() -> ArraySlice<UInt8>? {
    let count = unsafe pread(descriptor, &buffer, buffer.count, 0)
    return count > 0 ? buffer[..<count] : nil
  }

  /// Everything, for files longer than one read gives.
  func readToEnd() -> [UInt8] {
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return all }
      all += chunk[..<count]
    }
  }

  func readText() -> String? {
    read().map {
      String(decoding: $0, as: UTF8.self)
        .trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }
}
