import ProfileModel
import PythonSyntax

/// A module with what it takes from other files of the project in it, as if
/// all of it had been written in one file.
struct LinkedModule {
  private(set) var module: Module
  /// The texts of all the files, and below them what no file has.
  private(set) var source: String
  /// What the module itself has of the lines.
  let ownLines: Int
  private(set) var observations: [String: FunctionObservation]
  /// What was taken, under the names that it has in `module`.
  private(set) var links: [KernelLink] = []
  /// The files that it was taken from.
  private(set) var files: [ProjectFile] = []
  /// Statements that only the text needs, so that what was taken is found and
  /// compiled as where it came from, each with what it is for; those for
  /// nothing are always needed.
  private(set) var aliases: [SourceRange: String?] = [:]

  init(_ request: KernelRequest) {
    self.init(
      request.module, source: request.source, project: request.project,
      observations: request.observations)
  }

  /// Takes classes by name, too: these, and those of what was observed.
  init(
    _ module: Module, source: String, project: Project = Project(),
    observations: [String: FunctionObservation] = [:],
    classes: [String] = []
  ) {
    self.module = module
    self.source = source
    self.observations = observations
    ownLines = SourceLines(source).count
    guard !project.files.isEmpty else { return }
    var linker = Linker(module, project)
    linker.linkImports()
    for name in observations.values.typeNames.union(classes).sorted() {
      linker.link(classNamed: name)
    }
    if linker.taken.isEmpty { return }
    link(linker, project)
  }

  private mutating func link(_ linker: Linker, _ project: Project) {
    let others = linker.otherNames
    files = linker.order.compactMap { path in
      project.files.first { $0.path == path }
    }
    var text = AddedText(
      below: ([source] + project.files.map(\.text)).joined(separator: "\n"))
    // Nothing may stand before these.
    var head = module.body.filter { !$0.futures.isEmpty }
    if linker.hasTextualAnnotations,
      !head.flatMap(\.futures).contains("annotations")
    {
      head.append(
        text.add(
          .importFrom(
            module: "__future__", names: [Alias(name: "annotations")],
            level: 0)))
    }
    head += linker.libraries.sorted { $0.key < $1.key }
      .map { text.add($0.value.statement(binding: $0.key)) }
    // A call of a method of what was imported is compiled in another way than
    // of what was not.
    for definition in linker.imported.sorted(by: { $0.name < $1.name }) {
      let name = definition.name
      head.append(
        alias("import sys as \(name)", for: others[definition] ?? name, &text))
    }
    for file in files {
      let renaming = linker.renaming(
        linker.foreign[file.path] ?? Linker.References(), in: file.path, others)
      let own = linker.taken.filter { $0.key.path == file.path }
      head += renaming.apply(
        Set(own.values.joined()).sorted { $0.range.line < $1.range.line })
      for definition in own.keys {
        note(definition, of: file, in: linker, as: others[definition])
      }
    }
    for (name, definition) in linker.aliases {
      head.append(
        alias(
          "import sys as \(name); \(name) = \(definition.name)",
          for: others[definition] ?? definition.name, &text))
    }
    for (name, inside) in linker.linkedModules {
      head.append(alias(Self.module(name, holding: inside), for: nil, &text))
    }
    var own: [Statement] = []
    for statement in module.body where statement.futures.isEmpty {
      own +=
        linker.remainder(of: statement)?.map { text.add($0) } ?? [statement]
    }
    let renaming = linker.renaming(linker.references, in: nil, others)
    module.body = head + renaming.apply(own)
    source = text.whole
    links.sort { ($0.module, $0.name) < ($1.module, $1.name) }
  }

  /// What makes this module be one under another name, or the ones that are
  /// attributes of it.
  private static func module(
    _ name: String, holding inside: [String]
  ) -> String {
    guard !inside.isEmpty else {
      return "import sys as \(name); \(name) = \(name).modules[__name__]"
    }
    let made = "type(\(name))(\"\(name)\")"
    // `a.b.c` needs an `a.b` to be an attribute of.
    var places: [(path: String, value: String)] = [(name, made)]
    for path in inside.sorted() {
      let parts = path.split(separator: ".").map(String.init)
      for end in 2..<parts.count + 1 {
        let path = parts[..<end].joined(separator: ".")
        guard !places.contains(where: { $0.path == path }) else { continue }
        places.append(
          (path, end < parts.count ? made : "\(name).modules[__name__]"))
      }
    }
    return "import sys as \(name); "
      + places.map(\.path).joined(separator: ", ") + " = "
      + places.map(\.value).joined(separator: ", ")
  }

  /// A statement that only the text needs, for what has that name.
  private mutating func alias(
    _ line: String, for name: String?, _ text: inout AddedText
  ) -> Statement {
    let statement = text.add(.pass, line)
    aliases[statement.range] = .some(name)
    return statement
  }

  private mutating func note(
    _ definition: Linker.Definition, of file: ProjectFile, in linker: Linker,
    as other: String?
  ) {
    let locals =
      linker.references.names.filter { $0.value == definition }.map(\.key)
      + linker.references.members.flatMap { module, members in
        members.filter { $0.value == definition }.map { "\(module).\($0.key)" }
      }
    let name = other ?? definition.name
    links.append(
      KernelLink(
        name: name, module: file.moduleName, file: file.path,
        original: definition.name, locals: locals.sorted()))
    for (function, observation) in file.observations {
      let parts = function.split(separator: ".", maxSplits: 1)
      guard parts.first.map(String.init) == definition.name else { continue }
      let rest = parts.count > 1 ? ".\(parts[1])" : ""
      observations[name + rest] = observation
    }
  }

  /// The other file that a line of the whole text is of; nil where it is the
  /// module's own.
  func file(ofLine line: Int) -> ProjectFile? {
    guard line > ownLines else { return nil }
    return files.filter { $0.linesAbove < line }.max {
      $0.linesAbove < $1.linesAbove
    }
  }

  /// A blocker where it is in its own file.
  func placed(_ blocker: Blocker) -> Blocker {
    guard let file = file(ofLine: blocker.range.line) else { return blocker }
    var blocker = blocker
    blocker.range.line -= file.linesAbove
    blocker.range.endLine -= file.linesAbove
    blocker.file = file.name
    return blocker
  }
}

/// Lines that are put below a text, and the statements that they are.
private struct AddedText {
  private(set) var whole: String
  private var line: Int

  init(below text: String) {
    whole = text
    line = SourceLines(text).count
  }

  mutating func add(_ kind: Statement.Kind, _ text: String) -> Statement {
    line += 1
    whole += "\n" + text
    return Statement(
      kind,
      SourceRange(
        line: line, column: 0, endLine: line, endColumn: text.utf8.count))
  }

  /// Of imports only.
  mutating func add(_ kind: Statement.Kind) -> Statement {
    switch kind {
    case .import(let aliases):
      add(kind, "import " + Self.list(aliases))
    case .importFrom(let module, let aliases, let level):
      add(
        kind,
        "from " + String(repeating: ".", count: level) + (module ?? "")
          + " import " + Self.list(aliases))
    default: add(kind, "pass")
    }
  }

  private static func list(_ aliases: [Alias]) -> String {
    aliases.map { alias in
      alias.name + (alias.asName.map { " as \($0)" } ?? "")
    }.joined(separator: ", ")
  }
}

extension FileNames.Import {
  /// The import of a library that gives it a name.
  fileprivate func statement(binding local: String) -> Statement.Kind {
    guard case .library(let module, let name) = self else { return .pass }
    func alias(_ name: String) -> Alias {
      Alias(name: name, asName: name == local ? nil : local)
    }
    return name.map {
      .importFrom(module: module, names: [alias($0)], level: 0)
    } ?? .import([alias(module)])
  }
}
