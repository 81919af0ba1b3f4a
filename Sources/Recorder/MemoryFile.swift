import CSampler
import Foundation

/// An anonymous file in memory, which other processes open by its number.
final class MemoryFile {
  let descriptor: Int32

  init(_ contents: Data = Data(), named name: String) throws(LaunchError) {
    descriptor = unsafe sl_memory_file(name)
    guard descriptor >= 0 else { throw .cannotStart(systemMessage(errno)) }
    _ = sl_resize_file(descriptor, UInt64(contents.count))
    guard write(contents, at: 0) else {
      throw .cannotStart(systemMessage(errno))
    }
  }

  deinit { close(descriptor) }

  private func write(_ data: Data, at offset: Int) -> Bool {
    unsafe data.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let count = unsafe pwrite(
          descriptor, bytes.baseAddress.map { unsafe $0 + done },
          bytes.count - done, off_t(offset + done))
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return false }
        done += count
      }
      return true
    }
  }

  /// The whole contents of a file.
  static func contents(of descriptor: Int32) -> Data {
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe pread(
        descriptor, &buffer, buffer.count, off_t(data.count))
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return data }
      data.append(contentsOf: buffer[..<count])
    }
  }
}
