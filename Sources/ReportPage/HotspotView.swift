import Advice
import ProfileModel
import Proof
import Report

/// One hotspot, decided and explained.
struct HotspotView {
  struct Item {
    var mark: String
    var answer: String
    var id: String
    var question: String
    var evidence: String
    var details: [String]
  }

  struct Change {
    var title: String
    var change: String
    var gain: String
    var share: String?
    var lines: String
    var diff: [DiffLine]
    var hasDiff: Bool
    /// What trying it found out, where it was tried.
    var tried: String?
    var triedClass: String
  }

  struct DiffLine {
    var kind: String
    var text: String
  }

  /// What `--trace` counted of a function or loop.
  struct Count {
    var name: String
    var text: String
  }

  struct LoopRow {
    var lines: String
    var depth: Int
    var share: String
    var percent: Int
  }

  struct TypeRow {
    var name: String
    var role: String
    var types: String
  }

  struct Part {
    var name: String
    var kind: String
    var percent: String
    /// Of the bar's width.
    var width: String
  }

  struct NativeRow {
    var name: String
    var share: String
  }

  var id: String
  var name: String
  var place: String
  var anchor: String
  /// Searches the flame graph for it.
  var pattern: String
  var verdict: String
  var verdictClass: String
  var words: String
  var summary: String
  var action: String
  var share: String
  /// Its part of the CPU time or, where it waits, of the run.
  var weight: String
  var interval: String
  var seconds: String
  var parts: [Part]
  var partsText: String
  var prediction: String?
  var saving: String?
  var checklist: [Item]
  var hasChecklist: Bool
  var answers: String
  var changes: [Change]
  var hasChanges: Bool
  var loops: [LoopRow]
  var hasLoops: Bool
  var types: [TypeRow]
  var hasTypes: Bool
  var natives: [NativeRow]
  var hasNatives: Bool
  var counts: [Count]
  var hasCounts: Bool
  var kernel: KernelView?

  init(
    _ hotspot: Hotspot, _ advice: Advice, in document: ReportDocument,
    proof: ProofDocument? = nil
  ) {
    id = hotspot.id
    name = authorsName(hotspot.function)
    place = document.place(hotspot)
    anchor = SourceView.anchor(
      document.shortPath(hotspot.file), hotspot.lines.lowerBound)
    pattern = hotspot.function.regexQuoted
    verdict = advice.label
    verdictClass = advice.verdict.colour
    words = advice.verdict.words
    summary = advice.summary.prose
    action = advice.action.prose
    share = percentText(hotspot.cpuShare.value)
    weight = hotspot.shareText(in: document.profile)
    let range = hotspot.cpuShare.interval
    interval =
      "95 % interval: \(percentText(range.lowerBound)) to "
      + percentText(range.upperBound)
    seconds = secondsText(hotspot.cpuSeconds)
    parts = Self.parts(of: hotspot.split)
    partsText = parts.map { "\($0.name) \($0.percent)" }
      .joined(separator: ", ")
    prediction = advice.prediction.map {
      "The run takes \(secondsText($0.secondsNow)) now, about \(rangeText($0.secondsAfter)) after"
        .prose
    }
    let saved = document.saving(hotspot, advice)
    saving =
      advice.isAction && saved > 0
      ? "Saves about \(secondsText(saved)) a run.".prose : nil
    checklist = advice.checklist.map { Item($0) }
    hasChecklist = !checklist.isEmpty
    let counts = [Advice.Answer.yes, .no, .unclear].map { answer in
      (answer, advice.checklist.count { $0.answer == answer })
    }
    answers = counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.rawValue)" }
      .joined(separator: ", ")
    let tried = proof?.proof.changes?.filter { $0.hotspot == hotspot.id } ?? []
    changes = advice.alternatives.map { alternative in
      Change(
        alternative, tried: tried.first { $0.pattern == alternative.pattern })
    }
    self.counts = Self.counts(of: hotspot, in: document.profile.recording.trace)
    hasCounts = !self.counts.isEmpty
    hasChanges = !changes.isEmpty
    loops = hotspot.loops.map {
      LoopRow(
        lines: linesText($0.lines), depth: $0.depth,
        share: percentText($0.share), percent: Int(($0.share * 100).rounded()))
    }
    hasLoops = !loops.isEmpty
    types = (hotspot.observation?.variables ?? []).map { TypeRow($0) }
    hasTypes = !types.isEmpty
    natives = hotspot.nativeTime.filter { $0.share >= 0.01 }.prefix(8).map {
      NativeRow(
        name: [$0.frame.symbol, $0.frame.module].compactMap(\.self)
          .joined(separator: ", "), share: percentText($0.share))
    }
    hasNatives = !natives.isEmpty
    kernel = KernelView(hotspot, advice, in: document)
  }

  private static func parts(of split: TimeSplit) -> [Part] {
    [
      ("interpreter", "own", split.interpreter),
      ("the interpreter's C code", "interpreterC", split.interpreterC),
      ("native code", "native", split.native),
      ("waiting", "waiting", split.waiting),
    ].filter { $0.2 >= 0.005 }.map {
      Part(
        name: $0.0, kind: $0.1, percent: percentText($0.2),
        width: "\(($0.2 * 1000).rounded() / 10)")
    }
  }
}

extension HotspotView.Item {
  fileprivate init(_ item: Advice.Item) {
    mark =
      switch item.answer {
      case .yes: "✓"
      case .no: "✗"
      case .unclear: "?"
      }
    answer = item.answer.rawValue
    id = item.id
    question = item.question
    evidence = (item.evidence.first ?? "").joined
    details =
      item.evidence.dropFirst().map(\.joined)
      + [item.advice].filter { !$0.isEmpty && item.answer != .yes }
  }
}

extension HotspotView.Change {
  fileprivate init(_ alternative: Advice.Alternative, tried: ChangeProof?) {
    title = alternative.summary.prose
    change = alternative.change.prose
    gain = "\(timesText(alternative.speedup)) faster (estimated)"
    share = alternative.share.map { percentText($0) }
    lines = linesText(alternative.lines)
    diff = alternative.diff.map { line in
      let kind =
        switch line.first {
        case "+": "added"
        case "-": "removed"
        case "@": "hunk"
        default: "same"
        }
      return HotspotView.DiffLine(kind: kind, text: line)
    }
    hasDiff = !diff.isEmpty
    self.tried = tried.map { tried in
      let times = [tried.beforeSeconds, tried.afterSeconds].compactMap(\.self)
        .map { secondsText($0) }
      return times.count == 2
        ? "the script took \(times[0]) without it and \(times[1]) with it. "
          + tried.why
        : tried.why
    }
    triedClass =
      switch tried?.status {
      case .faster: "saving"
      default: "quiet"
      }
  }
}

extension HotspotView {
  /// The function, then its loops.
  fileprivate static func counts(
    of hotspot: Hotspot, in trace: Trace?
  ) -> [Count] {
    guard let trace else { return [] }
    let counted = trace.function(
      named: hotspot.qualifiedName, in: hotspot.file,
      around: hotspot.lines.lowerBound)
    let function = counted.function.map {
      Count(name: "the function", text: $0.callsText)
    }
    return [function].compactMap(\.self)
      + counted.loops.prefix(12).map {
        Count(name: $0.loopName, text: $0.tripsText)
      }
  }
}

extension HotspotView.TypeRow {
  fileprivate init(_ variable: ObservedVariable) {
    name = variable.name
    role = variable.isParameter ? "parameter" : "variable"
    let total = variable.types.reduce(0) { $0 + $1.count }
    types = variable.types.prefix(6).map {
      let share = Double($0.count) / Double(max(total, 1))
      return variable.types.count == 1
        ? $0.type.description : "\($0.type.description) (\(percentText(share)))"
    }.joined(separator: ", ")
  }
}

extension String {
  /// A regular expression of JavaScript that finds exactly this.
  fileprivate var regexQuoted: String {
    "^" + replacing(/[.*+?^${}()|\[\]\\\/]/) { "\\" + $0.output } + "$"
  }
}
