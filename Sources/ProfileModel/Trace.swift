package import PythonSyntax

/// What was counted while the script ran with `--trace`: every call and every
/// loop of the user's own code.
package struct Trace: Codable, Equatable, Sendable {
  /// A file whose code ran uncounted.
  package struct FileLeftOut: Codable, Equatable, Sendable {
    package var file: String
    package var reason: String

    package init(file: String, reason: String) {
      self.file = file
      self.reason = reason
    }
  }

  /// By file, then in the order of the source.
  package var places: [TracedPlace]
  /// When calls and loops ran, the longest where there were too many.
  package var entries: [TracedEntry]
  /// All that took at least this long are among `entries`.
  package var shortestEntryNanoseconds: Int
  package var entriesLeftOut: Int
  /// Functions and loops for which there was no room.
  package var placesLeftOut: Int
  package var filesLeftOut: [FileLeftOut]

  package init(
    places: [TracedPlace], entries: [TracedEntry] = [],
    shortestEntryNanoseconds: Int = 0, entriesLeftOut: Int = 0,
    placesLeftOut: Int = 0, filesLeftOut: [FileLeftOut] = []
  ) {
    self.places = places
    self.entries = entries
    self.shortestEntryNanoseconds = shortestEntryNanoseconds
    self.entriesLeftOut = entriesLeftOut
    self.placesLeftOut = placesLeftOut
    self.filesLeftOut = filesLeftOut
  }

  /// Whether every index points at something.
  var isConsistent: Bool {
    entries.allSatisfy { places.indices.contains($0.place) }
  }
}

/// A function or loop, and what was counted of it. All numbers but the times
/// are exact.
package struct TracedPlace: Codable, Equatable, Sendable {
  package enum Kind: String, Codable, Sendable, CaseIterable {
    case function
    case lambda
    /// A generator or coroutine.
    case generator
    /// `for`, or a clause of a comprehension.
    case forLoop
    case whileLoop
    case asyncLoop

    package var isLoop: Bool {
      switch self {
      case .function, .lambda, .generator: false
      case .forLoop, .whileLoop, .asyncLoop: true
      }
    }
  }

  /// How often the body ran in one entry of a loop. The median is exact below
  /// 32, and within 3 % above.
  package struct Trips: Codable, Equatable, Sendable {
    package var least: Int
    package var median: Int
    package var most: Int

    package init(least: Int, median: Int, most: Int) {
      self.least = least
      self.median = median
      self.most = most
    }
  }

  /// How entries ended: a loop by running out (its iterator, or its
  /// condition), a function by `return`, written or not.
  package struct Exits: Codable, Equatable, Sendable {
    package var exhausted: Int
    package var byBreak: Int
    package var byReturn: Int
    package var byException: Int

    package init(
      exhausted: Int = 0, byBreak: Int = 0, byReturn: Int = 0,
      byException: Int = 0
    ) {
      self.exhausted = exhausted
      self.byBreak = byBreak
      self.byReturn = byReturn
      self.byException = byException
    }
  }

  package var kind: Kind
  package var file: String
  /// Of the function, or of the one around the loop; `<module>`.
  package var qualifiedName: String
  package var range: SourceRange
  /// Calls of a function, beginnings of a loop.
  package var entries: Int
  /// Entries that had not ended when the script did.
  package var open: Int
  /// Time between begin and end, by the clock on the wall and with the
  /// counting in it; of recursion the outermost calls. Nil for what gives up
  /// control in between, and where only calls are counted. Many short entries
  /// are estimated from some of them.
  package var nanoseconds: Int?
  /// All entries of a loop together.
  package var iterations: Int?
  /// Of entries that ended.
  package var trips: Trips?
  /// Of entries that ended; nil where only calls are counted.
  package var exits: Exits?

  package init(
    kind: Kind, file: String, qualifiedName: String, range: SourceRange,
    entries: Int, open: Int = 0, nanoseconds: Int? = nil,
    iterations: Int? = nil, trips: Trips? = nil, exits: Exits? = nil
  ) {
    self.kind = kind
    self.file = file
    self.qualifiedName = qualifiedName
    self.range = range
    self.entries = entries
    self.open = open
    self.nanoseconds = nanoseconds
    self.iterations = iterations
    self.trips = trips
    self.exits = exits
  }

  package var nanosecondsPerIteration: Double? {
    guard let nanoseconds, let iterations, iterations > 0 else { return nil }
    return Double(nanoseconds) / Double(iterations)
  }
}

/// One call of a function, or one loop from begin to end.
package struct TracedEntry: Equatable, Sendable {
  /// Index into `Trace.places`.
  package var place: Int
  /// The kernel's thread id.
  package var thread: Int
  /// Nanoseconds since the run began.
  package var begin: Int
  package var nanoseconds: Int

  package init(place: Int, thread: Int, begin: Int, nanoseconds: Int) {
    self.place = place
    self.thread = thread
    self.begin = begin
    self.nanoseconds = nanoseconds
  }
}

/// Four numbers: there are many of these.
extension TracedEntry: Codable {
  package init(from decoder: any Decoder) throws {
    var numbers = try decoder.unkeyedContainer()
    place = try numbers.decode(Int.self)
    thread = try numbers.decode(Int.self)
    begin = try numbers.decode(Int.self)
    nanoseconds = try numbers.decode(Int.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var numbers = encoder.unkeyedContainer()
    try numbers.encode(place)
    try numbers.encode(thread)
    try numbers.encode(begin)
    try numbers.encode(nanoseconds)
  }
}

extension Trace {
  /// The function of a name, and the loops directly in it, both as written.
  package func function(
    named qualifiedName: String, in file: String, around line: Int
  ) -> (function: TracedPlace?, loops: [TracedPlace]) {
    let named = places.filter {
      $0.file == file && $0.qualifiedName == qualifiedName
    }
    // The same name can stand for several functions.
    let functions = named.filter { !$0.kind.isLoop }
    let function =
      functions.last { $0.range.lines.contains(line) } ?? functions.first
    let lines = function?.range.lines ?? 0...Int.max
    return (
      function,
      named.filter { $0.kind.isLoop && lines.contains($0.range.line) }
    )
  }
}
