import Advice
import ArgumentParser
import Foundation

/// How a recording is judged.
struct AdviceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder of rules to use instead of the built-in ones.",
      discussion: "Start from a copy of the project's rules/ folder.",
      valueName: "dir"),
    completion: .directory)
  var rules: String?

  @Option(
    help: ArgumentHelp(
      "How often the script is run, to tell when a kernel has paid.",
      valueName: "runs"))
  var runsPerWeek: Double?

  func validate() throws {
    if let runsPerWeek, !(0...1e9).contains(runsPerWeek) {
      throw ValidationError("--runs-per-week must not be negative.")
    }
  }

  /// The rules, with what the project's `.swiftlet.yaml` says; what is wrong
  /// in that is listed, and left out.
  func load() throws -> ProjectSettings {
    var settings = try ProjectSettings(
      near: FileManager.default.currentDirectoryPath, replacing: rules)
    if let runsPerWeek { settings.team.runsPerWeek = runsPerWeek }
    return settings
  }
}
