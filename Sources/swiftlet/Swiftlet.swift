import ArgumentParser
import Foundation
import Recorder

struct Swiftlet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "swiftlet",
    abstract: "Is this Python loop worth leaving Python for?",
    discussion: """
      Swiftlet runs your unmodified script under a sampling profiler, finds \
      the hot loops, and says for each whether a native kernel would pay, or \
      what to do in Python instead. Where it would, Swiftlet writes the \
      kernel in Swift, checks that its results are exactly equal on your own \
      calls, and measures what was gained.

        swiftlet run simulate.py --steps 100    where time goes, what to do
        swiftlet prove simulate.py              build the kernels and measure
        swiftlet generate -o kernel             keep a kernel as a package
      """,
    version: version,
    subcommands: [
      RunCommand.self, ProfileCommand.self, AdviseCommand.self,
      ReportCommand.self, DiffCommand.self, HistoryCommand.self,
      ExportCommand.self,
      GenerateCommand.self,
      ProveCommand.self, ApplyCommand.self, RollbackCommand.self,
      RulesCommand.self, DoctorCommand.self,
    ])

  static let version = "0.1.0"
}

/// The program's entry: every failure ends in one line and exit code 2.
@main
enum Main {
  static func main() {
    do {
      var command = try Swiftlet.parseAsRoot()
      try command.run()
    } catch {
      exit(describing: error)
    }
  }

  private static func exit(describing error: any Error) -> Never {
    let message = Swiftlet.fullMessage(for: error)
    switch Swiftlet.exitCode(for: error) {
    case .success:
      print(message)
      Foundation.exit(0)
    case let code where error is ExitCode:
      Foundation.exit(code.rawValue)
    default:
      Console.error.write(message.hasSuffix("\n") ? message : message + "\n")
      Foundation.exit(2)
    }
  }
}
