import Foundation
import Glibc
package import ProfileModel
import Report
import Synchronization

/// Shows a running script on the whole screen.
///
/// The script gets a terminal of its own, of the same size and with the same
/// modes; what it writes there is held back, and comes out in order when the
/// view is left. A thread of its own looks after both, so that neither a slow
/// terminal nor drawing keeps samples waiting.
package final class LiveView: Sendable {
  /// Path of the script's terminal; nil where none of the standard streams is
  /// one, and all of them stay as they are.
  package let scriptTerminal: String?

  /// The sources behind a recording: they are parsed, which takes a while.
  package typealias Sources = @Sendable (Recording) -> [SourceFile]

  private struct Inbox {
    var recording: Recording?
    var hasEnded = false
  }

  private let inbox = Mutex(Inbox())
  /// Written to when there is something in the inbox.
  private let wake = Pipe()
  private let finished = DispatchSemaphore(value: 0)

  /// Takes the screen.
  /// - Throws: `LiveError`.
  package init(sources: @escaping Sources) throws {
    let terminal = try Terminal()
    for end in [wake.fileHandleForReading, wake.fileHandleForWriting] {
      // The script shall not find them among its own.
      _ = fcntl(end.fileDescriptor, F_SETFD, FD_CLOEXEC)
    }
    let isTerminal = (0...2).contains { isatty(Int32($0)) == 1 }
    let script = isTerminal ? try PseudoTerminal(like: terminal) : nil
    scriptTerminal = script?.path
    let loop = LiveLoop(
      terminal: terminal, script: script, sources: sources,
      wake: wake.fileHandleForReading.fileDescriptor)
    let box = Mutex<LiveLoop?>(loop)
    let thread = Thread { [self] in
      let loop = box.withLock { loop in
        defer { loop = nil }
        return loop
      }
      loop?.run {
        inbox.withLock { inbox in
          defer { inbox.recording = nil }
          return (inbox.recording, inbox.hasEnded)
        }
      }
      finished.signal()
    }
    thread.start()
  }

  package func show(_ recording: Recording) {
    inbox.withLock { $0.recording = recording }
    ring()
  }

  /// Gives the screen back, and then the output that was held. To be called
  /// once, when the script has ended.
  package func finish() {
    inbox.withLock { $0.hasEnded = true }
    ring()
    finished.wait()
  }

  private func ring() {
    try? wake.fileHandleForWriting.write(contentsOf: Data([0]))
  }
}
