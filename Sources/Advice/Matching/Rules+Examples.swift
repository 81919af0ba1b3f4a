package import Foundation
import ProfileModel
import PythonSyntax

extension HotCode {
  /// The hot code of an example: the last loop of the last function, and every
  /// other function as one that the loop calls.
  static func example(_ module: Module) -> [HotCode] {
    guard let scope = module.scopes.last else { return [] }
    let nest = scope.loops.last
    let kind: Hotspot.Kind =
      scope.isRecursive ? .recursion : nest == nil ? .function : .loop
    let usesNumPy = Imports(module).uses("numpy")
    let main = HotCode(
      module: module, scope: scope, kind: kind,
      lines: nest?.range.lines ?? scope.range.lines, observation: .example,
      usesNumPy: usesNumPy)
    let others = module.scopes.filter { $0.function != nil && $0 != scope }
      .compactMap {
        HotCode(
          module: module, scope: $0, kind: .function, lines: $0.range.lines,
          observation: .example, usesNumPy: usesNumPy, isHelper: true)
      }
    return [main].compactMap(\.self) + others
  }
}

extension Rules {
  /// Holds every pattern against its examples; the patterns must have been
  /// read.
  ///
  /// - Parameter parse: As for `readPatterns`.
  /// - Returns: One for each example that does not do what it should.
  package func checkExamples(
    _ parse: (String) throws -> Data
  ) rethrows -> [RuleError] {
    let examples = patterns.flatMap { [$0.passes, $0.fails] }
    let modules = try Self.modules(of: examples, parse)
    var problems: [RuleError] = []
    for (index, rule) in patterns.enumerated() {
      func problem(_ message: String) {
        problems.append(
          RuleError(
            file: rule.file, line: rule.texts.first?.line, rule: rule.id,
            message: message))
      }
      for (name, module, wanted) in [
        ("passes", modules[2 * index], true),
        ("fails", modules[2 * index + 1], false),
      ] {
        guard let module else {
          problem("The example '\(name)' is not Python.")
          continue
        }
        let found = HotCode.example(module).contains {
          !$0.matches(of: rule).isEmpty
        }
        if found != wanted {
          problem(
            wanted
              ? "The pattern is not found in the example 'passes'."
              : "The pattern is found in the example 'fails'.")
        }
      }
    }
    return problems
  }

  /// Parsed all at once, as one program would be: each in an `if` of its own.
  private static func modules(
    of examples: [String], _ parse: (String) throws -> Data
  ) rethrows -> [Module?] {
    let whole = examples.map { example in
      "if 1:\n pass\n"
        + example.split(separator: "\n").map { " \($0)\n" }.joined()
    }.joined()
    if let module = try? Module(json: parse(whole)),
      module.body.count == examples.count
    {
      return module.body.map { statement in
        guard case .if(_, let body, _) = statement.kind else { return nil }
        return Module(body: Array(body.dropFirst()))
      }
    }
    return examples.map { try? Module(json: parse($0)) }
  }
}
