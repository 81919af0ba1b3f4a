package import ProfileModel
import PythonSyntax

/// The advice on each hotspot of a profile, in the profile's order.
package func advise(
  _ profile: Profile, rules: Rules,
  sources: EvidenceSources = EvidenceSources()
) -> [Advice] {
  var result: [Advice] = []
  for hotspot in profile.hotspots {
    result.append(
      Advice(
        hotspot, in: profile, rules: rules, sources: sources,
        hotter: Array(zip(profile.hotspots, result))))
  }
  return result
}

extension Advice {
  fileprivate init(
    _ hotspot: Hotspot, in profile: Profile, rules: Rules,
    sources: EvidenceSources, hotter: [(Hotspot, Advice)]
  ) {
    var facts = Facts(hotspot, in: profile)
    let code = HotCode(hotspot, in: profile)
    if let code { facts.merge(Facts(code, of: hotspot)) }
    facts.readTypes(hotspot.observation, of: code?.names)
    if let code, code.touchesArrayElements,
      let compiled = facts[.compiledShare]
    {
      facts[.compiledShare] = Fact(
        max(0, compiled.value - hotspot.elementAccessShare),
        details: compiled.details)
    }
    let alternatives =
      code.map {
        rules.alternatives(
          in: $0, of: hotspot, source: profile.source(of: hotspot))
      } ?? []
    if code != nil {
      if rules.patternsAreRead {
        facts.note(alternatives)
      } else {
        facts.setUnknown(
          [.alternatives], because: "no Python was there to read patterns with")
      }
    }
    let kernel = sources.kernel(hotspot)
    facts.note(kernel, lines: hotspot.lines)
    // Cold code is not worth a walk through git.
    if hotspot.cpuShare.value >= 0.05 {
      facts.merge(sources.project(hotspot, profile))
    }
    let prediction = Prediction(
      hotspot, kernel, in: profile, rules: rules, facts: &facts)
    let earlier = sources.earlier(hotspot)
    facts.note(earlier)
    facts.note(sources.team, earlier)
    let callee = code?.callee(among: hotter, file: hotspot.file)
    if code != nil { facts[.drivesHotter] = Fact(callee != nil) }

    var names = facts.names(alternatives: alternatives, kernel: kernel)
    names["callee"] = callee
    let rule = rules.verdicts.first { $0.matches(facts) }
    self.init(
      hotspot: hotspot.id, verdict: rule?.verdict ?? .measureMore,
      reason: rule?.reason, rule: rule?.id ?? "none",
      summary: rule?.summary.text(facts, also: names)
        ?? "no rule covers this",
      action: (rule?.advice.text(facts, also: names) ?? "")
        + (rule?.verdict == .port ? kernel.whereToCut : ""),
      checklist: rules.criteria.map { $0.answer(facts) },
      alternatives: alternatives, kernel: kernel,
      prediction: rule?.verdict == .port ? prediction : nil)
  }
}

extension KernelOutlook {
  fileprivate var callerShare: Double? {
    guard case .translatable(let cut) = self else { return nil }
    return cut.callerShare
  }

  fileprivate var whereToCut: String {
    guard case .translatable(let cut) = self, let caller = cut.caller else {
      return ""
    }
    return "; it is best made of \(caller), which calls it"
  }
}

extension HotCode {
  /// A hotter function of the same file that is called from here and is not to
  /// become a kernel.
  fileprivate func callee(
    among hotter: [(hotspot: Hotspot, advice: Advice)], file: String
  ) -> String? {
    let called = expressions.compactMap { placed -> String? in
      guard let call = placed.node.call else { return nil }
      switch call.function.kind {
      case .name(let name): return name
      case .attribute(_, let name): return name
      default: return nil
      }
    }
    return hotter.first { hotspot, advice in
      let name = hotspot.qualifiedName.split(separator: ".").last.map(
        String.init)
      return advice.verdict != .port && hotspot.file == file
        && name.map(called.contains) ?? false
    }?.hotspot.function.split(separator: ".").last.map(String.init)
  }
}

extension Facts {
  fileprivate mutating func note(_ alternatives: [Advice.Alternative]) {
    let worthwhile = alternatives.filter(\.isWorthwhile)
    func has(_ verdict: Verdict) -> Fact {
      Fact(worthwhile.contains { $0.verdict == verdict })
    }
    self[.suggestsAlgorithm] = has(.fixAlgorithm)
    self[.suggestsCache] = has(.cache)
    self[.suggestsVectorize] = has(.vectorize)
    self[.suggestsLibrary] = has(.useLibrary)
    self[.alternatives] = Fact(
      Double(worthwhile.count),
      details: worthwhile.prefix(3).map {
        "line \($0.lines.lowerBound): \($0.summary)"
      })
  }

  fileprivate mutating func note(
    _ kernel: KernelOutlook, lines: ClosedRange<Int>
  ) {
    switch kernel {
    case .translatable(let cut):
      self[.kernelComplete] = Fact(true)
      self[.copiesLinked] = Fact(cut.copiesLinkedInstances)
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
      alternatives.first { $0.verdict == verdict && $0.isWorthwhile }
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
    _ hotspot: Hotspot, _ kernel: KernelOutlook, in profile: Profile,
    rules: Rules, facts: inout Facts
  ) {
    let run = profile.recording.run.wallSeconds
    let model = SpeedupModel(
      hotspot, facts, rules, isMoved: kernel.callerShare != nil)
    let speedup = model.speedup
    // How much of the run it is, is known from samples.
    let share = hotspot.cpuShare
    let uncertainty =
      share.value > 0
      ? share.interval.lowerBound / share.value...share.interval.upperBound
        / share.value : 1...1
    // A kernel of a function around it takes over more of the run.
    let whole = kernel.callerShare.map { max($0 / max(share.value, 1e-9), 1) }
    let after = SpeedupModel.secondsAfter(
      run: run, part: run * (facts.number(.wallShare) ?? 0) * (whole ?? 1),
      uncertainty: uncertainty, speedup: speedup)
    self.init(
      speedup: speedup, secondsNow: run, secondsAfter: after,
      bandNow: CoffeeBand(seconds: run),
      bandAfter: CoffeeBand(seconds: (after.lowerBound + after.upperBound) / 2)
    )
    let middle = (speedup.lowerBound * speedup.upperBound).squareRoot()
    facts[.speedup] = Fact(
      middle, interval: speedup, details: model.crossingTexts)
    facts[.leastSpeedup] = Fact(speedup.lowerBound)
    guard run > 0, after.lowerBound > 0 else { return }
    let middleAfter = (after.lowerBound + after.upperBound) / 2
    facts[.runSpeedup] = Fact(
      run / middleAfter,
      interval: (run / after.upperBound)...(run / after.lowerBound))
    facts[.secondsSaved] = Fact(max(run - middleAfter, 0))
    facts[.bandsGained] = Fact(
      Double(bandNow.rawValue - bandAfter.rawValue),
      details: [
        bandNow == bandAfter
          ? "\(bandNow.name) now and after"
          : "\(bandNow.name) now, \(bandAfter.name) after"
      ])
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
    // Of two dozen places none may be worth a word, whatever they do.
    let warm = zip(profile.hotspots, advice).first { hotspot, advice in
      advice.reason != .cold && hotspot.cpuShare.value >= 0.2
    }?.1
    if let warm {
      self.init(
        verdict: warm.verdict, reason: warm.reason, summary: warm.summary)
      return
    }
    let hottest = advice.first.flatMap { first in
      profile.hotspots.first.flatMap { $0.cpuShare.value >= 0.2 ? first : nil }
    }
    self.init(
      verdict: .stay, reason: .cold,
      summary: hottest.map(\.summary)
        ?? "no loop takes enough of the time to be worth a change")
  }
}
