import Foundation
import ProfileModel

/// The source files that a reader of a recording will want to see.
struct SourceCollection {
  private(set) var files: [SourceFile] = []

  /// Library code is left out unless at least this share of the samples
  /// landed in it.
  private static let libraryShare = 0.01

  init(of recording: Recording, interpreter: Interpreter) {
    let counts = Self.sampleCounts(recording)
    let total = recording.samples.reduce(0) { $0 + $1.count }
    for (path, count) in counts.sorted(by: { $0.key < $1.key }) {
      let isLibrary = interpreter.libraryDirectories.contains {
        path.hasPrefix($0 + "/")
      }
      guard
        !isLibrary || Double(count) >= Self.libraryShare * Double(total)
      else { continue }
      if let file = Self.file(path, of: recording.run, interpreter) {
        files.append(file)
      }
    }
  }

  /// Samples by file, wherever on the stack: a loop that calls a library is
  /// the loop's own time.
  private static func sampleCounts(_ recording: Recording) -> [String: Int] {
    var counts: [String: Int] = [:]
    for sample in recording.samples {
      var paths: Set<String> = []
      var next = sample.stack
      while let index = next {
        let node = recording.stacks[index]
        paths.insert(recording.codes[recording.frames[node.frame].code].file)
        next = node.parent
      }
      for path in paths { counts[path, default: 0] += sample.count }
    }
    return counts
  }

  /// Nil where the source is gone, unreadable or not text.
  private static func file(
    _ path: String, of run: Run, _ interpreter: Interpreter
  ) -> SourceFile? {
    if path == "<string>", case .code(let code) = run.target {
      return source(ofCode: code, interpreter)
    }
    guard path.hasPrefix("/"),
      let data = FileManager.default.contents(atPath: path),
      data.count < 16 << 20
    else { return nil }
    let syntax = try? interpreter.syntax(ofFile: path)
    return SourceFile(
      path: path, text: String(decoding: data, as: UTF8.self),
      syntax: syntax ?? Data())
  }

  private static func source(
    ofCode code: String, _ interpreter: Interpreter
  ) -> SourceFile? {
    let path = NSTemporaryDirectory() + "/swiftlet-\(UUID().uuidString).py"
    defer { try? FileManager.default.removeItem(atPath: path) }
    guard (try? PrivateFile.create(path, Data(code.utf8))) != nil else {
      return nil
    }
    return SourceFile(
      path: "<string>", text: code,
      syntax: (try? interpreter.syntax(ofFile: path)) ?? Data())
  }
}
