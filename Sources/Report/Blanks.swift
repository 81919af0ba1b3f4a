package import Foundation
package import ProfileModel

/// What a recording cannot tell any more, or never could.
package struct Blanks {
  /// A file as it is now.
  package struct CurrentFile: Sendable {
    package var data: Data
    package var modified: Date

    package init(data: Data, modified: Date) {
      self.data = data
      self.modified = modified
    }

    package static func read(_ path: String) -> CurrentFile? {
      let files = FileManager.default
      guard let data = files.contents(atPath: path),
        let attributes = try? files.attributesOfItem(atPath: path),
        let modified = attributes[.modificationDate] as? Date
      else { return nil }
      return CurrentFile(data: data, modified: modified)
    }
  }

  /// One sentence each.
  package private(set) var texts: [String] = []

  package init(
    _ profile: Profile,
    read: (_ path: String) -> CurrentFile? = CurrentFile.read
  ) {
    let run = profile.recording.run
    let end = run.started.addingTimeInterval(run.wallSeconds)
    let sources = profile.recording.sources
    for source in sources where profile.isOwn(source.path) {
      guard source.path.hasPrefix("/") else { continue }
      let name = ReportDocument.shortPath(source.path, in: run)
      guard let now = read(source.path) else {
        texts.append(
          "\(name) is no longer there: this is its text as it was run.")
        continue
      }
      // The recording holds the text itself, so no hash is needed.
      if String(decoding: now.data, as: UTF8.self) != source.text {
        texts.append(
          "\(name) was edited after the run: lines and text here are those "
            + "that ran; what git says is about the file as it is now.")
      } else if now.modified > run.started, now.modified <= end {
        texts.append(
          "\(name) was written while the script ran: its lines may not be "
            + "those that ran.")
      }
      if profile.modules[source.path] == nil {
        texts.append(
          "\(name) could not be parsed, so its loops are not known.")
      }
    }
    texts += Self.processNotes(of: profile.recording)
    let known = Set(sources.map(\.path))
    texts += Self.filesThatTakeTime(in: profile).filter { !known.contains($0) }
      .map { Self.reasonForNoSource(of: $0, in: run) }
  }

  /// What a busy machine did to the run's times: nothing that is unknown, so it
  /// comes after all else.
  package static func machineNotes(of profile: Profile) -> [String] {
    guard profile.queueingShare > 0.3 else { return [] }
    return [
      "The machine was busy: \(percentText(profile.queueingShare)) of the run "
        + "went by in line for a CPU."
    ]
  }

  /// Files of code of the user's own, or made by it, in which at least a
  /// fiftieth of the samples ended.
  private static func filesThatTakeTime(in profile: Profile) -> [String] {
    let recording = profile.recording
    var counts: [String: Int] = [:]
    for group in recording.samples {
      guard let stack = group.stack else { continue }
      let frame = recording.frames[recording.stacks[stack].frame]
      counts[recording.codes[frame.code].file, default: 0] += group.count
    }
    let all = counts.values.reduce(0, +)
    return counts.filter { file, count in
      let isMade = file.hasPrefix("<") && !file.hasPrefix("<frozen ")
      return 50 * count >= all && (isMade || profile.isOwn(file))
    }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  private static func processNotes(of recording: Recording) -> [String] {
    var texts = recording.processes.compactMap { process in
      process.unsampled.map {
        "Process \(process.id) was not sampled: \($0)."
      }
    }
    if recording.sampler.hasOtherEvaluator == true {
      texts.append(
        "Another tool evaluates Python's frames (PEP 523; a compiler or a "
          + "debugger): calls could not be looked at while it did.")
    }
    let unseen = recording.sampler.unseenProcesses
    if unseen > 0 {
      texts.append(
        "\(unseen) processes were not sampled: there were too many at once.")
    }
    return texts
  }

  private static func reasonForNoSource(
    of file: String, in run: Run
  ) -> String {
    let name = ReportDocument.shortPath(file, in: run)
    let reason: String
    if file.hasPrefix("<ipython-input") || file.contains("/ipykernel_") {
      reason =
        "is a notebook cell, which leaves no file: save it as a script to see "
        + "its lines"
    } else if file.hasPrefix("<") {
      reason = "is code that was made while the program ran"
    } else if file.contains(/\.(zip|egg|whl|pyz|pex)\//) {
      reason = "is inside an archive"
    } else {
      reason = "could not be read after the run"
    }
    return "\(name) \(reason): its loops and lines are not known."
  }
}
