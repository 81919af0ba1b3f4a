import Yams

extension PatternRule {
  init(_ node: RuleNode) throws {
    try node.allow([
      "id", "verdict", "pattern", "where", "place", "lines", "seen",
      "minimum-share", "minimum-trips",
      "minimum-compiled-share", "compiled-in", "gain-from", "gain-to",
      "summary", "change", "replace", "before-loop", "decorator", "import",
      "same", "source",
      "passes", "fails",
    ])
    let from = try node.number("gain-from")
    let to = try node.number("gain-to")
    guard from >= 1, to >= from else {
      throw node.error("'gain-from' and 'gain-to' must be rising, from 1.")
    }
    let texts = try node.texts("pattern")
    let wanted = node.has("where") ? try node.strings("where") : []
    let constraints = try wanted.map { text, place -> Constraint in
      do {
        return try Constraint(text)
      } catch let invalid as Condition.Invalid {
        throw node.error(invalid.message, at: place)
      }
    }
    let verdict: Verdict = try node.choice("verdict")
    self.init(
      id: try node.string("id"), file: node.file, verdict: verdict,
      texts: texts.map { Text(python: $0.text, line: $0.node.mark?.line) },
      place: node.has("place") ? try node.choice("place") : .loop,
      constraints: constraints,
      lines: node.has("lines") ? try node.string("lines") : nil,
      seen: node.has("seen") ? try node.string("seen") : nil,
      minimumShare: try node.number("minimum-share"),
      minimumCompiledShare: node.has("minimum-compiled-share")
        ? try node.number("minimum-compiled-share") : 0,
      compiledIn: node.has("compiled-in")
        ? try node.strings("compiled-in").map { $0.text } : [],
      minimumTrips: node.has("minimum-trips")
        ? Int(try node.number("minimum-trips")) : Self.usualTrips(for: verdict),
      gain: from...to, summary: try node.string("summary"),
      change: try node.string("change"), rewrite: try Rewrite(node),
      source: try node.string("source"), passes: try node.string("passes"),
      fails: try node.string("fails"))
    try check(node)
  }

  /// Every metavariable that is named stands in every way to write it.
  private func check(_ node: RuleNode) throws {
    let known = texts.map { Set(Metavariable.names(in: $0.python)) }
    let bound = known.dropFirst().reduce(known.first ?? []) {
      $0.intersection($1)
    }
    func check(_ names: [String], of field: String) throws {
      for name in names where !bound.contains(name) {
        throw node.error(
          "'\(field)' names $\(name), which is not in every pattern."
            + suggestion(for: name, among: bound.sorted()))
      }
    }
    for constraint in constraints {
      try check(Metavariable.names(in: constraint.text), of: "where")
    }
    for (field, text) in [
      ("replace", rewrite?.replacement), ("before-loop", rewrite?.beforeLoop),
      ("decorator", rewrite?.decorator), ("summary", summary),
      ("change", change),
    ] {
      try check(
        Metavariable.names(in: (text ?? "").replacing("${", with: "$")),
        of: field)
    }
    if let lines, lines != "loop" { try check([lines], of: "lines") }
    if let seen { try check([seen], of: "seen") }
  }
}

extension Rewrite {
  /// Nil where the rule has no mechanical change.
  fileprivate init?(_ node: RuleNode) throws {
    let names = ["replace", "before-loop", "decorator"]
    guard names.contains(where: { node.has($0) }) else { return nil }
    func text(_ name: String) throws -> String? {
      node.has(name) ? try node.string(name) : nil
    }
    self.init(
      replacement: try text("replace"), beforeLoop: try text("before-loop"),
      decorator: try text("decorator"), module: try text("import"),
      call: try node.string("same"))
  }
}
