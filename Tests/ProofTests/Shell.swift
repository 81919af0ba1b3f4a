import Foundation

/// Programs that tests run.
enum Shell {
  struct Failure: Error, CustomStringConvertible {
    var command: [String]
    var status: Int32
    var output: String

    var description: String {
      "\(command.joined(separator: " ")) gave \(status):\n\(output)"
    }
  }

  /// Standard output; standard error is shown only on failure.
  @discardableResult
  static func run(
    _ command: [String], environment: [String: String] = [:]
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.environment = ProcessInfo.processInfo.environment.merging(
      environment
    ) { $1 }
    let folder = FileManager.default.temporaryDirectory
    let errors = folder.appending(path: UUID().uuidString)
    _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
    defer { try? FileManager.default.removeItem(at: errors) }
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    // Threads that run tests block signals, and children inherit that: CMake
    // would wait for ever for the end of its own children.
    var none = sigset_t()
    var blocked = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &blocked)
    defer { pthread_sigmask(SIG_SETMASK, &blocked, nil) }
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    guard process.terminationStatus == 0 else {
      let errorText = String(
        decoding: (try? Data(contentsOf: errors)) ?? Data(), as: UTF8.self)
      throw Failure(
        command: command, status: process.terminationStatus,
        output: text + errorText)
    }
    return text
  }

  static let swiftCompiler = try? run(["which", "swiftc"])

  static let canInstallFromPyPI =
    (try? run([
      "python3", "-m", "pip", "download", "-q", "--no-deps", "-d",
      FileManager.default.temporaryDirectory.appending(
        path: "swiftlet-pypi-probe"
      ).path, "scikit-build-core",
    ])) != nil

  /// The other Python versions that are on PATH and start.
  static let otherPythons = ["python3.11", "python3.12", "python3.13"].filter {
    (try? run([$0, "-c", ""])) != nil
  }
}

func withTemporaryFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appending(
    path: "swiftlet-\(UUID().uuidString)")
  try FileManager.default.createDirectory(
    at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}
