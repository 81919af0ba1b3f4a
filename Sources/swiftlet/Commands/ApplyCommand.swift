import ArgumentParser
import Foundation
import Proof
import Recorder

struct ApplyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Put a kernel into your source: an import with a fallback.",
    discussion: """
      Shows the lines that `swiftlet generate` leaves to you, as a patch, and \
      with --write puts them into the file. Where the package is not \
      installed, or the function is edited later, the Python runs as before. \
      `swiftlet rollback` takes the lines out again.

        swiftlet apply kernel
        swiftlet apply kernel --write
      """)

  @Flag(help: "Write the file; without it, the patch is only shown.")
  var write = false

  @Option(
    help: ArgumentHelp(
      "The Python to read the source with.", valueName: "path"),
    completion: .file())
  var python: String?

  @Argument(
    help: ArgumentHelp("The kernel's package.", valueName: "dir"),
    completion: .directory)
  var directory: String

  func run() throws {
    let here = FileManager.default.currentDirectoryPath
    let patch = try KernelPatch(
      try KernelFolder(directory), try Interpreter.find(python),
      workingDirectory: here)
    if write { try AppliedKernel.apply(patch, workingDirectory: here) }
    Console.output.write(patch.diff(from: here))
    Console.error.write(
      write
        ? """

        \(patch.file) is changed; undo it with: swiftlet rollback

        Next:  pip install \(directory)

        """
        : """

        Nothing is changed yet.

        Next:  swiftlet apply \(directory) --write

        """)
  }
}
