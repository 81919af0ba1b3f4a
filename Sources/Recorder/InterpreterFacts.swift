import Foundation

/// What an interpreter says of itself.
struct InterpreterFacts: Decodable {
  var implementation: String
  var version: [Int]
  /// `3.14.0rc1`.
  var release: String
  var executable: String
  var libraryDirectories: [String]
  var includeDirectory: String?
  var library: String
  var freeThreaded: Bool
  var debug: Bool

  /// Runs the interpreter once.
  init(asking path: String) throws(InterpreterError) {
    let program = String(
      decoding: PackageResources.describe_interpreter_py, as: UTF8.self)
    let answer: CapturedCommand
    do {
      answer = try CapturedCommand(
        path, ["-I", "-S", "-c", program], timeoutSeconds: 30)
    } catch {
      throw .failed(path: path, detail: error.description)
    }
    if let facts = try? JSONDecoder().decode(Self.self, from: answer.output),
      facts.version.count == 3
    {
      self = facts
      return
    }
    throw Self.explanation(of: answer, from: path)
  }

  /// An interpreter too old for the question may still tell its version.
  private static func explanation(
    of answer: CapturedCommand, from path: String
  ) -> InterpreterError {
    if let version = try? CapturedCommand(path, ["-V"], timeoutSeconds: 10) {
      // Python 2 writes it to standard error.
      let text = version.outputText + version.errorText
      let words = text.split(whereSeparator: \.isWhitespace)
      if words.count >= 2, words[0] == "Python",
        let number = PythonVersion(parsing: words[1])
      {
        if number < PythonVersion(3, 11) {
          return .tooOld(path: path, version: number.description)
        }
        return .failed(path: path, detail: answer.summary)
      }
    }
    return .notPython(path: path, detail: answer.summary)
  }
}
