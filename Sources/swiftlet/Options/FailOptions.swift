import Advice
import ArgumentParser
import ProfileModel
import Report

/// When a report is to stop a CI job.
struct FailOptions: ParsableArguments {
  /// The exit code where a condition holds; errors have 2.
  static let code = ExitCode(3)

  @Option(
    help: ArgumentHelp(
      "Exit with 3 if the advice for some hotspot is this.",
      discussion:
        "A verdict (port, vectorize, fix-algorithm, cache, use-library, "
        + "measure-more), or `action` for any that asks for a change. May be "
        + "given several times.",
      valueName: "condition"))
  var failOn: [AdviceCondition] = []

  /// - Throws: the exit code, where a condition holds.
  func check(_ document: ReportDocument) throws {
    let found = failOn.filter { $0.holds(for: document) }
    guard !found.isEmpty else { return }
    let names = found.map(\.rawValue).joined(separator: ", ")
    Console.error.write("swiftlet: --fail-on \(names): it is so\n")
    throw Self.code
  }
}

/// What the advice is held against.
enum AdviceCondition: String, ExpressibleByArgument, CaseIterable {
  case action
  case port
  case vectorize
  case fixAlgorithm = "fix-algorithm"
  case cache
  case useLibrary = "use-library"
  case measureMore = "measure-more"

  func holds(for document: ReportDocument) -> Bool {
    switch self {
    case .action: document.advice.contains(where: \.isAction)
    case .measureMore: document.conclusion.verdict == .measureMore
    default: document.advice.contains { $0.verdict.rawValue == rawValue }
    }
  }
}
