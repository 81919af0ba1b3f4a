import Advice
import ProfileModel
import PythonSyntax
import Report

/// The generated Swift beside the Python it came from, or what is in the way.
struct KernelView {
  struct Row {
    var number: String
    var python: String
    var swift: String
  }

  struct Gap {
    var line: Int
    var construct: String
    var advice: String
  }

  var rows: [Row]
  var hasRows: Bool
  var gaps: [Gap]
  var hasGaps: Bool

  init?(_ hotspot: Hotspot, _ advice: Advice, in document: ReportDocument) {
    rows = []
    gaps = []
    switch advice.kernel {
    case .unknown: return nil
    case .translatable:
      guard let swift = document.kernels[hotspot.id],
        let source = document.profile.source(of: hotspot)
      else { return nil }
      rows = Self.rows(of: swift, beside: source.text)
    case .skeleton(let blockers):
      gaps = blockers.map {
        Gap(line: $0.line, construct: $0.construct, advice: $0.advice)
      }
    }
    hasRows = !rows.isEmpty
    hasGaps = !gaps.isEmpty
  }

  /// The kernel names the lines a function comes from, and has each statement
  /// of the original above those that do the same.
  static func rows(of swift: String, beside python: String) -> [Row] {
    let lines = python.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).map(String.init)
    var rows: [Row] = []
    var next = 0
    var last = 0
    func take(through line: Int) {
      for number in next..<max(line, next) where lines.indices.contains(number)
      {
        rows.append(
          Row(number: "\(number + 1)", python: lines[number], swift: ""))
      }
      next = max(line, next)
    }
    func add(_ text: String) {
      guard !rows.isEmpty else { return }
      rows[rows.count - 1].swift +=
        rows[rows.count - 1].swift.isEmpty ? text : "\n" + text
    }
    for line in swift.split(separator: "\n", omittingEmptySubsequences: false) {
      if let match = line.firstMatch(of: header),
        let first = Int(match.output.1)
      {
        take(through: last)
        last = match.output.2.flatMap { Int($0) } ?? first
        next = first - 1
        take(through: first)
        continue
      }
      let text = line.trimmingPrefix(while: \.isWhitespace)
      if text.hasPrefix("// "), next > 0 {
        let statement = String(text.dropFirst(3)).trimmed
        let rest = lines.indices.clamped(to: next..<max(last, next))
        if let found = rest.first(where: { lines[$0].trimmed == statement }) {
          take(through: found + 1)
          continue
        }
      }
      add(String(line))
    }
    take(through: last)
    return rows.map {
      var row = $0
      row.swift = row.swift.replacing(/\n+$/, with: "")
      return row
    }
  }

  private static var header: Regex<(Substring, Substring, Substring?)> {
    /^\/\/\/ `.*`, lines? ([0-9]+)(?:-([0-9]+))? of the Python source/
  }
}

extension String {
  fileprivate var trimmed: String {
    String(
      trimmingPrefix(while: \.isWhitespace).reversed()
        .trimmingPrefix(while: \.isWhitespace).reversed())
  }
}
