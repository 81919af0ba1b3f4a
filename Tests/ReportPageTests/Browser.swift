import Foundation
import TestSupport
import Testing

/// Headless Chromium, driven by `browser.py`.
struct Browser {
  static let isThere = isInstalled("chromium")

  /// What a program in a page returned, and what else was seen.
  struct Answer<Value: Decodable>: Decodable {
    var value: Value
    var errors: [String]
    var requests: [String]
  }

  struct Failed: Error, CustomStringConvertible {
    var description: String
  }

  var width = 1280
  var options: [String] = []

  /// Opens the page from disk and runs the body of an async function in it.
  func run<Value: Decodable>(
    _ program: String, in page: Data, as type: Value.Type
  ) throws -> Answer<Value> {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("swiftlet-page-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("report.html")
    try page.write(to: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      [
        "python3",
        URL(fileURLWithPath: #filePath).deletingLastPathComponent()
          .deletingLastPathComponent()
          .appendingPathComponent("TestSupport/Browser/browser.py").path,
        file.path, "--width", "\(width)",
      ] + options
    let (input, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    // Programs are shorter than a pipe's buffer.
    input.fileHandleForWriting.write(Data(program.utf8))
    try input.fileHandleForWriting.close()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let text = errors.fileHandleForReading.readDataToEndOfFile()
      throw Failed(description: String(decoding: text, as: UTF8.self))
    }
    do {
      return try JSONDecoder().decode(Answer<Value>.self, from: data)
    } catch {
      throw Failed(description: String(decoding: data, as: UTF8.self))
    }
  }
}
