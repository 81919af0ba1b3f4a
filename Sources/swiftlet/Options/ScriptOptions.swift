import ArgumentParser
import Foundation
import ProfileModel
import Recorder

/// What to run, and under which Python.
struct ScriptOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The Python to run the script with.",
      discussion:
        "Default: the active virtual environment's, else python3 on PATH.",
      valueName: "path"),
    completion: .file())
  var python: String?

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp(
      "The script and its arguments, as after `python`.",
      discussion:
        "Also `-m MODULE [ARGS...]` and `-c CODE [ARGS...]`. Everything "
        + "from here on belongs to the script; options for swiftlet go before.",
      valueName: "script-and-args"),
    completion: .file(extensions: ["py"]))
  var script: [String] = []

  func validate() throws {
    guard let first = script.first else {
      throw ValidationError(
        "No script given: name one, or use -m MODULE or -c CODE.")
    }
    if first == "-m" || first == "-c" {
      guard script.count > 1 else {
        throw ValidationError(
          "\(first) needs a \(first == "-m" ? "module" : "program") after it.")
      }
    } else if first.hasPrefix("-"), first.count > 1,
      !first.hasPrefix("-m"), !first.hasPrefix("-c")
    {
      throw ValidationError(
        "Unknown option '\(first)'. Options for swiftlet come before the "
          + "script, those for the script after it.")
    }
  }

  var target: Run.Target {
    guard let first = script.first else { return .code("") }
    if first == "-m" { return .module(script[1]) }
    if first == "-c" { return .code(script[1]) }
    if first.hasPrefix("-m") { return .module(String(first.dropFirst(2))) }
    if first.hasPrefix("-c") { return .code(String(first.dropFirst(2))) }
    return .script(first == "--" ? script.dropFirst().first ?? "" : first)
  }

  var arguments: [String] {
    guard let first = script.first else { return [] }
    let taken = first == "-m" || first == "-c" || first == "--" ? 2 : 1
    return Array(script.dropFirst(taken))
  }
}

extension ScriptOptions {
  /// - Throws: `InterpreterError`, `LaunchError`.
  func launch() throws -> Launch {
    let interpreter = try Interpreter.find(
      python, environment: ProcessInfo.processInfo.environment)
    let launch = Launch(
      interpreter: interpreter, target: target, arguments: arguments)
    try launch.validate()
    return launch
  }
}
