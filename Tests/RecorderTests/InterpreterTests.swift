import Foundation
import PythonSyntax
import Testing

@testable import Recorder

@Suite("Finding an interpreter")
struct InterpreterTests {
  @Test("The default is python3 on PATH")
  func path() throws {
    let folder = try TemporaryFolder()
    let python = try #require(interpreters.first)
    let link = folder.path + "/python3"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: python.executable)
    let found = try Interpreter.find(nil, environment: ["PATH": folder.path])
    #expect(found.version == python.version)
    #expect(found.library == python.library)
  }

  @Test("The active virtual environment comes first and keeps its path")
  func virtualEnvironment() throws {
    let python = try #require(interpreters.last)
    let folder = try TemporaryFolder()
    let venv = folder.path + "/venv"
    let made = try CapturedCommand(
      python.executable, ["-m", "venv", "--without-pip", venv],
      timeoutSeconds: 60)
    try #require(made.status == 0, "\(made.errorText)")
    let found = try Interpreter.find(
      nil, environment: ["VIRTUAL_ENV": venv, "PATH": "/nowhere"])
    #expect(found.executable == venv + "/bin/python")
    #expect(found.version == python.version)
    #expect(found.libraryDirectories.contains { $0.hasPrefix(venv) })
  }

  @Test("Library directories hold the standard library", arguments: features)
  func libraries(python: Interpreter) throws {
    let answer = try CapturedCommand(
      python.executable,
      [
        "-c",
        "import os; print(os.path.realpath(os.path.dirname(os.__file__)))",
      ],
      timeoutSeconds: 30)
    let path = answer.outputText.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(python.libraryDirectories.contains(path))
  }

  @Test("What is wrong is said, and what to do")
  func errors() throws {
    let folder = try TemporaryFolder()
    func error(_ requested: String?) -> InterpreterError? {
      do {
        _ = try Interpreter.find(requested, environment: ["PATH": folder.path])
        return nil
      } catch { return error as? InterpreterError }
    }
    let missing = folder.path + "/none"
    #expect(error(missing) == .missing(path: missing))
    #expect(error(nil) == .notFound(searched: "python3 on PATH"))
    #expect(error(folder.path) == .notExecutable(path: folder.path))
    let plain = try folder.write("text", to: "plain")
    #expect(error(plain) == .notExecutable(path: plain))
    guard case .notPython = error("/bin/ls") else {
      Issue.record("/bin/ls was taken for Python")
      return
    }
  }

  /// A program that answers as another kind of Python would.
  private func pretender(
    _ folder: TemporaryFolder, _ changes: [String: Any]
  ) throws -> String {
    var facts: [String: Any] = [
      "implementation": "cpython", "version": [3, 12, 1], "release": "3.12.1",
      "executable": "/x/python3", "libraryDirectories": [String](),
      "library": "/x/python3", "freeThreaded": false, "debug": false,
    ]
    facts.merge(changes) { $1 }
    let json = try JSONSerialization.data(withJSONObject: facts)
    let path = try folder.write(
      "#!/bin/sh\ncat <<'X'\n\(String(decoding: json, as: UTF8.self))\nX\n",
      to: UUID().uuidString)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  @Test("Pythons that cannot be recorded are refused by name")
  func unsupported() throws {
    let folder = try TemporaryFolder()
    func error(_ changes: [String: Any]) throws -> String {
      let path = try pretender(folder, changes)
      while true {
        do {
          _ = try Interpreter(at: path)
          return "accepted"
        } catch .failed(_, "Text file busy") {
          // A test beside this one started a process while it was written.
          continue
        } catch {
          return error.description.replacingOccurrences(of: path, with: "P")
        }
      }
    }
    #expect(
      try error(["version": [3, 10, 13], "release": "3.10.13"])
        .hasPrefix("'P' is Python 3.10.13, which is too old"))
    #expect(
      try error(["version": [3, 15, 0], "release": "3.15.0a1"])
        .hasPrefix("'P' is Python 3.15.0a1, which is newer"))
    #expect(
      try error(["implementation": "pypy"])
        .hasPrefix("'P' is pypy, not CPython"))
    #expect(
      try error(["freeThreaded": true])
        .hasPrefix("'P' is the free-threaded build of Python 3.12.1"))
    #expect(
      try error(["debug": true]).hasPrefix("'P' is a debug build"))
  }

  @Test("The syntax tree is the interpreter's own", arguments: features)
  func syntax(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "def f(n):\n    for i in range(n): pass\n", to: "a b é.py")
    let module = try Module(json: python.syntax(ofFile: path))
    #expect(module.scopes.map(\.qualifiedName) == ["<module>", "f"])
  }
}
