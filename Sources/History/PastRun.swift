package import Foundation
import GRDB
package import ProfileModel

/// A run, as the history keeps it.
package struct PastRun: Equatable, Sendable {
  /// Given by the history.
  package var number: Int64?
  package var started: Date
  /// The script as its user names it.
  package var script: String
  /// With its arguments.
  package var command: String
  package var python: String
  package var wallSeconds: Double
  package var cpuSeconds: Double
  package var samples: Int
  /// The exit code, or the negative number of a signal.
  package var exit: Int
  /// The recording's file.
  package var recording: String
  package var hotspots: [PastHotspot] = []

  package init(
    _ recording: Recording, command: String, script: String, file: String
  ) {
    let run = recording.run
    started = run.started
    self.script = script
    self.command = command
    python = run.python.version
    wallSeconds = run.wallSeconds
    cpuSeconds = run.cpuSeconds
    samples = recording.sampler.taken
    exit =
      switch run.ending {
      case .exited(let code): Int(code)
      case .signalled(let signal): -Int(signal)
      }
    self.recording = file
  }

  fileprivate init(_ row: RunRow) {
    number = row.id
    started = row.started
    script = row.script
    command = row.command
    python = row.python
    wallSeconds = row.wallSeconds
    cpuSeconds = row.cpuSeconds
    samples = row.samples
    exit = row.exit
    recording = row.recording
  }
}

/// A hotspot of a past run.
package struct PastHotspot: Equatable, Sendable {
  package var function: String
  package var file: String
  package var lines: ClosedRange<Int>
  package var cpuSeconds: Double
  package var cpuShare: Double
  /// The types of its variables: `v: float; values: list[float]`.
  package var types: String
  /// Changes when the text of its lines does.
  package var code: String?
  package var verdict: String?
  package var reason: String?

  package init(
    _ hotspot: Hotspot, in profile: Profile, verdict: String? = nil,
    reason: String? = nil
  ) {
    function = hotspot.function
    file = hotspot.file
    lines = hotspot.lines
    cpuSeconds = hotspot.cpuSeconds
    cpuShare = hotspot.cpuShare.value
    types = (hotspot.observation?.variables ?? []).map { variable in
      let names = Set(
        variable.types.map(\.type.withoutAttributes.description)
      ).sorted()
      return "\(variable.name): \(names.joined(separator: " | "))"
    }.sorted().joined(separator: "; ")
    code = profile.source(of: hotspot).map {
      Self.fingerprint(of: $0.text, lines: hotspot.lines)
    }
    self.verdict = verdict
    self.reason = reason
  }

  /// FNV-1a over 64 bits of the lines, without their indentation.
  private static func fingerprint(
    of text: String, lines: ClosedRange<Int>
  ) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    let all = text.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for line in all.dropFirst(lines.lowerBound - 1).prefix(lines.count) {
      for byte in line.drop(while: \.isWhitespace).utf8 + [10] {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
      }
    }
    return String(hash, radix: 16)
  }

  fileprivate init(_ row: HotspotRow) {
    function = row.function
    file = row.file
    lines = row.firstLine...max(row.firstLine, row.lastLine)
    cpuSeconds = row.cpuSeconds
    cpuShare = row.cpuShare
    types = row.types
    code = row.code
    verdict = row.verdict
    reason = row.reason
  }
}

/// A row of the table `run`.
struct RunRow: Codable, FetchableRecord, MutablePersistableRecord {
  static let databaseTableName = "run"

  var id: Int64?
  var started: Date
  var script: String
  var command: String
  var python: String
  var wallSeconds: Double
  var cpuSeconds: Double
  var samples: Int
  var exit: Int
  var recording: String

  init(_ run: PastRun) {
    id = run.number
    started = run.started
    script = run.script
    command = run.command
    python = run.python
    wallSeconds = run.wallSeconds
    cpuSeconds = run.cpuSeconds
    samples = run.samples
    exit = run.exit
    recording = run.recording
  }

  mutating func didInsert(_ inserted: InsertionSuccess) {
    id = inserted.rowID
  }

  var run: PastRun { PastRun(self) }
}

/// A row of the table `hotspot`.
struct HotspotRow: Codable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "hotspot"

  var runId: Int64
  var rank: Int
  var function: String
  var file: String
  var firstLine: Int
  var lastLine: Int
  var cpuSeconds: Double
  var cpuShare: Double
  var types: String
  var code: String?
  var verdict: String?
  var reason: String?

  init(_ hotspot: PastHotspot, run: Int64, rank: Int) {
    runId = run
    self.rank = rank
    function = hotspot.function
    file = hotspot.file
    firstLine = hotspot.lines.lowerBound
    lastLine = hotspot.lines.upperBound
    cpuSeconds = hotspot.cpuSeconds
    cpuShare = hotspot.cpuShare
    types = hotspot.types
    code = hotspot.code
    verdict = hotspot.verdict
    reason = hotspot.reason
  }

  var hotspot: PastHotspot { PastHotspot(self) }
}
