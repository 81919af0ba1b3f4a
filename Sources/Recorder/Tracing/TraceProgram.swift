import Foundation
import ProfileModel

/// What the script's process is told to count in.
enum TraceProgram {
  static var text: String {
    [
      PackageResources.unseen_modules_py, PackageResources.trace_py,
      PackageResources.trace_tree_py, PackageResources.trace_lines_py,
    ].map { String(decoding: $0, as: UTF8.self) }.joined()
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
