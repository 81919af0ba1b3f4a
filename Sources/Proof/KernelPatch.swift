import Foundation
import Kernel
import ProfileModel
import PythonSyntax
package import Recorder

/// The lines that put a kernel into a source file, right below what it was
/// made from. They import it, and where it is not installed, or the function
/// above is not any more the one it was made from, nothing happens.
package struct KernelPatch: Sendable {
  /// The file, links resolved.
  package let file: String
  package let function: String
  package let packageName: String
  let before: Data
  let inserted: Data
  /// Bytes of the file above the lines.
  let offset: Int

  /// - Throws: `KernelFolderError`, `KernelPatchError`.
  package init(
    _ folder: KernelFolder, _ interpreter: Interpreter,
    workingDirectory: String
  ) throws {
    let manifest = folder.manifest
    guard manifest.loop == nil else {
      throw KernelPatchError.loop(folder.path, name: manifest.name)
    }
    if let gap = manifest.gaps.first {
      throw KernelPatchError.skeleton(folder.path, gap: gap)
    }
    let found = try folder.sourceFile(near: [workingDirectory])
    let file = URL(filePath: found).resolvingSymlinksInPath().path
    let source = try folder.source(at: file, interpreter)
    self.file = file
    function = manifest.function
    packageName = manifest.package
    before = source.data
    offset = source.data.endOfLine(source.place.lastLine)
    inserted = Self.lines(
      function: function, package: packageName, below: before.prefix(offset))
    // Statements joined by `;` may go on in the next line.
    guard interpreter.canRead(after) else {
      throw KernelPatchError.noRoom(file, line: source.place.lastLine)
    }
  }

  var after: Data {
    before.prefix(offset) + inserted + before.dropFirst(offset)
  }

  /// What tells that a kernel is in a file.
  static func isApplied(_ package: String, to data: Data) -> Bool {
    data.range(of: Data(importLine(package).utf8)) != nil
  }

  private static func importLine(_ package: String) -> String {
    "    from \(package) import kernel_of as _\(package)_of"
  }

  private static func lines(
    function: String, package: String, below: Data
  ) -> Data {
    let text = """

      # The Swift kernel of \(function), where it is installed.
      try:
      \(importLine(package))
      except ImportError:
          pass
      else:
          \(function) = _\(package)_of(\(function))

      """
    let isCut = below.last.map { $0 != 0x0A && $0 != 0x0D } ?? false
    let end = below.firstLineEnd
    return Data(
      ((isCut ? "\n" : "") + text).replacing("\n", with: end).utf8)
  }

  /// As `diff -u` shows it, with the file's path from a folder.
  package func diff(from folder: String) -> String {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    let name =
      file.hasPrefix(prefix) ? String(file.dropFirst(prefix.count)) : file
    let above = before.prefix(offset).lines
    let below = before.dropFirst(offset).lines
    let context = 3
    let first = above.suffix(context)
    let last = below.prefix(context)
    let new = inserted.lines.filter { !$0.isEmpty || above.last != nil }
    let start = above.count - first.count + 1
    let old = first.count + last.count
    var text = """
      --- a/\(name)
      +++ b/\(name)
      @@ -\(old == 0 ? 0 : start),\(old) +\(start),\(old + new.count) @@

      """
    for line in first { text += " \(line)\n" }
    for line in new { text += "+\(line)\n" }
    for line in last { text += " \(line)\n" }
    return text
  }
}

extension Data {
  /// Bytes to the end of a line, counted from 1, its line break included.
  fileprivate func endOfLine(_ number: Int) -> Int {
    var line = 1
    var index = startIndex
    while index < endIndex {
      let byte = self[index]
      index += 1
      let isPair = byte == 0x0D && index < endIndex && self[index] == 0x0A
      guard byte == 0x0A || byte == 0x0D, !isPair else { continue }
      if line == number { return index - startIndex }
      line += 1
    }
    return count
  }

  /// How its lines end; a line feed where there is none.
  fileprivate var firstLineEnd: String {
    guard let index = firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else {
      return "\n"
    }
    guard self[index] == 0x0D else { return "\n" }
    let next = index + 1
    return next < endIndex && self[next] == 0x0A ? "\r\n" : "\r"
  }

  /// Without their ends; no empty one after the last.
  fileprivate var lines: [String] {
    var lines = String(decoding: self, as: UTF8.self)
      .split(omittingEmptySubsequences: false) { $0.isNewline }
      .map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}

/// A kernel that cannot be put into a source file; nothing was changed.
package enum KernelPatchError: Error, Equatable, CustomStringConvertible {
  case loop(String, name: String)
  case skeleton(String, gap: String)
  case noRoom(String, line: Int)
  case readOnly(String)
  case notWritten(String, reason: String)
  case changedMeanwhile(String)
  case nothingApplied(String)
  case ambiguous([String])
  case unreadableRecord(String)
  case fileGone(String, record: String)
  case linesChanged(String, function: String, record: String)

  package var description: String {
    switch self {
    case .loop(let path, let name):
      "the kernel in '\(path)' is that of \(name), and only a function can be imported; use it with: swiftlet run --with-kernels \(path), or move the loop into a function and generate it anew"
    case .skeleton(let path, let gap):
      "the kernel in '\(path)' has a gap (\(gap)); fill it in, then empty \"gaps\" in its swiftlet.json"
    case .noRoom(let file, let line):
      "no line can be put below line \(line) of '\(file)': end the statement there first"
    case .readOnly(let file):
      "'\(file)' is read-only; nothing was changed"
    case .notWritten(let file, let reason):
      "'\(file)' cannot be written (\(reason)); nothing was changed"
    case .changedMeanwhile(let file):
      "'\(file)' was changed by somebody else just now; try again"
    case .nothingApplied(let folder):
      "no kernel was applied from here ('\(folder)' has no record of one)"
    case .ambiguous(let names):
      "several kernels are applied; name one: \(names.joined(separator: ", "))"
    case .unreadableRecord(let path):
      "the record '\(path)' cannot be read; take the kernel's lines out by hand and remove it"
    case .fileGone(let file, let record):
      "'\(file)' is not there any more; if that is as it should be, remove '\(record)'"
    case .linesChanged(let file, let function, let record):
      "the lines for \(function) in '\(file)' are not as they were written, so they stay; take them out by hand, and remove '\(record)'"
    }
  }
}

extension Interpreter {
  /// The text of a file is Python.
  fileprivate func canRead(_ text: Data) -> Bool {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "swiftlet-\(UUID().uuidString).py"
    ).path
    defer { try? FileManager.default.removeItem(atPath: file) }
    guard (try? PrivateFile.create(file, text)) != nil else { return false }
    return syntaxes(ofFiles: [file]).contains {
      (try? Module(json: $0)) != nil
    }
  }
}
