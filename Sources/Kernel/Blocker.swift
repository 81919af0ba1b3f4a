package import PythonSyntax

/// What keeps a function from being a kernel, and where.
package struct Blocker: Error, Codable, Hashable, Sendable {
  /// What it is, as a noun: `a dict display`, `the call of print`.
  package var construct: String
  package var range: SourceRange
  /// What the user can do about it, as a sentence.
  package var advice: String

  package init(construct: String, range: SourceRange, advice: String) {
    self.construct = construct
    self.range = range
    self.advice = advice
  }
}
