import Foundation
import Kernel
import ProfileModel

/// The record of a kernel in a source file, in `.swiftlet/applied`.
package struct AppliedKernel: Codable, Equatable, Sendable {
  package var package: String
  package var function: String
  package var file: String
  /// Exactly the bytes that were put in.
  var lines: Data

  private static let folder = "applied"

  /// Puts the lines into the file, and keeps a record of them.
  /// - Throws: `KernelPatchError`, `ProofError`.
  package static func apply(
    _ patch: KernelPatch, workingDirectory: String
  ) throws {
    let home = try WorkFolder(keptIn: workingDirectory)
    try WorkFolder.make("\(home.path)/\(folder)")
    let applied = AppliedKernel(
      package: patch.packageName, function: patch.function, file: patch.file,
      lines: patch.inserted)
    let record = "\(home.path)/\(folder)/\(patch.packageName).json"
    // First, so that whatever is in the file can be undone.
    do {
      try PrivateFile.write(try JSONEncoder().encode(applied), to: record)
    } catch {
      throw KernelPatchError.notWritten(record, reason: "\(error)")
    }
    do {
      try SourceFileWriting(patch.file).replace(patch.before, by: patch.after)
    } catch {
      try? FileManager.default.removeItem(atPath: record)
      throw error
    }
  }

  /// Takes the lines of a package, or of the only one that there is, out
  /// again: exactly those, whatever else was changed in the file.
  /// - Throws: `KernelPatchError`.
  package static func rollBack(
    _ name: String?, workingDirectory: String
  ) throws -> AppliedKernel {
    let records = "\(workingDirectory)/.swiftlet/\(folder)"
    let (applied, record) = try choose(name, in: records)
    guard let data = FileManager.default.contents(atPath: applied.file) else {
      throw KernelPatchError.fileGone(applied.file, record: record)
    }
    guard let range = data.range(of: applied.lines),
      data[range.upperBound...].range(of: applied.lines) == nil
    else {
      throw KernelPatchError.linesChanged(
        applied.file, function: applied.function, record: record)
    }
    var restored = data
    restored.removeSubrange(range)
    try SourceFileWriting(applied.file).replace(data, by: restored)
    try? FileManager.default.removeItem(atPath: record)
    return applied
  }

  private static func choose(
    _ name: String?, in records: String
  ) throws -> (AppliedKernel, record: String) {
    let names =
      ((try? FileManager.default.contentsOfDirectory(
        atPath: records)) ?? []).filter { $0.hasSuffix(".json") }
      .map { String($0.dropLast(".json".count)) }.sorted()
    let wanted = name.map { name in
      // The folder of the package will do.
      (try? KernelFolder(name))?.manifest.package ?? name
    }
    let found = names.filter { wanted == nil || $0 == wanted }
    guard let only = found.first else {
      throw KernelPatchError.nothingApplied(records)
    }
    guard found.count == 1 else { throw KernelPatchError.ambiguous(found) }
    let record = "\(records)/\(only).json"
    guard let data = FileManager.default.contents(atPath: record),
      let applied = try? JSONDecoder().decode(AppliedKernel.self, from: data)
    else { throw KernelPatchError.unreadableRecord(record) }
    return (applied, record)
  }
}

/// Replaces a source file of the user's in one step, permissions kept.
private struct SourceFileWriting {
  let file: String
  private let status: stat

  init(_ file: String) throws(KernelPatchError) {
    self.file = file
    var status = stat()
    guard unsafe stat(file, &status) == 0 else {
      throw .notWritten(file, reason: Self.message)
    }
    self.status = status
    // The superuser may write all the same, but was not asked to.
    guard status.st_mode & 0o222 != 0, unsafe access(file, W_OK) == 0 else {
      throw .readOnly(file)
    }
  }

  private static var message: String {
    PrivateFile.Failure(code: errno).description
  }

  func replace(_ old: Data, by new: Data) throws(KernelPatchError) {
    let draft = "\(file).\(UUID().uuidString).partial"
    defer { unsafe _ = unlink(draft) }
    do {
      try PrivateFile.create(draft, new)
    } catch {
      throw .notWritten(file, reason: error.description)
    }
    guard unsafe chmod(draft, status.st_mode & 0o7777) == 0 else {
      throw .notWritten(file, reason: Self.message)
    }
    // Only the superuser can, and need.
    unsafe _ = chown(draft, status.st_uid, status.st_gid)
    guard FileManager.default.contents(atPath: file) == old else {
      throw .changedMeanwhile(file)
    }
    do {
      try PrivateFile.rename(draft, to: file)
    } catch {
      throw .notWritten(file, reason: error.description)
    }
  }
}
