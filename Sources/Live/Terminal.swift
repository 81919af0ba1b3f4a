import Foundation
import Glibc

/// The terminal that the user sits at, as a full-screen program uses it.
///
/// The sequences are those of ECMA-48 and, for the alternate screen, xterm's,
/// which every terminal in use knows.
final class Terminal {
  let descriptor: Int32
  private let initial: termios
  private var isFullScreen = false

  /// - Throws: `LiveError.noTerminal` where this process has none.
  init() throws(LiveError) {
    descriptor = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC)
    var modes = termios()
    guard descriptor >= 0, unsafe tcgetattr(descriptor, &modes) == 0 else {
      throw .noTerminal
    }
    initial = modes
  }

  deinit {
    showAgain()
    close(descriptor)
  }

  /// What a second terminal needs to behave like this one.
  var modes: termios { initial }

  var size: winsize {
    var size = winsize()
    if unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) != 0
      || size.ws_col == 0 || size.ws_row == 0
    {
      (size.ws_col, size.ws_row) = (80, 24)
    }
    return size
  }

  /// Keys come one at a time and are not shown.
  /// - Parameter passesSignals: Whether Ctrl-C and its like come as keys, too.
  func takeKeys(passesSignals: Bool) {
    var modes = initial
    if passesSignals {
      unsafe cfmakeraw(&modes)
    } else {
      modes.c_lflag &= ~tcflag_t(ICANON | ECHO)
    }
    unsafe tcsetattr(descriptor, TCSANOW, &modes)
  }

  func fillScreen() {
    isFullScreen = true
    write("\u{1b}[?1049h\u{1b}[?25l\u{1b}[?7l")
  }

  /// Brings back what was on the screen before.
  func leaveScreen() {
    guard isFullScreen else { return }
    isFullScreen = false
    write("\u{1b}[?7h\u{1b}[?25h\u{1b}[?1049l")
  }

  /// As it was in the beginning.
  func showAgain() {
    leaveScreen()
    var modes = initial
    unsafe tcsetattr(descriptor, TCSADRAIN, &modes)
  }

  /// Each line in its place, without a moment in which the screen is empty.
  func draw(_ lines: [String]) {
    let text = lines.map { $0 + "\u{1b}[K" }.joined(separator: "\r\n")
    write("\u{1b}[H" + text + "\u{1b}[J")
  }

  func write(_ text: String) { write(Data(text.utf8)) }

  func write(_ data: Data) {
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    try? handle.write(contentsOf: data)
  }
}

/// Why nothing can be shown while the script runs.
package enum LiveError: Error, CustomStringConvertible {
  case noTerminal
  case noSecondTerminal(String)

  package var description: String {
    switch self {
    case .noTerminal:
      "--live needs a terminal, and this process has none. Leave it out, or "
        + "run the command in a terminal."
    case .noSecondTerminal(let reason):
      "--live could not make a terminal for the script: \(reason). Leave it "
        + "out, or redirect the script's output into a file."
    }
  }
}
