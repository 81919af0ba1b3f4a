import Foundation

/// What a project says in its `.swiftlet.yaml`: rules of its own, other
/// thresholds, and what a kernel costs the team.
///
/// What is wrong in the file is listed, and left out; the rest holds.
package struct ProjectSettings: Sendable {
  package static let fileName = ".swiftlet.yaml"

  package private(set) var rules: Rules
  package var team = TeamFigures()
  package private(set) var problems: [RuleError] = []

  /// The settings of a folder, or of the nearest one around it that has any.
  /// - Throws: `RuleError`, where the rules to start from cannot be used.
  package init(near folder: String, replacing directory: String? = nil) throws {
    let files =
      try directory.map { try Rules.files(in: $0) } ?? Rules.builtInFiles
    rules = try Rules(files: files)
    guard let path = Self.path(near: folder) else { return }
    guard let data = FileManager.default.contents(atPath: path),
      let text = String(data: data, encoding: .utf8)
    else {
      problems = [
        RuleError(file: path, message: "It cannot be read as UTF-8 text.")
      ]
      return
    }
    read(RuleFile(name: path, text: text), changing: files)
  }

  /// A file that adds to the built-in rules, or changes them.
  package init(file path: String) throws {
    try self.init(RuleFile(path: path))
  }

  init(_ file: RuleFile) throws {
    rules = try Rules.builtIn()
    read(file, changing: Rules.builtInFiles)
  }

  /// Looks no further than the repository or the home folder.
  package static func path(near folder: String) -> String? {
    var url = URL(fileURLWithPath: folder).standardizedFileURL
    let home = FileManager.default.homeDirectoryForCurrentUser.path
    for _ in 0..<40 {
      let path = url.appendingPathComponent(fileName).path
      if FileManager.default.fileExists(atPath: path) { return path }
      let isTop =
        url.path == "/" || url.path == home
        || FileManager.default.fileExists(
          atPath: url.appendingPathComponent(".git").path)
      if isTop { return nil }
      url.deleteLastPathComponent()
    }
    return nil
  }

  private mutating func read(_ file: RuleFile, changing base: [RuleFile]) {
    let notes = Problems()
    defer { problems += notes.found }
    notes.attempt {
      guard let top = try file.top() else { return }
      notes.attempt {
        try top.allow([
          "criteria", "verdicts", "patterns", "gains", "disable", "team",
        ])
      }
      notes.attempt {
        if let node = try top.node("team") { try readTeam(node) }
      }
      var changed: Set<String> = []
      for section in ["criteria", "verdicts", "patterns", "gains"] {
        notes.attempt {
          let known = try base.compactMap { try $0.top() }.flatMap {
            try $0.list(section)
          }
          for node in try top.list(section) {
            notes.attempt {
              changed.insert(try node.string("id"))
              try apply(node, section, known)
            }
          }
        }
      }
      notes.attempt {
        guard top.has("disable") else { return }
        for (id, node) in try top.strings("disable") {
          notes.attempt {
            if changed.contains(id) {
              throw top.error("'\(id)' is both changed and disabled.", at: node)
            }
            if Gain.Name(rawValue: id) != nil {
              throw top.error(
                "'\(id)' cannot be disabled: give it another range.", at: node)
            }
            guard rules.remove(id) else {
              throw top.error(
                "There is no rule '\(id)'."
                  + suggestion(for: id, among: rules.ids), at: node)
            }
          }
        }
      }
    }
  }

  /// A rule of a known name is changed where fields are given; another one is
  /// new. A new verdict comes before all others.
  private mutating func apply(
    _ node: RuleNode, _ section: String, _ known: [RuleNode]
  ) throws {
    let base = known.first { $0.rule == node.rule }
    let whole = try base.map { try $0.overlaid(by: node) } ?? node
    do {
      switch section {
      case "criteria":
        rules.criteria.replaceOrAdd(try Criterion(whole), id: \.id)
      case "verdicts":
        rules.verdicts.replaceOrAdd(
          try VerdictRule(whole), id: \.id, atFront: true)
      case "gains": rules.gains.replaceOrAdd(try Gain(whole), id: \.name)
      default:
        rules.patterns.replaceOrAdd(try PatternRule(whole), id: \.id)
      }
    } catch var error as RuleError {
      // Not a line of the file that the rule comes from.
      if base != nil, let line = error.line, !node.lines.contains(line) {
        error.line = node.line
      }
      throw error
    }
  }

  private mutating func readTeam(_ node: RuleNode) throws {
    team = try TeamFigures(node)
  }
}

/// Collects what goes wrong, so that the rest can go on.
private final class Problems {
  private(set) var found: [RuleError] = []

  func attempt(_ body: () throws -> Void) {
    do {
      try body()
    } catch let error as RuleError {
      found.append(error)
    } catch {
      found.append(
        RuleError(
          file: ProjectSettings.fileName, message: String(describing: error)))
    }
  }
}

extension Rules {
  /// False where there is no such rule.
  fileprivate mutating func remove(_ id: String) -> Bool {
    let count = ids.count
    criteria.removeAll { $0.id == id }
    verdicts.removeAll { $0.id == id }
    patterns.removeAll { $0.id == id }
    return ids.count < count
  }
}

extension Array {
  fileprivate mutating func replaceOrAdd<ID: Equatable>(
    _ new: Element, id: (Element) -> ID, atFront: Bool = false
  ) {
    if let index = firstIndex(where: { id($0) == id(new) }) {
      self[index] = new
    } else if atFront {
      insert(new, at: 0)
    } else {
      append(new)
    }
  }
}
