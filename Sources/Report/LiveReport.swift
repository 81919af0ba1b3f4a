import Advice
package import ProfileModel

/// What a running script does, on one screen: kept up to date by recordings
/// of the run so far.
package struct LiveReport: Sendable {
  private var profile: Profile?
  private var tallies: [LiveTally] = []

  /// What counts as time; the next update follows it.
  package var view = TimeView.cpu {
    didSet { if view != oldValue { tallies = [] } }
  }

  /// "Now" is the time since so many updates ago.
  private static let window = 6
  private static let threadsShown = 5
  private static let loopsShown = 4
  private static let outputShown = 6

  package init() {}

  package mutating func update(_ recording: Recording) {
    profile = Profile(recording.seen(as: view))
    profile?.recording = recording
    tallies.append(LiveTally(recording, view: view))
    if tallies.count > Self.window { tallies.removeFirst() }
  }

  /// The screen: at most `height` lines, none longer than `width`. `output` is
  /// what the script printed last, a line each.
  package func lines(
    width: Int, height: Int, usesColor: Bool, output: [String]
  ) -> [String] {
    var page = TextPage(width: width, usesColor: usesColor)
    guard let profile, let now = tallies.last else {
      page.line(.init("Waiting for the script to start …", .dim))
      return Self.lines(of: page)
    }
    let recent = tallies.count > 1 ? now - tallies[0] : now
    var bottom = TextPage(width: width, usesColor: usesColor)
    writeOutput(output.suffix(min(Self.outputShown, height / 4)), &bottom)
    bottom.line(
      .init("q leaves this view, v: ", .dim), .init(view.words, .accent),
      .init(" counts, Ctrl-C interrupts the script", .dim))
    let room = max(0, height - bottom.lineCount)
    writeHeading(profile, &page)
    writeThreads(profile.recording, recent, &page)
    writeLoops(profile, &page)
    writeFunctions(
      profile.recording.run, now, recent, most: room - page.lineCount - 2,
      &page)
    let top = Self.lines(of: page).prefix(room)
    let gap = Array(repeating: "", count: room - top.count)
    return top + gap + Self.lines(of: bottom)
  }

  private func writeOutput(
    _ lines: ArraySlice<String>, _ page: inout TextPage
  ) {
    guard !lines.isEmpty else { return }
    page.skipLine()
    page.line(.init("The script's output, last lines", .bold))
    for line in lines { page.line(.init("  " + line)) }
  }

  private static func lines(of page: TextPage) -> [String] {
    page.text.split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast().map(String.init)
  }

  private func writeHeading(_ profile: Profile, _ page: inout TextPage) {
    let recording = profile.recording
    var parts = [
      "Python \(recording.run.python.version)",
      secondsText(recording.run.wallSeconds),
    ]
    if recording.processes.count > 1 {
      parts.append("\(recording.processes.count) processes")
    }
    parts.append("\(countText(recording.sampler.taken)) samples")
    let dropped = recording.sampler.lost + recording.sampler.missed
    if dropped > 0 { parts.append("\(countText(dropped)) missed") }
    page.line(
      .init(recording.run.targetName, .bold),
      .init("   " + parts.joined(separator: "   ")))
  }

  private func writeThreads(
    _ recording: Recording, _ recent: LiveTally, _ page: inout TextPage
  ) {
    page.skipLine()
    page.line(
      .init("Threads", .bold),
      .init("   computing   for the GIL   waiting", .dim))
    let names = recording.threadNames
    let busiest = recent.states.map { index, times in
      ThreadShare(recording.threads[index], names[index], times)
    }
    .filter { $0.all > 0 }
    .sorted { ($0.busy, $0.all) > ($1.busy, $1.all) }
    for entry in busiest.prefix(Self.threadsShown) {
      let process = recording.processes[entry.thread.process].id
      func share(_ seconds: Double) -> String {
        percentText(max(0, seconds) / entry.all)
      }
      page.line(
        .init("  \(share(entry.cpu).aligned(to: 17))", .good),
        .init(share(entry.gil).aligned(to: 14), .unsure),
        .init(share(entry.all - entry.busy).aligned(to: 10)),
        .init("   \(entry.name)"),
        .init(
          recording.processes.count > 1 ? "   process \(process)" : "", .dim))
    }
    let rest = busiest.count - Self.threadsShown
    if rest > 0 { page.line(.init("  and \(rest) more", .dim)) }
  }

  private func writeLoops(_ profile: Profile, _ page: inout TextPage) {
    let loops = profile.hotspots.prefix(Self.loopsShown)
    guard !loops.isEmpty else { return }
    page.skipLine()
    page.line(.init("Hot places", .bold), .init("   of all so far", .dim))
    for hotspot in loops {
      let file = ReportDocument.shortPath(
        hotspot.file, in: profile.recording.run)
      page.line(
        .init(percentText(hotspot.cpuShare.value).aligned(to: 9), .accent),
        .init("   \(authorsName(hotspot.function))"),
        .init("   \(file):\(linesText(hotspot.lines))", .dim))
    }
  }

  private func writeFunctions(
    _ run: Run, _ all: LiveTally, _ recent: LiveTally, most: Int,
    _ page: inout TextPage
  ) {
    guard most > 0 else { return }
    page.skipLine()
    page.line(
      .init("Functions", .bold),
      .init("   now   of all   with callees", .dim))
    let busiest = recent.functions.sorted {
      ($0.value.own, $0.value.all, $1.key.function)
        > ($1.value.own, $1.value.all, $0.key.function)
    }
    // A script that waits has not run any.
    guard busiest.contains(where: { $0.value.all > 0 }) else {
      page.line(.init("none ran just now", .dim))
      return
    }
    for (place, time) in busiest.prefix(most) where time.all > 0 {
      let sum = all.functions[place] ?? time
      func share(_ seconds: Double, of whole: Double) -> String {
        whole > 0 ? percentText(max(0, seconds) / whole) : "-"
      }
      page.line(
        .init(share(time.own, of: recent.total).aligned(to: 15), .accent),
        .init(share(sum.own, of: all.total).aligned(to: 9)),
        .init(share(sum.all, of: all.total).aligned(to: 15)),
        .init("   \(place.function)"),
        .init(
          "   \(ReportDocument.shortPath(place.file, in: run)):\(place.line)",
          .dim))
    }
  }
}

/// Seconds of one thread.
private struct ThreadShare {
  var thread: ThreadDescription
  var name: String
  var cpu: Double
  var gil: Double
  var all: Double

  var busy: Double { cpu + gil }

  init(
    _ thread: ThreadDescription, _ name: String, _ times: [ThreadState: Double]
  ) {
    self.thread = thread
    self.name = name
    cpu = times.filter(\.key.isOnCPU).values.reduce(0, +)
    gil = times[.waitingForGIL] ?? 0
    all = times.values.reduce(0, +)
  }
}

extension TimeView {
  fileprivate var words: String {
    switch self {
    case .cpu: "time on the CPU"
    case .wall: "all time"
    case .gil: "time with the GIL"
    }
  }
}
