import Advice
import Foundation
import ProfileModel
import Recorder
import Report

/// The road on one screen: script -> recording -> profile -> advice -> report.
enum Pipeline {
  /// Runs the script, sampled, and keeps the recording.
  static func record(
    _ launch: Launch, options: RecordingOptions, output: String? = nil
  ) throws -> Recording {
    if let output { try OutputFile(output).check() }
    let recording = try ScriptRecorder(rate: options.rate).record(launch)
    if let output {
      try recording.write(to: output)
    } else {
      let saved = try RecordingStore().save(recording)
      if let notice = saved.notice, !options.quiet {
        Console.error.write("swiftlet: \(notice)\n")
      }
    }
    return recording
  }

  /// Reads the recording named, or the newest one.
  static func read(_ path: String?) throws -> Recording {
    try Recording(contentsOf: path ?? RecordingStore().newest())
  }

  /// What there is to say about a profile.
  static func report(on profile: Profile, rules: Rules) -> ReportDocument {
    let sources = EvidenceSources()
    return ReportDocument(
      profile: profile,
      advice: advise(profile, rules: rules, sources: sources))
  }
}
