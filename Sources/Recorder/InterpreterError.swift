/// Why a Python interpreter cannot be used; each description is one line that
/// says what, where, and what to do.
package enum InterpreterError: Error, Hashable, Sendable {
  case notFound(searched: String)
  case missing(path: String)
  case notExecutable(path: String)
  case notPython(path: String, detail: String)
  case tooOld(path: String, version: String)
  case tooNew(path: String, version: String)
  case otherImplementation(path: String, name: String)
  case freeThreaded(path: String, version: String)
  case debugBuild(path: String, version: String)
  case failed(path: String, detail: String)
}

extension InterpreterError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notFound(let searched):
      "no Python found (looked for \(searched)); install python3, or name one "
        + "with --python PATH"
    case .missing(let path):
      "no Python at '\(path)'; check the path given with --python, or the "
        + "active virtual environment"
    case .notExecutable(let path):
      "'\(path)' is not an executable file; give the interpreter itself, such "
        + "as /usr/bin/python3"
    case .notPython(let path, let detail):
      "'\(path)' is not a Python interpreter (\(detail)); name one with "
        + "--python PATH"
    case .tooOld(let path, let version):
      "'\(path)' is Python \(version), which is too old; "
        + "use \(Self.supported) with --python PATH"
    case .tooNew(let path, let version):
      "'\(path)' is Python \(version), which is newer than this swiftlet "
        + "knows; use \(Self.supported) with --python PATH"
    case .otherImplementation(let path, let name):
      "'\(path)' is \(name), not CPython; "
        + "use CPython \(Self.supported) with --python PATH"
    case .freeThreaded(let path, let version):
      "'\(path)' is the free-threaded build of Python \(version), which is "
        + "not supported; use the ordinary build with --python PATH"
    case .debugBuild(let path, let version):
      "'\(path)' is a debug build of Python \(version), which is not "
        + "supported; use a release build with --python PATH"
    case .failed(let path, let detail):
      "'\(path)' did not answer (\(detail)); "
        + "try it by hand, or name another with --python PATH"
    }
  }

  private static let supported = "3.11 to 3.14"
}
