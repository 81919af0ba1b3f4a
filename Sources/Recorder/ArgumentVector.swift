import Foundation

/// A C argument vector, ending in a null pointer, that owns its strings.
@safe
struct ArgumentVector {
  let pointer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ arguments: [String]) {
    self.init(bytes: arguments.map { Array($0.utf8) })
  }

  /// Arguments need not be text: whatever bytes the shell passed.
  init(bytes arguments: [[UInt8]]) {
    count = arguments.count
    unsafe pointer = .allocate(capacity: arguments.count + 1)
    for (index, argument) in arguments.enumerated() {
      let copy = UnsafeMutablePointer<CChar>.allocate(
        capacity: argument.count + 1)
      for (offset, byte) in argument.enumerated() {
        unsafe copy[offset] = CChar(bitPattern: byte)
      }
      unsafe copy[argument.count] = 0
      unsafe pointer[index] = copy
    }
    unsafe pointer[arguments.count] = nil
  }

  func free() {
    for index in 0..<count {
      unsafe pointer[index]?.deallocate()
    }
    unsafe pointer.deallocate()
  }
}
