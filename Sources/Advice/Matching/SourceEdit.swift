package import PythonSyntax

/// Text that takes the place of a range of a source.
package struct SourceEdit: Codable, Equatable, Sendable {
  /// Columns in UTF-8 bytes, as `ast` has them.
  package var range: SourceRange
  package var text: String
}

/// A source as lines of bytes, for the ranges that CPython gives.
struct SourceLines {
  private let lines: [[UInt8]]

  init(_ text: String) {
    lines = text.utf8.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    ).map { Array($0) }
  }

  /// From 1; empty where there is no such line.
  func line(_ number: Int) -> [UInt8] {
    lines.indices.contains(number - 1) ? lines[number - 1] : []
  }

  func text(_ range: SourceRange) -> String {
    guard range.line != range.endLine else {
      return String(
        decoding: line(range.line).prefix(range.endColumn)
          .dropFirst(range.column), as: UTF8.self)
    }
    var bytes = Array(line(range.line).dropFirst(range.column))
    for number in range.line + 1..<range.endLine {
      bytes += [UInt8(ascii: "\n")] + line(number)
    }
    bytes += [UInt8(ascii: "\n")]
    bytes += line(range.endLine).prefix(range.endColumn)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// How far a line is indented, in bytes.
  func indentation(of number: Int) -> Int {
    line(number).prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      .count
  }

  /// The text with edits made; nil where two of them overlap.
  func applying(_ edits: [SourceEdit]) -> String? {
    var result: [UInt8] = []
    var place = (line: 1, column: 0)
    func copy(to line: Int, _ column: Int) {
      while place.line < line {
        result += self.line(place.line).dropFirst(place.column)
        result.append(UInt8(ascii: "\n"))
        place = (place.line + 1, 0)
      }
      result += self.line(line).prefix(column).dropFirst(place.column)
      place = (line, column)
    }
    // Those in one place keep their order.
    let ordered = edits.enumerated().sorted { first, second in
      let (a, b) = (first.element.range, second.element.range)
      return (a.line, a.column, a.endLine, a.endColumn, first.offset)
        < (b.line, b.column, b.endLine, b.endColumn, second.offset)
    }
    for (_, edit) in ordered {
      guard (edit.range.line, edit.range.column) >= place else { return nil }
      copy(to: edit.range.line, edit.range.column)
      result += Array(edit.text.utf8)
      place = (edit.range.endLine, edit.range.endColumn)
    }
    copy(to: lines.count, line(lines.count).count)
    return String(decoding: result, as: UTF8.self)
  }
}

/// What changes between two versions of a source, as `diff -u` shows it.
struct SourceDiff {
  private(set) var lines: [String] = []

  init(from old: String, to new: String, context: Int = 1) {
    let before = old.split(separator: "\n", omittingEmptySubsequences: false)
    let after = new.split(separator: "\n", omittingEmptySubsequences: false)
    let difference = after.difference(from: before)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    // All lines in order, each marked.
    var rows: [(mark: String, text: Substring, old: Int, new: Int)] = []
    var (i, j) = (0, 0)
    while i < before.count || j < after.count {
      if i < before.count, removed.contains(i) {
        rows.append(("-", before[i], i + 1, j + 1))
        i += 1
      } else if j < after.count, inserted.contains(j) {
        rows.append(("+", after[j], i + 1, j + 1))
        j += 1
      } else if i < before.count, j < after.count {
        rows.append((" ", before[i], i + 1, j + 1))
        i += 1
        j += 1
      } else {
        break
      }
    }
    let changed = rows.indices.filter { rows[$0].mark != " " }
    var start = changed.startIndex
    while start < changed.endIndex {
      var end = start
      while end + 1 < changed.endIndex,
        changed[end + 1] - changed[end] <= 2 * context + 1
      {
        end += 1
      }
      let first = max(changed[start] - context, 0)
      let last = min(changed[end] + context, rows.count - 1)
      let hunk = rows[first...last]
      let oldCount = hunk.count { $0.mark != "+" }
      let newCount = hunk.count { $0.mark != "-" }
      lines.append(
        "@@ -\(rows[first].old),\(oldCount) +\(rows[first].new),\(newCount) @@")
      lines += hunk.map { $0.mark + $0.text }
      start = end + 1
    }
  }
}
