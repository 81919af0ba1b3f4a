import Foundation
import ProfileModel
import PythonSyntax

/// The source files that a reader of a recording will want to see.
struct SourceCollection {
  private(set) var files: [SourceFile] = []

  /// Library code is left out unless it runs itself for at least this share
  /// of the samples, and this many.
  private static let libraryShare = 0.01
  private static let librarySamples = 10

  init(of recording: Recording, interpreter: Interpreter) {
    let counts = Self.sampleCounts(recording)
    let total = recording.samples.reduce(0) { $0 + $1.count }
    let least = max(
      Self.librarySamples, Int(Self.libraryShare * Double(total)))
    let paths = counts.keys.sorted().filter { path in
      interpreter.isUserCode(path) || counts[path, default: 0] >= least
    }
    read(paths, of: recording.run, interpreter)
    readImported(by: recording, interpreter)
  }

  /// Files of the user's that these import, and of which nothing was seen
  /// running: what is hot may use what they define.
  private mutating func readImported(
    by recording: Recording, _ interpreter: Interpreter
  ) {
    let importedFiles = ImportedFiles(recording)
    var known = Set(files.map(\.path))
    var new = files.filter { interpreter.isUserCode($0.path) }
    while !new.isEmpty, files.count < Self.mostFiles {
      var paths: Set<String> = []
      for file in new {
        guard let module = try? Module(json: file.syntax) else { continue }
        for name in module.importedNames {
          let path = importedFiles.paths(of: name, from: file.path).first {
            FileManager.default.fileExists(atPath: $0)
          }
          if let path, interpreter.isUserCode(path),
            known.insert(path).inserted
          {
            paths.insert(path)
          }
        }
      }
      let before = files.count
      read(paths.sorted(), of: recording.run, interpreter)
      new = Array(files[before...])
    }
  }

  private static let mostFiles = 500

  /// Samples by file of the innermost frame; 0 for files that are only on
  /// the way there.
  private static func sampleCounts(_ recording: Recording) -> [String: Int] {
    var counts: [String: Int] = [:]
    for code in recording.codes { counts[code.file] = 0 }
    for sample in recording.samples {
      guard let stack = sample.stack else { continue }
      let frame = recording.frames[recording.stacks[stack].frame]
      counts[recording.codes[frame.code].file, default: 0] += sample.count
    }
    return counts
  }

  /// Files that are gone, unreadable or no text are left out.
  private mutating func read(
    _ paths: [String], of run: Run, _ interpreter: Interpreter
  ) {
    var texts: [(path: String, readable: String, data: Data)] = []
    var temporary: String?
    for path in paths {
      if path == "<string>", case .code(let code) = run.target {
        let file = NSTemporaryDirectory() + "/swiftlet-\(UUID().uuidString)"
        let data = Data(code.utf8)
        guard (try? PrivateFile.create(file, data)) != nil else { continue }
        temporary = file
        texts.append((path, file, data))
      } else if path.hasPrefix("/"),
        let data = FileManager.default.contents(atPath: path),
        data.count < 16 << 20, !data.contains(0)
      {
        texts.append((path, path, data))
      }
    }
    let trees = interpreter.syntaxes(ofFiles: texts.map(\.readable))
    if let temporary {
      try? FileManager.default.removeItem(atPath: temporary)
    }
    files += zip(texts, trees).map { text, tree in
      SourceFile(
        path: text.path, text: String(decoding: text.data, as: UTF8.self),
        syntax: tree)
    }
  }
}
