import Foundation
import Yams

/// One file of `rules/`, read.
struct RuleFile {
  let name: String
  let text: String

  init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  init(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path),
      let text = String(data: data, encoding: .utf8)
    else {
      throw RuleError(file: path, message: "It cannot be read as UTF-8 text.")
    }
    self.init(name: path, text: text)
  }

  /// - Throws: `RuleError`.
  func rules() throws -> Rules {
    guard let top = try top() else { return Rules() }
    try top.allow(["criteria", "verdicts", "patterns", "gains"])
    return Rules(
      criteria: try top.list("criteria").map(Criterion.init),
      verdicts: try top.list("verdicts").map(VerdictRule.init),
      patterns: try top.list("patterns").map(PatternRule.init),
      gains: try top.list("gains").map(Gain.init))
  }

  /// Nil where the file is empty.
  func top() throws -> RuleNode? {
    do {
      return try Yams.compose(yaml: text).map {
        try RuleNode($0, file: name, rule: nil)
      }
    } catch let error as YamlError {
      throw RuleError(
        file: name, line: error.line,
        message: "It is not YAML: \(error.problem).")
    }
  }
}

extension YamlError {
  fileprivate var line: Int? {
    switch self {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _),
      .composer(_, _, let mark, _):
      mark.line
    default: nil
    }
  }

  fileprivate var problem: String {
    switch self {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
      .composer(_, let problem, _, _):
      problem
    default: "\(self)".split(separator: "\n").first.map(String.init) ?? ""
    }
  }
}

/// A mapping of a rule file that knows where it stands.
struct RuleNode {
  let file: String
  private(set) var rule: String?
  private let node: Node
  private var fields: Node.Mapping
  /// Whether its examples must hold: not where a project changes a threshold.
  private(set) var checksExamples = true

  init(_ node: Node, file: String, rule: String?) throws {
    guard let mapping = node.mapping else {
      throw RuleError(
        file: file, line: node.mark?.line, rule: rule,
        message: "Expected names with values.")
    }
    self.node = node
    self.file = file
    fields = mapping
    self.rule = mapping["id"]?.string ?? rule
  }

  /// With the fields of another one in place of its own, which is then the one
  /// that errors are in.
  func overlaid(by other: RuleNode) throws -> RuleNode {
    var result = try RuleNode(other.node, file: other.file, rule: rule)
    result.fields = fields
    for (key, value) in other.fields { result.fields[key] = value }
    result.checksExamples = other.has("passes") || other.has("fails")
    return result
  }

  var line: Int? { node.mark?.line }

  /// Where its fields stand, in its own file.
  var lines: Set<Int> {
    Set(
      fields.flatMap { key, value in
        [key.mark?.line, value.mark?.line].compactMap(\.self)
      } + (node.sequence ?? []).compactMap { $0.mark?.line })
  }

  func error(_ message: String, at node: Node? = nil) -> RuleError {
    RuleError(
      file: file, line: (node ?? self.node).mark?.line, rule: rule,
      message: message)
  }

  func allow(_ names: [String]) throws {
    for key in fields.keys {
      guard let name = key.string, names.contains(name) else {
        throw error(
          "There is no field '\(key.string ?? "?")'."
            + suggestion(for: key.string ?? "", among: names), at: key)
      }
    }
  }

  func string(_ name: String, default value: String? = nil) throws -> String {
    guard let field = fields[name] else {
      guard let value else { throw error("The field '\(name)' is missing.") }
      return value
    }
    guard let text = field.string else {
      throw error("'\(name)' must be text.", at: field)
    }
    return text
  }

  func number(_ name: String) throws -> Double {
    guard let field = fields[name] else {
      throw error("The field '\(name)' is missing.")
    }
    guard let value = field.float ?? field.int.map(Double.init) else {
      throw error(
        "'\(name)' must be a number, not '\(field.string ?? "a list")'.",
        at: field)
    }
    return value
  }

  func choice<T: RawRepresentable & CaseIterable>(
    _ name: String, _ type: T.Type = T.self
  ) throws -> T where T.RawValue == String {
    let text = try string(name)
    guard let value = T(rawValue: text) else {
      throw error(
        "'\(text)' is no \(name)."
          + suggestion(for: text, among: T.allCases.map(\.rawValue)),
        at: fields[name])
    }
    return value
  }

  func flag(_ name: String) throws -> Bool? {
    guard let field = fields[name] else { return nil }
    guard let value = field.bool else {
      throw error("'\(name)' must be yes or no.", at: field)
    }
    return value
  }

  func node(_ name: String) throws -> RuleNode? {
    try fields[name].map { try RuleNode($0, file: file, rule: name) }
  }

  func has(_ name: String) -> Bool { fields[name] != nil }

  func list(_ name: String) throws -> [RuleNode] {
    guard let field = fields[name] else { return [] }
    guard let sequence = field.sequence else {
      throw error("'\(name)' must be a list.", at: field)
    }
    return try sequence.map { try RuleNode($0, file: file, rule: rule) }
  }

  func strings(_ name: String) throws -> [(text: String, node: Node)] {
    guard let field = fields[name], let sequence = field.sequence else {
      throw error("'\(name)' must be a list.", at: fields[name])
    }
    return try sequence.map {
      guard let text = $0.string else {
        throw error("'\(name)' must be a list of texts.", at: $0)
      }
      return (text, $0)
    }
  }

  /// One text, or a list of them.
  func texts(_ name: String) throws -> [(text: String, node: Node)] {
    if let field = fields[name], let text = field.string {
      return [(text, field)]
    }
    return try strings(name)
  }

  /// Gives an `Invalid` the place it lacks.
  func located<T>(_ name: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let invalid as Condition.Invalid {
      throw error(invalid.message, at: fields[name])
    }
  }

  func template(_ name: String, also extra: [String] = []) throws -> Template {
    let text = try string(name)
    return try located(name) { try Template(text, also: extra) }
  }

  func fact(_ name: String) throws -> FactName {
    let text = try string(name)
    return try located(name) { try Condition.fact(text) }
  }

  /// `{cpu_share: 0.4}`: the facts of an example.
  func facts(_ name: String) throws -> [FactName: Double] {
    guard let field = fields[name], let mapping = field.mapping else {
      throw error("'\(name)' must give facts, as in {cpu_share: 0.4}.")
    }
    var facts: [FactName: Double] = [:]
    for (key, value) in mapping {
      let fact = try located(name) { try Condition.fact(key.string ?? "") }
      guard let number = value.float ?? value.int.map(Double.init) else {
        throw error("'\(fact.rawValue)' must be a number.", at: value)
      }
      facts[fact] = number
    }
    return facts
  }
}
