import Foundation
import Glibc

/// A terminal for the script, whose other end is here: see pty(7).
final class PseudoTerminal {
  /// What the script reads and writes.
  let path: String
  /// Its other end, which does not block.
  let descriptor: Int32
  /// Kept open: without anyone at it, reading here would fail before the
  /// script has opened it.
  private let keeper: Int32

  /// Of ioctl_tty(2), from asm-generic/ioctls.h: macros that Swift cannot read.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  /// - Throws: `LiveError.noSecondTerminal`.
  init(like terminal: Terminal) throws(LiveError) {
    descriptor = unsafe open(
      "/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
    var isLocked: Int32 = 0
    var number: Int32 = 0
    guard descriptor >= 0,
      unsafe ioctl(descriptor, Self.setLock, &isLocked) == 0,
      unsafe ioctl(descriptor, Self.getNumber, &number) == 0
    else { throw Self.failure(closing: descriptor) }
    path = "/dev/pts/\(number)"
    keeper = unsafe open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard keeper >= 0 else { throw Self.failure(closing: descriptor) }
    var modes = terminal.modes
    unsafe tcsetattr(keeper, TCSANOW, &modes)
    resize(to: terminal.size)
  }

  deinit {
    close(keeper)
    close(descriptor)
  }

  /// Tells the script, too, by SIGWINCH.
  func resize(to size: winsize) {
    var size = size
    unsafe _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
  }

  /// What the script has written; empty where there is nothing more for now.
  func read() -> Data {
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = unsafe Glibc.read(descriptor, &bytes, bytes.count)
    return count > 0 ? Data(bytes.prefix(count)) : Data()
  }

  /// As if typed. What the script does not read in time is lost, as it is in
  /// any terminal.
  func type(_ keys: Data) {
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    try? handle.write(contentsOf: keys)
  }

  private static func failure(closing descriptor: Int32) -> LiveError {
    let reason = unsafe String(cString: strerror(errno))
    if descriptor >= 0 { close(descriptor) }
    return .noSecondTerminal(reason)
  }
}
