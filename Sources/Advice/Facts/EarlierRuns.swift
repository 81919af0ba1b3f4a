package import Foundation

/// What a history of runs knows about a script and one place in it.
package struct EarlierRuns: Equatable, Sendable {
  /// A run with the hotspot's lines as they are now.
  package struct Sighting: Equatable, Sendable {
    /// `v: float; values: list[float]`.
    package var types: String

    package init(types: String) { self.types = types }
  }

  /// When the script was run, this run included.
  package var dates: [Date]
  package var sightings: [Sighting]
  /// Those of this run.
  package var types: String
  /// Commands of test runs in which the function was among the hotspots.
  package var testedBy: [String] = []
  /// Why nothing is known.
  package var why: String?

  package init(dates: [Date], sightings: [Sighting], types: String) {
    self.dates = dates
    self.sightings = sightings
    self.types = types
  }

  package static func unknown(why: String) -> EarlierRuns {
    var runs = EarlierRuns(dates: [], sightings: [], types: "")
    runs.why = why
    return runs
  }

  /// Days between the first run and the last.
  var days: Double {
    guard let first = dates.min(), let last = dates.max() else { return 0 }
    return last.timeIntervalSince(first) / 86400
  }

  /// Below a week, and from two runs, nothing follows for a week.
  var runsPerWeek: Double? {
    guard why == nil, days >= 7, dates.count >= 3 else { return nil }
    // The first run is where counting begins.
    return Double(dates.count - 1) / (days / 7)
  }
}

extension Facts {
  mutating func note(_ runs: EarlierRuns) {
    if let why = runs.why {
      setUnknown([.recordedRuns, .runsWithOtherTypes], because: why)
      return
    }
    self[.recordedRuns] = Fact(
      Double(runs.dates.count),
      details: runs.dates.count < 2
        ? [] : ["over \(FactName.Unit.days.text(runs.days))"])
    if let command = runs.testedBy.first {
      let named = self[.tests]
      self[.tests] = Fact(
        max(named?.value ?? 0, 1),
        details: (named?.details ?? []) + [
          "a recorded run of `\(command)` ran it"
        ])
    }
    guard !runs.sightings.isEmpty else {
      setUnknown(
        [.runsWithOtherTypes],
        because: "no earlier run of these lines, as they are, was recorded")
      return
    }
    let now = VariableTypes(runs.types)
    let others = runs.sightings.map { now.unlike(VariableTypes($0.types)) }
      .filter { !$0.isEmpty }
    self[.runsWithOtherTypes] = Fact(
      Double(others.count),
      details: Array(Set(others.joined()).sorted().prefix(3)))
  }

  /// What a kernel costs the team against what it saves.
  mutating func note(_ team: TeamFigures, _ runs: EarlierRuns) {
    self[.buildHours] = Fact(team.buildHours)
    if let perWeek = team.runsPerWeek {
      self[.runsPerWeek] = Fact(perWeek)
    } else if let perWeek = runs.runsPerWeek {
      self[.runsPerWeek] = Fact(
        perWeek, details: ["as often as this folder's history has it"])
    }
    let breakEven: [FactName] = [
      .breakEvenRuns, .breakEvenDays, .hoursSavedPerWeek,
    ]
    guard let saved = number(.secondsSaved), saved > 0 else {
      setUnknown(breakEven, because: "it saves no time that could pay for it")
      return
    }
    let worth = saved * team.waitingShare / 3600
    guard worth > 0 else {
      setUnknown(
        breakEven,
        because: "by the team's waiting-share of 0, nobody waits for it")
      return
    }
    let breakEvenRuns = (team.buildHours / worth).rounded(.up)
    self[.breakEvenRuns] = Fact(breakEvenRuns)
    guard let perWeek = self[.runsPerWeek] else {
      setUnknown(
        [.breakEvenDays],
        because: "\(text(.buildHours)) of work are saved after "
          + "\(text(.breakEvenRuns)) runs; how often it is run is not known "
          + "(--runs-per-week, `team` in .swiftlet.yaml, or a week of history)")
      return
    }
    let weekly = perWeek.value * worth - team.upkeepHoursPerYear / 52
    self[.hoursSavedPerWeek] = Fact(max(weekly, 0))
    let days = weekly > 0 ? team.buildHours / weekly * 7 : .infinity
    self[.breakEvenDays] = Fact(
      min(days, 365_000), details: perWeek.details)
  }
}
