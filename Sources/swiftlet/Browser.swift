import Foundation

/// The program that shows a file to the user: `$BROWSER`, else what the
/// desktop has.
struct Browser {
  func show(_ file: String) throws {
    let environment = ProcessInfo.processInfo.environment
    let named = environment["BROWSER"].flatMap { $0.isEmpty ? nil : $0 }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      named ?? "xdg-open", URL(fileURLWithPath: file).path,
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let isStarted = (try? process.run()) != nil
    if isStarted { process.waitUntilExit() }
    guard isStarted, process.terminationStatus == 0 else {
      throw Failure(
        "found no browser to show '\(file)' in (name one with BROWSER=...); "
          + "the file itself is written")
    }
  }
}
