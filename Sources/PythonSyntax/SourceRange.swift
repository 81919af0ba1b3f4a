/// A place in a source file: lines count from 1, columns from 0 in UTF-8
/// bytes, as in CPython's `ast` and `co_positions()`. The end is exclusive.
package struct SourceRange: Hashable, Codable, Sendable {
  package var line: Int
  package var column: Int
  package var endLine: Int
  package var endColumn: Int

  package init(line: Int, column: Int, endLine: Int, endColumn: Int) {
    self.line = line
    self.column = column
    self.endLine = endLine
    self.endColumn = endColumn
  }

  package var lines: ClosedRange<Int> { line...max(line, endLine) }

  package func contains(_ other: SourceRange) -> Bool {
    (line, column) <= (other.line, other.column)
      && (other.endLine, other.endColumn) <= (endLine, endColumn)
  }

  package func contains(line: Int, column: Int) -> Bool {
    (self.line, self.column) <= (line, column)
      && (line, column) < (endLine, endColumn)
  }
}
