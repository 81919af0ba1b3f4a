import Foundation

/// A file that the user asked us to write.
struct OutputFile {
  private let path: String

  init(_ path: String) {
    self.path = path
  }

  /// Finds out *before* a long run whether the file could be written after it.
  func check() throws(Failure) {
    var isDirectory: ObjCBool = false
    let exists = unsafe FileManager.default.fileExists(
      atPath: path, isDirectory: &isDirectory)
    if isDirectory.boolValue {
      throw Failure(
        "'\(path)' is a folder; give the name of a file")
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard FileManager.default.isWritableFile(atPath: exists ? path : folder)
    else {
      throw Failure(
        "cannot write '\(path)'; check that "
          + "'\(folder)' exists and that you may write there")
    }
  }

  func write(_ data: Data) throws(Failure) {
    do {
      try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Failure(
        "cannot write '\(path)': \(error.localizedDescription)")
    }
  }
}
