import Advice
import Foundation
import History
import ProfileModel
import Recorder
import Report

extension Pipeline {
  /// The history beside the newest recording; nil where there is none.
  static func history() throws -> History? {
    guard let (history, notice) = try openHistory() else { return nil }
    if let notice { Console.error.write("swiftlet: \(notice)\n") }
    return history
  }

  /// As `history`, for those who say the notice elsewhere.
  static func openHistory() throws -> (history: History, notice: String?)? {
    guard let newest = try? RecordingStore().newest() else { return nil }
    let folder = URL(fileURLWithPath: newest).deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: History.path(in: folder))
    else { return nil }
    return try History.open(in: folder)
  }

  /// Adds a run to the history beside its recording. That this fails is said,
  /// and is no reason to fail.
  static func remember(
    _ profile: Profile, _ document: ReportDocument? = nil,
    in recording: String?, isQuiet: Bool
  ) {
    guard let recording else { return }
    let folder = URL(fileURLWithPath: recording).deletingLastPathComponent()
    let run = profile.recording.run
    do {
      let (history, notice) = try History.open(in: folder.path)
      if let notice, !isQuiet { Console.error.write("swiftlet: \(notice)\n") }
      let hotspots = profile.hotspots.enumerated().map { index, hotspot in
        let advice = document?.advice[index]
        return PastHotspot(
          hotspot, in: profile, verdict: advice?.verdict.rawValue,
          reason: advice?.reason?.rawValue)
      }
      try history.add(
        PastRun(
          profile.recording, command: run.commandLine, script: run.targetName,
          file: recording),
        hotspots)
    } catch {
      if !isQuiet { Console.error.write("swiftlet: \(error)\n") }
    }
  }
}
