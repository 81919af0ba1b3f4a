import Foundation
package import ProfileModel

/// The folder in which recordings are kept: `.swiftlet` in the working
/// directory, or a private temporary one where that cannot be written.
package struct RecordingStore: Sendable {
  package struct Saved: Equatable, Sendable {
    package var path: String
    /// Something to tell the user: that it is not in the usual place.
    package var notice: String?
  }

  private let folder: String
  private let fallback: String

  package init(
    workingDirectory: String = FileManager.default.currentDirectoryPath,
    temporaryDirectory: String = NSTemporaryDirectory()
  ) {
    let root = URL(fileURLWithPath: workingDirectory)
    folder = root.appendingPathComponent(".swiftlet").path
    // One for each working directory, so that "the newest" stays this one's.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in root.standardizedFileURL.path.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    fallback =
      URL(fileURLWithPath: temporaryDirectory)
      .appendingPathComponent("swiftlet-\(getuid())")
      .appendingPathComponent(String(hash, radix: 16)).path
  }

  /// Saves under a new name.
  /// - Throws: `RecordingFileError`.
  package func save(_ recording: Recording) throws -> Saved {
    do {
      try prepare(folder)
      let path = unusedPath(in: folder, for: recording)
      try recording.write(to: path)
      return Saved(path: path, notice: nil)
    } catch {
      try preparePrivate(fallback)
      let path = unusedPath(in: fallback, for: recording)
      try recording.write(to: path)
      return Saved(
        path: path,
        notice: "cannot write to '\(folder)'; the recording is in '\(path)'")
    }
  }

  /// The path of the recording saved last.
  /// - Throws: `RecordingFileError.missing`.
  package func newest() throws -> String {
    let found = [folder, fallback].flatMap { folder in
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
      return (names ?? []).filter { $0.hasSuffix(Self.suffix) }.map { name in
        let path = "\(folder)/\(name)"
        let attributes = try? FileManager.default.attributesOfItem(
          atPath: path)
        let date = attributes?[.modificationDate] as? Date
        return (path: path, date: date ?? .distantPast)
      }
    }
    // Names carry the time too, which decides within one clock tick.
    let newest = found.max { ($0.date, $0.path) < ($1.date, $1.path) }
    guard let newest else { throw RecordingFileError.missing(path: folder) }
    return newest.path
  }

  private static let suffix = ".swiftlet"

  /// As other tools' caches do, it keeps itself out of version control.
  private func prepare(_ folder: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    let ignore = folder + "/.gitignore"
    if !FileManager.default.fileExists(atPath: ignore) {
      try Data("*\n".utf8).write(to: URL(fileURLWithPath: ignore))
    }
  }

  /// A temporary folder is shared with others: it must be ours alone.
  private func preparePrivate(_ folder: String) throws {
    let parent = URL(fileURLWithPath: folder).deletingLastPathComponent().path
    for path in [parent, folder] {
      _ = unsafe mkdir(path, 0o700)
      var status = stat()
      let code = unsafe lstat(path, &status)
      guard code == 0 else {
        throw RecordingFileError.unwritable(
          path: path, reason: systemMessage(errno))
      }
      guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == getuid(),
        status.st_mode & 0o022 == 0
      else {
        throw RecordingFileError.unwritable(
          path: path, reason: "it belongs to somebody else")
      }
    }
  }

  /// `NAME-20250131-235959.swiftlet`, with a number where that is taken.
  private func unusedPath(
    in folder: String, for recording: Recording
  ) -> String {
    let name =
      switch recording.run.target {
      case .script(let path):
        URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
      case .module(let name): name
      case .code: "code"
      }
    let safe = name.map { character in
      character.isLetter || character.isNumber || "._-".contains(character)
        ? character : "_"
    }
    // File names are limited to 255 bytes.
    let stem = "\(String(safe.prefix(40)))-\(Self.stamp(recording.run.started))"
    var path = "\(folder)/\(stem)\(Self.suffix)"
    var number = 2
    while FileManager.default.fileExists(atPath: path) {
      path = "\(folder)/\(stem)-\(number)\(Self.suffix)"
      number += 1
    }
    return path
  }

  private static func stamp(_ date: Date) -> String {
    let parts = Calendar(identifier: .gregorian).dateComponents(
      [.year, .month, .day, .hour, .minute, .second], from: date)
    let numbers = [
      parts.year, parts.month, parts.day, parts.hour, parts.minute,
      parts.second,
    ].map { $0 ?? 0 }
    let text = numbers.map { $0 < 10 ? "0\($0)" : "\($0)" }
    return text[0...2].joined() + "-" + text[3...5].joined()
  }
}
