/// What a kernel costs a team and what a saved second is worth to it; what is
/// not said is assumed, and the report says that.
package struct TeamFigures: Equatable, Sendable {
  /// How often the script is run; nil where nobody said.
  package var runsPerWeek: Double?
  /// To build a kernel, review and ship it.
  package var buildHours = 4.0
  package var upkeepHoursPerYear = 4.0
  /// Part of the time saved for which somebody would have waited.
  package var waitingShare = 0.5
  /// Somebody can read Swift; nil where nobody said.
  package var knowsSwift: Bool?

  package init() {}

  init(_ node: RuleNode) throws {
    let names = [
      "runs-per-week", "build-hours", "upkeep-hours-per-year", "waiting-share",
      "knows-swift",
    ]
    try node.allow(names)
    func figure(
      _ name: String, upTo most: Double = 1e9
    ) throws -> Double? {
      guard node.has(name) else { return nil }
      let value = try node.number(name)
      guard (0...most).contains(value) else {
        throw node.error(
          most == 1
            ? "'\(name)' must be between 0 and 1."
            : value < 0
              ? "'\(name)' must not be negative." : "'\(name)' is too large.")
      }
      return value
    }
    runsPerWeek = try figure("runs-per-week")
    buildHours = try figure("build-hours") ?? buildHours
    upkeepHoursPerYear =
      try figure("upkeep-hours-per-year") ?? upkeepHoursPerYear
    waitingShare = try figure("waiting-share", upTo: 1) ?? waitingShare
    knowsSwift = try node.flag("knows-swift")
    if knowsSwift == false, node.has("build-hours"), buildHours == 0 {
      throw node.error(
        "'knows-swift: no' and 'build-hours: 0' contradict each other.")
    }
  }
}
