import Advice
import Foundation
import ProfileModel
import Report

/// What was allocated where, of a run whose memory was sampled.
struct MemoryView {
  struct Row {
    var place: String
    /// Nil where the source is not in the page.
    var anchor: String?
    var function: String
    var allocated: String
    var atPeak: String
    var freed: String
    /// Of the bars' width: the longest is 100.
    var width: String
    var peakWidth: String
  }

  struct Boxed {
    var function: String
    var argument: String
    var type: String
    var length: String
    var objects: String
    var array: String
  }

  var text: String
  var rows: [Row]
  var hasRows: Bool
  var more: String?
  var boxed: [Boxed]
  var hasBoxed: Bool

  private static let mostRows = 40
  private static let mostBoxed = 12

  /// Nil where memory was not sampled.
  init?(_ document: ReportDocument, sources: [SourceView]) {
    guard let memory = document.profile.recording.memory else { return nil }
    let anchors = Set(sources.flatMap { $0.lines.map(\.anchor) })
    var parts = [
      "Python allocated \(bytesText(memory.allocated)) for objects and gave "
        + "back \(bytesText(memory.freed))",
      "at most \(bytesText(memory.peak)) were held at once",
    ]
    if let peak = document.profile.recording.run.peakBytes {
      parts.append("the whole process had \(bytesText(peak)) at its peak")
    }
    text =
      parts.joined(separator: "; ")
      + ". Estimated from a sample of the blocks, one in "
      + "\(bytesText(memory.interval)) on average."
    let lines = document.memoryLines
    let most = Double(max(lines.first?.site.allocated ?? 1, 1))
    func width(_ bytes: Int) -> String {
      String(format: "%.1f", 100 * Double(bytes) / most)
    }
    rows = lines.prefix(Self.mostRows).map { line in
      let file = document.shortPath(line.file)
      let anchor = SourceView.anchor(file, line.line)
      return Row(
        place: "\(file):\(line.line)",
        anchor: anchors.contains(anchor) ? anchor : nil,
        function: line.function, allocated: bytesText(line.site.allocated),
        atPeak: bytesText(line.site.atPeak), freed: bytesText(line.site.freed),
        width: width(line.site.allocated), peakWidth: width(line.site.atPeak))
    }
    hasRows = !rows.isEmpty
    let rest = lines.count - rows.count
    more = rest > 0 ? "\(countText(rest)) more lines allocated less." : nil
    boxed = document.boxedValues.prefix(Self.mostBoxed).map {
      Boxed(
        function: $0.function, argument: $0.argument, type: $0.type,
        length: countText($0.length), objects: bytesText($0.objectsBytes),
        array: bytesText($0.arrayBytes))
    }
    hasBoxed = !boxed.isEmpty
  }
}
