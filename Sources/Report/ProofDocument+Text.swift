import Advice
import Proof

extension ProofDocument {
  /// What proving found, for a terminal of a width in columns. `isVerbose`
  /// adds the report on the profile.
  package func renderText(
    width: Int = 80, color: Bool = false, isVerbose: Bool = false
  ) -> String {
    var page = TextPage(width: width, usesColor: color)
    if isVerbose {
      page.append(
        report.renderText(width: width, color: color, isVerbose: true))
      page.skipLine()
    }
    if proof.kernels.isEmpty {
      page.paragraph(
        .init("no kernel", .bold), indent: 11,
        "no hotspot of this run is worth one")
    }
    for kernel in proof.kernels { write(kernel, &page) }
    writeScript(&page)
    writeTests(&page)
    writeChanges(&page)
    writeSizes(&page)
    for note in proof.notes {
      page.paragraph(.init("note", .dim), indent: 11, note)
    }
    page.skipLine()
    page.paragraph(
      .init("Next:  ", .bold), indent: 7, nextCommand, .accent)
    return page.text
  }

  private func write(_ kernel: KernelProof, _ page: inout TextPage) {
    let style: TextPage.Style =
      switch kernel.status {
      case .kept: .boldGood
      case .rejected: .bad
      case .skeleton: .boldUnsure
      }
    var heading = authorsName(kernel.function)
    if let speedup = kernel.speedup {
      heading += ": \(factorText(speedup))"
      if let before = kernel.originalSeconds, let after = kernel.kernelSeconds {
        heading += ", \(secondsText(before)) to \(secondsText(after))"
      }
    }
    page.paragraph(
      .init(kernel.status.rawValue, style), indent: 11, heading, .bold)
    page.paragraph(.init(""), indent: 11, kernel.why)
    guard kernel.callsChecked > 0 else { return }
    var checks =
      "\(countText(kernel.callsChecked)) real "
      + "call\(kernel.callsChecked == 1 ? "" : "s") compared"
    if kernel.variantsChecked > 0 {
      checks += ", and \(countText(kernel.variantsChecked)) made up from them"
    }
    if kernel.fallbacks > 0 {
      checks += "; \(countText(kernel.fallbacks)) handed back to Python"
    }
    if let calls = kernel.scriptCalls, calls > 0 {
      checks +=
        "; the script calls it "
        + (calls == 1 ? "once" : "\(countText(calls)) times")
      if let fallbacks = kernel.scriptFallbacks, fallbacks > 0 {
        checks += ", \(countText(fallbacks)) of them handed back"
      }
    }
    page.paragraph(.init(""), indent: 11, checks, .dim)
    for text in [Self.crossingText(kernel), Self.threadsText(kernel)] {
      if let text { page.paragraph(.init(""), indent: 11, text, .dim) }
    }
    for other in Self.othersTexts(kernel) {
      page.paragraph(.init(""), indent: 11, other, .dim)
    }
  }

  private func writeChanges(_ page: inout TextPage) {
    guard let changes = proof.changes else { return }
    page.skipLine()
    page.line(.init("In Python alone, without a kernel", .bold))
    if changes.isEmpty {
      page.paragraph(
        .init(""), indent: 11, "no change that a program can make was found")
    }
    for change in changes {
      let style: TextPage.Style =
        switch change.status {
        case .faster: .boldGood
        case .noFaster, .unknown: .boldUnsure
        case .different: .bad
        }
      page.paragraph(
        .init(change.status.rawValue, style), indent: 11,
        "\(authorsName(change.function)): \(change.change)", .bold)
      if let before = change.beforeSeconds, let after = change.afterSeconds,
        let speedup = change.speedup
      {
        page.paragraph(
          .init(""), indent: 11,
          "the script: \(secondsText(before)) to \(secondsText(after)), "
            + factorText(speedup))
      }
      page.paragraph(.init(""), indent: 11, change.why)
    }
  }

  private func writeScript(_ page: inout TextPage) {
    guard let before = proof.beforeSeconds,
      let after = proof.afterSeconds, let speedup
    else { return }
    page.skipLine()
    page.paragraph(
      .init("the script", .bold), indent: 11,
      "\(secondsText(before)) before, \(secondsText(after)) "
        + "after: \(factorText(speedup)) (medians of \(proof.runs) runs each, in turn)",
      speedup > 1 ? .boldGood : .boldUnsure)
    switch proof.output {
    case .same:
      page.paragraph(
        .init(""), indent: 11, "its output and exit code are the same")
    case .different:
      page.paragraph(
        .init(""), indent: 11, "its output or exit code is not the same", .bad)
    case .variesByItself:
      page.paragraph(
        .init(""), indent: 11,
        "its output differs from run to run even without kernels, so it could "
          + "not be compared", .unsure)
    case nil: break
    }
    for figure in figures {
      page.paragraph(.init(""), indent: 11, figure, .dim)
    }
  }

  /// The sizes that were run, and what the coffee scale has room for.
  private func writeSizes(_ page: inout TextPage) {
    guard let sizes = proof.sizes else { return }
    page.skipLine()
    page.line(.init("Sizes", .bold))
    for size in sizes {
      page.line(
        .init("  \(Growth.sizeText(size.size).padded(to: 12)) "),
        .init(
          "\(secondsText(size.beforeSeconds)) before, "
            + secondsText(size.afterSeconds)
            + " after: \(factorText(size.beforeSeconds / max(size.afterSeconds, 1e-9)))"
        ))
    }
    guard report.growth?.pointsAfter.isEmpty == false else {
      page.paragraph(
        .init("  "), indent: 2,
        "the time does not grow with them, so larger ones cannot be told", .dim)
      return
    }
    report.writeScale(&page, provedSeconds: proof.afterSeconds)
  }

  private func writeTests(_ page: inout TextPage) {
    guard let tests = proof.userTests, let testsText else { return }
    let style: TextPage.Style =
      switch tests.status {
      case .same: .boldGood
      case .different: .bad
      case .notReached, .unknown: .boldUnsure
      }
    page.skipLine()
    page.paragraph(.init("your tests", style), indent: 11, testsText)
    page.paragraph(
      .init(""), indent: 11, tests.files.joined(separator: ", "), .dim)
  }
}

/// `3.4 times faster`, `1.2 times slower`, `as fast as before`.
func factorText(_ speedup: Double) -> String {
  guard speedup.isFinite, speedup > 0 else { return "not measured" }
  let times = speedup >= 1 ? speedup : 1 / speedup
  if times < 1.02 { return "as fast as before" }
  let digits =
    times >= 10
    ? String(Int(times.rounded()))
    : String(Double(Int((times * 10).rounded())) / 10)
  return "\(digits) times \(speedup >= 1 ? "faster" : "slower")"
}
