import Foundation

/// The program that was built together with these tests.
enum Swiftlet {
  /// Beside the test bundle, where the package manager puts both.
  static let path: String = {
    let named = ProcessInfo.processInfo.environment["SWIFTLET_TEST_PROGRAM"]
    let tests = URL(fileURLWithPath: CommandLine.arguments[0])
    return named
      ?? tests.deletingLastPathComponent().appendingPathComponent("swiftlet")
      .path
  }()

  static func understands(_ command: String) -> Bool {
    let help = Program(
      path: path, arguments: [command, "--help"], directory: "/"
    ).run()
    return help.ending == .exited(0)
      && help.output.contains("USAGE: swiftlet \(command)")
  }
}
