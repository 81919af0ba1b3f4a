package import ProfileModel

/// The advice on each hotspot of a profile, in the profile's order.
package func advise(
  _ profile: Profile, rules: Rules,
  sources: EvidenceSources = EvidenceSources()
) -> [Advice] {
  profile.hotspots.map { hotspot in
    Advice(hotspot, in: profile, rules: rules, sources: sources)
  }
}

extension Advice {
  fileprivate init(
    _ hotspot: Hotspot, in profile: Profile, rules: Rules,
    sources: EvidenceSources
  ) {
    var facts = Facts(hotspot, in: profile)
    let code = HotCode(hotspot, in: profile)
    if let code { facts.merge(Facts(code)) }
    facts.readTypes(hotspot.observation, of: code?.names)
    if let code, code.touchesArrayElements,
      let compiled = facts[.compiledShare]
    {
      facts[.compiledShare] = Fact(
        max(0, compiled.value - hotspot.elementAccessShare),
        details: compiled.details)
    }
    let alternatives =
      code.map { rules.alternatives(in: $0, of: hotspot) } ?? []
    if code != nil { facts.note(alternatives) }
    let kernel = sources.kernel(hotspot)
    facts.note(kernel, lines: hotspot.lines)
    // Cold code is not worth a walk through git.
    if hotspot.cpuShare.value >= 0.05 {
      facts.merge(sources.project(hotspot, profile))
    }
    let prediction = Prediction(hotspot, in: profile, facts: &facts)

    let names = facts.names(alternatives: alternatives, kernel: kernel)
    let rule = rules.verdicts.first { $0.matches(facts) }
    self.init(
      hotspot: hotspot.id, verdict: rule?.verdict ?? .measureMore,
      reason: rule?.reason, rule: rule?.id ?? "none",
      summary: rule?.summary.text(facts, also: names)
        ?? "no rule covers this",
      action: rule?.advice.text(facts, also: names) ?? "",
      checklist: rules.criteria.map { $0.answer(facts) },
      alternatives: alternatives, kernel: kernel,
      prediction: rule?.verdict == .port ? prediction : nil)
  }
}

extension Facts {
  fileprivate mutating func note(_ alternatives: [Advice.Alternative]) {
    func has(_ verdict: Verdict) -> Fact {
      Fact(alternatives.contains { $0.verdict == verdict })
    }
    self[.suggestsAlgorithm] = has(.fixAlgorithm)
    self[.suggestsCache] = has(.cache)
    self[.suggestsVectorize] = has(.vectorize)
    self[.suggestsLibrary] = has(.useLibrary)
    self[.alternatives] = Fact(
      Double(alternatives.count),
      details: alternatives.prefix(3).map {
        "line \($0.lines.lowerBound): \($0.summary)"
      })
  }

  fileprivate mutating func note(
    _ kernel: KernelOutlook, lines: ClosedRange<Int>
  ) {
    switch kernel {
    case .translatable:
      self[.kernelComplete] = Fact(true)
      self[.kernelBlockers] = Fact(0)
    case .skeleton(let blockers):
      let details = blockers.prefix(3).map {
        "line \($0.line): \($0.construct)"
      }
      self[.kernelComplete] = Fact(false, details: Array(details))
      self[.kernelBlockers] = Fact(
        Double(blockers.count), details: Array(details))
      self[.blockersInLoop] = Fact(
        Double(blockers.count { lines.contains($0.line) }))
    case .unknown: break
    }
  }

  /// What texts may name that is not a fact.
  fileprivate func names(
    alternatives: [Advice.Alternative], kernel: KernelOutlook
  ) -> [String: String] {
    var names = ["blockers": "nothing", "pattern": "", "change": ""]
    if case .skeleton(let blockers) = kernel, !blockers.isEmpty {
      var shown: [String] = []
      for blocker in blockers where shown.count < 2 {
        let text = "\(blocker.construct) (line \(blocker.line))"
        if !shown.contains(text) { shown.append(text) }
      }
      let more = blockers.count - shown.count
      names["blockers"] =
        shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }
    let order: [Verdict] = [.fixAlgorithm, .cache, .vectorize, .useLibrary]
    let deciding = order.lazy.compactMap { verdict in
      alternatives.first { $0.verdict == verdict }
    }.first
    if let deciding {
      names["pattern"] = deciding.summary
      names["change"] = deciding.change
    }
    return names
  }
}

extension Advice.Prediction {
  /// Also notes the facts that follow from it.
  fileprivate init(
    _ hotspot: Hotspot, in profile: Profile, facts: inout Facts
  ) {
    let run = profile.recording.run.wallSeconds
    let speedup = SpeedupModel(hotspot, facts).speedup
    let after = SpeedupModel.secondsAfter(
      run: run, part: run * (facts.number(.wallShare) ?? 0), speedup: speedup)
    self.init(
      speedup: speedup, secondsNow: run, secondsAfter: after,
      bandNow: CoffeeBand(seconds: run),
      bandAfter: CoffeeBand(seconds: (after.lowerBound + after.upperBound) / 2)
    )
    let middle = (speedup.lowerBound * speedup.upperBound).squareRoot()
    facts[.speedup] = Fact(middle, interval: speedup)
    guard run > 0, after.lowerBound > 0 else { return }
    let middleAfter = (after.lowerBound + after.upperBound) / 2
    facts[.runSpeedup] = Fact(
      run / middleAfter,
      interval: (run / after.upperBound)...(run / after.lowerBound))
    facts[.secondsSaved] = Fact(run - middleAfter)
    facts[.bandsGained] = Fact(
      Double(bandNow.rawValue - bandAfter.rawValue),
      details: [
        bandNow == bandAfter
          ? "\(bandNow.name) now and after"
          : "\(bandNow.name) now, \(bandAfter.name) after"
      ])
  }
}

extension Rules {
  /// The patterns found in the code that take enough of its time.
  package func alternatives(
    in code: HotCode, of hotspot: Hotspot
  ) -> [Advice.Alternative] {
    patterns.filter {
      $0.minimumCompiledShare <= hotspot.compiledShare
    }.flatMap { rule in
      let matches = PatternCatalog.detectors[rule.id]?(code) ?? []
      return matches.compactMap { match -> Advice.Alternative? in
        let share = hotspot.share(of: match.lines)
        if let share, share < rule.minimumShare { return nil }
        return Advice.Alternative(
          pattern: rule.id, verdict: rule.verdict, lines: match.lines,
          share: share, summary: fill(rule.summary, match.names),
          change: fill(rule.change, match.names),
          speedup: rule.gain(ofPart: share ?? 1))
      }
    }.sorted { ($0.share ?? 1) > ($1.share ?? 1) }
  }

  private func fill(_ text: String, _ names: [String: String]) -> String {
    names.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
  }
}

extension PatternRule {
  /// What the change gains where the lines take a part of the time.
  fileprivate func gain(ofPart part: Double) -> ClosedRange<Double> {
    let low: Double = 1 / (1 - part + part / gain.lowerBound)
    let high: Double = 1 / (1 - part + part / gain.upperBound)
    return low...high
  }
}

extension Hotspot {
  /// Of the CPU time.
  fileprivate var compiledShare: Double {
    let running = 1 - split.waiting
    return running > 0 ? (split.interpreterC + split.native) / running : 0
  }

  /// Part of the CPU time on these lines; nil where lines are not known.
  fileprivate func share(of lines: ClosedRange<Int>) -> Double? {
    let total = lineSeconds.values.reduce(0, +)
    guard total > 0 else { return nil }
    return lineSeconds.filter { lines.contains($0.key) }.values.reduce(0, +)
      / total
  }
}

extension Conclusion {
  /// The verdict of the run: its most valuable advice, or why there is none.
  package init(_ advice: [Advice], of profile: Profile) {
    let samples = profile.recording.samples.map(\.count).reduce(0, +)
    if samples < 50 {
      self.init(
        verdict: .measureMore, reason: nil,
        summary: "\(samples) samples are too few to say where the time goes")
      return
    }
    let toDo = advice.first {
      $0.verdict != .stay && $0.verdict != .measureMore
    }
    if let toDo {
      self.init(
        verdict: toDo.verdict, reason: toDo.reason, summary: toDo.summary)
      return
    }
    if profile.computingShare < 0.5 {
      let ratio = FactName.Unit.share.text(profile.computingShare)
      self.init(
        verdict: .stay, reason: .io,
        summary: "the run computed only \(ratio) of the time, and waited the "
          + "rest")
      return
    }
    let warm = advice.first { $0.reason != .cold }
    if let warm {
      self.init(
        verdict: warm.verdict, reason: warm.reason, summary: warm.summary)
      return
    }
    self.init(
      verdict: .stay, reason: .cold,
      summary: "no loop takes enough of the time to be worth a change")
  }
}
