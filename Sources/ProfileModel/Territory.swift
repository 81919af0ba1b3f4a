/// Which files are the user's own, and what their modules are called.
package struct Territory {
  /// The file that runs as `__main__`; nil where it was not seen running.
  let mainFile: String?
  private let libraries: [String]
  /// Folders below a library folder that count as the user's all the same.
  private let exceptions: [String]
  /// Folders that modules are found in, slashes at their ends.
  let bases: [String]

  package init(_ recording: Recording) {
    let run = recording.run
    let files = Set(recording.codes.map(\.file))
      .union(recording.trace?.places.map(\.file) ?? [])
    libraries = run.python.libraryDirectories
      .map { $0.asFolder }
      // The longest first, so that `site-packages` is found before the
      // standard library around it.
      .sorted { $0.count > $1.count }
    let working = run.workingDirectory.asFolder
    exceptions = Self.exceptions(
      target: run.target, workingDirectory: run.workingDirectory,
      libraries: libraries)
    switch run.target {
    case .code:
      mainFile = "<string>"
      bases = [working]
    case .script("-"):
      mainFile = "<stdin>"
      bases = [working]
    case .script(let path):
      let script = path.hasPrefix("/") ? path : (working + path).normalizedPath
      // Python makes the path absolute, and leaves `..` in it.
      let plain = path.hasPrefix("/") ? path : working + path
      mainFile = [script, plain].flatMap {
        [$0, $0.asFolder + "__main__.py"]
      }.first(where: files.contains)
      bases = [script.parentFolder, working]
    case .module(let name):
      let relative = name.split(separator: ".").joined(separator: "/")
      mainFile = files.filter {
        $0.hasSuffix("/\(relative).py")
          || $0.hasSuffix("/\(relative)/__main__.py")
      }.min { ($0.count, $0) < ($1.count, $1) }
      bases = [working]
    }
  }

  /// What below the library folders (slashes at their ends) is what the user
  /// runs: begins of paths.
  package static func exceptions(
    target: Run.Target, workingDirectory: String, libraries: [String]
  ) -> [String] {
    switch target {
    case .code, .script("-"): return []
    case .script(let path):
      let script =
        path.hasPrefix("/")
        ? path : (workingDirectory.asFolder + path).normalizedPath
      let folder = script.parentFolder
      return libraries.contains { folder.hasPrefix($0) } ? [folder] : []
    case .module(let name):
      let package = name.split(separator: ".").first.map(String.init) ?? name
      return libraries.flatMap { [$0 + package + "/", $0 + package + ".py"] }
    }
  }

  /// Code of the script, the modules beside it, and anything else that was
  /// not installed.
  package func isOwn(_ file: String) -> Bool {
    if file == mainFile { return true }
    if file.hasPrefix("<ipython-input") { return true }
    // `<string>`: code that something made and ran, such as a `.pth` file.
    if file.hasPrefix("<") { return false }
    if exceptions.contains(where: { file.hasPrefix($0) }) { return true }
    return !libraries.contains { file.hasPrefix($0) }
  }

  /// The module's dotted name: `__main__`, `package.module`.
  package func moduleName(of file: String) -> String {
    if file == mainFile { return "__main__" }
    if file.hasPrefix("<") { return file }
    // A library folder may lie below the working directory (`.venv`).
    let base =
      file.archive ?? libraries.first { file.hasPrefix($0) }
      ?? bases.first { file.hasPrefix($0) } ?? file.parentFolder
    var parts = file.dropFirst(base.count).split(separator: "/")
    if let last = parts.popLast() {
      parts.append(last.hasSuffix(".py") ? last.dropLast(3) : last)
    }
    if parts.count > 1, parts.last == "__init__" { parts.removeLast() }
    if parts.count > 1, parts.first == "src" { parts.removeFirst() }
    return parts.joined(separator: ".")
  }
}

extension String {
  /// With a slash at its end.
  fileprivate var asFolder: String { hasSuffix("/") ? self : self + "/" }

  /// The archive that a module was imported from, slash included.
  fileprivate var archive: String? {
    firstMatch(of: /.*\.(zip|egg|whl|pyz|pex)\//).map { String($0.output.0) }
  }

  /// The folder around a file, slash included.
  var parentFolder: String {
    lastIndex(of: "/").map { String(self[...$0]) } ?? ""
  }

  /// Without `.` and `..`.
  fileprivate var normalizedPath: String {
    var parts: [Substring] = []
    for part in split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
