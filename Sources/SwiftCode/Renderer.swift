/// Spells Swift: the one place that knows indentation and precedence.
struct Renderer {
  private(set) var text = ""
  private var depth = 0
  private let width = 80

  private var indent: String { String(repeating: "  ", count: depth) }

  mutating func render(_ file: SwiftFile) {
    var previous: SwiftDeclaration?
    for declaration in file.declarations {
      if let previous, !joins(previous, declaration) { line("") }
      render(declaration)
      previous = declaration
    }
  }

  /// Imports stand together.
  private func joins(
    _ first: SwiftDeclaration, _ second: SwiftDeclaration
  ) -> Bool {
    if case .import = first, case .import = second { return true }
    return false
  }

  private mutating func line(_ content: String) {
    text += content.isEmpty ? "\n" : indent + content + "\n"
  }

  private mutating func block(_ body: [SwiftStatement]) {
    depth += 1
    for statement in body { render(statement) }
    depth -= 1
  }

  private mutating func comment(_ content: String, marker: String = "//") {
    for part in content.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    {
      line(part.isEmpty ? marker : "\(marker) \(part)")
    }
  }

  private mutating func render(_ declaration: SwiftDeclaration) {
    switch declaration {
    case .comment(let content): comment(content)
    case .import(let module): line("import \(module)")
    case .function(let function): render(function)
    case .class(let declaration): render(declaration)
    }
  }

  private mutating func render(_ declaration: SwiftClass) {
    for part in declaration.documentation { comment(part, marker: "///") }
    let bases = declaration.bases.joined(separator: ", ")
    line("final class \(declaration.name): \(bases) {")
    depth += 1
    for property in declaration.properties {
      wrapped("var \(property.name): \(property.type) = ", property.value)
    }
    for function in declaration.functions {
      line("")
      render(function)
    }
    if !declaration.ending.isEmpty {
      line("")
      line("deinit {")
      block(declaration.ending)
      line("}")
    }
    depth -= 1
    line("}")
  }

  private mutating func render(_ function: SwiftFunction) {
    for part in function.documentation { comment(part, marker: "///") }
    for attribute in function.attributes { line(attribute) }
    let parameters = function.parameters.map {
      "_ \(SwiftName.escaped($0.name)): \($0.type)"
    }
    let modifier = function.modifier.map { $0 + " " } ?? ""
    let start = "\(modifier)func \(SwiftName.escaped(function.name))("
    var end = ")"
    if let error = function.throwing { end += " throws(\(error))" }
    if let result = function.result { end += " -> \(result)" }
    end += " {"
    let whole = start + parameters.joined(separator: ", ") + end
    if fits(whole) || parameters.isEmpty {
      line(whole)
    } else {
      line(start)
      depth += 1
      let joined = parameters.joined(separator: ", ")
      if fits(joined) {
        line(joined)
      } else {
        for (index, parameter) in parameters.enumerated() {
          line(parameter + (index + 1 < parameters.count ? "," : ""))
        }
      }
      depth -= 1
      line(end)
    }
    block(function.body)
    line("}")
  }

  private func fits(_ content: String) -> Bool {
    depth * 2 + content.count <= width
  }

  // MARK: Statements

  private mutating func render(_ statement: SwiftStatement) {
    switch statement {
    case .comment(let content): comment(content)
    case .blank: line("")
    case .expression(let expression): wrapped("", expression)
    case .assign(let target, let value):
      wrapped("\(ExpressionSpelling(target).text) = ", value)
    case .declare(let isConstant, let name, let type, let value):
      let annotation = type.map { ": \($0)" } ?? ""
      let start =
        "\(isConstant ? "let" : "var") \(SwiftName.escaped(name))\(annotation)"
      if let value {
        wrapped(start + " = ", value)
      } else {
        line(start)
      }
    case .if(let conditions, let body, let orElse):
      renderIf("", conditions, body, orElse)
    case .guard(let condition, let body):
      line("guard \(ExpressionSpelling(condition).text) else {")
      block(body)
      line("}")
    case .while(let label, let conditions, let body):
      line("\(prefix(label))while \(joined(conditions)) {")
      block(body)
      line("}")
    case .for(let label, let pattern, let source, let body):
      line(
        "\(prefix(label))for \(pattern) in "
          + "\(ExpressionSpelling(source).text) {")
      block(body)
      line("}")
    case .defer(let body):
      line("defer {")
      block(body)
      line("}")
    case .function(let function): render(function)
    case .do(let label, let body):
      line("\(prefix(label))do {")
      block(body)
      line("}")
    case .doCatch(let body, let error, let handler):
      line("do throws(\(error)) {")
      block(body)
      line("} catch {")
      block(handler)
      line("}")
    case .break(let label): line("break\(label.map { " \($0)" } ?? "")")
    case .continue(let label): line("continue\(label.map { " \($0)" } ?? "")")
    case .return(nil): line("return")
    case .return(let value?): wrapped("return ", value)
    case .throw(let value): wrapped("throw ", value)
    }
  }

  private func prefix(_ label: String?) -> String {
    label.map { "\($0): " } ?? ""
  }

  private func joined(_ conditions: [SwiftExpression]) -> String {
    conditions.map { ExpressionSpelling($0).text }.joined(separator: ", ")
  }

  private mutating func renderIf(
    _ start: String, _ conditions: [SwiftExpression],
    _ body: [SwiftStatement], _ orElse: [SwiftStatement]
  ) {
    line("\(start)if \(joined(conditions)) {")
    block(body)
    if orElse.isEmpty {
      line("}")
    } else if orElse.count == 1,
      case .if(let conditions, let body, let rest) = orElse[0]
    {
      renderIf("} else ", conditions, body, rest)
    } else {
      line("} else {")
      block(orElse)
      line("}")
    }
  }

  /// One line, or broken after the start, or at the outermost operator.
  private mutating func wrapped(_ start: String, _ value: SwiftExpression) {
    let spelled = ExpressionSpelling(value).text
    if fits(start + spelled) || start.isEmpty {
      line(start + spelled)
      return
    }
    depth += 1
    let isShortEnough = fits(spelled)
    depth -= 1
    if isShortEnough && start.hasSuffix("= ") {
      line(String(start.dropLast()))
      depth += 1
      line(spelled)
      depth -= 1
    } else if let (first, rest) = ExpressionSpelling.broken(value) {
      line(start + first)
      depth += 1
      for part in rest { line(part) }
      depth -= 1
    } else {
      line(start + spelled)
    }
  }
}
