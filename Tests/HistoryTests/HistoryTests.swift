import Foundation
import GRDB
import ProfileModel
import TestSupport
import Testing

@testable import History

@Suite("The history of runs")
final class HistoryTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("swiftlet-history-\(UUID().uuidString)").path
  private var path: String { "\(folder)/history.sqlite" }

  init() throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func profile(line: String = "n += i") throws -> Profile {
    var fixture = try RecordingFixture([
      "a.py": "n = 0\nfor i in range(9):\n    \(line)\n"
    ])
    fixture.sample("a.py:3 | 900\na.py:2 | 100")
    return Profile(fixture.recording)
  }

  private func add(
    _ script: String, seconds: Double, line: String = "n += i",
    to history: History
  ) throws {
    var profile = try profile(line: line)
    profile.recording.run.wallSeconds = seconds
    profile.recording.run.started.addTimeInterval(seconds)
    try history.add(
      PastRun(
        profile.recording, command: "\(script) 1", script: script,
        file: "/r/\(seconds)"),
      profile.hotspots.map {
        PastHotspot($0, in: profile, verdict: "stay", reason: "cold")
      })
  }

  @Test("Runs come back as they went in, newest first")
  func roundTrip() throws {
    let (history, notice) = try History.open(in: folder)
    #expect(notice == nil)
    try add("a.py", seconds: 1, to: history)
    try add("a.py", seconds: 2, line: "n += 2 * i", to: history)
    try add("b.py", seconds: 3, to: history)
    let again = try History.open(in: folder).history
    #expect(
      try again.runs(limit: 10).map(\.script) == ["b.py", "a.py", "a.py"])
    let runs = try again.runs(of: "a.py", limit: 10)
    #expect(runs.map(\.wallSeconds) == [2, 1])
    #expect(try again.runs(limit: 1).map(\.wallSeconds) == [3])
    let place = try #require(runs.first?.hotspots.first)
    #expect(place.function == "__main__" && place.lines == 2...3)
    #expect(place.verdict == "stay" && place.reason == "cold")
    #expect(abs(place.cpuShare - 1) < 1e-9)
    let before = try #require(runs.last?.hotspots.first)
    #expect(place.code != before.code, "its text is another")
    #expect(try again.run(1)?.recording == "/r/1.0")
    #expect(try again.run(99) == nil)
  }

  @Test(
    "A damaged history is moved aside", arguments: ["text", "cut", "other"])
  func damaged(kind: String) throws {
    switch kind {
    case "text":
      try Data(repeating: 65, count: 9000).write(
        to: URL(fileURLWithPath: path))
    case "cut":
      let history = try History.open(in: folder).history
      for second in 0..<40 {
        try add("a.py", seconds: Double(second), to: history)
      }
      let data = try #require(FileManager.default.contents(atPath: path))
      // The first page says how long it is; the rest is rubbish.
      let damaged =
        data.prefix(4096) + Data(repeating: 7, count: data.count - 4096)
      try damaged.write(to: URL(fileURLWithPath: path))
    default:
      let queue = try DatabaseQueue(path: path)
      try queue.write { try $0.execute(sql: "CREATE TABLE run (x)") }
    }
    let (history, notice) = try History.open(in: folder)
    #expect(notice?.contains("damaged") == true)
    #expect(FileManager.default.fileExists(atPath: path + ".aside-1"))
    try add("a.py", seconds: 1, to: history)
    #expect(try history.runs(limit: 5).count == 1)
  }

  @Test("A locked history is left to whoever holds it")
  func locked() throws {
    let holder = try DatabaseQueue(path: path)
    try holder.writeWithoutTransaction { database in
      try database.execute(sql: "BEGIN EXCLUSIVE; CREATE TABLE t (x)")
      let error = #expect(throws: HistoryError.self) {
        try History.open(in: folder, patience: 0.05)
      }
      #expect(error?.description.contains("locked") == true)
      try database.execute(sql: "COMMIT")
    }
    #expect(try History.open(in: folder).notice == nil)
  }

  @Test("One of a later version is left alone")
  func newer() throws {
    _ = try History.open(in: folder)
    let queue = try DatabaseQueue(path: path)
    try queue.write {
      try $0.execute(
        sql: "INSERT INTO grdb_migrations VALUES ('of the future')")
    }
    #expect(throws: HistoryError.self) { try History.open(in: folder) }
    #expect(!FileManager.default.fileExists(atPath: path + ".aside-1"))
  }

  @Test("A folder that cannot be written is said")
  func noFolder() throws {
    #expect(throws: HistoryError.self) {
      try History.open(in: folder + "/nothing")
    }
  }
}
