import PythonSyntax

/// A change that can be made without understanding the code: templates in
/// Python, filled with what the metavariables stand for.
///
/// `$list` is replaced by the code as it stands in the source, `${list}_set`
/// by a new name made of it.
package struct Rewrite: Equatable, Sendable {
  /// In place of what was matched; nil leaves it.
  package var replacement: String?
  /// Put before the outermost loop in which what it names stays the same.
  package var beforeLoop: String?
  /// Put above the function.
  package var decorator: String?
  /// A module that must be imported.
  package var module: String?
  /// A call that gives the same before and after, for the rule's example.
  package var call: String
}

/// Makes a rewrite's edits for one match.
struct Rewriter {
  let rewrite: Rewrite
  let code: HotCode
  let source: SourceLines

  /// Nil where the change does not fit the code after all.
  func edits(for match: SyntaxMatch) -> [SourceEdit]? {
    var edits: [SourceEdit] = []
    if let template = rewrite.replacement {
      guard !isElse(match.range) else { return nil }
      let column =
        source.indentation(of: match.range.line) == match.range.column
        ? match.range.column : 0
      let text = fill(template, match, indentation: column)
      edits.append(SourceEdit(range: match.range, text: text))
    }
    if let template = rewrite.beforeLoop {
      guard let place = placeBeforeLoop(match, template) else { return nil }
      edits.append(insertion(template, match, at: place))
    }
    if let decorator = rewrite.decorator {
      let line = match.range.line
      edits.append(insertion(decorator, match, at: line))
    }
    if let module = rewrite.module, let edit = importing(module) {
      // Before a decorator in the same place.
      edits.insert(edit, at: 0)
    }
    return edits
  }

  /// Whole lines before a line, indented as it is.
  private func insertion(
    _ template: String, _ match: SyntaxMatch, at line: Int
  ) -> SourceEdit {
    let indentation = source.indentation(of: line)
    let text =
      String(repeating: " ", count: indentation)
      + fill(template, match, indentation: indentation) + "\n"
    return SourceEdit(
      range: SourceRange(line: line, column: 0, endLine: line, endColumn: 0),
      text: text)
  }

  private func importing(_ module: String) -> SourceEdit? {
    if code.imports.names[module] == module { return nil }
    let first = code.module.body.first { statement in
      switch statement.kind {
      case .expression: false
      case .importFrom(let from, _, _): from != "__future__"
      default: true
      }
    }
    guard let line = first?.range.line else { return nil }
    // A function starts at its decorator.
    var start = line
    if case .function(let function)? = first?.kind,
      let decorator = function.decorators.first
    {
      start = decorator.range.line
    }
    return SourceEdit(
      range: SourceRange(line: start, column: 0, endLine: start, endColumn: 0),
      text: "import \(module)\n")
  }

  /// The line of the statement around the outermost loop in which nothing
  /// that the template names changes.
  private func placeBeforeLoop(
    _ match: SyntaxMatch, _ template: String
  ) -> Int? {
    let used = Metavariable.names(in: template.replacing("${", with: "$"))
    let values = used.compactMap { name -> Expression? in
      if case .expression(let value)? = match.bindings[name] { return value }
      return nil
    }
    var range: SourceRange?
    for step in match.loops.reversed() {
      guard
        values.allSatisfy({
          $0.boundNames.isSubset(of: step.variables) && !$0.boundNames.isEmpty
            && step.range == match.loops.last?.range
            && match.outerLoops < match.loops.count
            || code.isInvariant($0, in: step)
        })
      else { break }
      range = step.range
    }
    guard let range else { return nil }
    var around: Statement?
    code.module.body.visitStatements {
      if $0.range.contains(range) { around = $0 }
    }
    guard let around, !isElse(around.range) else { return nil }
    if case .while = around.kind, around.range != range { return nil }
    return around.range.line
  }

  /// `elif`, or a statement behind another one on its line: nothing can be
  /// put before it.
  private func isElse(_ range: SourceRange) -> Bool {
    source.line(range.line).dropFirst(range.column).starts(with: "elif".utf8)
  }

  // MARK: Templates

  private func fill(
    _ template: String, _ match: SyntaxMatch, indentation: Int
  ) -> String {
    let lines = template.split(separator: "\n", omittingEmptySubsequences: true)
    let margin = String(repeating: " ", count: indentation)
    return lines.enumerated().map { index, line in
      let own = line.prefix { $0 == " " }
      let prefix = index == 0 ? "" : margin + own
      let text = String(line.dropFirst(own.count))
      if text.hasPrefix("$$"),
        case .statements(let body)? = match.bindings[String(text.dropFirst(2))]
      {
        return block(body, indentation: indentation + own.count)
      }
      return prefix + fillLine(text, match)
    }.joined(separator: "\n")
  }

  /// The statements' lines, comments between them included, moved sideways.
  private func block(_ body: [Statement], indentation: Int) -> String {
    guard let first = body.first?.range, let last = body.last?.range else {
      return ""
    }
    let margin = [UInt8](repeating: UInt8(ascii: " "), count: indentation)
    return (first.line...last.endLine).map { number in
      let line = source.line(number)
      if line.allSatisfy({ $0 == UInt8(ascii: " ") }) { return "" }
      let kept = line.dropFirst(
        min(first.column, source.indentation(of: number)))
      return String(decoding: margin + kept, as: UTF8.self)
    }.joined(separator: "\n")
  }

  private func fillLine(_ line: String, _ match: SyntaxMatch) -> String {
    var result = ""
    var rest = Substring(line)
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[rest.index(after: dollar)...]
      let isName = rest.hasPrefix("{")
      if isName { rest = rest.dropFirst() }
      let name = String(rest.prefix { $0.isLetter || $0 == "_" })
      rest = rest.dropFirst(name.count)
      if isName { rest = rest.dropFirst() }
      switch match.bindings[name] {
      case .expression(let value):
        let text = source.text(value.range)
        result +=
          isName
          ? text.asIdentifier
          : needsParentheses(value, after: result, before: rest)
            ? "(\(text))" : text
      case .name(let text): result += text
      case .statements, nil: result += name
      }
    }
    return result + rest
  }

  private func needsParentheses(
    _ value: Expression, after before: String, before after: Substring
  ) -> Bool {
    switch value.kind {
    case .name, .attribute, .subscript, .call, .constant, .list, .dict,
      .comprehension, .formattedString:
      return false
    default: break
    }
    let start = before.trimmingSpaces
    let opens =
      start.isEmpty || "([{,=:".contains(start.last ?? " ")
      || ["in", "return", "if"].contains(start.split(separator: " ").last)
    let end = after.trimmingSpaces
    let closes = end.isEmpty || ")]},:".contains(end.first ?? " ")
    return !(opens && closes)
  }
}

extension StringProtocol {
  fileprivate var trimmingSpaces: String {
    var text = Substring(self)
    while text.last == " " { text = text.dropLast() }
    return String(text.drop { $0 == " " })
  }

  /// `self.items[0]` as `items_0`.
  fileprivate var asIdentifier: String {
    let words = split { !($0.isLetter || $0.isNumber || $0 == "_") }
      .filter { $0 != "self" }
    let name = words.joined(separator: "_").prefix(30)
    return name.first?.isNumber ?? true ? "value" + name : String(name)
  }
}
