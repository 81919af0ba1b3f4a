import Foundation

/// Where the project's own Python files use a function, by its name: a search
/// of text, as a person would make it with grep.
struct ProjectUse: Equatable, Sendable {
  private(set) var callSites = 0
  /// Files with a call, as they are to be shown.
  private(set) var callers: [String] = []
  private(set) var tests: [String] = []
  /// The project has more files than were looked through.
  private(set) var isPartial = false

  /// Where `definition` says the function stands, it calls itself: that is no
  /// use of it.
  init(
    of function: String, in files: ProjectFiles,
    definition: (path: String, lines: ClosedRange<Int>)? = nil
  ) {
    isPartial = files.isPartial
    for (path, text) in files.texts {
      var calls = Self.calls(of: function, in: text)
      if let definition, definition.path == path {
        let own = text.split(
          separator: "\n", omittingEmptySubsequences: false
        ).prefix(definition.lines.upperBound)
          .dropFirst(definition.lines.lowerBound - 1)
        calls -= Self.calls(of: function, in: own.joined(separator: "\n"))
      }
      guard calls > 0 || text.mentions(function) else { continue }
      if ProjectFiles.isTest(path) {
        tests.append(path)
      } else if calls > 0 {
        callSites += calls
        callers.append(path)
      }
    }
    tests.sort()
    callers.sort()
  }

  /// Occurrences of `name(` that stand alone and do not define it.
  private static func calls(of name: String, in text: String) -> Int {
    text.occurrences(of: name).count { range in
      let rest = text.utf8[range.upperBound...].drop { $0 == space }
      guard rest.first == openParenthesis else { return false }
      let before = text.utf8[..<range.lowerBound].reversed().drop {
        $0 == space
      }
      return !before.starts(with: "fed".utf8)
    }
  }
}

private let space = UInt8(ascii: " ")
private let openParenthesis = UInt8(ascii: "(")

extension String {
  fileprivate func mentions(_ name: String) -> Bool {
    !occurrences(of: name).isEmpty
  }

  /// Where a name stands as a whole word.
  fileprivate func occurrences(of name: String) -> [Range<Index>] {
    var result: [Range<Index>] = []
    var start = startIndex
    while let range = self.range(
      of: name, options: .literal, range: start..<endIndex)
    {
      start = range.upperBound
      let before =
        range.lowerBound > startIndex
        ? utf8[utf8.index(before: range.lowerBound)] : space
      let after =
        range.upperBound < endIndex ? utf8[range.upperBound] : space
      if !before.isPartOfName, !after.isPartOfName { result.append(range) }
    }
    return result
  }
}

extension UInt8 {
  fileprivate var isPartOfName: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 128...:
      true
    default: false
    }
  }
}

extension Facts {
  init(_ use: ProjectUse) {
    self.init()
    let note = use.isPartial ? ["only part of the project was read"] : []
    self[.callSites] = Fact(
      Double(use.callSites),
      details: use.callers.prefix(3).map { $0 } + note)
    self[.tests] = Fact(
      Double(use.tests.count), details: use.tests.prefix(3).map { $0 } + note)
  }
}
