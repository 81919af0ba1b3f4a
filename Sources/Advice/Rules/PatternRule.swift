/// Code that Python can do better, written as Python with metavariables, what
/// the profile must have seen of it, and what to do about it.
package struct PatternRule: Equatable, Sendable {
  /// Where in the hot code a pattern is looked for.
  package enum Place: String, CaseIterable, Sendable {
    /// Where it runs again and again: in a loop, or in what one calls.
    case loop
    /// The whole of the loop nest.
    case nest
    case anywhere
  }

  /// One way to write the pattern, and the line of the rule file it is on.
  package struct Text: Equatable, Sendable {
    package var python: String
    package var line: Int?
  }

  package var id: String
  /// The rule file.
  package var file: String
  package var verdict: Verdict
  package var texts: [Text]
  /// The texts, parsed; empty until `Rules.readPatterns`.
  package var forms: [PatternForm] = []
  package var place: Place
  package var constraints: [Constraint]
  /// The metavariable whose lines count, in place of all that was matched;
  /// `loop` for the outermost loop around.
  package var lines: String?
  /// The metavariable whose lines must have been seen running.
  package var seen: String?
  /// Part of the hotspot's CPU time that the lines must take, at least.
  package var minimumShare: Double
  /// Part of the hotspot's CPU time that must be in compiled code, at least:
  /// a search of a long list is, that of a list of three is not.
  package var minimumCompiledShare: Double
  /// Begins of the names of the functions in C that count for it; empty for
  /// all.
  var compiledIn: [String]
  /// How often the loops around the match must run in one go, where that was
  /// seen: a call that takes over a whole loop costs something itself.
  package var minimumTrips: Int
  /// How many times faster those lines become: from, to.
  package var gain: ClosedRange<Double>
  package var summary: String
  package var change: String
  package var rewrite: Rewrite?
  package var source: String
  /// Python with the pattern in it, and the like of it without.
  package var passes: String
  package var fails: String

  /// A call into NumPy or a counter costs as much as 10 to 20 passes of a
  /// short loop.
  static func usualTrips(for verdict: Verdict) -> Int {
    switch verdict {
    case .vectorize, .useLibrary: 16
    default: 0
    }
  }
}
