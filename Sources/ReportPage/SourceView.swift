import Advice
import ProfileModel
import PythonSyntax
import Report

/// The user's source with the time of each line beside it.
struct SourceView {
  struct Loop {
    /// What it is, on its first line; empty on the others.
    var label: String
  }

  struct Line {
    var number: Int
    var anchor: String
    var own: String
    var total: String
    var waiting: String
    /// 0 to 100.
    var heat: Int
    var isHot: Bool
    /// What was counted of the function or loop that begins here.
    var counted: String
    var countedText: String
    var allocated: String
    var atPeak: String
    var loops: [Loop]
    var code: String
    /// How many lines were left out before this one.
    var gap: Int?
    var badges: [Badge]
  }

  struct Badge {
    var id: String
    var text: String
  }

  var path: String
  var name: String
  var share: String
  var lines: [Line]
  var showsWaiting: Bool
  var showsCounts: Bool
  var showsMemory: Bool
  var columns: Int
  var hasGaps: Bool

  /// A file up to this size is shown whole, a longer one where time goes.
  private static let mostWhole = 300
  private static let mostLines = 3000
  private static let longestLine = 400
  /// Lines of a long file that are shown for what they allocate.
  private static let mostAllocating = 20

  static func anchor(_ file: String, _ line: Int) -> String {
    let name = file.unicodeScalars.map {
      $0.properties.isAlphabetic || ("0"..."9").contains($0)
        ? String($0) : "-"
    }.joined()
    return "L-\(name)-\(line)"
  }

  /// The files in which time goes, hottest first.
  static func all(of document: ReportDocument) -> [SourceView] {
    let recording = document.profile.recording
    let heat = SourceHeat(recording)
    let memory = Dictionary(grouping: document.memoryLines, by: \.file)
    var left = mostLines
    let files = recording.sources.compactMap {
      source -> (SourceFile, [Int: SourceHeat.Line], Int)? in
      guard let lines = heat.lines[source.path] else { return nil }
      let own = lines.values.reduce(0) { $0 + $1.own + $1.waiting }
      return own > 0 ? (source, lines, own) : nil
    }.sorted { $0.2 != $1.2 ? $0.2 > $1.2 : $0.0.path < $1.0.path }
    return files.compactMap { source, lines, _ in
      guard left > 0 else { return nil }
      let view = SourceView(
        source, lines, heat, memory: memory[source.path] ?? [], in: document,
        limit: left)
      left -= view.lines.count
      return view.lines.isEmpty ? nil : view
    }
  }

  private init(
    _ source: SourceFile, _ heat: [Int: SourceHeat.Line], _ all: SourceHeat,
    memory: [MemoryLine], in document: ReportDocument, limit: Int
  ) {
    let profile = document.profile
    path = source.path
    let counts = SourceCounts(profile.recording.trace, of: source.path)
    showsCounts = !counts.lines.isEmpty
    showsMemory = !memory.isEmpty
    let allocations = Dictionary(grouping: memory, by: \.line)
    var texts = source.text.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if texts.last?.isEmpty == true { texts.removeLast() }
    let hotspots = profile.hotspots.filter { $0.file == source.path }
    let short = document.shortPath(source.path)
    name = short
    let total = Double(max(all.total, 1))
    let cpu = heat.values.reduce(0) { $0 + $1.own }
    share = percentText(Double(cpu) / total)
    let wall = Double(max(all.total + all.waiting, 1))
    showsWaiting =
      heat.values.contains { Double($0.waiting) / wall >= 0.01 }
    columns =
      5 + (showsWaiting ? 1 : 0) + (showsCounts ? 1 : 0) + (showsMemory ? 2 : 0)
    var shown = Set<Int>()
    if texts.count <= Self.mostWhole {
      shown = Set(texts.indices.map { $0 + 1 })
    } else {
      for hotspot in hotspots {
        // Of a function its head as well, of a module only the loop.
        let scope = profile.scope(of: hotspot)
        let first =
          scope?.function == nil
          ? hotspot.lines.lowerBound : scope?.range.line ?? 1
        shown.formUnion(
          min(first, hotspot.lines.lowerBound) - 2...hotspot.lines.upperBound
            + 2)
      }
      for (line, time) in heat
      where Double(max(time.own, time.total, time.waiting)) / wall >= 0.01 {
        shown.formUnion(line - 2...line + 2)
      }
      shown.formUnion(memory.prefix(Self.mostAllocating).map(\.line))
    }
    var before = 0
    lines = []
    let numbers = shown.filter { texts.indices.contains($0 - 1) }.sorted()
    for number in numbers.prefix(limit) {
      let time = heat[number] ?? SourceHeat.Line()
      let part = Double(time.own) / total
      let sites = allocations[number] ?? []
      lines.append(
        Line(
          number: number, anchor: Self.anchor(short, number),
          own: Self.share(time.own, of: total),
          total: Self.share(time.total, of: total),
          waiting: Self.share(time.waiting, of: wall),
          heat: Int((part.squareRoot() * 85).rounded()),
          isHot: part >= 0.05,
          counted: counts.lines[number]?.short ?? "",
          countedText: counts.lines[number]?.long ?? "",
          allocated: Self.bytes(sites.map(\.site.allocated)),
          atPeak: Self.bytes(sites.map(\.site.atPeak)),
          loops: Self.loops(at: number, of: hotspots),
          code: String(texts[number - 1].prefix(Self.longestLine)),
          gap: number > before + 1 ? number - before - 1 : nil,
          badges: hotspots.filter { $0.lines.lowerBound == number }.map {
            Badge(
              id: $0.id,
              text: $0.cpuShare.value > 0
                ? "\($0.id) \(percentText($0.cpuShare.value))" : $0.id)
          }))
      before = number
    }
    hasGaps = lines.count < texts.count
  }

  private static func share(_ nanoseconds: Int, of total: Double) -> String {
    nanoseconds > 0 ? percentText(Double(nanoseconds) / total) : ""
  }

  private static func bytes(_ counts: [Int]) -> String {
    let sum = counts.reduce(0, &+)
    return sum > 0 ? bytesText(sum) : ""
  }

  /// One for each loop around the line, outermost first.
  private static func loops(
    at line: Int, of hotspots: [Hotspot]
  ) -> [Loop] {
    let around = hotspots.flatMap { hotspot in
      hotspot.loops.filter { $0.depth > 0 && $0.lines.contains(line) }
        .map { (hotspot, $0) }
    }.sorted { $0.1.depth < $1.1.depth }
    return around.map { hotspot, loop in
      Loop(
        label: loop.lines.lowerBound == line
          ? "a loop of \(hotspot.id), lines \(linesText(loop.lines)): "
            + "\(percentText(loop.share)) of its time"
          : "")
    }
  }
}
