import Advice
import ProfileModel

extension ReportDocument {
  /// The change to make, on the user's own code, where it is mechanical, in
  /// at most so many lines: for the first hotspot, or for all where there is
  /// room without end.
  func writeChange(_ page: inout TextPage, most: Int) {
    let isWhole = most == .max
    for (hotspot, advice) in isWhole ? entries[...] : entries.prefix(1) {
      let change = advice.alternatives.first {
        !$0.diff.isEmpty && (isWhole || $0.isWorthwhile)
      }
      guard let change, most > 4 else { continue }
      page.skipLine()
      page.line(
        .init("The change", .bold),
        .init("  \(hotspot.id) \(shortPath(hotspot.file))"))
      let lines = isWhole ? change.diff : change.diff.withImportsLast
      for line in lines.prefix(isWhole ? .max : most - 2) {
        let style: TextPage.Style =
          switch line.first {
          case "+": .good
          case "-": .bad
          default: .dim
          }
        page.line(.init("  " + line, style))
      }
    }
  }
}

extension [String] {
  /// A diff with the hunks that only import something after the others: where
  /// there is little room, they say least.
  fileprivate var withImportsLast: [String] {
    var hunks: [[String]] = []
    for line in self {
      if line.hasPrefix("@@") || hunks.isEmpty { hunks.append([]) }
      hunks[hunks.count - 1].append(line)
    }
    let imports = hunks.filter(\.onlyImports)
    return (hunks.filter { !$0.onlyImports } + imports).flatMap(\.self)
  }

  private var onlyImports: Bool {
    let changed = filter { $0.hasPrefix("+") || $0.hasPrefix("-") }
    return !changed.isEmpty
      && changed.allSatisfy {
        $0.hasPrefix("+import ") || $0.hasPrefix("+from ")
      }
  }
}
