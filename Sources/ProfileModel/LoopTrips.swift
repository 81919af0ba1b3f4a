import PythonSyntax

/// How often the body of a `for` loop runs in one go, estimated from what its
/// iterators were seen to have before them. A loop that is left early runs less
/// often.
package struct LoopTrips: Codable, Equatable, Sendable {
  /// Of those seen.
  package var least: Int
  /// Of all, those that were too short to be seen often included.
  package var median: Int
  package var most: Int
  /// How often an iterator was looked at.
  package var sights: Int

  package init(least: Int, median: Int, most: Int, sights: Int) {
    self.least = least
    self.median = median
    self.most = most
    self.sights = sights
  }

  /// From how often how many trips were seen. The longer a loop runs, the
  /// likelier it is seen: each counts for less.
  init?(_ seen: [Int: Int]) {
    let sorted = seen.filter { $0.key > 0 && $0.value > 0 }
      .sorted { $0.key < $1.key }
    guard let first = sorted.first, let last = sorted.last else { return nil }
    func weight(_ entry: (key: Int, value: Int)) -> Double {
      Double(entry.value) / Double(entry.key)
    }
    let half = sorted.reduce(0) { $0 + weight($1) } / 2
    var sum = 0.0
    let middle = sorted.first { entry in
      sum += weight(entry)
      return sum >= half
    }
    self.init(
      least: first.key, median: middle?.key ?? last.key, most: last.key,
      sights: sorted.reduce(0) { $0 + $1.value })
  }
}

/// The trips of all loops of a recording.
struct LoopTripsTable {
  private struct Key: Hashable {
    var file: String
    var range: SourceRange
  }

  private var seen: [Key: [Int: Int]] = [:]

  init(_ recording: Recording, sources: SourceIndex) {
    // From 3.14 on `with` keeps what is left to call, and its object, apart.
    let isSplit = recording.run.python.version.hasPrefix("3.14")
    for entry in recording.iterators ?? [] {
      let frame = recording.frames[entry.sight.frame]
      let code = recording.codes[frame.code]
      guard let place = frame.position, let file = sources.file(code.file),
        let scope = file.scopes.innermost(
          line: place.line, column: place.column)
      else { continue }
      let body = scope.function?.body ?? file.module.body
      var found: (range: SourceRange, trips: Int)?
      if code.qualifiedName == scope.qualifiedName {
        let loop = body.stackedIterators(
          at: place, valuesPerContext: isSplit ? 2 : 1
        ).first { $0.slot == entry.sight.slot }
        found = loop.flatMap { loop in
          entry.sight.walk.trips(of: loop.loop.iterable)
            .map { (loop.range, $0) }
        }
      } else if let comprehension = scope.loops.lazy.compactMap({
        $0.path(toLine: place.line, column: place.column)?.last
      }).first, comprehension.slot(in: code) == entry.sight.slot,
        case .items(let trips) = entry.sight.walk
      {
        found = (comprehension.range, trips)
      }
      guard let found else { continue }
      let key = Key(file: code.file, range: found.range)
      seen[key, default: [:]][found.trips, default: 0] += entry.count
    }
  }

  func trips(of range: SourceRange, in file: String) -> LoopTrips? {
    seen[Key(file: file, range: range)].flatMap { LoopTrips($0) }
  }
}

extension Loop {
  /// Where a comprehension with code of its own has its iterator: above the
  /// list that it makes, if it makes one.
  fileprivate func slot(in code: CodeObject) -> Int? {
    switch kind {
    case .generator: code.qualifiedName.hasSuffix("<genexpr>") ? 0 : nil
    case .comprehension: code.qualifiedName.hasSuffix("comp>") ? 1 : nil
    case .for, .while: nil
    }
  }
}

extension IteratorSight.Walk {
  /// Nil for a range whose begin cannot be told from the source.
  fileprivate func trips(of iterable: Expression) -> Int? {
    switch self {
    case .items(let count): return count
    case .range(let end, let step):
      guard case .call(let call) = iterable.kind, call.keywords.isEmpty,
        case .name("range") = call.function.kind,
        let first = call.arguments.first
      else { return nil }
      var begin = 0
      if call.arguments.count > 1 {
        guard case .constant(.int(.some(let value), _)) = first.kind,
          value.magnitude < 1 << 60
        else { return nil }
        begin = Int(value)
      }
      let (distance, size) =
        step > 0 ? (end - begin, step) : (begin - end, -step)
      return distance > 0 ? (distance + size - 1) / size : nil
    }
  }
}
