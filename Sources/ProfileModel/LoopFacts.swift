import PythonSyntax

/// What is known of a loop besides its time.
struct LoopFacts {
  var trips: LoopTrips?
  var readAfter: [String]?
}

/// The same for all loops of a recording, each found out when it is asked for.
struct LoopFactsTable {
  private let trips: LoopTripsTable
  private let sources: SourceIndex
  private var liveness: [ScopeKey: Liveness] = [:]

  private struct ScopeKey: Hashable {
    var file: String
    var range: SourceRange
  }

  init(_ recording: Recording, sources: SourceIndex) {
    trips = LoopTripsTable(recording, sources: sources)
    self.sources = sources
  }

  mutating func facts(of loop: SourceRange, in path: String) -> LoopFacts {
    LoopFacts(
      trips: trips.trips(of: loop, in: path),
      readAfter: readAfter(loop, in: path))
  }

  private mutating func readAfter(
    _ loop: SourceRange, in path: String
  ) -> [String]? {
    guard let file = sources.file(path),
      let scope = file.scopes.innermost(line: loop.line, column: loop.column)
    else { return nil }
    let body = scope.function?.body ?? file.module.body
    let key = ScopeKey(file: path, range: scope.range)
    let known = liveness[key] ?? Liveness(body)
    liveness[key] = known
    var statement: Statement?
    body.visitStatements { if $0.range == loop { statement = $0 } }
    return statement.flatMap { known.readAfter($0) }
  }
}
