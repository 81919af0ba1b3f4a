package import PythonSyntax

/// What keeps a function from being a kernel, and where.
package struct Blocker: Error, Codable, Hashable, Sendable {
  /// What it is, as a noun: `a dict display`, `the call of print`.
  package var construct: String
  package var range: SourceRange
  /// What the user can do about it, as a sentence.
  package var advice: String
  /// Nothing stands in the way but that the profile did not see enough: a
  /// longer run may clear it.
  package var isLackOfEvidence: Bool

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
