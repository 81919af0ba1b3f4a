import Foundation
import ProfileModel

/// A file that the user asked us to write.
struct OutputFile {
  private let path: String

  init(_ path: String) {
    self.path = path
  }

  /// Finds out *before* a long run whether the file could be written after it.
  func check() throws(Failure) {
    var isDirectory: ObjCBool = false
    _ = unsafe FileManager.default.fileExists(
      atPath: path, isDirectory: &isDirectory)
    if isDirectory.boolValue {
      throw Failure("'\(path)' is a folder; give the name of a file")
    }
    do {
      try PrivateFile.check(path)
    } catch {
      throw failure(error)
    }
  }

  /// Devices and pipes are written into, never replaced.
  func write(_ data: Data) throws(Failure) {
    do {
      try PrivateFile.write(data, to: path)
    } catch {
      throw failure(error)
    }
  }

  private func failure(_ error: PrivateFile.Failure) -> Failure {
    Failure(
      "cannot write '\(path)' (\(error)); check that its folder exists and "
        + "that you may write there")
  }
}
