import CSampler
import Foundation
import Testing

@testable import Recorder

@Suite("Reading the memory of a process")
struct RemoteMemoryTests {
  @Test("Counts that make no sense give nothing", arguments: [-1, 1 << 40])
  func nonsense(count: Int) {
    var word: UInt64 = 7
    let bytes = withUnsafeMutablePointer(to: &word) {
      RemoteMemory.bytes(
        of: getpid(), at: UInt64(UInt(bitPattern: $0)), count: count)
    }
    #expect(bytes == nil)
  }

  @Test("What is there is read, what is not is nil")
  func reading() {
    var word: UInt64 = 7
    let found = withUnsafeMutablePointer(to: &word) {
      RemoteMemory.word(of: getpid(), at: UInt64(UInt(bitPattern: $0)))
    }
    #expect(found == 7)
    #expect(RemoteMemory.word(of: getpid(), at: 8) == nil)
  }

  @Test("A pointer may be anything: an object that is none has no type")
  func stale() {
    // What should be its type is at the very end of the addresses.
    let object: [UInt64] = [1, .max & ~7, 3]
    var layout = sl_layout()
    layout.object_type = 8
    let objects = RemoteObjects(
      process: getpid(), layout: layout, version: PythonVersion(3, 12))
    let name = object.withUnsafeBufferPointer {
      objects.typeName(UInt64(UInt(bitPattern: $0.baseAddress)))
    }
    #expect(name == nil)
  }
}
