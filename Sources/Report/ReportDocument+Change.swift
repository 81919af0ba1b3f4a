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
      for line in change.diff.prefix(isWhole ? .max : most - 2) {
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
