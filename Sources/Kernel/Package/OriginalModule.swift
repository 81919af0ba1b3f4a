package import PythonSyntax

/// The Python functions of a kernel package as they stand in the script,
/// together with the module-level statements that they need, taken verbatim.
package struct OriginalModule: Equatable, Sendable {
  /// A name that a function needs and that is not taken along.
  package struct Omission: Equatable, Sendable {
    package var name: String
    /// `line 3`, and of which file where that has to be said.
    package var place: String
    /// Continues "`name` (line 3) ".
    package var reason: String
  }

  /// The text of `_original.py`.
  package private(set) var text: String
  package private(set) var omissions: [Omission]
  /// The statements taken, but for the outlined loop.
  let statements: [String]
  /// The names that its own statements read, built-in ones included.
  let names: [String]
  /// The last line of theirs.
  let lastLine: Int

  /// Takes module-level functions, and further names, from a source.
  package init(
    functions: [String], names: [String] = [], of module: Module,
    source: String, moduleName: String, outline: OutlinedLoop? = nil
  ) {
    self.init(
      functions: functions, names: names,
      of: LinkedModule(module, source: source), moduleName: moduleName,
      outline: outline)
  }

  init(
    functions: [String], names: [String], of linked: LinkedModule,
    moduleName: String, outline: OutlinedLoop? = nil
  ) {
    let module = linked.module
    let lines = SourceLines(linked.source)
    let harmless = HarmlessNames(module)
    let bindings = ModuleBindings(module, harmless, aliases: linked.aliases)
    var taken: Set<Int> = []
    var omissions: [(line: Int, omission: Omission)] = []
    var seen: Set<String> = []
    // Methods come with their classes.
    var pending =
      functions.map { name in String(name.prefix { $0 != "." }) } + names
    var ownNames = Set(pending).intersection(
      bindings.names(upTo: linked.ownLines))
    while let name = pending.popLast() {
      guard seen.insert(name).inserted else { continue }
      for index in bindings.statements[name] ?? [] {
        let statement = module.body[index]
        if let reason = statement.reasonNotToRun(harmless) {
          let line = statement.range.line
          let file = linked.file(ofLine: line)
          let place =
            file.map { "\($0.name), line \(line - $0.linesAbove)" }
            ?? "line \(line)"
          omissions.append(
            (line, Omission(name: name, place: place, reason: reason)))
        } else if taken.insert(index).inserted {
          let needed = statement.namesNeeded
          pending += needed
          if statement.range.line <= linked.ownLines {
            ownNames.formUnion(needed)
          }
        }
      }
    }
    for (index, statement) in module.body.enumerated()
    where statement.isNeededByAll
      || linked.aliases[statement.range] == .some(.none)
    {
      taken.insert(index)
    }

    self.omissions = omissions.sorted {
      ($0.line, $0.omission.name) < ($1.line, $1.omission.name)
    }.map(\.omission)
    var parts = [
      """
      \"""The functions of \(moduleName) as they are in Python.

      The kernels compute the same; where they cannot, these run instead.
      \"""
      """
    ]
    parts += self.omissions.map {
      "# Left out: `\($0.name)` (\($0.place)) \($0.reason)."
    }
    var previous: Statement?
    var statements: [String] = []
    for index in taken.sorted() {
      let statement = module.body[index]
      let isApart = statement.isDefinition || previous?.isDefinition ?? true
      let own = lines.text(of: statement.fullRange)
      let isOutline =
        outline != nil && statement.range == outline?.statement.range
        && statement.isDefinition
      if !isOutline { statements.append(own) }
      let text = isOutline ? outline?.text ?? "" : own
      parts.append((isApart ? "\n\n" : "") + text)
      previous = statement
    }
    self.statements = statements
    self.names = ownNames.subtracting(linked.links.map(\.name)).sorted()
    lastLine =
      taken.map { module.body[$0].range }
      .filter {
        $0 != outline?.statement.range && $0.endLine <= linked.ownLines
      }
      .map(\.endLine).max() ?? 0
    text = parts.joined(separator: "\n") + "\n"
  }
}

/// Which top-level statements bind which names.
private struct ModuleBindings {
  private let body: [Statement]
  var statements: [String: [Int]] = [:]

  /// Those that statements in the first lines bind.
  func names(upTo line: Int) -> Set<String> {
    Set(
      statements.filter { _, indices in
        indices.contains { body[$0].range.line <= line }
      }.keys)
  }

  init(
    _ module: Module, _ harmless: HarmlessNames,
    aliases: [SourceRange: String?]
  ) {
    body = module.body
    for (index, statement) in module.body.enumerated() {
      // What a class is given belongs to it.
      if case .assign(let targets, _) = statement.kind,
        statement.reasonNotToRun(harmless) == nil
      {
        for case .attribute(let receiver, _) in targets.map(\.kind) {
          if case .name(let name) = receiver.kind {
            statements[name, default: []].append(index)
          }
        }
      }
      for name in statement.boundNames {
        statements[name, default: []].append(index)
      }
      if case .some(.some(let name)) = aliases[statement.range] {
        statements[name, default: []].append(index)
      }
      // Tables that the module fills step by step.
      if statement.isFilling, statement.reasonNotToRun(harmless) == nil {
        for name in statement.filledNames.subtracting(statement.boundNames) {
          statements[name, default: []].append(index)
        }
      }
    }
  }
}

/// A source cut into lines, as Python counts them, to take ranges from.
struct SourceLines {
  private let lines: [[UInt8]]

  init(_ source: String) {
    var lines: [[UInt8]] = []
    var line: [UInt8] = []
    var wasReturn = false
    for byte in source.utf8 {
      if byte == 0x0A, wasReturn {
        wasReturn = false
        continue
      }
      wasReturn = byte == 0x0D
      if byte == 0x0A || byte == 0x0D {
        lines.append(line)
        line = []
      } else {
        line.append(byte)
      }
    }
    lines.append(line)
    self.lines = lines
  }

  var count: Int { lines.count }

  /// The text of a range, with `\n` between lines.
  func text(of range: SourceRange) -> String {
    let first = max(range.line - 1, 0)
    let last = min(range.endLine - 1, lines.count - 1)
    guard first <= last else { return "" }
    return (first...last).map { index in
      var line = lines[index][...]
      if index == range.endLine - 1 { line = line.prefix(range.endColumn) }
      if index == first { line = line.dropFirst(range.column) }
      return String(decoding: line, as: UTF8.self)
    }.joined(separator: "\n")
  }
}

extension Statement {
  fileprivate var isDefinition: Bool {
    switch kind {
    case .function, .classDefinition: true
    default: false
    }
  }

  /// A future import changes what the code below it means; a star import may
  /// bring any name.
  fileprivate var isNeededByAll: Bool {
    guard case .importFrom(let module, let names, 0) = kind else {
      return false
    }
    return module == "__future__" || names.contains { $0.name == "*" }
  }

  /// With the decorators, which `ast` leaves out.
  fileprivate var fullRange: SourceRange {
    let decorators: [Expression] =
      switch kind {
      case .function(let function): function.decorators
      case .classDefinition(let definition): definition.decorators
      default: []
      }
    var range = self.range
    if let first = decorators.first {
      range.line = first.range.line
      range.column = 0
    }
    return range
  }
}
