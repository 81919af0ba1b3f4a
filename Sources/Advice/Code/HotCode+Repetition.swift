import ProfileModel

extension HotCode {
  private static let leastHitRate = 0.5
  /// Looking something up in a cache costs a few tenths of a microsecond.
  private static let leastSeconds = 1e-6
  /// Results that may be handed out again: nobody can change them.
  private static let immutableResults: Set = [
    "int", "float", "complex", "bool", "str", "bytes", "NoneType",
  ]

  /// Part of the function's calls that a cache would have answered, where it
  /// is worth one by what was seen of them.
  var measuredHitRate: Double? {
    guard kind != .recursion, let calls, let rate = calls.cacheHitRate,
      rate >= Self.leastHitRate,
      calls.meanSeconds ?? 0 >= Self.leastSeconds,
      calls.raised == 0, calls.repetition.confirmed > 0,
      calls.results.allSatisfy({
        Self.immutableResults.contains($0.type.name)
      })
    else { return nil }
    return rate
  }

  /// What was seen speaks against a cache: the same calls hardly come again.
  var hardlyRepeatsArguments: Bool {
    calls?.cacheHitRate.map { $0 < Self.leastHitRate } ?? false
  }
}

extension FunctionObservation {
  /// Of a function in an example, whose calls nobody has seen: they repeat.
  static let example = Self(
    code: 0, looks: 0, variables: [],
    closeLook: CallObservation(
      count: 1000, seconds: 0.01, ended: 1000, endedSeconds: 0.005,
      repetition: CallObservation.Repetition(
        compared: 1000, repeated: 990, confirmed: 990)))
}
