import Advice
import ProfileModel

extension ReportDocument {
  /// For a pull request or a wiki, in GitHub's Markdown. `isVerbose` adds the
  /// checklist of every hotspot, not of the first alone.
  package func renderMarkdown(isVerbose: Bool = false) -> String {
    var blocks = [markdownHeading]
    let shown = worthShowing(most: 8)
    if !shown.isEmpty { blocks.append(markdownTable(shown)) }
    for (hotspot, advice) in isVerbose ? entries[...] : entries.prefix(1)
    where !advice.checklist.isEmpty {
      blocks.append(markdownDetails(hotspot, advice))
    }
    if !notes.isEmpty {
      let items = notes.map { "- \(Markdown.text($0))" }
      blocks.append(items.joined(separator: "\n"))
    }
    blocks.append(
      "<sub>\(Markdown.text(samplingText)). Next: "
        + "\(Markdown.code(nextCommand))</sub>")
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private var markdownHeading: String {
    let run = profile.recording.run
    let first = entries.first.flatMap { $0.advice.isAction ? $0 : nil }
    let decision =
      first.map {
        let name = Markdown.code(authorsName($0.hotspot.function))
        return "\($0.advice.verdict.words): \(name)"
      } ?? conclusion.verdict.words
    let summary = first?.advice.summary ?? conclusion.summary
    return """
      ### \(decision)

      \(Markdown.text(summary.sentence)) The run: \(Markdown.code(run.commandLine)), \
      Python \(Markdown.text(run.python.version)), \
      \(secondsText(run.wallSeconds)), \
      \(percentText(profile.computingShare)) computing.
      """
  }

  private func markdownTable(
    _ shown: [(hotspot: Hotspot, advice: Advice)]
  ) -> String {
    let rows = shown.map { hotspot, advice in
      let saved = saving(hotspot, advice)
      let columns = [
        Markdown.code(authorsName(hotspot.function)),
        Markdown.code(place(hotspot)), percentText(hotspot.cpuShare.value),
        "**\(Markdown.text(advice.label))**",
        Markdown.text("\(advice.summary.sentence) \(advice.action.sentence)"),
        advice.isAction && saved > 0 ? secondsText(saved) : "",
      ]
      return "| \(columns.joined(separator: " | ")) |"
    }
    return """
      | Hotspot | Where | CPU time | Decision | Why, and what to do | Saves |
      |---|---|---:|---|---|---:|
      \(rows.joined(separator: "\n"))
      """
  }

  private func markdownDetails(_ hotspot: Hotspot, _ advice: Advice) -> String {
    let items = advice.checklist.map { item in
      let mark =
        switch item.answer {
        case .yes: "✓"
        case .no: "✗"
        case .unclear: "?"
        }
      let evidence = Markdown.text(item.evidenceText())
      return "| \(mark) \(item.answer.rawValue) "
        + "| \(Markdown.text(item.question)) | \(evidence) |"
    }
    let changes = advice.alternatives.map {
      "- line \(linesText($0.lines)): \(Markdown.text($0.summary.sentence)) "
        + "\(Markdown.text($0.change)) (\(timesText($0.speedup)) faster, "
        + "estimated)"
    }
    return """
      <details><summary>\(hotspot.id) \
      \(Markdown.text(authorsName(hotspot.function))): the checklist</summary>

      | Answer | Question | Evidence |
      |---|---|---|
      \(items.joined(separator: "\n"))
      \(changes.isEmpty ? "" : "\n" + changes.joined(separator: "\n") + "\n")
      </details>
      """
  }
}

/// Text that Markdown shows as it is, in a table too.
enum Markdown {
  /// What is between backticks stays code; else no character means anything.
  static func text(_ text: String) -> String {
    let parts = text.printable.split(
      separator: "`", omittingEmptySubsequences: false)
    // An odd number of parts: each quotation is closed.
    guard parts.count % 2 == 1 else { return plain(text.printable) }
    return parts.enumerated().map { index, part in
      index % 2 == 0 ? plain(String(part)) : code(String(part))
    }.joined()
  }

  static func code(_ text: String) -> String {
    let text = text.printable.replacing("|", with: "\\|")
    let longest =
      text.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    let gap = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return text.isEmpty ? "" : fence + gap + text + gap + fence
  }

  private static func plain(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      // Nobody is to be notified of a decorator.
      case "@": result += "@<!-- -->"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "!":
        result += "\\"
        result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
