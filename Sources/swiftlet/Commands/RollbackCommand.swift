import ArgumentParser
import Foundation
import Proof

struct RollbackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "Take an applied kernel out of your source again.",
    discussion: """
      Removes exactly the lines that `swiftlet apply --write` put in, whatever \
      else was edited since. Where those lines themselves were edited, it says \
      so and changes nothing.

        swiftlet rollback
        swiftlet rollback kernel
      """)

  @Argument(
    help: ArgumentHelp(
      "The package's folder or name, where several are applied.",
      valueName: "package"),
    completion: .directory)
  var package: String?

  func run() throws {
    let applied = try AppliedKernel.rollBack(
      package, workingDirectory: FileManager.default.currentDirectoryPath)
    Console.output.write(
      "\(applied.file): \(applied.function) is plain Python again\n")
  }
}
