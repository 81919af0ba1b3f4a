import Advice
import Foundation
import ProfileModel

extension ReportDocument {
  /// The lines that a terminal has at least.
  private static let screen = 24

  /// The report for a terminal of a width in columns, on one screen.
  /// `isVerbose` adds the evidence behind every answer, for every hotspot.
  package func renderText(
    width: Int = 80, color: Bool = false, isVerbose: Bool = false
  ) -> String {
    var page = TextPage(width: width, usesColor: color)
    writeHeading(&page)
    page.skipLine()
    writeVerdicts(&page)
    if isVerbose {
      writeChange(&page, most: .max)
      writeEvidence(&page)
      writePlaces(&page)
      writeThreads(&page)
      writeScale(&page)
      writeLines(&page, most: .max)
      writeLoops(&page)
      writeCalls(&page)
      writeMemory(&page, most: 12)
      writeTrace(&page)
      page.skipLine()
      for note in notes {
        page.paragraph(.init("! ", .unsure), indent: 2, note)
      }
      page.paragraph(.init(""), indent: 0, samplingText, .dim)
    } else {
      writeReasons(&page)
      writeChange(&page, most: Self.screen - page.lineCount - 6)
      // A gap and a line come above them, and below them.
      let room = notes.prefix(2).map { $0.count / (page.width - 2) + 1 }
      let left = Self.screen - page.lineCount - 4 - room.reduce(0, +)
      // What could not be known must not hide where the time goes.
      writeLines(&page, most: notes.isEmpty ? left : max(left, 2))
      writeMemory(&page, most: 3)
      writeTrace(&page)
      page.skipLine()
      for note in notes.prefix(2) {
        page.paragraph(.init("! ", .unsure), indent: 2, note)
      }
      if notes.count > 2 {
        page.line(.init("! \(notes.count - 2) more with --verbose", .unsure))
      }
    }
    page.paragraph(
      .init("Next:  ", .bold), indent: 7, nextCommand, .accent)
    return page.text
  }

  private func writeHeading(_ page: inout TextPage) {
    let run = profile.recording.run
    let parts =
      profile.sampledCPUSeconds > 0
      ? ": \(percentText(profile.computingShare)) computing" : ""
    var pieces: [TextPage.Piece] = [
      .init(targetName, .bold),
      .init(
        "   Python \(run.python.version)   "
          + "\(secondsText(run.wallSeconds))\(parts)"),
    ]
    switch run.ending {
    case .exited(0): break
    case .exited(let code): pieces.append(.init("   exit \(code)", .unsure))
    case .signalled(let signal):
      pieces.append(.init("   killed by signal \(signal)", .bad))
    }
    let sampled = profile.recording.processes.count { $0.unsampled == nil }
    if sampled > 1 { pieces.append(.init("   in \(sampled) processes")) }
    page.line(pieces)
  }

  private func writeVerdicts(_ page: inout TextPage) {
    let shown = worthShowing(most: 4)
    if shown.isEmpty || profile.hotspots.isEmpty {
      page.paragraph(
        .init(conclusion.label, .bold),
        indent: 16, conclusion.summary)
      return
    }
    for (hotspot, advice) in shown {
      let style: TextPage.Style =
        switch advice.verdict {
        case .port: .boldGood
        case .stay: .bold
        case .measureMore: .boldUnsure
        default: .boldAccent
        }
      page.paragraph(
        .init(advice.label, style), indent: 16,
        "\(authorsName(hotspot.function)) in \(place(hotspot)), "
          + hotspot.shareText(in: profile),
        .bold)
      page.paragraph(.init(""), indent: 16, advice.summary)
      if let prediction = advice.prediction {
        page.paragraph(
          .init(""), indent: 16,
          "the run: \(secondsText(prediction.secondsNow)) now, about "
            + "\(rangeText(prediction.secondsAfter)) after")
      } else if let text = gainText(hotspot, advice) {
        page.paragraph(.init(""), indent: 16, text)
      }
      if advice.verdict != .stay {
        page.paragraph(
          .init("              → "), indent: 16, advice.action, .accent)
      }
    }
    let rest = advice.count - shown.count
    if rest > 0 {
      page.paragraph(
        .init(""), indent: 16,
        "\(rest) smaller place\(rest == 1 ? "" : "s") can stay", .dim)
    }
  }

  /// In short, for the first hotspot: what speaks for a kernel, what against.
  private func writeReasons(_ page: inout TextPage) {
    guard let (hotspot, advice) = entries.first, !advice.checklist.isEmpty
    else { return }
    page.skipLine()
    page.line(
      .init("Why", .bold),
      .init("  \(hotspot.id) \(authorsName(hotspot.function))"),
      .init("   (--verbose has all the evidence)", .dim))
    if advice.isAction && advice.verdict != .port || advice.reason == .io {
      writeFindings(advice, &page)
      return
    }
    func names(_ answer: Advice.Answer) -> String {
      advice.checklist.filter { $0.answer == answer }.map(\.id)
        .joined(separator: ", ")
    }
    if !names(.yes).isEmpty {
      page.paragraph(.init("  ✓ ", .good), indent: 4, names(.yes))
    }
    // The hot lines need the rest of the screen.
    let against = advice.checklist.filter { $0.answer == .no }
    for item in against.prefix(2) {
      page.paragraph(
        .init("  ✗ \(item.id)", .bad), indent: 22, item.evidenceText(most: 0))
    }
    if against.count > 2 {
      page.paragraph(
        .init("  ✗ ", .bad), indent: 4,
        against.dropFirst(2).map(\.id).joined(separator: ", "))
    }
    if !names(.unclear).isEmpty {
      page.paragraph(.init("  ? ", .unsure), indent: 4, names(.unclear))
    }
  }

  /// Where the Python is to change, or the run waits, what would speak for a
  /// kernel matters less than the lines below, which need the room.
  private func writeFindings(_ advice: Advice, _ page: inout TextPage) {
    let found = advice.alternatives.filter(\.isWorthwhile)
    for alternative in found.prefix(2) {
      let share =
        alternative.share.map { ", \(percentText($0)) of its time" } ?? ""
      let word = alternative.lines.count == 1 ? "line" : "lines"
      page.paragraph(
        .init("  found ", .accent), indent: 8,
        "\(word) \(linesText(alternative.lines))\(share): "
          + "`swiftlet rules explain \(alternative.pattern)`")
    }
    if advice.reason == .io,
      let against = advice.checklist.first(where: { $0.answer == .no })
    {
      page.paragraph(
        .init("  ✗ \(against.id)", .bad), indent: 22,
        against.evidenceText(most: 0))
    }
  }

  private func writeEvidence(_ page: inout TextPage) {
    for (hotspot, advice) in entries where !advice.checklist.isEmpty {
      page.skipLine()
      page.line(
        .init("Why", .bold),
        .init("  \(hotspot.id) \(authorsName(hotspot.function))"))
      for item in advice.checklist { writeItem(item, &page) }
      for change in advice.alternatives {
        page.paragraph(
          .init("  → \(change.pattern)  ", .accent), indent: 22,
          "line \(linesText(change.lines)): \(change.summary); "
            + "\(change.change) (\(timesText(change.speedup)) faster, estimated)"
        )
      }
    }
  }

  private func writeItem(_ item: Advice.Item, _ page: inout TextPage) {
    let (mark, style): (String, TextPage.Style) =
      switch item.answer {
      case .yes: ("✓", .good)
      case .no: ("✗", .bad)
      case .unclear: ("?", .unsure)
      }
    page.paragraph(
      .init("  \(mark) \(item.id)", style), indent: 22,
      item.evidence.first ?? "")
    let details =
      item.evidence.dropFirst() + [item.advice].filter { !$0.isEmpty }
    for detail in details {
      page.paragraph(.init(""), indent: 24, detail, .dim)
    }
  }

  private func writePlaces(_ page: inout TextPage) {
    guard !profile.hotspots.isEmpty else { return }
    page.skipLine()
    page.line(.init("Where the time goes", .bold))
    let shown = profile.hotspots.prefix(6)
    let names = shown.map { "\(place($0)) \(authorsName($0.function))" }
    let longest = names.map(\.count).max() ?? 0
    // What there is room for beside the numbers and the bar.
    let column = min(longest, max(page.width - 31, 16))
    let hasRoom = longest + 49 <= page.width
    for (hotspot, name) in zip(shown, names) {
      let half =
        (hotspot.cpuShare.interval.upperBound
          - hotspot.cpuShare.interval.lowerBound) / 2
      let margin = half >= 0.005 ? " ±\(Int((half * 100).rounded()))" : ""
      var name = name
      if name.count > column { name = "…" + name.suffix(column - 1) }
      page.line(
        .init(
          "  \(hotspot.id.padded(to: 3)) "
            + percentText(hotspot.cpuShare.value).aligned(to: 5)
            + margin.padded(to: 5)),
        .init(name.padded(to: column)),
        .init("  \(bar(hotspot.split))", .accent),
        .init(hasRoom ? "  \(mainPart(hotspot.split))" : "", .dim))
    }
    page.line(
      .init(
        "  █ interpreter  ▓ its C code  ▒ native code  ░ waiting", .dim))
  }

  /// Twelve blocks, each for a twelfth of the time.
  private func bar(_ split: TimeSplit) -> String {
    let parts = [
      ("█", split.interpreter), ("▓", split.interpreterC),
      ("▒", split.native), ("░", split.waiting),
    ]
    var result = ""
    var sum = 0.0
    for (block, part) in parts {
      sum += part
      while result.count < Int((sum * 12).rounded()) { result += block }
    }
    return result.padded(to: 12)
  }

  private func mainPart(_ split: TimeSplit) -> String {
    let parts = [
      ("interpreter", split.interpreter), ("C", split.interpreterC),
      ("native", split.native), ("waiting", split.waiting),
    ]
    guard let most = parts.max(by: { $0.1 < $1.1 }) else { return "" }
    return "\(percentText(most.1)) \(most.0)"
  }

  private func writeLines(_ page: inout TextPage, most: Int) {
    guard most >= 2, let hotspot = entries.first?.hotspot,
      let source = profile.source(of: hotspot)
    else { return }
    // Of what waits, the lines that wait.
    let waits = hotspot.split.waiting >= 0.5
    let heat = waits ? hotspot.waitingLines : hotspot.lineSeconds
    let total = waits ? hotspot.waitingSeconds : hotspot.cpuSeconds
    guard total > 0 else { return }
    let text = source.text.split(
      separator: "\n", omittingEmptySubsequences: false)
    let hot = heat.filter {
      $0.value >= 0.02 * total && text.indices.contains($0.key - 1)
    }
    let chosen = Set(
      hot.sorted { $0.value > $1.value }.prefix(min(most, 8)).map(\.key))
    guard let first = chosen.min(), let last = chosen.max() else { return }
    page.skipLine()
    page.line(
      .init(waits ? "Where it waits" : "Hot lines", .bold),
      .init("  \(shortPath(hotspot.file))"))
    // A short loop is shown whole, a long one only where it is hot.
    let isShort = last - first < min(most, 12)
    let lines = isShort ? Array(first...last) : chosen.sorted()
    let indent =
      lines.map { text[$0 - 1].prefix { $0 == " " }.count }.min() ?? 0
    for line in lines {
      let share = (heat[line] ?? 0) / total
      let part = share >= 0.005 ? percentText(share) : ""
      let style: TextPage.Style = share >= 0.2 ? .boldUnsure : .plain
      page.line(
        .init("  \(String(line).aligned(to: 5)) ", .dim),
        .init(part.aligned(to: 5), style), .init(" │ ", .dim),
        .init(String(text[line - 1].dropFirst(indent)), style))
    }
  }
}
