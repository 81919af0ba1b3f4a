import Foundation

/// Walks the native stack of one sample, from its registers and the piece of
/// stack that came with it.
struct NativeStack {
  /// DWARF's numbers of the registers in a sample, in their order there; the
  /// first is the program counter's, which has none of its own.
  #if arch(x86_64)
  private static let order: [UInt64] = [16, 7, 6, 3, 12, 13, 14, 15, 10]
  private static let stackPointer: UInt64 = 7
  #else
  private static let order: [UInt64] = [
    1_000, 31, 29, 30, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28,
  ]
  private static let stackPointer: UInt64 = 31
  #endif

  private(set) var programCounter: UInt64
  private var registers: [UInt64: UInt64] = [:]
  private let stack: [UInt8]
  private let stackBase: UInt64
  private var isInnermost = true

  init?(_ sample: SampleRecord.Sample) {
    guard sample.registers.count >= Self.order.count,
      sample.registers[0] != 0
    else { return nil }
    programCounter = sample.registers[0]
    for (place, register) in Self.order.enumerated().dropFirst() {
      registers[register] = sample.registers[place]
    }
    stack = sample.stack
    stackBase = sample.registers[1]
  }

  /// The address to look the function up by: a call may be its last
  /// instruction, and then the return address belongs to the next one.
  var lookupAddress: UInt64 {
    isInnermost ? programCounter : programCounter &- 1
  }

  /// Goes to the caller. Returns false where it cannot be found.
  mutating func step(_ table: UnwindTable, bias: UInt64) -> Bool {
    guard let row = table.row(at: lookupAddress &- bias), row.frameIsKnown,
      let base = registers[row.frameRegister]
    else { return false }
    let frame = base &+ UInt64(bitPattern: row.frameOffset)
    // Frames lie upwards; anything else would walk in circles.
    guard frame > (registers[Self.stackPointer] ?? 0) || isInnermost else {
      return false
    }
    var caller = registers
    for (register, rule) in row.rules where register != row.returnRegister {
      switch rule {
      case .same: break
      case .saved(let offset):
        caller[register] = word(frame &+ UInt64(bitPattern: offset))
      case .undefined, .unsupported: caller[register] = nil
      }
    }
    let next: UInt64?
    switch row.rules[row.returnRegister] {
    case .saved(let offset):
      next = word(frame &+ UInt64(bitPattern: offset))
    case .same, nil: next = registers[row.returnRegister]
    case .undefined, .unsupported: next = nil
    }
    guard let next, next > 4096 else { return false }
    caller[Self.stackPointer] = frame
    registers = caller
    programCounter = next
    isInnermost = false
    return true
  }

  private func word(_ address: UInt64) -> UInt64? {
    let offset = address &- stackBase
    guard stack.count >= 8, offset <= UInt64(stack.count - 8) else {
      return nil
    }
    var value: UInt64 = 0
    for index in (0..<8).reversed() {
      value = value << 8 | UInt64(stack[Int(offset) + index])
    }
    return value
  }
}
