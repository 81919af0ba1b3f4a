package import PythonSyntax

extension Profile {
  /// Attributes every sample of a recording to a loop or function, and keeps
  /// what has enough of them to speak of.
  package init(_ recording: Recording) {
    let sources = SourceIndex(recording.sources)
    let territory = Territory(recording)
    var attribution = Attribution(
      recording, sources: sources, territory: territory)
    var waiting = WaitingKind(
      recording, sources: sources, territory: territory)
    var all = EffectiveSamples()
    var byThread: [Int: ThreadTime] = [:]
    var whole = HotspotTally()
    var tallies: [Attribution.Place: HotspotTally] = [:]
    for group in recording.samples {
      if group.state.isOnCPU {
        all.add(count: group.count, weight: Double(group.nanoseconds))
      }
      let native = group.native.map { recording.nativeFrames[$0] }
      let waitsForThreads = waiting.isForThreads(group)
      whole.add(
        group, native: native, claim: nil, waitsForThreads: waitsForThreads)
      byThread[group.thread, default: ThreadTime()]
        .add(group, waitsForThreads: waitsForThreads)
      guard let stack = group.stack,
        let claim = attribution.claim(stack: stack)
      else { continue }
      tallies[claim.place, default: HotspotTally()]
        .add(
          group, native: native, claim: claim,
          waitsForThreads: waitsForThreads,
          isInMadeCode: recording.isMade(stack: stack))
    }

    let ownSeconds = byThread.values.map(\.ownSeconds).max() ?? 0
    // A run that waits is first about where it waits.
    let waits = all.weight / 1e9 < 0.5 * ownSeconds
    let kept = tallies.filter {
      $0.value.isWorthMentioning(
        of: all, wallSeconds: recording.run.wallSeconds)
        && (territory.isOwn($0.key.file) || !$0.value.hardlyComputes)
    }.sorted { $0.value.precedes($1.value, byWaiting: waits) }
    var facts = LoopFactsTable(recording, sources: sources)
    let hotspots = kept.enumerated().map { index, entry in
      Hotspot(
        id: "H\(index + 1)", place: entry.key, tally: entry.value, of: all,
        module: territory.moduleName(of: entry.key.file),
        observation: recording.observation(of: entry.key)
      ) { facts.facts(of: $0, in: entry.key.file) }
    }
    // Trees of the user's own files are wanted by what comes after, hot or not.
    for source in recording.sources where territory.isOwn(source.path) {
      _ = sources.file(source.path)
    }
    self.init(
      recording: recording, sampledCPUSeconds: all.weight / 1e9,
      hotspots: hotspots, split: whole.split,
      ownSeconds: ownSeconds,
      modules: sources.modules)
  }

  /// The function that holds a hotspot, or the module.
  package func scope(of hotspot: Hotspot) -> Scope? {
    let scopes = modules[hotspot.file]?.scopes ?? []
    return scopes.last {
      $0.qualifiedName == hotspot.qualifiedName
        && ($0.function == nil
          || $0.range.lines.contains(hotspot.lines.lowerBound))
    }
  }

  package func source(of hotspot: Hotspot) -> SourceFile? {
    recording.sources.first { $0.path == hotspot.file }
  }

  /// The file is neither the standard library's nor an installed package's.
  package func isOwn(_ file: String) -> Bool {
    Territory(recording).isOwn(file)
  }

  /// The dotted name of the module that a file is.
  package func moduleName(of file: String) -> String {
    Territory(recording).moduleName(of: file)
  }
}

extension Recording {
  /// The innermost function was made while the program ran.
  fileprivate func isMade(stack: Int) -> Bool {
    let file = codes[frames[stacks[stack].frame].code].file
    return file.hasPrefix("<") && !file.hasPrefix("<frozen ")
  }
}

/// What one thread did.
private struct ThreadTime {
  private var nanoseconds = 0
  private var runsPython = false

  mutating func add(_ group: SampleGroup, waitsForThreads: Bool) {
    if group.stack != nil { runsPython = true }
    if !waitsForThreads { nanoseconds += group.nanoseconds }
  }

  /// Zero for the threads of libraries, which mostly wait to be given work.
  var ownSeconds: Double { runsPython ? Double(nanoseconds) / 1e9 : 0 }
}
