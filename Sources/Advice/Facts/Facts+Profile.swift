import ProfileModel

extension Facts {
  /// What the samples say.
  init(_ hotspot: Hotspot, in profile: Profile) {
    self.init()
    let run = profile.recording.run
    let all = profile.recording.samples.map(\.count).reduce(0, +)
    self[.samples] = Fact(Double(all))
    self[.runSeconds] = Fact(run.wallSeconds)
    if case .code = run.target {
      self[.isInlineCode] = Fact(hotspot.file == "<string>")
    } else {
      self[.isInlineCode] = Fact(false)
    }
    let elapsed = profile.ownSeconds
    if elapsed > 0 {
      self[.runCPURatio] = Fact(profile.computingShare)
      self[.wallShare] = Fact(min(hotspot.cpuSeconds / elapsed, 1))
    }
    let computing = profile.recording.samples.filter {
      $0.state.isOnCPU || $0.state == .waitingForGIL
    }
    let wanted = computing.map(\.nanoseconds).reduce(0, +)
    if wanted > 0 {
      let queued = computing.filter { $0.state == .waitingForGIL }
        .map(\.nanoseconds).reduce(0, +)
      self[.gilWaitShare] = Fact(Double(queued) / Double(wanted))
    }
    self[.cpuShare] = Fact(
      hotspot.cpuShare.value, interval: hotspot.cpuShare.interval)
    self[.hotspotSeconds] = Fact(hotspot.cpuSeconds)
    self[.hotspotSamples] = Fact(Double(hotspot.sampleCount))
    let waiting = hotspot.waitingSeconds - hotspot.threadWaitSeconds
    let total = hotspot.cpuSeconds + hotspot.waitingSeconds
    if total > 0 {
      self[.threadWaitShare] = Fact(hotspot.threadWaitSeconds / total)
      let own = hotspot.cpuSeconds + waiting
      self[.waitingShare] = Fact(own > 0 ? waiting / own : 0)
    }
    let running = 1 - hotspot.split.waiting
    if hotspot.cpuSeconds > 0, running > 0 {
      self[.interpreterShare] = Fact(hotspot.split.interpreter / running)
      self[.interpreterCShare] = Fact(hotspot.split.interpreterC / running)
      self[.nativeShare] = Fact(hotspot.split.native / running)
      let compiled =
        (hotspot.split.interpreterC + hotspot.split.native) / running
        - hotspot.replaceableShare
      self[.compiledShare] = Fact(
        min(max(compiled, 0), 1), details: hotspot.compiledFunctions)
    }
    if hotspot.cpuSeconds > 0 {
      self[.madeShare] = Fact(hotspot.madeSeconds / hotspot.cpuSeconds)
    }
    self[.concentration] = Fact(hotspot.concentration)
    self[.focusShare] = Fact(hotspot.cpuShare.value * hotspot.concentration)
    if let calls = hotspot.observation?.calls, calls > 0 {
      self[.calls] = Fact(Double(calls))
      self[.microsecondsPerCall] = Fact(
        hotspot.cpuSeconds * 1e6 / Double(calls))
    }
  }

  /// What was observed of the variables that the hot code names.
  mutating func readTypes(
    _ observation: FunctionObservation?, of names: Set<String>?
  ) {
    let variables = (observation?.variables ?? []).filter {
      names?.contains($0.name) ?? true
    }
    guard !variables.isEmpty else {
      setUnknown(
        [.typesStable, .typesSupported, .typesSimple],
        because: "no types were observed")
      return
    }
    let changing = variables.filter { !$0.isOfOneType }
    self[.typesStable] = Fact(
      changing.isEmpty, details: changing.prefix(4).map(\.describingTypes))
    let foreign = variables.filter { variable in
      !variable.types.allSatisfy(\.type.isSupportedByKernels)
    }
    self[.typesSupported] = Fact(
      foreign.isEmpty, details: foreign.prefix(4).map(\.describingTypes))
    let isSimple = foreign.allSatisfy {
      $0.types.allSatisfy {
        $0.type.isSupportedByKernels || $0.type.name == "str"
      }
    }
    self[.typesSimple] = Fact(isSimple)
  }
}

extension ObservedVariable {
  /// `prev: float (90 %), int (10 %)`.
  fileprivate var describingTypes: String {
    let total = Double(types.map(\.count).reduce(0, +))
    let parts = types.prefix(3).map {
      "\($0.type) (\(FactName.Unit.share.text(Double($0.count) / total)))"
    }
    return "\(name): "
      + (types.count == 1
        ? types[0].type.description : parts.joined(separator: ", "))
  }
}
