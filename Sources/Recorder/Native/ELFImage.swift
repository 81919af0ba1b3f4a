import Foundation

/// The parts of an ELF file that tell functions apart: segments, symbols and
/// the index of its unwind table. Addresses are the file's own.
final class ELFImage {
  struct Segment {
    var offset: UInt64
    var address: UInt64
    var size: UInt64
  }

  struct Symbol {
    var address: UInt64
    var size: UInt64
    var name: Int
    var strings: Int
  }

  let file: MappedFile
  private(set) var segments: [Segment] = []
  /// Address and file offset of `.eh_frame_hdr`.
  private(set) var unwindIndex: Segment?
  /// Whether functions that are not exported have names, too.
  private(set) var hasLocalFunctions = false
  /// Functions, by address.
  private(set) var functions: [Symbol] = []
  /// Of data, by name: only those asked for.
  private var sections: [(symbols: Segment, strings: Int)] = []

  init?(_ path: String) {
    guard let file = MappedFile(path), file.load(0) == 0x464c_457f as UInt32,
      file.load(4) == 2 as UInt8, file.load(5) == 1 as UInt8
    else { return nil }
    self.file = file
    readSegments()
    readSections()
    readFunctions()
  }

  private func readSegments() {
    guard let start: UInt64 = file.load(32), let size: UInt16 = file.load(54),
      let count: UInt16 = file.load(56)
    else { return }
    for index in 0..<Int(count) {
      let header = Int(truncatingIfNeeded: start) + index * Int(size)
      guard let kind: UInt32 = file.load(header),
        let offset: UInt64 = file.load(header + 8),
        let address: UInt64 = file.load(header + 16),
        let length: UInt64 = file.load(header + 32)
      else { return }
      let segment = Segment(offset: offset, address: address, size: length)
      if kind == 1 { segments.append(segment) }
      if kind == 0x6474_e550 { unwindIndex = segment }
    }
  }

  private func readSections() {
    guard let start: UInt64 = file.load(40), let size: UInt16 = file.load(58),
      let count: UInt16 = file.load(60)
    else { return }
    func header(_ index: Int) -> Int {
      Int(truncatingIfNeeded: start) + index * Int(size)
    }
    for index in 0..<Int(count) {
      let place = header(index)
      // SYMTAB or DYNSYM, and the string table it links to.
      guard let kind: UInt32 = file.load(place + 4), kind == 2 || kind == 11,
        let offset: UInt64 = file.load(place + 24),
        let length: UInt64 = file.load(place + 32),
        let link: UInt32 = file.load(place + 40),
        let strings: UInt64 = file.load(header(Int(link)) + 24)
      else { continue }
      let segment = Segment(offset: offset, address: 0, size: length)
      if kind == 2 { hasLocalFunctions = true }
      sections.append((segment, Int(truncatingIfNeeded: strings)))
    }
  }

  private func forEachSymbol(_ body: (Symbol, _ kind: UInt8) -> Void) {
    for section in sections {
      let start = Int(truncatingIfNeeded: section.symbols.offset)
      let count = Int(truncatingIfNeeded: section.symbols.size / 24)
      for index in 0..<max(0, min(count, file.count / 24)) {
        let place = start + index * 24
        guard let name: UInt32 = file.load(place),
          let info: UInt8 = file.load(place + 4),
          let part: UInt16 = file.load(place + 6),
          let address: UInt64 = file.load(place + 8),
          let size: UInt64 = file.load(place + 16)
        else { return }
        guard part != 0 else { continue }
        body(
          Symbol(
            address: address, size: size, name: Int(name),
            strings: section.strings), info & 15)
      }
    }
  }

  private func readFunctions() {
    // FUNC, and GNU_IFUNC.
    forEachSymbol { symbol, kind in
      if kind == 2 || kind == 10 { functions.append(symbol) }
    }
    functions.sort { ($0.address, $0.size) < ($1.address, $1.size) }
  }

  /// The function that an address is in, where its name is known.
  func function(at address: UInt64) -> Symbol? {
    var low = 0
    var high = functions.count
    while low < high {
      let middle = (low + high) / 2
      if functions[middle].address <= address {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low > 0 else { return nil }
    let found = functions[low - 1]
    return address < found.address &+ max(found.size, 1) ? found : nil
  }

  func name(_ symbol: Symbol) -> String? {
    file.text(symbol.strings + symbol.name)
  }

  /// Addresses of functions and data, for those of the names that it has.
  func addresses(of names: Set<String>) -> [String: Symbol] {
    var found: [String: Symbol] = [:]
    forEachSymbol { symbol, _ in
      // Comparing the first byte spares most of the work.
      guard let name = name(symbol), names.contains(name) else { return }
      found[name] = symbol
    }
    return found
  }

  /// File offset of what is mapped at an address.
  func offset(of address: UInt64) -> Int? {
    for segment in segments
    where address >= segment.address
      && address - segment.address < segment.size
    {
      return Int(
        truncatingIfNeeded: segment.offset &+ (address - segment.address))
    }
    return nil
  }

  /// Address of what is at a file offset.
  func address(ofOffset offset: UInt64) -> UInt64? {
    for segment in segments
    where offset >= segment.offset && offset - segment.offset < segment.size {
      return segment.address &+ (offset - segment.offset)
    }
    return nil
  }
}
