import Foundation

/// The folders that a shell searches for commands.
struct SearchPath {
  private let folders: [String]

  init(_ environment: [String: String]) {
    folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin")
      .split(separator: ":").map(String.init)
  }

  func all(named name: String) -> [String] {
    folders.map { "\($0)/\(name)" }.filter { path in
      var isDirectory: ObjCBool = false
      return unsafe FileManager.default.fileExists(
        atPath: path, isDirectory: &isDirectory) && !isDirectory.boolValue
        && FileManager.default.isExecutableFile(atPath: path)
    }
  }

  func first(named name: String) -> String? { all(named: name).first }
}
