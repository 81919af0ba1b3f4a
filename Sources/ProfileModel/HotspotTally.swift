import PythonSyntax

/// Adds up the samples of one place.
struct HotspotTally {
  fileprivate var cpuNanoseconds = 0
  fileprivate var waitingNanoseconds = 0
  fileprivate var threadWaitNanoseconds = 0
  fileprivate var sampleCount = 0
  private var byDomain: [NativeFrame.Domain: Int] = [:]
  private var byNative: [NativeFrame: Int] = [:]
  fileprivate var byLine: [Int: Int] = [:]
  fileprivate var byHelperLine: [Int: Int] = [:]
  fileprivate var byWaitingLine: [Int: Int] = [:]
  fileprivate var madeNanoseconds = 0
  private var byLoop: [LoopKey: Int] = [:]
  private var byCode: [Int?: Int] = [:]

  private struct LoopKey: Hashable {
    var range: SourceRange
    var depth: Int
  }

  mutating func add(
    _ group: SampleGroup, native: NativeFrame?, claim: Attribution.Claim?,
    waitsForThreads: Bool, isInMadeCode: Bool = false
  ) {
    guard group.state.isOnCPU else {
      waitingNanoseconds += group.nanoseconds
      if let line = claim?.line {
        byWaitingLine[line, default: 0] += group.nanoseconds
      }
      if waitsForThreads { threadWaitNanoseconds += group.nanoseconds }
      return
    }
    cpuNanoseconds += group.nanoseconds
    if isInMadeCode { madeNanoseconds += group.nanoseconds }
    sampleCount += group.count
    byDomain[native?.domain ?? .interpreter, default: 0] += group.nanoseconds
    if let native { byNative[native, default: 0] += group.nanoseconds }
    byCode[claim?.innermostCode, default: 0] += group.nanoseconds
    if let line = claim?.line { byLine[line, default: 0] += group.nanoseconds }
    if let line = claim?.helperLine {
      byHelperLine[line, default: 0] += group.nanoseconds
    }
    if let loop = claim?.loop {
      byLoop[LoopKey(range: loop.range, depth: loop.depth), default: 0] +=
        group.nanoseconds
    }
  }

  var split: TimeSplit {
    let total = Double(cpuNanoseconds + waitingNanoseconds)
    guard total > 0 else {
      return TimeSplit(interpreter: 0, interpreterC: 0, native: 0, waiting: 0)
    }
    func part(_ domain: NativeFrame.Domain) -> Double {
      Double(byDomain[domain] ?? 0) / total
    }
    return TimeSplit(
      interpreter: part(.interpreter), interpreterC: part(.interpreterC),
      native: part(.native), waiting: Double(waitingNanoseconds) / total)
  }

  /// Half a percent of the CPU time and five samples, or a twentieth of the
  /// run spent waiting: below that, the place cannot matter to anyone.
  func isWorthMentioning(
    of all: EffectiveSamples, wallSeconds: Double
  ) -> Bool {
    Double(cpuNanoseconds) >= 0.005 * all.weight && sampleCount >= 5
      || Double(waitingNanoseconds) >= 0.05 * wallSeconds * 1e9
        && waitingNanoseconds > 0
  }

  /// In a library, under nothing of the user's: a worker that waits for work,
  /// about which there is nothing to do.
  var hardlyComputes: Bool {
    Double(waitingNanoseconds)
      >= 0.9 * Double(cpuNanoseconds + waitingNanoseconds)
  }

  func precedes(_ other: Self, byWaiting: Bool) -> Bool {
    byWaiting
      ? (ownNanoseconds, cpuNanoseconds)
        > (other.ownNanoseconds, other.cpuNanoseconds)
      : (cpuNanoseconds, waitingNanoseconds)
        > (other.cpuNanoseconds, other.waitingNanoseconds)
  }

  /// Computing, or waiting for anything but other threads.
  private var ownNanoseconds: Int {
    cpuNanoseconds + waitingNanoseconds - threadWaitNanoseconds
  }

  fileprivate var linesSeen: ClosedRange<Int>? {
    guard let first = byLine.keys.min(), let last = byLine.keys.max() else {
      return nil
    }
    return first...last
  }

  fileprivate var concentration: Double {
    cpuShare(byCode.values.max() ?? 0)
  }

  fileprivate func loops(
    _ facts: (SourceRange) -> LoopFacts
  ) -> [Hotspot.LoopTime] {
    byLoop.sorted {
      ($1.value, $0.key.range.line) < ($0.value, $1.key.range.line)
    }.map { key, nanoseconds in
      let facts = facts(key.range)
      return Hotspot.LoopTime(
        lines: key.range.lines, depth: key.depth,
        share: cpuShare(nanoseconds), trips: facts.trips,
        readAfter: facts.readAfter)
    }
  }

  fileprivate var nativeTime: [Hotspot.NativeTime] {
    byNative.sorted {
      ($1.value, $0.key.name) < ($0.value, $1.key.name)
    }.prefix(24).map {
      Hotspot.NativeTime(frame: $0.key, share: cpuShare($0.value))
    }
  }

  private func cpuShare(_ nanoseconds: Int) -> Double {
    cpuNanoseconds > 0 ? Double(nanoseconds) / Double(cpuNanoseconds) : 0
  }
}

extension NativeFrame {
  fileprivate var name: String { "\(module) \(symbol ?? "")" }
}

extension Hotspot {
  init(
    id: String, place: Attribution.Place, tally: HotspotTally,
    of all: EffectiveSamples, module: String, observation: FunctionObservation?,
    loopFacts: (SourceRange) -> LoopFacts
  ) {
    let isModuleLevel = place.qualifiedName == "<module>"
    // All of a module is no place to look at: only its lines that ran.
    let lines =
      isModuleLevel && place.kind == .function
      ? tally.linesSeen ?? 1...1 : place.range.lines
    self.init(
      id: id, kind: place.kind,
      function: isModuleLevel ? module : "\(module).\(place.qualifiedName)",
      qualifiedName: place.qualifiedName, file: place.file, lines: lines,
      cpuShare: all.share(of: Double(tally.cpuNanoseconds)),
      cpuSeconds: Double(tally.cpuNanoseconds) / 1e9,
      waitingSeconds: Double(tally.waitingNanoseconds) / 1e9,
      threadWaitSeconds: Double(tally.threadWaitNanoseconds) / 1e9,
      split: tally.split, sampleCount: tally.sampleCount,
      concentration: tally.concentration, loops: tally.loops(loopFacts),
      lineSeconds: tally.byLine.mapValues { Double($0) / 1e9 },
      helperSeconds: tally.byHelperLine.mapValues { Double($0) / 1e9 },
      waitingLines: tally.byWaitingLine.mapValues { Double($0) / 1e9 },
      madeSeconds: Double(tally.madeNanoseconds) / 1e9,
      nativeTime: tally.nativeTime, observation: observation)
  }
}

extension Recording {
  /// What was seen of the variables of a function.
  package func observation(
    of qualifiedName: String, in file: String
  ) -> FunctionObservation? {
    observations.first { observation in
      codes.indices.contains(observation.code)
        && codes[observation.code].file == file
        && codes[observation.code].qualifiedName == qualifiedName
    }
  }

  /// What was seen of the variables of a place's function.
  func observation(of place: Attribution.Place) -> FunctionObservation? {
    observations.first { observation in
      guard codes.indices.contains(observation.code) else { return false }
      let code = codes[observation.code]
      return code.file == place.file
        && code.qualifiedName == place.qualifiedName
        && (place.qualifiedName == "<module>"
          || code.firstLine == place.firstLine)
    }
  }
}
