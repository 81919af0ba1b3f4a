package import Foundation

/// Files that only their owner can read.
package enum PrivateFile {
  /// An `errno` value.
  package struct Failure: Error, CustomStringConvertible {
    package var code: Int32

    package init(code: Int32) { self.code = code }

    package var description: String { unsafe String(cString: strerror(code)) }
  }

  /// Writes a file so that it appears whole or not at all.
  ///
  /// What is there and no file (a device, a pipe) is written into and never
  /// replaced; of a link, the file that it points to is replaced.
  package static func write(
    _ data: Data, to path: String
  ) throws(Failure) {
    switch try target(path) {
    case .special:
      let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
      guard descriptor >= 0 else { throw Failure(code: errno) }
      defer { close(descriptor) }
      if let failure = write(data, to: descriptor) {
        throw Failure(code: failure)
      }
    case .file(let place, let temporary):
      do {
        try create(temporary, data)
        try rename(temporary, to: place)
      } catch {
        unsafe _ = unlink(temporary)
        throw error
      }
    }
  }

  /// Finds out whether `write` could succeed, by trying as far as possible
  /// without touching what is there: permissions alone do not tell, for the
  /// superuser or on a read-only system.
  package static func check(_ path: String) throws(Failure) {
    switch try target(path) {
    case .special:
      guard unsafe access(path, W_OK) == 0 else { throw Failure(code: errno) }
    case .file(_, let temporary):
      try create(temporary, Data())
      unsafe _ = unlink(temporary)
    }
  }

  private enum Target {
    case special
    case file(String, temporary: String)
  }

  private static func target(_ path: String) throws(Failure) -> Target {
    var status = stat()
    var place = path
    if unsafe stat(path, &status) == 0 {
      switch status.st_mode & S_IFMT {
      case S_IFREG:
        guard let real = unsafe realpath(path, nil) else {
          throw Failure(code: errno)
        }
        place = unsafe String(cString: real)
        unsafe free(real)
      case S_IFDIR: throw Failure(code: EISDIR)
      default: return .special
      }
    } else if errno != ENOENT {
      throw Failure(code: errno)
    }
    let folder = URL(fileURLWithPath: place).deletingLastPathComponent().path
    return .file(place, temporary: "\(folder)/.\(UUID().uuidString).partial")
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
    // Beyond the limit on file sizes, or without a reader: an error, and not
    // the end of this process.
    let handlers = [SIGXFSZ, SIGPIPE].map { number in
      (number, signal(number, SIG_IGN))
    }
    defer {
      for (number, handler) in handlers {
        _ = signal(number, handler)
      }
    }
    return writeAll(data, to: descriptor)
  }

  private static func writeAll(
    _ data: Data, to descriptor: Int32
  ) -> Int32? {
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
