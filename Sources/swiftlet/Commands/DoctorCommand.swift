import ArgumentParser
import Foundation
import Recorder

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Show what is installed, and what is missing and how to get it.",
    discussion: """
      Lists the Pythons found on this machine and whether each can be \
      profiled, then the tools that building a kernel needs. The exit code \
      is 1 where nothing can be profiled.
      """)

  func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let pythons = Interpreter.candidates(environment: environment)
    var lines = ["Pythons"]
    lines += pythons.map(Self.line(for:))
    if pythons.isEmpty {
      lines.append("  none found: install python3")
    }
    lines += ["", "Building kernels"]
    lines += Tool.all.map { $0.line(environment: environment) }
    Console.output.write(lines.joined(separator: "\n") + "\n")
    let usable = pythons.contains { (try? $0.result.get()) != nil }
    if !usable { throw ExitCode(1) }
  }

  private static func line(
    for candidate: (path: String, result: Result<Interpreter, InterpreterError>)
  ) -> String {
    switch candidate.result {
    case .success(let interpreter):
      let headers =
        interpreter.includeDirectory == nil
        ? "; no headers: a kernel cannot be built for it" : ""
      return "  yes  \(interpreter.version)  \(candidate.path)\(headers)"
    case .failure(let error): return "  no   \(error)"
    }
  }
}

/// A program that some command needs.
private struct Tool {
  var name: String
  var purpose: String
  var remedy: String

  static let all = [
    Tool(
      name: "swiftc", purpose: "compiles kernels",
      remedy: "install Swift 6.3 from swift.org/install"),
    Tool(
      name: "clang", purpose: "compiles the C part of a kernel",
      remedy: "comes with Swift; or apt-get install clang"),
    Tool(
      name: "git", purpose: "tells how stable the code is",
      remedy: "apt-get install git"),
  ]

  func line(environment: [String: String]) -> String {
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    let path = folders.map { "\($0)/\(name)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    guard let path else { return "  no   \(name) (\(purpose)): \(remedy)" }
    return "  yes  \(name) (\(purpose))  \(path)"
  }
}
