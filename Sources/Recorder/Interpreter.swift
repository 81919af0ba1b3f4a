package import Foundation
package import ProfileModel
import PythonSyntax

/// A CPython that can be recorded.
package struct Interpreter: Hashable, Sendable {
  /// As the user starts it; a virtual environment's `bin/python` is kept.
  package var executable: String
  package var version: PythonVersion
  /// The file that has its code: the program itself, or a libpython.
  package var library: String
  /// The standard library and installed packages: not the user's own code.
  package var libraryDirectories: [String]
  /// Where `Python.h` is, if it is installed.
  package var includeDirectory: String?

  package var description: PythonDescription {
    PythonDescription(
      executable: executable, version: version.description, library: library,
      libraryDirectories: libraryDirectories)
  }

  /// The first and the last feature release whose layout is known.
  package static let supported = PythonVersion(3, 11)...PythonVersion(3, 14, 99)

  /// `--python PATH`, else the active virtual environment, else `python3` on
  /// the path.
  /// - Throws: `InterpreterError`.
  package static func find(
    _ requested: String?,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> Interpreter {
    if let requested {
      // A bare name is looked up as a shell would.
      guard !requested.contains("/") else {
        return try Interpreter(at: requested)
      }
      let search = SearchPath(environment)
      guard let path = search.first(named: requested) else {
        throw InterpreterError.missing(path: requested)
      }
      return try Interpreter(at: path)
    }
    if let venv = environment["VIRTUAL_ENV"], !venv.isEmpty {
      return try Interpreter(at: venv + "/bin/python")
    }
    if let path = SearchPath(environment).first(named: "python3") {
      return try Interpreter(at: path)
    }
    throw InterpreterError.notFound(searched: "python3 on PATH")
  }

  /// Asks the interpreter at a path what it is.
  package init(at path: String) throws(InterpreterError) {
    var isDirectory: ObjCBool = false
    let exists = unsafe FileManager.default.fileExists(
      atPath: path, isDirectory: &isDirectory)
    guard exists else { throw .missing(path: path) }
    guard !isDirectory.boolValue,
      FileManager.default.isExecutableFile(atPath: path)
    else { throw .notExecutable(path: path) }
    let facts = try InterpreterFacts(asking: path)
    let version = try Self.check(facts, path: path)
    self.init(
      executable: facts.executable, version: version, library: facts.library,
      libraryDirectories: facts.libraryDirectories,
      includeDirectory: facts.includeDirectory)
  }

  private init(
    executable: String, version: PythonVersion, library: String,
    libraryDirectories: [String], includeDirectory: String?
  ) {
    self.executable = executable
    self.version = version
    self.library = library
    self.libraryDirectories = libraryDirectories
    self.includeDirectory = includeDirectory
  }

  private static func check(
    _ facts: InterpreterFacts, path: String
  ) throws(InterpreterError) -> PythonVersion {
    let version = PythonVersion(
      facts.version[0], facts.version[1], facts.version[2])
    guard facts.implementation == "cpython" else {
      throw .otherImplementation(path: path, name: facts.implementation)
    }
    guard version >= supported.lowerBound else {
      throw .tooOld(path: path, version: facts.release)
    }
    guard version <= supported.upperBound else {
      throw .tooNew(path: path, version: facts.release)
    }
    guard !facts.freeThreaded else {
      throw .freeThreaded(path: path, version: facts.release)
    }
    guard !facts.debug else {
      throw .debugBuild(path: path, version: facts.release)
    }
    return version
  }

  /// Whether a file is neither the interpreter's nor installed.
  func isUserCode(_ file: String) -> Bool {
    !file.hasPrefix("<frozen")
      && !libraryDirectories.contains { file.hasPrefix($0 + "/") }
  }

  /// The syntax trees of several source files, all by one process; empty
  /// where there is none.
  package func syntaxes(ofFiles paths: [String]) -> [Data] {
    let none = paths.map { _ in Data() }
    guard !paths.isEmpty else { return [] }
    let arguments =
      ["-I", "-S", "-c", Self.severalFiles, Module.dumpProgram] + paths
    let answer = try? CapturedCommand(
      executable, arguments, timeoutSeconds: 120)
    guard let answer, answer.status == 0 else { return none }
    let trees = answer.output.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // One line each; JSON has no line ends of its own.
    return trees.count == paths.count + 1
      ? trees.dropLast().map { Data($0) } : none
  }

  /// Runs a program for each of several arguments, an output line each.
  private static let severalFiles = """
    import contextlib, io, sys
    program, paths = compile(sys.argv[1], "program", "exec"), sys.argv[2:]
    for path in paths:
        text = io.StringIO()
        sys.argv[1:] = [path]
        try:
            with contextlib.redirect_stdout(text):
                exec(program, {"__name__": "__main__"})
        except Exception:
            text = io.StringIO()
        sys.stdout.write(text.getvalue() + "\\n")
    """

  /// The syntax tree of a source file, for `Module(json:)`.
  ///
  /// A source that is not valid for this Python gives a tree that says so.
  /// - Throws: `InterpreterError` when the interpreter does not answer.
  package func syntax(ofFile path: String) throws -> Data {
    try CapturedCommand.answer(
      of: executable, to: Module.dumpProgram, [path])
  }
}
