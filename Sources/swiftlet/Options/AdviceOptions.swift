import Advice
import ArgumentParser

/// How a recording is judged.
struct AdviceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder of rules to use instead of the built-in ones.",
      discussion: "Start from a copy of the project's rules/ folder.",
      valueName: "dir"),
    completion: .directory)
  var rules: String?

  func load() throws -> Rules {
    try rules.map { try Rules(directory: $0) } ?? Rules.builtIn()
  }
}
