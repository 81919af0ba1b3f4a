import Advice
import Export
import Foundation
import ProfileModel
import Proof
import Report

/// What the templates show: every text as it is read, none of it escaped.
struct Page {
  struct Entry {
    var name: String
    var value: String
  }

  var title: String
  var style: String
  var script: String
  /// JSON without any `<`.
  var graph: String
  /// The same, of the source.
  var heat: String
  /// The time to begin with: of a run that waits, waiting is what matters.
  var graphTime: String
  var verdict: String
  var verdictClass: String
  var headline: String
  var summary: String
  var next: String?
  var facts: [Entry]
  var notes: [String]
  var hotspots: [HotspotView]
  var hasHotspots: Bool
  var smaller: [HotspotView]
  var timeline: Timeline?
  var hasNoTimeline: Bool
  var scale: CoffeeScale?
  var sources: [SourceView]
  var hasSources: Bool
  var showsCounts: Bool
  var memory: MemoryView?
  var hasNoMemory: Bool
  var proof: ProofView?
  var settings: [Entry]
}

extension Page {
  /// More are listed in a line each, and what is cold from the start.
  private static let mostHotspots = 8

  init(
    _ document: ReportDocument, proof: ProofDocument?, graph: String
  ) throws {
    let run = document.profile.recording.run
    let entries = document.entries
    var shown = document.worthShowing(most: Self.mostHotspots)
    if shown.isEmpty { shown = Array(entries.prefix(3)) }
    let ids = Set(shown.map(\.hotspot.id))
    title = document.targetName
    style = [
      FlameGraph.style, Self.text(PackageResources.report_css),
      Self.text(PackageResources.code_css),
    ].joined(separator: "\n")
    script = [
      FlameGraph.script, Self.text(PackageResources.highlight_js),
      Self.text(PackageResources.heat_js),
      Self.text(PackageResources.report_js),
    ].joined(separator: "\n")
    self.graph = graph
    graphTime = document.profile.computingShare < 0.5 ? "wall" : "cpu"
    let first = entries.first
    let decides = first?.advice.isAction == true ? first : nil
    verdict = document.conclusion.verdict.rawValue
    verdictClass = document.conclusion.verdict.colour
    headline =
      decides.map {
        "\($0.advice.verdict.words): \(authorsName($0.hotspot.function))"
      } ?? document.conclusion.verdict.words
    summary = [
      (decides?.advice.summary ?? document.conclusion.summary).prose,
      proof?.measured,
    ].compactMap(\.self).joined(separator: " ")
    let command = proof?.nextCommand ?? document.nextCommand
    next = command == ReportDocument.openingThePage ? nil : command
    facts = Self.facts(of: document)
    notes = document.notes + (proof?.proof.notes ?? [])
    hotspots = shown.map {
      HotspotView($0.hotspot, $0.advice, in: document, proof: proof)
    }
    hasHotspots = !hotspots.isEmpty
    smaller = entries.filter { !ids.contains($0.hotspot.id) }.map {
      HotspotView($0.hotspot, $0.advice, in: document)
    }
    timeline = Timeline(document.profile.recording)
    hasNoTimeline = timeline == nil
    scale = CoffeeScale(document, proof: proof)
    sources = SourceView.all(of: document)
    hasSources = !sources.isEmpty
    showsCounts = sources.contains(where: \.showsCounts)
    heat = try HeatData(document.profile.recording, sources: sources).embedded
    memory = MemoryView(document, sources: sources)
    hasNoMemory = memory == nil
    self.proof = proof.map { ProofView($0) }
    settings = [
      Entry(name: "Command", value: run.commandLine),
      Entry(name: "Folder", value: run.workingDirectory),
      Entry(
        name: "Python", value: "\(run.python.version), \(run.python.executable)"
      ),
      Entry(name: "Started", value: run.started.formatted(.iso8601)),
      Entry(name: "Sampling", value: document.samplingText),
    ]
  }

  private static func facts(of document: ReportDocument) -> [Entry] {
    let profile = document.profile
    let run = profile.recording.run
    var facts = [Entry(name: "Run time", value: secondsText(run.wallSeconds))]
    if profile.sampledCPUSeconds > 0 {
      facts.append(
        Entry(name: "Computing", value: percentText(profile.computingShare)))
    }
    facts.append(Entry(name: "Python", value: run.python.version))
    switch run.ending {
    case .exited(0): break
    case .exited(let code):
      facts.append(Entry(name: "Exit code", value: "\(code)"))
    case .signalled(let signal):
      facts.append(Entry(name: "Killed by signal", value: "\(signal)"))
    }
    facts.append(
      Entry(
        name: "Samples", value: countText(profile.recording.sampler.taken)))
    let processes = profile.recording.processes.count { $0.unsampled == nil }
    if processes > 1 {
      facts.append(Entry(name: "Processes", value: "\(processes)"))
    }
    if profile.recording.threads.count > max(processes, 1) {
      facts.append(
        Entry(name: "Threads", value: "\(profile.recording.threads.count)"))
    }
    return facts
  }

  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}

extension Verdict {
  /// The class of its badge.
  var colour: String {
    switch self {
    case .port: "good"
    case .vectorize, .fixAlgorithm, .cache, .useLibrary: "change"
    case .stay: "calm"
    case .measureMore: "unsure"
    }
  }
}
