import Foundation
import Glibc

/// One of the terminal's two output streams.
struct Console {
  static let output = Console(descriptor: STDOUT_FILENO)
  static let error = Console(descriptor: STDERR_FILENO)

  private let descriptor: Int32

  /// Writes all of the text; a reader that went away is not an error.
  func write(_ text: String) { write(Data(text.utf8)) }

  func write(_ data: Data) {
    let handle = FileHandle(
      fileDescriptor: descriptor, closeOnDealloc: false)
    try? handle.write(contentsOf: data)
  }

  /// `NO_COLOR` and `TERM=dumb` are respected: see no-color.org.
  var wantsColor: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(descriptor) == 1 && environment["TERM"] != "dumb"
      && (environment["NO_COLOR"] ?? "").isEmpty
  }

  /// Columns of the terminal, or 80 where there is none.
  var width: Int {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col > 0
    else { return 80 }
    return Int(size.ws_col)
  }
}
