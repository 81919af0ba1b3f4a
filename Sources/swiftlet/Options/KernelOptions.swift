import ArgumentParser
import Foundation
import Proof
import Recorder

/// Kernels to run a script with.
struct KernelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Run with the kernel of a package in place; may be given several times.",
      discussion:
        "No file of the script's is touched, and there is no report: output "
        + "and exit code are the script's. --verbose says how often each "
        + "kernel was called.",
      valueName: "dir"),
    completion: .directory)
  var withKernels: [String] = []

  @OptionGroup var building: BuildingOptions

  /// Runs the script, and ends as it ends.
  func run(_ launch: Launch, isQuiet: Bool, isVerbose: Bool) throws -> Never {
    let outcome = try KernelRun(
      launch, kernels: withKernels, usesCache: !building.noCache
    ).run()
    for use in outcome.uses where !isQuiet {
      if let text = use.text(isVerbose: isVerbose) {
        Console.error.write("swiftlet: \(text)\n")
      }
    }
    outcome.ending.mirror()
  }
}

extension KernelRun.Use {
  /// Nil where all is as it should be, and nobody asked.
  fileprivate func text(isVerbose: Bool) -> String? {
    let name = "\(function) in \(URL(filePath: file).lastPathComponent)"
    if calls.calls == 0, let note = notes.first {
      return "\(name) ran in Python: \(note)"
    }
    guard isVerbose else { return nil }
    guard calls.calls > 0 else { return "\(name) was not called" }
    let times = "called \(calls.calls) time\(calls.calls == 1 ? "" : "s")"
    return calls.fallbacks == 0
      ? "\(name) \(times), in the kernel each time"
      : "\(name) \(times), \(calls.calls - calls.fallbacks) in the kernel and "
        + "\(calls.fallbacks) handed back to Python"
  }
}
