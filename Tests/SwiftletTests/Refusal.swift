import Testing

/// One line that says what, where and what to do; exit code 2; nothing
/// written.
func expectRefusal(
  _ outcome: Program.Outcome, saying parts: String...,
  location: SourceLocation = #_sourceLocation
) {
  #expect(outcome.ending == .exited(2), sourceLocation: location)
  #expect(outcome.output == "", sourceLocation: location)
  let lines = outcome.errors.split(separator: "\n")
  #expect(
    lines.count == 1, "not one line: \(outcome.errors)",
    sourceLocation: location)
  for part in parts {
    #expect(
      outcome.errors.contains(part), "does not say '\(part)'",
      sourceLocation: location)
  }
}
