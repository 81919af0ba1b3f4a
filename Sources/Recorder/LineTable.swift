package import PythonSyntax

/// A code object's `co_linetable`, decoded: which place in the source each
/// instruction comes from. The format is that of CPython 3.11 and later.
package struct LineTable: Equatable, Sendable {
  /// A run of instructions from one place.
  package struct Entry: Equatable, Sendable {
    /// In code units of two bytes.
    package var units: Range<Int>
    /// Nil where there is none. Without columns (`-X no_debug_ranges`), they
    /// are 0.
    package var position: SourceRange?
  }

  package private(set) var entries: [Entry] = []

  /// Decodes as much as is well-formed.
  package init(_ table: some Collection<UInt8>, firstLine: Int) {
    var bytes = Bytes(rest: Array(table))
    var unit = 0
    var line = firstLine
    while let head = bytes.next() {
      // Each entry's first byte, and no other, has its top bit set.
      guard head & 0x80 != 0 else { return }
      let count = Int(head & 7) + 1
      guard
        let position = bytes.position(code: Int(head >> 3 & 15), line: &line)
      else { return }
      entries.append(Entry(units: unit..<unit + count, position: position.0))
      unit += count
    }
  }

  /// The place of the instruction at a byte offset into the code.
  package func position(atOffset offset: Int) -> SourceRange? {
    entry(atOffset: offset).flatMap { entries[$0].position }
  }

  /// The place of the instruction, or of the first after it that has one.
  func nextPosition(atOffset offset: Int) -> SourceRange? {
    guard let entry = entry(atOffset: offset) else { return nil }
    return entries[entry...].lazy.compactMap(\.position).first
  }

  private func entry(atOffset offset: Int) -> Int? {
    let unit = offset / 2
    guard offset >= 0 else { return nil }
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].units.upperBound <= unit {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < entries.count ? low : nil
  }

  private struct Bytes {
    var rest: [UInt8]
    var index = 0

    mutating func next() -> UInt8? {
      guard index < rest.count else { return nil }
      defer { index += 1 }
      return rest[index]
    }

    /// Six bits at a time, lowest first.
    mutating func varint() -> Int? {
      var value = 0
      var shift = 0
      while let byte = next(), shift < 60 {
        value |= Int(byte & 63) << shift
        if byte & 64 == 0 { return value }
        shift += 6
      }
      return nil
    }

    /// The sign is in the lowest bit.
    mutating func signedVarint() -> Int? {
      varint().map { $0 & 1 == 1 ? -($0 >> 1) : $0 >> 1 }
    }

    /// Nil where the table is damaged, a tuple of nil where it says that
    /// there is no position.
    mutating func position(code: Int, line: inout Int) -> (SourceRange?, ())? {
      switch code {
      case 0...9:
        guard let byte = next() else { return nil }
        let column = code * 8 + Int(byte >> 4 & 7)
        return (range(line, column, line, column + Int(byte & 15)), ())
      case 10...12:
        line += code - 10
        guard let column = next(), let end = next() else { return nil }
        return (range(line, Int(column), line, Int(end)), ())
      case 13:
        guard let delta = signedVarint() else { return nil }
        line += delta
        return (range(line, 0, line, 0), ())
      case 14:
        guard let delta = signedVarint(), let lines = varint(),
          let column = varint(), let end = varint()
        else { return nil }
        line += delta
        return (range(line, column - 1, line + lines, end - 1), ())
      default: return (nil, ())
      }
    }

    private func range(
      _ line: Int, _ column: Int, _ endLine: Int, _ endColumn: Int
    ) -> SourceRange {
      SourceRange(
        line: line, column: max(0, column), endLine: endLine,
        endColumn: max(0, endColumn))
    }
  }
}
