import Foundation

/// Asks git, which may not be there, may not know the folder, and may be slow
/// on a long history: every answer is optional.
struct Git {
  let folder: String
  /// A question that takes longer is given up: advice is not worth a wait.
  var patience: TimeInterval = 5

  /// What git printed; nil where it failed.
  func output(_ arguments: [String]) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + arguments
    var environment = ProcessInfo.processInfo.environment
    // Neither a question to the user nor a lock that gets in their way.
    environment["GIT_TERMINAL_PROMPT"] = "0"
    environment["GIT_OPTIONAL_LOCKS"] = "0"
    environment["LC_ALL"] = "C"
    process.environment = environment
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let deadline = DispatchWorkItem { process.terminate() }
    DispatchQueue.global().asyncAfter(
      deadline: .now() + patience, execute: deadline)
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    deadline.cancel()
    guard process.terminationStatus == 0,
      process.terminationReason == .exit
    else { return nil }
    return String(decoding: data, as: UTF8.self)
  }
}
