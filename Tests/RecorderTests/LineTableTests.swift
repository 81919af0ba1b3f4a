import Foundation
import PythonSyntax
import Testing

@testable import Recorder

@Suite("Line tables")
struct LineTableTests {
  private struct Answer: Decodable {
    var table: [UInt8]
    var firstLine: Int
    /// One for each code unit: line, end line, column, end column.
    var positions: [[Int?]]
  }

  private static let program = """
    import json, os, sys
    answers = []
    def visit(code):
        answers.append({
            "table": list(code.co_linetable), "firstLine": code.co_firstlineno,
            "positions": [list(p) for p in code.co_positions()]})
        for constant in code.co_consts:
            if hasattr(constant, "co_linetable"):
                visit(constant)
    for name in sys.argv[1:]:
        path = os.path.join(os.path.dirname(os.__file__), name)
        with open(path, "rb") as file:
            visit(compile(file.read(), path, "exec"))
    json.dump(answers, sys.stdout)
    """

  private func check(_ python: Interpreter, _ options: [String]) throws {
    let answer = try CapturedCommand(
      python.executable,
      options + ["-I", "-S", "-c", Self.program, "dataclasses.py", "shlex.py"],
      timeoutSeconds: 60)
    let answers = try JSONDecoder().decode([Answer].self, from: answer.output)
    #expect(answers.count > 50)
    for answer in answers {
      let table = LineTable(answer.table, firstLine: answer.firstLine)
      for (unit, expected) in answer.positions.enumerated() {
        let found = table.position(atOffset: unit * 2)
        let range = expected[0].map { line in
          SourceRange(
            line: line, column: expected[2] ?? 0,
            endLine: expected[1] ?? line, endColumn: expected[3] ?? 0)
        }
        guard found == range else {
          Issue.record(
            "line \(answer.firstLine), unit \(unit): \(String(describing: found)), not \(expected)"
          )
          return
        }
      }
    }
  }

  @Test("They decode to what co_positions() says", arguments: interpreters)
  func positions(python: Interpreter) throws {
    try check(python, [])
  }

  @Test("Without columns, too", arguments: features)
  func linesOnly(python: Interpreter) throws {
    try check(python, ["-X", "no_debug_ranges"])
  }

  @Test("Damaged tables give what can be read")
  func damage() {
    #expect(LineTable([UInt8](), firstLine: 1).entries.isEmpty)
    #expect(LineTable([0x00, 0x01], firstLine: 1).entries.isEmpty)
    #expect(LineTable([0xf0, 0x40, 0x40], firstLine: 1).entries.isEmpty)
    let table = LineTable([0x80, 0x12, 0xf0], firstLine: 7)
    #expect(table.entries.count == 1)
    #expect(table.position(atOffset: 0)?.line == 7)
    #expect(table.position(atOffset: -2) == nil)
    #expect(table.position(atOffset: 100) == nil)
  }
}
