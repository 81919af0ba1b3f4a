package import PythonSyntax

/// A loop taken out of the code around it, as a function: what lives in
/// becomes parameters, what lives out becomes the result.
package struct OutlinedLoop: Hashable, Sendable {
  /// The function's name: `loop_12` for a loop in line 12.
  package let name: String
  /// The loop statement in its file.
  package let range: SourceRange
  /// The qualified name of the code around it.
  package let scope: String
  package let inputs: [String]
  /// What the function returns: a tuple of these, or where there are more
  /// than one, a tuple of tuples; `True` where there is none.
  package let outputs: [[String]]
  /// The function as Python source.
  package let text: String
  let function: FunctionDefinition

  /// Longer tuples are no kernel types.
  private static let mostInOneTuple = 8

  init(
    name: String, loop: Statement, scope: String, inputs: [String],
    outputs: [String], lines: SourceLines
  ) {
    self.name = name
    self.scope = scope
    self.inputs = inputs
    range = loop.range
    self.outputs = stride(
      from: 0, to: outputs.count, by: Self.mostInOneTuple
    ).map {
      Array(outputs[$0..<min($0 + Self.mostInOneTuple, outputs.count)])
    }
    let result = Self.result(self.outputs, after: loop.range)
    function = FunctionDefinition(
      name: name, parameters: inputs,
      body: [loop, Statement(.return(result), result.range)],
      place: loop.range)
    let body = lines.indented(loop)
    text = """
      def \(name)(\(inputs.joined(separator: ", "))):
      \(body.text)
      \(body.indentation)return \(Self.resultText(self.outputs))
      """
  }

  /// The definition, where the loop stands.
  var statement: Statement { Statement(.function(function), range) }

  private static func result(
    _ outputs: [[String]], after range: SourceRange
  ) -> Expression {
    // Each expression has a place of its own.
    var column = range.endColumn
    func place() -> SourceRange {
      column += 1
      return SourceRange(
        line: range.endLine, column: column, endLine: range.endLine,
        endColumn: column + 1)
    }
    let tuples = outputs.map { names in
      Expression(
        .tuple(names.map { Expression(.name($0), place()) }), place())
    }
    switch tuples.count {
    case 0: return Expression(.constant(.bool(true)), place())
    case 1: return tuples[0]
    default: return Expression(.tuple(tuples), place())
    }
  }

  private static func resultText(_ outputs: [[String]]) -> String {
    let tuples = outputs.map { names in
      "(\(names.joined(separator: ", "))\(names.count == 1 ? "," : ""))"
    }
    switch tuples.count {
    case 0: return "True"
    case 1: return tuples[0]
    default: return "(\(tuples.joined(separator: ", ")))"
    }
  }
}

extension SourceLines {
  /// A statement as the body of a function, and the indentation of its first
  /// line. At the file's left edge it is moved in, except for the lines of a
  /// string.
  fileprivate func indented(
    _ statement: Statement
  ) -> (text: String, indentation: String) {
    var whole = statement.range
    whole.column = 0
    let lines = text(of: whole).split(
      separator: "\n", omittingEmptySubsequences: false)
    guard statement.range.column == 0 else {
      let indentation = lines[0].prefix { $0 == " " || $0 == "\t" }
      return (lines.joined(separator: "\n"), String(indentation))
    }
    var inString: Set<Int> = []
    [statement].visitExpressions { expression in
      switch expression.kind {
      case .constant, .formattedString:
        inString.formUnion(expression.range.lines.dropFirst())
      default: break
      }
    }
    let moved = lines.enumerated().map { offset, line in
      inString.contains(statement.range.line + offset) || line.isEmpty
        ? String(line) : "    " + line
    }
    return (moved.joined(separator: "\n"), "    ")
  }
}
