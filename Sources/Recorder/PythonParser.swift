package import Foundation
import PythonSyntax

/// Python's own parser, for texts that are in no file.
package struct PythonParser: Sendable {
  private let executable: String

  package init(executable: String) { self.executable = executable }

  /// The syntax tree, for `Module(json:)`; text that is not Python gives one
  /// that says so.
  /// - Throws: `InterpreterError`, where this Python cannot be run.
  package func syntax(ofText text: String) throws -> Data {
    try CapturedCommand.answer(
      of: executable, to: Self.program, [Module.dumpProgram, text])
  }

  /// Hands the text over as standard input would be.
  private static let program = """
    import io, sys
    program, text = sys.argv[1:]
    sys.argv[1:] = ["-"]
    sys.stdin = io.TextIOWrapper(io.BytesIO(text.encode()))
    exec(compile(program, "program", "exec"), {"__name__": "__main__"})
    """
}
