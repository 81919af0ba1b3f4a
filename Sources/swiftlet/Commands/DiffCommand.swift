import ArgumentParser
import ProfileModel
import Report

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what became slower or faster between two recordings.",
    discussion: """
      A place is called slower or faster only where the samples can tell the \
      difference from chance, and it did not just change with the whole run.

        swiftlet profile -o before simulate.py
        swiftlet profile -o after simulate.py
        swiftlet diff before after
        swiftlet compare --fail-on slower 3 7
      """,
    aliases: ["compare"])

  @OptionGroup var report: ReportOptions
  @OptionGroup var view: ViewOptions

  @Option(
    help: ArgumentHelp(
      "Exit with 3 if a place changed so: slower or faster.",
      discussion:
        "`slower=10` asks besides that the whole run took at least 10 percent "
        + "more of the view's time; `faster=10`, so much less.",
      valueName: "condition"))
  var failOn: ChangeCondition?

  @Argument(
    help: "The recording to compare with, or its number in the history.",
    completion: .file(extensions: ["swiftlet"]))
  var before: String

  @Argument(
    help: "The recording in question, or its number in the history.",
    completion: .file(extensions: ["swiftlet"]))
  var after: String

  func run() throws {
    try report.check(for: ComparisonDocument.self)
    let comparison = ProfileComparison(
      try Pipeline.read(before), try Pipeline.read(after),
      view: view.view ?? .cpu)
    try report.write(
      ComparisonDocument(comparison), to: .output)
    if let failOn, failOn.holds(for: comparison) {
      Console.error.write("swiftlet: --fail-on \(failOn): it is so\n")
      throw FailOptions.code
    }
  }
}

/// A change that is to stop a CI job.
struct ChangeCondition: ExpressibleByArgument, CustomStringConvertible {
  private let verdict: ProfileComparison.Verdict
  private let percent: Double?
  let description: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard let name = parts.first, let verdict = Self.verdicts[name] else {
      return nil
    }
    percent = parts.count > 1 ? Double(parts[1]) : nil
    guard parts.count == 1 || percent.map({ $0 >= 0 }) == true else {
      return nil
    }
    self.verdict = verdict
    description = argument
  }

  private static let verdicts: [String: ProfileComparison.Verdict] = [
    "slower": .slower, "faster": .faster,
  ]

  /// A place that changed with the whole run counts too: the run did change.
  func holds(for comparison: ProfileComparison) -> Bool {
    let sign: Double = verdict == .slower ? 1 : -1
    let hasPlace = comparison.changes.contains {
      $0.verdict == verdict
        || $0.verdict == .asTheRun && $0.difference.value * sign > 0
    }
    guard let percent else { return hasPlace }
    let before = comparison.before.seconds
    guard before > 0 else { return hasPlace }
    let change = 100 * (comparison.after.seconds / before - 1)
    return hasPlace && change * sign >= percent
  }
}
