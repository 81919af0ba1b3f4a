import Advice
import Foundation
import History
import ProfileModel
import Report

/// What the history knows about a script that was run.
struct Past {
  /// Of the same script.
  private var runs: [PastRun] = []
  private var testRuns: [PastRun] = []
  private var why: String?
  private let profile: Profile
  /// What is wrong with the history, for the report.
  private(set) var notes: [String] = []

  /// Runs further back are not looked at.
  private static let mostRuns = 500

  init(of profile: Profile) {
    self.profile = profile
    let run = profile.recording.run
    do {
      let found = try Pipeline.openHistory()
      if let notice = found?.notice { notes.append("\(notice).") }
      runs =
        (try found?.history.runs(
          of: run.targetName, limit: Self.mostRuns) ?? []).filter {
          abs($0.started.timeIntervalSince(run.started)) > 0.01
        }
      testRuns =
        try found?.history.runs(limit: Self.mostRuns).filter(\.isOfTests) ?? []
    } catch {
      why = "\(error)"
      notes.append("Of earlier runs nothing is known: \(error).")
    }
  }

  /// What earlier runs say about a hotspot.
  func evidence(_ hotspot: Hotspot) -> EarlierRuns {
    if let why { return .unknown(why: why) }
    let now = PastHotspot(hotspot, in: profile)
    let same = runs.flatMap(\.hotspots).filter {
      $0.function == now.function && $0.file == now.file
        && $0.code == now.code && !$0.types.isEmpty
    }
    var result = EarlierRuns(
      dates: runs.map(\.started) + [profile.recording.run.started],
      sightings: same.map { EarlierRuns.Sighting(types: $0.types) },
      types: now.types)
    let name = now.function.split(separator: ".").last
    result.testedBy = testRuns.filter { run in
      run.hotspots.contains {
        $0.file == now.file && $0.function.split(separator: ".").last == name
      }
    }.map(\.command)
    return result
  }

  /// How long the runs took on inputs of other sizes.
  var growth: Growth? {
    let run = profile.recording.run
    return Growth(
      of: .init(command: run.commandLine, seconds: run.wallSeconds),
      among: runs.filter { $0.exit == 0 }.map {
        .init(command: $0.command, seconds: $0.wallSeconds)
      })
  }
}

extension PastRun {
  fileprivate var isOfTests: Bool {
    let name = script.split(separator: "/").last ?? ""
    return ["-m pytest", "-m unittest", "pytest"].contains(script)
      || name == "pytest" || name.hasPrefix("test_")
      || name.hasSuffix("_test.py")
  }
}
