import Foundation

/// A file mapped for reading, with every access checked against its size.
///
/// A file that shrinks while it is mapped would still fault; libraries in use
/// are replaced, not truncated.
@safe
final class MappedFile {
  private let bytes: UnsafeRawBufferPointer

  var count: Int { unsafe bytes.count }

  init?(_ path: String) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_size > 0,
      status.st_mode & S_IFMT == S_IFREG
    else { return nil }
    let size = Int(status.st_size)
    let address = unsafe mmap(
      nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let address = unsafe address, unsafe address != MAP_FAILED else {
      return nil
    }
    unsafe bytes = UnsafeRawBufferPointer(start: address, count: size)
  }

  deinit {
    unsafe _ = munmap(
      UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
  }

  func load<Value: FixedWidthInteger & BitwiseCopyable>(
    _ offset: Int, as type: Value.Type = Value.self
  ) -> Value? {
    guard offset >= 0, offset <= count - MemoryLayout<Value>.size else {
      return nil
    }
    return unsafe bytes.loadUnaligned(fromByteOffset: offset, as: type)
  }

  /// The zero-terminated text at an offset.
  func text(_ offset: Int) -> String? {
    guard offset >= 0, offset < count else { return nil }
    var end = offset
    while end < count, unsafe bytes[end] != 0 { end += 1 }
    return unsafe String(decoding: bytes[offset..<end], as: UTF8.self)
  }
}
