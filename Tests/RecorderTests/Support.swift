import Foundation
import ProfileModel
import Testing

@testable import Recorder

/// Every Python on this machine that can be recorded, one of each version.
let interpreters: [Interpreter] = {
  var versions: Set<PythonVersion> = []
  return Interpreter.candidates().compactMap { try? $0.result.get() }
    .filter { versions.insert($0.version).inserted }
    .sorted { $0.version < $1.version }
}()

/// One interpreter of each feature release, for the slower tests.
let features: [Interpreter] = {
  var seen: Set<String> = []
  return interpreters.filter { seen.insert($0.version.feature).inserted }
}()

extension Interpreter: CustomTestStringConvertible {
  public var testDescription: String { "Python \(version)" }
}

/// A folder that goes away with its test.
final class TemporaryFolder {
  let path: String

  init(named name: String = "swiftlet-tests") throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(name)-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let url = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  func text(of name: String) -> String {
    let data = FileManager.default.contents(atPath: "\(path)/\(name)")
    return String(decoding: data ?? Data(), as: UTF8.self)
  }
}
