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
}
