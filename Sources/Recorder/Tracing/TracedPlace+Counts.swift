import CSampler
import ProfileModel
import PythonSyntax

extension TracedPlace {
  /// `rate` is in nanoseconds a tick.
  @unsafe
  init(
    _ place: UnsafePointer<sl_trace_place>, file: String, name: String,
    rate: Double
  ) {
    let counts = unsafe place.pointee
    let kind = Kind(counts.kind)
    let entries = Int(truncatingIfNeeded: counts.entries)
    let open = Int(truncatingIfNeeded: counts.open)
    self.init(
      kind: kind, file: file, qualifiedName: name,
      range: SourceRange(
        line: Int(counts.line), column: Int(counts.column),
        endLine: Int(counts.end_line), endColumn: Int(counts.end_column)),
      entries: entries, open: open)
    guard kind.hasExits else { return }
    if counts.is_resumed == 0 {
      nanoseconds = Int(counts.ticks * rate)
    }
    var exits = Exits(
      exhausted: Int(truncatingIfNeeded: counts.exhausted),
      byBreak: Int(truncatingIfNeeded: counts.broken),
      byException: Int(truncatingIfNeeded: counts.raised))
    exits.byReturn =
      entries &- open &- exits.exhausted &- exits.byBreak &- exits.byException
    self.exits = exits
    guard kind.isLoop else { return }
    iterations = Int(truncatingIfNeeded: counts.iterations)
    guard entries > open else { return }
    let least = Int(truncatingIfNeeded: counts.least)
    let most = Int(truncatingIfNeeded: counts.most)
    let median = unsafe TripHistogram(place).median
    trips = Trips(
      least: least, median: min(max(median, least), max(least, most)),
      most: most)
  }

  /// In the order of the sources.
  func precedes(_ other: TracedPlace) -> Bool {
    (file, range.line, range.column, kind.isLoop ? 1 : 0)
      < (
        other.file, other.range.line, other.range.column,
        other.kind.isLoop ? 1 : 0
      )
  }
}

extension sl_trace_place {
  /// Time of all entries that were not inside others. The short ones that were
  /// not timed count as much as those that were.
  fileprivate var ticks: Double {
    let timed = Double(short_timed)
    let untimed = timed > 0 ? Double(short_untimed) / timed : 0
    return Double(long_ticks) + Double(short_ticks) * (1 + untimed)
  }
}

extension TracedPlace.Kind {
  fileprivate init(_ number: UInt32) {
    switch sl_place_kind(rawValue: number) {
    case SL_LAMBDA: self = .lambda
    case SL_GENERATOR: self = .generator
    case SL_LOOP: self = .forLoop
    case SL_WHILE: self = .whileLoop
    case SL_ASYNC_LOOP: self = .asyncLoop
    default: self = .function
    }
  }

  fileprivate var hasExits: Bool { self == .function || isLoop }
}

/// How many entries had how many trips.
@safe
private struct TripHistogram {
  private let tallies: [Int]

  @unsafe
  init(_ place: UnsafePointer<sl_trace_place>) {
    tallies = (0..<SL_TRACE_BUCKETS).map {
      unsafe Int(sl_trace_tally(place, UInt32($0)))
    }
  }

  var median: Int {
    let half = (tallies.reduce(0, +) + 1) / 2
    var sum = 0
    let bucket = tallies.firstIndex { tally in
      sum += tally
      return sum >= half && sum > 0
    }
    return bucket.map { Self.middle(of: $0) } ?? 0
  }

  /// Of the counts in a bucket.
  private static func middle(of bucket: Int) -> Int {
    let steps = Int(SL_TRACE_STEPS)
    guard bucket >= 2 * steps else { return bucket }
    let power = bucket / steps - 1
    let first = (bucket - power * steps) << power
    return first + (1 << power) / 2
  }
}
