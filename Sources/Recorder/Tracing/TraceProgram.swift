import Foundation
import ProfileModel

/// What the script's process is told to count in.
enum TraceProgram {
  static var text: String {
    String(decoding: PackageResources.trace_py, as: UTF8.self)
      + String(decoding: PackageResources.trace_lines_py, as: UTF8.self)
  }

  /// Begins of paths that are the user's own (`+`) or not (`-`); the first
  /// that fits decides.
  static func folders(of launch: Launch, workingDirectory: String) -> [String] {
    let libraries = launch.interpreter.libraryDirectories.map { $0 + "/" }
    let own = Territory.exceptions(
      target: launch.target, workingDirectory: workingDirectory,
      libraries: libraries)
    return own.map { "+" + $0 } + libraries.map { "-" + $0 }
  }
}
