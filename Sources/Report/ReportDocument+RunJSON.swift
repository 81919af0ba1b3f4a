import Advice
import Foundation
import ProfileModel

/// Of the run as a whole: what the page shows around the hotspots.
extension ReportDocument {
  /// Entries of the timeline, the longest.
  private static let mostEntries = 2000

  /// The bands, with the input that each has room for, and the curve behind
  /// them.
  var scaleJSON: JSONValue {
    let now = profile.recording.run.wallSeconds
    return .object([
      "counts": .string(growth == nil ? "runs" : "largest input"),
      "title": .string(roomTitle),
      "now_seconds": .number(now),
      "after_seconds": secondsAfter.map { .interval($0) } ?? .null,
      "bands": .array(
        rooms().map { room in
          .object([
            "name": .string(room.band.name),
            "limit_seconds": room.band.limit.map { .number($0) } ?? .null,
            "now": .string(room.now), "after": .optional(room.after),
          ])
        }),
      "growth": growth.map { json($0) } ?? .null,
    ])
  }

  private func json(_ growth: Growth) -> JSONValue {
    .object([
      "of": .string(growth.name), "size": .number(growth.size),
      "exponent": .number(growth.exponent),
      "exponent_interval": growth.interval.map { .interval($0) } ?? .null,
      "points": .array(
        growth.points.map {
          .object(["size": .number($0.size), "seconds": .number($0.seconds)])
        }),
      "start_seconds": .number(growth.start),
      "summary": .string(growth.text),
    ])
  }

  var processesJSON: JSONValue {
    .array(
      profile.recording.processes.map { process in
        .object([
          "id": .int(process.id),
          "parent": process.parent.map {
            .int(profile.recording.processes[$0].id)
          } ?? .null,
          "command": .strings(process.command),
          "unsampled": .optional(process.unsampled),
        ])
      })
  }

  /// The time of each line of the user's own files, all threads together.
  var sourceJSON: JSONValue {
    let heat = SourceHeat(profile.recording)
    func seconds(_ nanoseconds: Int) -> JSONValue {
      .number(Double(nanoseconds) / 1e9)
    }
    return .array(
      heat.lines.sorted { $0.key < $1.key }.map { file, lines in
        .object([
          "file": .string(file),
          "lines": .array(
            lines.sorted { $0.key < $1.key }.map { line, time in
              .object([
                "line": .int(line), "own_seconds": seconds(time.own),
                "total_seconds": seconds(time.total),
                "waiting_seconds": seconds(time.waiting),
                "total_waiting_seconds": seconds(time.totalWaiting),
              ])
            }),
        ])
      })
  }

  /// When the longest calls and loops ran, by their begin.
  func entriesJSON(of trace: Trace) -> JSONValue {
    let longest = trace.entries.sorted { $0.nanoseconds > $1.nanoseconds }
      .prefix(Self.mostEntries).sorted { $0.begin < $1.begin }
    return .array(
      longest.map {
        .object([
          "place": .int($0.place), "thread": .int($0.thread),
          "begin_seconds": .number(Double($0.begin) / 1e9),
          "seconds": .number(Double($0.nanoseconds) / 1e9),
        ])
      })
  }
}
