package import Advice
package import ProfileModel

/// Everything the renderers need about one run.
package struct ReportDocument: Sendable {
  package var profile: Profile
  /// One for each of the profile's hotspots, in their order.
  package var advice: [Advice]
  package var conclusion: Conclusion
  /// The Swift of the kernels that are complete, by the hotspots' ids.
  package var kernels: [String: String]
  /// What could not be known, a sentence each.
  package var notes: [String]
  /// How the run's time grew with its input; nil where only one size is known.
  package var growth: Growth?

  package init(
    profile: Profile, advice: [Advice], kernels: [String: String] = [:],
    notes: [String] = [], growth: Growth? = nil
  ) {
    self.growth = growth
    self.profile = profile
    self.advice = advice
    self.kernels = kernels
    self.notes = notes
    conclusion = Conclusion(advice, of: profile)
  }

  /// Hotspots with their advice; where there is something to do first, and
  /// of those what saves most first.
  package var entries: [(hotspot: Hotspot, advice: Advice)] {
    let all = zip(profile.hotspots, advice).map {
      (hotspot: $0, advice: $1)
    }
    let actions = all.filter(\.advice.isAction).enumerated().sorted {
      let savings = [$0, $1].map {
        saving($0.element.hotspot, $0.element.advice)
      }
      return savings[0] != savings[1]
        ? savings[0] > savings[1] : $0.offset < $1.offset
    }
    var rest = all.filter { !$0.advice.isAction }
    // Of a run that waits, where it waits comes before what it computes.
    if profile.computingShare < 0.5 {
      rest.sort { $0.hotspot.ownSeconds > $1.hotspot.ownSeconds }
    }
    return actions.map(\.element) + rest
  }

  /// Those to speak of first: what there is to do, and what takes its time
  /// and can stay all the same.
  package func worthShowing(
    most: Int
  ) -> [(hotspot: Hotspot, advice: Advice)] {
    let worth = entries.filter {
      $0.advice.isAction
        || $0.advice.reason != .cold && $0.hotspot.weight(in: profile) >= 0.05
    }
    // Why the hottest place is left alone is worth a word.
    let hottest = entries.prefix(1).filter {
      $0.hotspot.weight(in: profile) >= 0.2
    }
    return Array((worth.isEmpty ? hottest : worth).prefix(most))
  }

  /// Seconds of the run that the advice is expected to save.
  package func saving(_ hotspot: Hotspot, _ advice: Advice) -> Double {
    if let prediction = advice.prediction {
      let after = prediction.secondsAfter
      return max(
        prediction.secondsNow - (after.lowerBound + after.upperBound) / 2, 0)
    }
    let change = advice.alternatives.first { $0.verdict == advice.verdict }
    guard let gain = change?.speedup, gain.lowerBound > 0 else { return 0 }
    let middle = (gain.lowerBound * gain.upperBound).squareRoot()
    // Of the clock's time, as predictions are: on a busy machine a run takes
    // longer than its samples say.
    let elapsed = profile.ownSeconds
    guard elapsed > 0 else { return 0 }
    let part = min(hotspot.cpuSeconds / elapsed, 1)
    return max(profile.recording.run.wallSeconds * part * (1 - 1 / middle), 0)
  }

  /// What a change to the Python is expected to gain; nil where none is
  /// advised.
  func gainText(_ hotspot: Hotspot, _ advice: Advice) -> String? {
    let change = advice.alternatives.first { $0.verdict == advice.verdict }
    let saved = saving(hotspot, advice)
    guard advice.isAction, let change, saved > 0 else { return nil }
    return "\(timesText(change.speedup)) faster (estimated), which saves about "
      + "\(secondsText(saved)) of \(secondsText(profile.recording.run.wallSeconds))"
  }

  /// A program can make the change, and `prove` can try it.
  private var canTryTheChange: Bool {
    if case .code = profile.recording.run.target { return false }
    guard let advice = entries.first?.advice else { return false }
    return advice.alternatives.contains {
      $0.verdict == advice.verdict && !$0.diff.isEmpty
    }
  }

  /// The script as its user names it.
  package var targetName: String { profile.recording.run.targetName }

  /// The next command where there is nothing to do but to look closer.
  package static let openingThePage = "swiftlet report --open"

  /// What to type next.
  package var nextCommand: String {
    let target = profile.recording.run.commandLine
    switch conclusion.verdict {
    case .measureMore:
      // More samples tell nothing of a source that is not there.
      let samples = profile.recording.samples.map(\.count).reduce(0, +)
      let isThin =
        samples < 50
        || entries.prefix(1).contains { $0.hotspot.sampleCount < 20 }
      return isThin
        ? "swiftlet run --rate 10000 \(target)" : Self.openingThePage
    case .port:
      let entry = entries.first { $0.advice.verdict == .port }
      if let entry, case .skeleton = entry.advice.kernel {
        return "swiftlet generate --hotspot \(entry.hotspot.id) -o kernel"
      }
      return "swiftlet prove \(target)"
    case .stay:
      // Where a kernel would gain little, that can be measured.
      if conclusion.reason == .dynamic,
        case .translatable? = entries.first?.advice.kernel
      {
        return "swiftlet prove \(target)"
      }
      return Self.openingThePage
    default:
      return canTryTheChange
        ? "swiftlet prove --alternatives \(target)" : "swiftlet run \(target)"
    }
  }

  /// A path as short as it can be given, from where the script was run.
  package func shortPath(_ path: String) -> String {
    Self.shortPath(path, in: profile.recording.run)
  }

  static func shortPath(_ path: String, in run: Run) -> String {
    let folder = run.workingDirectory + "/"
    return path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
  }
}

extension Run {
  /// The script as its user names it.
  package var targetName: String {
    switch target {
    case .script(let path): path
    case .module(let name): "-m \(name)"
    case .code: "-c …"
    }
  }

  /// The script and its arguments, as a shell takes them.
  package var commandLine: String {
    let target =
      switch target {
      case .script(let path): [path]
      case .module(let name): ["-m", name]
      case .code(let code): ["-c", code]
      }
    return (target + arguments).map(\.shellQuoted).joined(separator: " ")
  }
}

extension Hotspot {
  /// The part of the run that it is, in the measure that says most of it.
  package func shareText(in profile: Profile) -> String {
    let weight = weight(in: profile)
    guard split.waiting >= 0.5, weight > cpuShare.value else {
      return "\(percentText(cpuShare.value)) of the CPU time"
    }
    // Threads wait side by side.
    return weight > 1.05
      ? "all of the run, in several threads"
      : "\(percentText(weight)) of the run"
  }

  /// Computing, or waiting for anything but other threads.
  fileprivate var ownSeconds: Double {
    cpuSeconds + waitingSeconds - threadWaitSeconds
  }

  /// Its part of the CPU time, or of the time the run took.
  package func weight(in profile: Profile) -> Double {
    let elapsed = profile.ownSeconds
    return max(
      cpuShare.value,
      elapsed > 0 ? (waitingSeconds - threadWaitSeconds) / elapsed : 0)
  }
}

extension Advice {
  package var isAction: Bool {
    switch verdict {
    case .stay, .measureMore: false
    default: true
    }
  }
}

extension String {
  /// As a POSIX shell reads it back.
  fileprivate var shellQuoted: String {
    let isPlain =
      !isEmpty
      && unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0)
          || "-_./=:,+@%".unicodeScalars.contains($0)
      }
    return isPlain ? self : "'" + replacing("'", with: "'\\''") + "'"
  }
}
