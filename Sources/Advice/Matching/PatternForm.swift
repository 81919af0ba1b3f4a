package import Foundation
package import PythonSyntax

/// A pattern's text, parsed: an expression to look for, or statements that
/// follow each other.
package enum PatternForm: Equatable, Sendable {
  case expression(PythonSyntax.Expression)
  case statements([Statement])

  init?(_ body: [Statement]) {
    guard let first = body.first else { return nil }
    if body.count == 1, case .expression(let value) = first.kind {
      self = .expression(value)
    } else {
      self = .statements(body)
    }
  }

  /// The pattern is itself a loop, and so need not stand in one.
  var isLoop: Bool {
    switch self {
    case .expression(let value):
      if case .comprehension = value.kind { return true }
      return false
    case .statements(let list):
      return list.contains {
        switch $0.kind {
        case .for, .while: true
        default: false
        }
      }
    }
  }

  var function: Statement? {
    guard case .statements(let list) = self, let first = list.first,
      case .function = first.kind
    else { return nil }
    return first
  }
}

extension Rules {
  /// Parses the texts of all patterns with Python's own parser.
  ///
  /// - Parameter parse: The JSON that `Module.dumpProgram` writes for a
  ///   source; it throws where no Python can be run.
  /// - Returns: What is wrong with patterns that are left out.
  package mutating func readPatterns(
    _ parse: (String) throws -> Data
  ) rethrows -> [RuleError] {
    let texts = patterns.flatMap(\.texts)
    // All at once, because starting a Python takes longest.
    if let all = try? Module(json: parse(Self.source(of: texts))),
      all.body.count == texts.count
    {
      var bodies = all.body.map { statement in
        if case .function(let function) = statement.kind {
          return function.body
        }
        return []
      }[...]
      for index in patterns.indices {
        let count = patterns[index].texts.count
        patterns[index].forms = bodies.prefix(count).compactMap(
          PatternForm.init)
        bodies = bodies.dropFirst(count)
      }
      return []
    }
    return try readOneByOne(parse)
  }

  private mutating func readOneByOne(
    _ parse: (String) throws -> Data
  ) rethrows -> [RuleError] {
    var problems: [RuleError] = []
    for index in patterns.indices {
      for text in patterns[index].texts {
        let json = try parse(Self.source(of: [text]))
        do {
          let module = try Module(json: json)
          guard case .function(let function)? = module.body.first?.kind,
            let form = PatternForm(function.body)
          else { continue }
          patterns[index].forms.append(form)
        } catch {
          problems.append(
            RuleError(
              file: patterns[index].file, line: text.line,
              rule: patterns[index].id,
              message: "The pattern is not Python: \(error)."))
        }
      }
    }
    return problems
  }

  /// Each pattern as the body of a function, where `return` and `yield` may
  /// stand.
  private static func source(of texts: [PatternRule.Text]) -> String {
    texts.map { text in
      "def pattern():\n"
        + Metavariable.encoded(text.python).split(
          separator: "\n", omittingEmptySubsequences: true
        ).map { " \($0)\n" }.joined()
    }.joined()
  }
}
