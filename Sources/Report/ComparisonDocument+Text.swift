import Advice
import ProfileModel

extension ComparisonDocument {
  /// For a terminal of a width in columns. `isVerbose` adds what did not
  /// change by itself.
  package func renderText(
    width: Int = 80, color: Bool = false, isVerbose: Bool = false
  ) -> String {
    var page = TextPage(width: width, usesColor: color)
    writeHeading(&page)
    page.skipLine()
    for kind in ProfileComparison.Kind.allCases {
      write(shown.filter { $0.kind == kind }, kind, &page)
    }
    let others = comparison.changes.filter { $0.verdict == .unclear }
    if isVerbose, !others.isEmpty {
      page.line(.init("Everything else", .bold))
      for change in others { write(change, &page) }
      page.skipLine()
    }
    writeRest(isVerbose ? 0 : others.count, &page)
    return page.text
  }

  private func writeHeading(_ page: inout TextPage) {
    for (name, side) in [
      ("before", comparison.before), ("after", comparison.after),
    ] {
      page.line(
        .init(name.padded(to: 8), .dim),
        .init(side.run.targetName, .bold),
        .init(
          "   \(secondsText(side.seconds)) of \(comparison.view.label)   "
            + "\(side.samples) samples"))
    }
    page.paragraph(
      .init("the run", .dim), indent: 8,
      change(from: comparison.before.seconds, to: comparison.after.seconds))
  }

  private func change(from before: Double, to after: Double) -> String {
    guard before > 0, after > 0 else { return "cannot be compared" }
    let factor = after / before
    let word = factor >= 1 ? "slower" : "faster"
    let times = timesText(max(factor, 1 / factor))
    return "\(signed(after - before)): \(times) times \(word)"
  }

  private func write(
    _ changes: [ProfileComparison.Change], _ kind: ProfileComparison.Kind,
    _ page: inout TextPage
  ) {
    guard !changes.isEmpty else { return }
    page.line(
      .init(
        kind == .hotspot
          ? "Loops and recursions, with what they call"
          : "Functions, without what they call", .bold))
    for change in changes { write(change, &page) }
    page.skipLine()
  }

  private func write(
    _ change: ProfileComparison.Change, _ page: inout TextPage
  ) {
    let isSlower = change.difference.value > 0
    let (word, style): (String, TextPage.Style) =
      switch change.verdict {
      case .slower where isSlower, .asTheRun where isSlower: ("slower", .bad)
      case .slower, .faster, .asTheRun: ("faster", .good)
      case .unclear: ("?", .dim)
      }
    let note =
      change.verdict == .asTheRun
      ? ", as the run"
      : change.linesBefore == nil
        ? ", new" : change.linesAfter == nil ? ", gone" : ""
    let interval = change.difference.interval
    page.line(
      .init("  "), .init(word.padded(to: 8), style),
      .init(signed(change.difference.value).aligned(to: 10)),
      .init(
        "  \(secondsText(change.before.value)) to "
          + "\(secondsText(change.after.value))\(note)  ", .plain),
      .init(authorsName(change.function), .bold),
      .init(" \(place(change))", .dim))
    page.line(
      .init(
        "          95 %: \(signed(interval.lowerBound)) to "
          + "\(signed(interval.upperBound))", .dim))
  }

  private func writeRest(_ hiddenCount: Int, _ page: inout TextPage) {
    if !shown.contains(where: { $0.verdict != .asTheRun }) {
      page.paragraph(
        .init("Nothing stands out. ", .bold), indent: 0,
        "The samples show no place that changed by itself.")
    }
    if shown.contains(where: { $0.verdict == .asTheRun }) {
      page.paragraph(
        .init(""), indent: 0,
        "Places marked “as the run” changed by its factor: they make up most "
          + "of it, or the machine or the input was another.")
    }
    if hiddenCount > 0 {
      page.paragraph(
        .init(""), indent: 0,
        "\(hiddenCount) more: no difference that the samples can tell from "
          + "chance (--verbose lists them).")
    }
    page.paragraph(
      .init(""), indent: 0,
      "Intervals are those of sampling; how much a run varies by itself only "
        + "a second recording of it tells.", .dim)
  }

  private func place(_ change: ProfileComparison.Change) -> String {
    let folder = comparison.after.run.workingDirectory + "/"
    let file =
      change.file.hasPrefix(folder)
      ? String(change.file.dropFirst(folder.count)) : change.file
    guard let lines = change.linesAfter ?? change.linesBefore else {
      return file
    }
    let numbers =
      lines.count == 1
      ? "\(lines.lowerBound)" : "\(lines.lowerBound)–\(lines.upperBound)"
    return "\(file):\(numbers)"
  }
}

private func signed(_ seconds: Double) -> String {
  (seconds < 0 ? "−" : "+") + secondsText(abs(seconds))
}

private func timesText(_ factor: Double) -> String {
  let tenths = (factor * 100).rounded() / 100
  return "\(tenths)"
}

extension TimeView {
  fileprivate var label: String {
    switch self {
    case .cpu: "CPU time"
    case .wall: "time, waiting included"
    case .gil: "time with the GIL"
    }
  }
}
