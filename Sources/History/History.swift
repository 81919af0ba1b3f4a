package import Foundation
import GRDB

/// The runs that were recorded in a folder: a small SQLite database, which
/// outlives the recordings.
package final class History: Sendable {
  private let database: DatabaseQueue

  /// Waits so long for others that write.
  private static let patience: TimeInterval = 3

  package static func path(in folder: String) -> String {
    "\(folder)/history.sqlite"
  }

  /// Opens the history in a folder, or begins one. A database that is damaged
  /// is moved aside: `notice` says so. One that somebody keeps locked is left
  /// alone, because moving it would break what they write.
  /// - Throws: `HistoryError`.
  package static func open(
    in folder: String, patience: TimeInterval = patience
  ) throws -> (history: History, notice: String?) {
    let path = path(in: folder)
    do {
      return (try History(path, patience: patience), nil)
    } catch let error as DatabaseError where error.isCuredByMoving {
      let aside = unusedPath(for: path)
      do {
        try moveAside(path, to: aside)
        return (
          try History(path, patience: patience),
          "the history was damaged; it is now '\(aside)', and a new one was "
            + "begun"
        )
      } catch {
        throw HistoryError(path: path, reason: "\(error)")
      }
    } catch {
      throw HistoryError(path: path, reason: Self.reason(error))
    }
  }

  private init(_ path: String, patience: TimeInterval) throws {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    database = try DatabaseQueue(path: path, configuration: configuration)
    let migrator = Self.migrator
    guard try !database.read(migrator.hasBeenSuperseded) else {
      throw HistoryError(
        path: path, reason: "it was written by a newer swiftlet")
    }
    try migrator.migrate(database)
    let check = try database.read {
      try String.fetchOne($0, sql: "PRAGMA quick_check(1)")
    }
    guard check == "ok" else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: check)
    }
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("runs and hotspots") { database in
      try database.create(table: "run") { table in
        table.autoIncrementedPrimaryKey("id")
        table.column("started", .datetime).notNull().indexed()
        table.column("script", .text).notNull()
        table.column("command", .text).notNull().indexed()
        table.column("python", .text).notNull()
        table.column("wallSeconds", .double).notNull()
        table.column("cpuSeconds", .double).notNull()
        table.column("samples", .integer).notNull()
        table.column("exit", .integer).notNull()
        table.column("recording", .text).notNull()
      }
      try database.create(table: "hotspot") { table in
        table.belongsTo("run", onDelete: .cascade).notNull()
        table.column("rank", .integer).notNull()
        table.column("function", .text).notNull().indexed()
        table.column("file", .text).notNull()
        table.column("firstLine", .integer).notNull()
        table.column("lastLine", .integer).notNull()
        table.column("cpuSeconds", .double).notNull()
        table.column("cpuShare", .double).notNull()
        table.column("types", .text).notNull()
        table.column("code", .text)
        table.column("verdict", .text)
        table.column("reason", .text)
        table.primaryKey(["runId", "rank"])
      }
    }
    return migrator
  }

  private static func unusedPath(for path: String) -> String {
    var number = 1
    while FileManager.default.fileExists(atPath: "\(path).aside-\(number)") {
      number += 1
    }
    return "\(path).aside-\(number)"
  }

  /// With what SQLite keeps beside it and knows by its name.
  private static func moveAside(_ path: String, to aside: String) throws {
    let files = FileManager.default
    try files.moveItem(atPath: path, toPath: aside)
    for suffix in ["-journal", "-wal", "-shm"]
    where files.fileExists(atPath: path + suffix) {
      try files.moveItem(atPath: path + suffix, toPath: aside + suffix)
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case let error as HistoryError: error.reason
    case let error as DatabaseError
    where [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode):
      "another program keeps it locked"
    case let error as DatabaseError: error.message ?? "\(error)"
    default: error.localizedDescription
    }
  }
}

/// Why there is no history.
package struct HistoryError: Error, CustomStringConvertible {
  var path: String
  var reason: String

  package var description: String {
    "the history '\(path)' cannot be used (\(reason))"
  }
}

extension DatabaseError {
  fileprivate var isCuredByMoving: Bool {
    switch resultCode {
    case .SQLITE_NOTADB, .SQLITE_CORRUPT: true
    // Tables of the right names with other columns are not ours either.
    case .SQLITE_ERROR: true
    default: false
    }
  }
}

extension History {
  /// Adds a run, and gives it its number.
  @discardableResult
  package func add(_ run: PastRun, _ hotspots: [PastHotspot]) throws -> Int64 {
    try database.write { database in
      var row = RunRow(run)
      try row.insert(database)
      let id = row.id ?? database.lastInsertedRowID
      for (rank, hotspot) in hotspots.enumerated() {
        try HotspotRow(hotspot, run: id, rank: rank).insert(database)
      }
      return id
    }
  }

  /// Newest first; of one script, or of all.
  package func runs(of script: String? = nil, limit: Int) throws -> [PastRun] {
    try database.read { database in
      var request = RunRow.order(Column("started").desc, Column("id").desc)
      if let script {
        request = request.filter(Column("script") == script)
      }
      return try request.limit(limit).fetchAll(database).map { row in
        var run = row.run
        run.hotspots = try HotspotRow.filter(Column("runId") == row.id)
          .order(Column("rank")).fetchAll(database).map(\.hotspot)
        return run
      }
    }
  }

  /// The run with a number.
  package func run(_ number: Int64) throws -> PastRun? {
    try database.read { try RunRow.fetchOne($0, key: number)?.run }
  }
}
