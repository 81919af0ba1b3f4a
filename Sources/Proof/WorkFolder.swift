import Foundation

/// `.swiftlet` in the working directory, else a temporary folder.
package struct WorkFolder: Sendable {
  package let path: String
  /// Nothing could be kept in the working directory.
  package let isTemporary: Bool

  /// - Throws: `ProofError.notWritable`.
  package init(in workingDirectory: String) throws(ProofError) {
    do {
      try self.init(keptIn: workingDirectory)
    } catch {
      let temporary = FileManager.default.temporaryDirectory.appending(
        path: "swiftlet-\(UUID().uuidString)"
      ).path
      try Self.make(temporary)
      self.init(path: temporary, isTemporary: true)
    }
  }

  /// Where what is written has to last.
  /// - Throws: `ProofError.notWritable`.
  package init(keptIn workingDirectory: String) throws(ProofError) {
    let path = "\(workingDirectory)/.swiftlet"
    try Self.make(path)
    let ignore = URL(filePath: "\(path)/.gitignore")
    do {
      if !FileManager.default.fileExists(atPath: ignore.path) {
        try Data("*\n".utf8).write(to: ignore)
      }
    } catch {
      throw .notWritable(path: path, reason: error.localizedDescription)
    }
    guard FileManager.default.isWritableFile(atPath: path) else {
      throw .notWritable(path: path, reason: "read-only")
    }
    self.init(path: path, isTemporary: false)
  }

  private init(path: String, isTemporary: Bool) {
    self.path = path
    self.isTemporary = isTemporary
  }

  package func removeIfTemporary() {
    if isTemporary { try? FileManager.default.removeItem(atPath: path) }
  }

  static func make(_ folder: String) throws(ProofError) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw .notWritable(path: folder, reason: error.localizedDescription)
    }
  }
}
