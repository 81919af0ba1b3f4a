/// FNV-1a of 128 bits, for names of files: the same on every run.
package struct ContentHash {
  private var value: (UInt64, UInt64) = (
    0xcbf2_9ce4_8422_2325, 0x6c62_272e_07bb_0142
  )

  package init() {}

  package mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
    add(0xFF)
  }

  private mutating func add(_ byte: UInt8) {
    value.0 = (value.0 ^ UInt64(byte)) &* 0x100_0000_01b3
    value.1 = (value.1 ^ UInt64(byte)) &* 0x100_0000_01b5
  }

  package var text: String {
    [value.0, value.1].map { String($0, radix: 36) }.joined()
  }
}
