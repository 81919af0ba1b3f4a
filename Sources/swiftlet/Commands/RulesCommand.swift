import Advice
import ArgumentParser
import Foundation
import Recorder

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List, explain and check the rules behind the advice.",
    discussion: """
      The rules are those built in, or in the folder given with --rules, with \
      what the project's .swiftlet.yaml adds and changes.

        swiftlet rules
        swiftlet rules explain list-membership
        swiftlet rules check .swiftlet.yaml
      """,
    subcommands: [
      RulesListCommand.self, RulesExplainCommand.self, RulesCheckCommand.self,
    ],
    defaultSubcommand: RulesListCommand.self)
}

struct RulesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "One line for each rule.")

  @OptionGroup var advice: AdviceOptions

  func run() throws {
    Console.output.write(try advice.load().rules.listing)
  }
}

struct RulesExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "All there is to a rule: conditions, examples, where it is from.")

  @OptionGroup var advice: AdviceOptions

  @Argument(help: "The rule's name, as `swiftlet rules` lists it.")
  var name: String

  func run() throws {
    let rules = try advice.load().rules
    guard let text = rules.explanation(of: name) else {
      throw Failure(
        "There is no rule '\(name)'."
          + rules.suggestions(for: name))
    }
    Console.output.write(text)
  }
}

struct RulesCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check rules and their examples.",
    discussion: """
      Patterns are parsed by Python, so one must be there. The exit code is 1 \
      where something is wrong.
      """)

  @OptionGroup var advice: AdviceOptions

  @Option(help: "The Python to parse patterns with.", completion: .file())
  var python: String?

  @Argument(
    help: ArgumentHelp(
      "Files of rules, or settings (.swiftlet.yaml).",
      discussion: "Default: the rules in use here."),
    completion: .file(extensions: ["yaml", "yml"]))
  var files: [String] = []

  func run() throws {
    let all =
      files.isEmpty
      ? [try advice.load()]
      : try files.map { try ProjectSettings(file: $0) }
    let interpreter = try Interpreter.find(
      python, environment: ProcessInfo.processInfo.environment)
    let parser = PythonParser(executable: interpreter.executable)
    var problems: [RuleError] = []
    for settings in all {
      var rules = settings.rules
      problems += settings.problems
      problems += try rules.readPatterns(parser.syntax)
      problems += try rules.checkExamples(parser.syntax)
    }
    for problem in problems { Console.output.write("\(problem)\n") }
    guard problems.isEmpty else { throw ExitCode(1) }
    Console.output.write("All rules and their examples hold.\n")
  }
}
