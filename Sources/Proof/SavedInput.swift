import Foundation
package import Recorder

/// A script's standard input, kept so that each of several runs gets the same.
package struct SavedInput: Sendable {
  /// What to give every run.
  package let input: ScriptRunner.Input
  /// The file it was kept in; nil where nothing had to be kept.
  private let path: String?

  /// Reads this process's standard input to its end, unless that is a
  /// terminal, which every run then has for itself.
  ///
  /// A pipe that stays open without a byte for `patience` seconds counts as
  /// no input: a script that does not read must not be made to wait.
  /// - Throws: `ProofError.notWritable`.
  package init(patience: Double = 1) throws(ProofError) {
    guard isatty(0) == 0, fcntl(0, F_GETFD) >= 0 else {
      (input, path) = (.inherited, nil)
      return
    }
    var poll = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    guard unsafe Glibc.poll(&poll, 1, Int32(patience * 1000)) > 0 else {
      (input, path) = (.nothing, nil)
      return
    }
    let file = FileManager.default.temporaryDirectory.appending(
      path: "swiftlet-input-\(UUID().uuidString)")
    let created = FileManager.default.createFile(
      atPath: file.path, contents: nil,
      attributes: [.posixPermissions: 0o600])
    do {
      guard created else { throw CocoaError(.fileWriteUnknown) }
      let output = try FileHandle(forWritingTo: file)
      defer { try? output.close() }
      while let data = try FileHandle.standardInput.read(upToCount: 1 << 20),
        !data.isEmpty
      {
        try output.write(contentsOf: data)
      }
    } catch {
      try? FileManager.default.removeItem(at: file)
      throw .notWritable(path: file.path, reason: error.localizedDescription)
    }
    (input, path) = (.file(file.path), file.path)
  }

  /// Removes what was kept.
  package func remove() {
    if let path { try? FileManager.default.removeItem(atPath: path) }
  }
}
