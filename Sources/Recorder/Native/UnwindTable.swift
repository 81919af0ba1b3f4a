import Foundation

/// The call frame information of an ELF file: `.eh_frame`, found through its
/// sorted index. See the Linux Standard Base and DWARF 5, section 6.4.
///
/// Stack walks are done here, in the parent, from registers and a piece of
/// stack in the sample: an unwinder inside the user's process would take the
/// dynamic loader's lock in a signal handler.
final class UnwindTable {
  /// How to find the caller's registers at one program counter.
  struct Row: Equatable {
    enum Rule: Equatable {
      case same
      case undefined
      /// Saved at this distance from the frame's address.
      case saved(Int64)
      case unsupported
    }

    var frameRegister: UInt64
    var frameOffset: Int64
    var frameIsKnown: Bool
    var rules: [UInt64: Rule]
    var returnRegister: UInt64
  }

  private let image: ELFImage
  private let index: ELFImage.Segment
  private let count: Int
  private let tableStart: Int
  private var rows: [UInt64: Row?] = [:]

  init?(_ image: ELFImage) {
    guard let index = image.unwindIndex,
      let encodings: UInt32 = image.file.load(Int(index.offset))
    else { return nil }
    // Version 1; pointer and count of four bytes each, and a table of pairs
    // relative to the index: what every linker writes.
    guard encodings == 0x3b03_1b01,
      let count: UInt32 = image.file.load(Int(index.offset) + 8)
    else { return nil }
    self.image = image
    self.index = index
    self.count = Int(count)
    tableStart = Int(index.offset) + 12
  }

  /// The function's begin as the unwind table has it: known for stripped
  /// files, too.
  func functionStart(_ address: UInt64) -> UInt64? {
    entry(address)?.start
  }

  /// The function's range.
  func function(_ address: UInt64) -> Range<UInt64>? {
    guard let entry = entry(address), let fde = description(entry.fde),
      fde.range.contains(address)
    else { return nil }
    return fde.range
  }

  private func entry(_ address: UInt64) -> (start: UInt64, fde: UInt64)? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      guard let start = pointer(middle, 0) else { return nil }
      if start <= address { low = middle + 1 } else { high = middle }
    }
    guard low > 0, let start = pointer(low - 1, 0),
      let fde = pointer(low - 1, 4)
    else { return nil }
    return (start, fde)
  }

  private func pointer(_ entry: Int, _ part: Int) -> UInt64? {
    let offset: Int32? = image.file.load(tableStart + entry * 8 + part)
    return offset.map { index.address &+ UInt64(bitPattern: Int64($0)) }
  }

  private struct CommonPart {
    var codeAlignment: UInt64
    var dataAlignment: Int64
    var returnRegister: UInt64
    var pointerEncoding: UInt8
    var hasAugmentation: Bool
    var instructions: Range<Int>
  }

  private struct Description {
    var common: CommonPart
    var range: Range<UInt64>
    var instructions: Range<Int>
  }

  private func description(_ address: UInt64) -> Description? {
    guard let place = image.offset(of: address),
      let length: UInt32 = image.file.load(place), length != 0xffff_ffff,
      let back: UInt32 = image.file.load(place + 4), back != 0,
      let common = commonPart(place + 4 - Int(back))
    else { return nil }
    // Offsets of four bytes, relative to themselves or absolute: what
    // compilers write for position-independent code.
    guard common.pointerEncoding & 0x0f == 0x0b,
      let begin: Int32 = image.file.load(place + 8),
      let size: UInt32 = image.file.load(place + 12)
    else { return nil }
    let isRelative = common.pointerEncoding & 0x70 == 0x10
    let base = isRelative ? address &+ 8 : 0
    let start = base &+ UInt64(bitPattern: Int64(begin))
    var reader = ByteReader(file: image.file, offset: place + 16)
    if common.hasAugmentation {
      guard let size = reader.uleb() else { return nil }
      reader.offset += Int(truncatingIfNeeded: size & 0xffff)
    }
    let end = place + 4 + Int(length)
    guard reader.offset <= end else { return nil }
    return Description(
      common: common, range: start..<(start &+ UInt64(max(size, 1))),
      instructions: reader.offset..<end)
  }

  private func commonPart(_ place: Int) -> CommonPart? {
    guard let length: UInt32 = image.file.load(place),
      let zero: UInt32 = image.file.load(place + 4), zero == 0,
      let version: UInt8 = image.file.load(place + 8),
      let augmentation = image.file.text(place + 9)
    else { return nil }
    var reader = ByteReader(
      file: image.file, offset: place + 9 + augmentation.utf8.count + 1)
    guard let code = reader.uleb(), let data = reader.sleb(),
      let register = version == 1
        ? reader.byte().map(UInt64.init) : reader.uleb()
    else { return nil }
    var encoding: UInt8 = 0
    let hasAugmentation = augmentation.hasPrefix("z")
    if hasAugmentation {
      guard let size = reader.uleb() else { return nil }
      let end = reader.offset + Int(truncatingIfNeeded: size & 0xffff)
      for letter in augmentation.dropFirst() {
        switch letter {
        case "R": encoding = reader.byte() ?? 0
        case "L": _ = reader.byte()
        case "P":
          guard let kind = reader.byte() else { return nil }
          reader.offset += [0: 8, 2: 2, 3: 4, 4: 8][kind & 7] ?? 8
        case "S", "B": break
        default: return nil
        }
      }
      reader.offset = end
    }
    let end = place + 4 + Int(length)
    guard reader.offset <= end else { return nil }
    return CommonPart(
      codeAlignment: code, dataAlignment: data, returnRegister: register,
      pointerEncoding: encoding, hasAugmentation: hasAugmentation,
      instructions: reader.offset..<end)
  }

  /// The rules that hold at an address; nil where there are none.
  func row(at address: UInt64) -> Row? {
    if let known = rows[address] { return known }
    let row = computeRow(address)
    // Program counters repeat; a bound all the same.
    if rows.count > 100_000 { rows.removeAll() }
    rows[address] = .some(row)
    return row
  }

  private func computeRow(_ address: UInt64) -> Row? {
    guard let entry = entry(address), let fde = description(entry.fde),
      fde.range.contains(address)
    else { return nil }
    var machine = FrameProgram(
      start: fde.range.lowerBound, target: address,
      codeAlignment: fde.common.codeAlignment,
      dataAlignment: fde.common.dataAlignment,
      returnRegister: fde.common.returnRegister)
    guard machine.run(image.file, fde.common.instructions) else { return nil }
    machine.endCommonPart()
    guard machine.run(image.file, fde.instructions) else { return nil }
    return machine.row
  }
}

/// Reads DWARF's variable-length numbers.
struct ByteReader {
  let file: MappedFile
  var offset: Int

  mutating func byte() -> UInt8? {
    defer { offset += 1 }
    return file.load(offset)
  }

  mutating func uleb() -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while let byte = byte(), shift < 64 {
      value |= UInt64(byte & 127) << shift
      if byte & 128 == 0 { return value }
      shift += 7
    }
    return nil
  }

  mutating func sleb() -> Int64? {
    var value: Int64 = 0
    var shift: Int64 = 0
    while let byte = byte(), shift < 64 {
      value |= Int64(byte & 127) << shift
      shift += 7
      if byte & 128 == 0 {
        return byte & 64 != 0 && shift < 64 ? value | -(1 << shift) : value
      }
    }
    return nil
  }
}

/// Runs the instructions that describe how a function's frame changes, up to
/// one address.
private struct FrameProgram {
  private(set) var row: UnwindTable.Row
  private var initial: [UInt64: UnwindTable.Row.Rule] = [:]
  private var remembered: [UnwindTable.Row] = []
  private var location: UInt64
  private let target: UInt64
  private let codeAlignment: UInt64
  private let dataAlignment: Int64
  private var isPast = false

  init(
    start: UInt64, target: UInt64, codeAlignment: UInt64, dataAlignment: Int64,
    returnRegister: UInt64
  ) {
    location = start
    self.target = target
    self.codeAlignment = codeAlignment
    self.dataAlignment = dataAlignment
    row = UnwindTable.Row(
      frameRegister: 0, frameOffset: 0, frameIsKnown: false, rules: [:],
      returnRegister: returnRegister)
  }

  mutating func endCommonPart() { initial = row.rules }

  /// Returns false where an instruction is not understood.
  mutating func run(_ file: MappedFile, _ range: Range<Int>) -> Bool {
    var reader = ByteReader(file: file, offset: range.lowerBound)
    while reader.offset < range.upperBound, !isPast {
      guard let code = reader.byte() else { return false }
      guard step(code, &reader) else { return false }
    }
    return true
  }

  private mutating func advance(_ delta: UInt64) {
    location &+= delta &* codeAlignment
    if location > target { isPast = true }
  }

  private mutating func step(_ code: UInt8, _ reader: inout ByteReader) -> Bool
  {
    let operand = UInt64(code & 63)
    switch code & 0xc0 {
    case 0x40:
      advance(operand)
      return true
    case 0x80:
      guard let offset = reader.uleb() else { return false }
      save(operand, Int64(bitPattern: offset))
      return true
    case 0xc0:
      row.rules[operand] = initial[operand]
      return true
    default: return stepExtended(code, &reader)
    }
  }

  private mutating func save(_ register: UInt64, _ factored: Int64) {
    row.rules[register] = .saved(factored &* dataAlignment)
  }

  private mutating func stepExtended(
    _ code: UInt8, _ reader: inout ByteReader
  ) -> Bool {
    switch code {
    case 0x00: return true
    case 0x02: return advance(by: reader.byte().map(UInt64.init))
    case 0x03:
      defer { reader.offset += 2 }
      return advance(
        by: reader.file.load(reader.offset, as: UInt16.self).map(UInt64.init))
    case 0x04:
      defer { reader.offset += 4 }
      return advance(
        by: reader.file.load(reader.offset, as: UInt32.self).map(UInt64.init))
    case 0x0a:
      remembered.append(row)
      return true
    case 0x0b:
      guard let last = remembered.popLast() else { return false }
      row = last
      return true
    case 0x2e: return reader.uleb() != nil
    case 0x0c, 0x12, 0x0d, 0x0e, 0x13, 0x0f: return defineFrame(code, &reader)
    default: return setRule(code, &reader)
    }
  }

  private mutating func advance(by delta: UInt64?) -> Bool {
    guard let delta else { return false }
    advance(delta)
    return true
  }

  private mutating func defineFrame(
    _ code: UInt8, _ reader: inout ByteReader
  ) -> Bool {
    if code == 0x0f {
      guard let size = reader.uleb() else { return false }
      let end = reader.offset + Int(truncatingIfNeeded: size & 0xffff)
      row.frameIsKnown = defineLinkageFrame(&reader, end: end)
      reader.offset = end
      return true
    }
    if code == 0x0c || code == 0x12 || code == 0x0d {
      guard let register = reader.uleb() else { return false }
      row.frameRegister = register
    }
    if code == 0x0c || code == 0x0e {
      guard let offset = reader.uleb() else { return false }
      row.frameOffset = Int64(bitPattern: offset)
    } else if code == 0x12 || code == 0x13 {
      guard let offset = reader.sleb() else { return false }
      row.frameOffset = offset &* dataAlignment
    }
    row.frameIsKnown = true
    return true
  }

  /// The one expression that is common: that of procedure linkage tables on
  /// x86-64, whose entries of 16 bytes push a word at some point. Others are
  /// not followed.
  private mutating func defineLinkageFrame(
    _ reader: inout ByteReader, end: Int
  ) -> Bool {
    // rsp + 8 + ((rip & 15 >= N) << 3), where N is a literal.
    let before: [UInt8] = [0x77, 8, 0x80, 0, 0x3f, 0x1a]
    let after: [UInt8] = [0x2a, 0x33, 0x24, 0x22]
    let literals: ClosedRange<UInt8> = 0x30...0x3f
    for expected in before {
      guard reader.offset < end, reader.byte() == expected else { return false }
    }
    guard let literal = reader.byte(), literals.contains(literal) else {
      return false
    }
    for expected in after {
      guard reader.offset < end, reader.byte() == expected else { return false }
    }
    guard reader.offset == end else { return false }
    let isPushed = target & 15 >= UInt64(literal - literals.lowerBound)
    row.frameRegister = 7
    row.frameOffset = isPushed ? 16 : 8
    return true
  }

  private mutating func setRule(
    _ code: UInt8, _ reader: inout ByteReader
  ) -> Bool {
    guard let register = reader.uleb() else { return false }
    switch code {
    case 0x05:
      guard let offset = reader.uleb() else { return false }
      save(register, Int64(bitPattern: offset))
    case 0x06: row.rules[register] = initial[register]
    case 0x07: row.rules[register] = .undefined
    case 0x08: row.rules[register] = .same
    case 0x11:
      guard let offset = reader.sleb() else { return false }
      save(register, offset)
    case 0x10, 0x16:
      guard let size = reader.uleb() else { return false }
      reader.offset += Int(truncatingIfNeeded: size & 0xffff)
      row.rules[register] = .unsupported
    case 0x09, 0x14:
      guard reader.uleb() != nil else { return false }
      row.rules[register] = .unsupported
    default: return false
    }
    return true
  }
}
