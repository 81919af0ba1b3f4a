import Foundation

/// Why a package was not written; nothing has been changed.
package enum KernelPackageError: Error, Equatable, CustomStringConvertible {
  case folderNotEmpty(String)
  case notAFolder(String)
  case notWritable(String, reason: String)
  /// The package has no function.
  case nothingToImport

  package var description: String {
    switch self {
    case .folderNotEmpty(let path):
      "The folder \(path) is not empty: choose a new one with -o, or remove it first."
    case .notAFolder(let path):
      "\(path) is a file: choose a folder for the package with -o."
    case .notWritable(let path, let reason):
      "The package cannot be written to \(path): \(reason)"
    case .nothingToImport:
      "A kernel replaces a function at the top of a module, and this hotspot is none: move the loop into one, and profile again."
    }
  }
}

extension KernelPackage {
  /// Writes the project to a folder, which is made where it does not exist.
  /// All of it appears at once, or nothing does.
  /// - Throws: `KernelPackageError`.
  package func write(to directory: String) throws(KernelPackageError) {
    guard !self.files.isEmpty else { throw .nothingToImport }
    let target = URL(filePath: directory, directoryHint: .isDirectory)
      .standardizedFileURL
    let isNew = try Self.checkIsFree(directory)
    let files = FileManager.default
    let parent = target.deletingLastPathComponent()
    let draft = parent.appending(
      path: ".\(target.lastPathComponent).\(UUID().uuidString)",
      directoryHint: .isDirectory)
    do {
      defer { try? files.removeItem(at: draft) }
      for (path, text) in self.files {
        let file = draft.appending(path: path)
        try files.createDirectory(
          at: file.deletingLastPathComponent(),
          withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      }
      if isNew {
        try files.moveItem(at: draft, to: target)
      } else {
        // The folder itself stays: it may be the working directory.
        for item in try files.contentsOfDirectory(
          at: draft, includingPropertiesForKeys: nil)
        {
          try files.moveItem(
            at: item, to: target.appending(path: item.lastPathComponent))
        }
      }
    } catch {
      throw .notWritable(directory, reason: error.localizedDescription)
    }
  }

  /// - Returns: Whether nothing is there yet.
  private static func checkIsFree(
    _ directory: String
  ) throws(KernelPackageError) -> Bool {
    let files = FileManager.default
    var isDirectory: ObjCBool = false
    let exists = unsafe files.fileExists(
      atPath: directory, isDirectory: &isDirectory)
    guard exists else { return true }
    guard isDirectory.boolValue else { throw .notAFolder(directory) }
    let items: [String]
    do {
      items = try files.contentsOfDirectory(atPath: directory)
    } catch {
      throw .notWritable(directory, reason: error.localizedDescription)
    }
    guard items.isEmpty else { throw .folderNotEmpty(directory) }
    return false
  }
}
