import Foundation
import ProfileModel
import Recorder
import Testing

/// One Python of each feature release on this machine.
let pythons: [Interpreter] = {
  var seen: Set<String> = []
  return Interpreter.candidates().compactMap { try? $0.result.get() }
    .filter { seen.insert("\($0.version.major).\($0.version.minor)").inserted }
    .sorted { $0.version < $1.version }
}()

/// A folder that goes away with its test.
final class ScratchFolder {
  let path: String

  init() throws {
    // Resolved, as Python resolves the paths it runs from.
    let folder = FileManager.default.temporaryDirectory
      .resolvingSymlinksInPath()
      .appendingPathComponent("swiftlet-proof-\(UUID().uuidString)")
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

  /// What a run printed and how it ended, with or without an injection.
  func run(
    _ python: Interpreter, _ target: Run.Target, _ arguments: [String] = [],
    injection: Injection? = nil
  ) throws -> Outcome {
    let result = try ScriptRunner().run(
      Launch(
        interpreter: python, target: target, arguments: arguments,
        injection: injection),
      input: .nothing,
      output: .files(output: path + "/out", error: path + "/err"))
    return Outcome(
      output: text(of: "out"), error: text(of: "err"), ending: result.ending)
  }

  struct Outcome: Equatable {
    var output: String
    var error: String
    var ending: Run.Ending
  }

  /// The records of a journal, each as Python's `repr`.
  func journal(_ python: Interpreter) throws -> [String] {
    let program = """
      import marshal, sys
      data = open(sys.argv[1], "rb").read()
      while data:
          size = int.from_bytes(data[:8], "little")
          record = marshal.loads(data[8:8 + size])
          data = data[8 + size:]
          if record[0] == "call":
              record = list(record)
              record[3] = record[4] = 0
              for index in (5, 7, 8):
                  if type(record[index]) is bytes:
                      kinds, values, _, *more = marshal.loads(record[index])
                      record[index] = (kinds, values, *more)
          print(record)
      """
    return try Shell.run([python.executable, "-c", program, path + "/journal"])
      .split(separator: "\n").map(String.init)
  }

  func redirect(
    _ file: String, _ name: String, line: Int,
    to destination: Injection.Destination = .capture
  ) -> Injection {
    Injection(
      redirects: [
        Injection.Redirect(
          code: CodeObject(file: file, qualifiedName: name, firstLine: line),
          destination: destination)
      ], journal: path + "/journal")
  }
}
