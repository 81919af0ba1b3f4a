import Advice
import Foundation
import ProfileModel
import Proof
import PythonSyntax
import Recorder

extension Pipeline {
  /// Runs take time: the changes that promise most.
  private static let mostChanges = 4

  /// The changes to hotspots' Python that a program can make.
  static func changes(
    to hotspots: [Hotspot], in profile: Profile, rules: Rules, python: String
  ) -> [PythonChange] {
    var problems: [RuleError] = []
    let rules = reading(rules, with: python, problems: &problems)
    var seen: Set<String> = []
    let changes = hotspots.flatMap { hotspot -> [PythonChange] in
      guard let source = profile.source(of: hotspot) else { return [] }
      let scope = profile.scope(of: hotspot)
      return rules.found(hotspot, in: profile).compactMap { found in
        guard found.alternative.isWorthwhile,
          let text = found.changing(source.text),
          seen.insert("\(source.path)\0\(text)").inserted,
          let after = firstLine(
            of: hotspot.qualifiedName, inText: text, near: scope?.range.line,
            python: python)
        else { return nil }
        return PythonChange(
          hotspot: hotspot.id, function: hotspot.function,
          pattern: found.alternative.pattern,
          change: found.alternative.change, file: source.path,
          qualifiedName: hotspot.qualifiedName,
          firstLine: scope?.range.line ?? hotspot.lines.lowerBound,
          changedFirstLine: after, changedText: text)
      }
    }
    return Array(changes.prefix(mostChanges))
  }

  /// Nil for text that is no Python.
  private static func firstLine(
    of function: String, inText text: String, near line: Int?, python: String
  ) -> Int? {
    guard
      let tree = try? PythonParser(executable: python).syntax(ofText: text),
      let module = try? Module(json: tree)
    else { return nil }
    let line = line ?? 1
    return module.scopes.filter { $0.qualifiedName == function }.map {
      $0.range.line
    }.min { abs($0 - line) < abs($1 - line) } ?? line
  }
}
