package import ProfileModel

/// What became slower or faster between two recordings, for its reader.
package struct ComparisonDocument: Sendable {
  package var comparison: ProfileComparison

  package init(_ comparison: ProfileComparison) {
    self.comparison = comparison
  }

  /// What the samples show to have changed.
  var shown: [ProfileComparison.Change] {
    comparison.changes.filter { $0.verdict != .unclear }
  }
}
