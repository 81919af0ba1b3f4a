/// A place in the code that a pattern describes.
package struct PatternMatch: Equatable, Sendable {
  /// The lines that would change.
  package var lines: ClosedRange<Int>
  /// Names in the code that the rule's texts may use in braces: `{list}`.
  package var names: [String: String]

  init(_ lines: ClosedRange<Int>, _ names: [String: String] = [:]) {
    self.lines = lines
    self.names = names
  }
}

/// How each pattern of `rules/patterns.yaml` is found.
enum PatternCatalog {
  typealias Detector = @Sendable (HotCode) -> [PatternMatch]

  static let detectors: [String: Detector] = [
    // Arrays and tables.
    "elementwise-arrays": { $0.elementwiseArrays },
    "table-rows": { $0.tableRows },
    "list-matrix-product": { $0.listMatrixProduct },
    "random-draws": { $0.randomDraws },
    // Better algorithms.
    "list-membership": { $0.listMembership },
    "list-front": { $0.listFront },
    "list-search": { $0.listSearch },
    "list-concatenation": { $0.listConcatenation },
    "string-concatenation": { $0.stringConcatenation },
    "nested-join": { $0.nestedJoin },
    "sort-in-loop": { $0.sortInLoop },
    "sum-of-slice": { $0.sumOfSlice },
    "deep-copy": { $0.deepCopy },
    // Caches.
    "overlapping-recursion": { $0.overlappingRecursion },
    // The library has it.
    "hand-counter": { $0.handCounter },
    "hand-sort": { $0.handSort },
    "hand-extremum": { $0.handExtremum },
    "hand-sum": { $0.handSum },
    "hand-bisect": { $0.handBisect },
    "hand-gcd": { $0.handGCD },
  ]
}
