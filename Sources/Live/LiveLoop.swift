import Foundation
import Glibc
import ProfileModel
import Report

/// Carries keys to the script and its output back, and draws.
final class LiveLoop {
  private let terminal: Terminal
  private let script: PseudoTerminal?
  private let sources: LiveView.Sources
  private let wake: Int32
  private var report = LiveReport()
  private var held = HeldOutput()
  private var isShown = true
  private var size = winsize()
  private var latest: Recording?
  /// The sources of the files that were seen so far.
  private var known: (files: Set<String>, sources: [SourceFile]) = ([], [])

  private static let usesColor =
    (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty

  init(
    terminal: Terminal, script: PseudoTerminal?,
    sources: @escaping LiveView.Sources, wake: Int32
  ) {
    self.terminal = terminal
    self.script = script
    self.sources = sources
    self.wake = wake
  }

  /// Returns when the script has ended and all that it wrote is passed on.
  func run(_ take: () -> (recording: Recording?, hasEnded: Bool)) {
    terminal.takeKeys(passesSignals: script != nil)
    terminal.fillScreen()
    size = terminal.size
    draw()
    while true {
      var polled = [
        pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
        pollfd(fd: terminal.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(
          fd: script?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
      ]
      unsafe _ = poll(&polled, 3, 250)
      if polled[1].revents != 0, !readKeys() { break }
      if polled[2].revents != 0 { passOutput() }
      followSize()
      if polled[0].revents != 0 {
        var news = [UInt8](repeating: 0, count: 64)
        unsafe _ = read(wake, &news, news.count)
      }
      let news = take()
      if let recording = news.recording { update(recording) }
      if news.hasEnded { break }
    }
    // The script has ended; what it wrote last is still under way.
    while passOutput() {}
    leave()
    terminal.showAgain()
  }

  private func update(_ recording: Recording) {
    let files = Set(recording.codes.map(\.file))
    if known.files != files { known = (files, sources(recording)) }
    latest = recording
    latest?.sources = known.sources
    guard isShown, let latest else { return }
    report.update(latest)
    draw()
  }

  private func draw() {
    guard isShown else { return }
    terminal.draw(
      report.lines(
        width: Int(size.ws_col), height: Int(size.ws_row),
        usesColor: Self.usesColor, output: held.lastLines))
  }

  /// Returns false where the terminal is gone.
  private func readKeys() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = unsafe read(terminal.descriptor, &bytes, bytes.count)
    guard count > 0 else { return count < 0 && errno == EINTR }
    for (index, key) in bytes.prefix(count).enumerated() {
      guard isShown else {
        script?.type(Data(bytes[index..<count]))
        break
      }
      switch key {
      case UInt8(ascii: "q"): leave()
      case UInt8(ascii: "v"): changeView()
      // Ctrl-C and Ctrl-\ are the script's, always.
      case 0x03, 0x1c: script?.type(Data([key]))
      default: break
      }
    }
    return true
  }

  private func changeView() {
    let views = TimeView.allCases
    let next = (views.firstIndex(of: report.view) ?? 0) + 1
    report.view = views[next % views.count]
    if let latest { report.update(latest) }
    draw()
  }

  /// Returns whether there was any.
  @discardableResult
  private func passOutput() -> Bool {
    guard let output = script?.read(), !output.isEmpty else { return false }
    guard isShown else {
      terminal.write(output)
      return true
    }
    let left = held.append(output)
    if held.isFull {
      leave()
      terminal.write(left)
    }
    return true
  }

  private func leave() {
    guard isShown else { return }
    isShown = false
    terminal.leaveScreen()
    held.release { terminal.write($0) }
    // From here on the script has the keys, or the shell's rules do.
    if script == nil { terminal.showAgain() }
  }

  private func followSize() {
    let now = terminal.size
    guard now.ws_col != size.ws_col || now.ws_row != size.ws_row else {
      return
    }
    size = now
    script?.resize(to: size)
    draw()
  }
}
