package import Foundation

/// Files that only their owner can read.
package enum PrivateFile {
  /// An `errno` value.
  package struct Failure: Error, CustomStringConvertible {
    package var code: Int32
    package var description: String { unsafe String(cString: strerror(code)) }
  }

  /// Writes a new file; an existing one, or a link, is an error.
  package static func create(
    _ path: String, _ data: Data
  ) throws(Failure) {
    let descriptor = unsafe open(
      path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure(code: errno) }
    var failure = write(data, to: descriptor)
    // A full disk may show only here.
    if close(descriptor) != 0, failure == nil { failure = errno }
    if let failure { throw Failure(code: failure) }
  }

  /// Puts a file in the place of another in one step.
  package static func rename(
    _ path: String, to newPath: String
  ) throws(Failure) {
    guard unsafe Glibc.rename(path, newPath) == 0 else {
      throw Failure(code: errno)
    }
  }

  private static func write(_ data: Data, to descriptor: Int32) -> Int32? {
    unsafe data.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let count = unsafe Glibc.write(
          descriptor, bytes.baseAddress.map { unsafe $0 + done },
          bytes.count - done)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return count < 0 ? errno : ENOSPC }
        done += count
      }
      return nil
    }
  }
}
