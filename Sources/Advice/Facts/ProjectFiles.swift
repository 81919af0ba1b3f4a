import Foundation

/// The Python files of a project: those below its folder, without what was
/// installed or made.
struct ProjectFiles: Equatable, Sendable {
  private(set) var texts: [String: String] = [:]
  /// Of all files, whatever they are.
  private(set) var paths: [String] = []
  private(set) var isPartial = false

  /// Looks through at most `limit` entries and 20 MB.
  init(below folder: String, limit: Int = 5000) {
    var bytes = 0
    var entries = 0
    var folders = [folder]
    let files = FileManager.default
    while let next = folders.popLast() {
      let names = (try? files.contentsOfDirectory(atPath: next)) ?? []
      for name in names.sorted() {
        entries += 1
        if entries > limit || bytes > 20_000_000 {
          isPartial = true
          return
        }
        let path = next + "/" + name
        // A link is neither a folder nor a file here, so there are no cycles.
        let type = try? files.attributesOfItem(atPath: path)[.type]
        if type as? FileAttributeType == .typeDirectory {
          if !Self.isForeign(name, at: path) { folders.append(path) }
        } else if type as? FileAttributeType == .typeRegular {
          let short = String(path.dropFirst(folder.count + 1))
          paths.append(short)
          guard name.hasSuffix(".py"),
            let data = files.contents(atPath: path), data.count < 1_000_000
          else { continue }
          bytes += data.count
          texts[short] = String(decoding: data, as: UTF8.self)
        }
      }
    }
  }

  private static func isForeign(_ name: String, at path: String) -> Bool {
    name.hasPrefix(".")
      || [
        "__pycache__", "node_modules", "site-packages", "dist-packages",
        "build", "dist",
      ].contains(name)
      || FileManager.default.fileExists(atPath: path + "/pyvenv.cfg")
  }

  static func isTest(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    let file = parts.last ?? ""
    return file.hasPrefix("test_") || file.hasSuffix("_test.py")
      || file == "tests.py" || file == "conftest.py"
      || parts.dropLast().contains { $0 == "test" || $0 == "tests" }
  }
}
