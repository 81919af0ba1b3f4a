package import PythonSyntax

/// What keeps a function from being a kernel, and where.
package struct Blocker: Error, Codable, Hashable, Sendable {
  /// What it is, as a noun: `a dict display`, `the call of print`.
  package var construct: String
  package var range: SourceRange
  /// The name of the file, where it is not that of the hot function.
  package var file: String?
  /// What the user can do about it, as a sentence.
  package var advice: String
  /// Nothing stands in the way but that the profile did not see enough: a
  /// longer run may clear it.
  package var isLackOfEvidence: Bool

  /// `line 3`, and of which file where that has to be said.
  package var place: String {
    (file.map { "\($0), " } ?? "") + "line \(range.line)"
  }

  package init(
    construct: String, range: SourceRange, advice: String,
    isLackOfEvidence: Bool = false
  ) {
    self.construct = construct
    self.range = range
    self.advice = advice
    self.isLackOfEvidence = isLackOfEvidence
  }
}
