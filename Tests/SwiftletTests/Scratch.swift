import Foundation
import Testing

/// A folder of a test's own, removed with it.
final class Scratch: Sendable {
  let url: URL
  var path: String { url.path }

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("swiftlet-scratch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  func file(_ name: String) -> String {
    url.appendingPathComponent(name).path
  }

  @discardableResult
  func write(
    _ text: String, to name: String, executable: Bool = false
  ) throws -> String {
    try write(Array(text.utf8), to: name, executable: executable)
  }

  @discardableResult
  func write(
    _ bytes: [UInt8], to name: String, executable: Bool = false
  ) throws -> String {
    let target = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: target)
    if executable {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: target.path)
    }
    return target.path
  }

  func bytes(of name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: url.appendingPathComponent(name)))
  }

  var names: [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: path)
    return (names ?? []).sorted()
  }

  /// Runs swiftlet here.
  func swiftlet(
    _ arguments: String..., environment: [String: String] = [:],
    limit: TimeInterval = 60
  ) -> Program.Outcome {
    var program = Program(
      path: Swiftlet.path, arguments: arguments, directory: path)
    program.environment.merge(environment) { $1 }
    program.limit = limit
    return program.run()
  }

  /// A recording's stacks, one a line.
  func collapsed(_ recording: String) throws -> [Substring] {
    let outcome = swiftlet(
      "export", "--format", "collapsed", "-o", "stacks", recording)
    try #require(outcome.ending == .exited(0), "\(outcome.errors)")
    return String(decoding: try bytes(of: "stacks"), as: UTF8.self)
      .split(separator: "\n")
  }
}
