import Foundation

extension Interpreter {
  /// Every interpreter found on the machine, with its error where it cannot
  /// be embedded: the active environment's, those on the path, and those of
  /// pyenv and uv.
  package static func candidates(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> [(path: String, result: Result<Interpreter, InterpreterError>)] {
    var seen: Set<String> = []
    var found: [(path: String, result: Result<Interpreter, InterpreterError>)] =
      []
    for path in places(environment) {
      guard FileManager.default.isExecutableFile(atPath: path) else {
        continue
      }
      let result = Result { () throws(InterpreterError) in
        try Interpreter(at: path)
      }
      // A shim for a version that is not switched on is no interpreter.
      if case .failure(.notPython) = result,
        path.hasSuffix("/shims/" + URL(filePath: path).lastPathComponent)
      {
        continue
      }
      // Several names, and pyenv's shims, lead to one interpreter.
      let identity =
        switch result {
        case .success(let interpreter): interpreter.executable
        case .failure: path
        }
      guard seen.insert(resolved(identity)).inserted else { continue }
      found.append((path, result))
    }
    return found
  }

  private static func places(_ environment: [String: String]) -> [String] {
    var places: [String] = []
    if let venv = environment["VIRTUAL_ENV"], !venv.isEmpty {
      places.append(venv + "/bin/python")
    }
    let names =
      ["python3"]
      + (supported.lowerBound.minor...supported.upperBound.minor)
      .map { "python3.\($0)" }
    let search = SearchPath(environment)
    for name in names { places += search.all(named: name) }
    for name in names {
      places += ["/usr/bin/\(name)", "/usr/local/bin/\(name)"]
    }
    let home = environment["HOME"] ?? NSHomeDirectory()
    let pyenv = environment["PYENV_ROOT"] ?? home + "/.pyenv"
    let uv =
      environment["UV_PYTHON_INSTALL_DIR"]
      ?? home + "/.local/share/uv/python"
    for folder in [pyenv + "/versions", uv] {
      let versions = try? FileManager.default.contentsOfDirectory(
        atPath: folder)
      for version in (versions ?? []).sorted() {
        places.append("\(folder)/\(version)/bin/python3")
      }
    }
    return places
  }

  /// A virtual environment's `python` is a link, but not the interpreter it
  /// points to: only the folder part is resolved there.
  private static func resolved(_ path: String) -> String {
    let url = URL(fileURLWithPath: path)
    let environment = url.deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("pyvenv.cfg")
    if FileManager.default.fileExists(atPath: environment.path) {
      return url.deletingLastPathComponent().resolvingSymlinksInPath().path
    }
    return url.resolvingSymlinksInPath().path
  }
}
