import Foundation
package import PythonSyntax

/// What a package was made from, kept in its folder as `swiftlet.json`: by it
/// the kernel finds its place in the source again, and knows whether it is
/// still the right one.
package struct KernelManifest: Codable, Equatable, Sendable {
  package static let fileName = "swiftlet.json"
  package static let newestFormat = 1

  /// A loop that was taken out of the code around it.
  package struct Loop: Codable, Equatable, Sendable {
    /// The qualified name of the code around it.
    package var scope: String
    package var line: Int
    package var inputs: [String]
    package var outputs: [[String]]
    /// The function made of it, without the line that names it.
    package var body: String
  }

  package var format = newestFormat
  /// The name to import.
  package var package: String
  /// The path of the file.
  package var source: String
  package var module: String
  /// The function that the package exports.
  package var function: String
  package var loop: Loop?
  /// The names at module level that it uses.
  package var names: [String]
  /// The statements at module level that it was made from, verbatim.
  package var statements: [String]
  /// What was taken for certain of those names: `constant LIMIT`.
  package var certainties: [String]
  /// What keeps the kernel from being complete.
  package var gaps: [String]
  /// What it takes from other files of the project.
  package var links: [KernelLink]?

  init(
    _ request: KernelRequest, _ linked: LinkedModule, names: [String],
    links: [KernelLink], origin: String, gaps: [String]
  ) {
    self.gaps = gaps
    self.links = links.isEmpty ? nil : links
    package = KernelPackage.importName(forModule: request.moduleName)
    source = origin
    module = request.moduleName
    function = request.function
    self.names = names.sorted()
    loop = request.outline.map(Loop.init)
    statements =
      OriginalModule(
        functions: [request.function], names: names, of: linked,
        moduleName: request.moduleName, outline: request.outline
      ).statements
    certainties = ModuleFacts(linked.module).certainties(of: names)
  }
}

extension KernelManifest.Loop {
  init(_ outline: OutlinedLoop) {
    scope = outline.scope
    line = outline.range.line
    inputs = outline.inputs
    outputs = outline.outputs
    body =
      outline.text.split(
        separator: "\n", maxSplits: 1, omittingEmptySubsequences: false
      ).last.map(String.init) ?? ""
  }

  /// Also of a loop that has moved to another line.
  fileprivate func isSame(as other: Self) -> Bool {
    var other = other
    other.line = line
    return self == other
  }
}

extension KernelManifest {
  /// Where the function, or the loop, is in a source.
  package struct Place: Equatable, Sendable {
    /// The qualified name of the code to change, and its first line.
    package var scope: String
    package var firstLine: Int
    /// Of a loop, the statement.
    package var loop: SourceRange?
    /// The last line of all that the kernel was made from.
    package var lastLine: Int
  }

  /// The source is not the one that the kernel was made from.
  package struct Change: Error, Equatable, CustomStringConvertible {
    package var description: String
  }

  /// Finds the kernel's place in the source as it is now.
  package func place(
    in module: Module, source: String, project: Project = Project()
  ) throws(Change) -> Place {
    var (place, outline) = try self.place(module, source)
    var module = module
    if let outline { module.body.append(outline.statement) }
    let linked = LinkedModule(
      module, source: source, project: project,
      classes: links?.map(\.original) ?? [])
    let now = OriginalModule(
      functions: [outline?.name ?? function], names: names, of: linked,
      moduleName: self.module, outline: outline)
    if let gone = statements.first(where: { !now.statements.contains($0) }) {
      throw Change(
        description: "`\(Self.firstLine(gone))` is not there any more as it was"
      )
    }
    if let new = now.statements.first(where: { !statements.contains($0) }) {
      throw Change(description: "`\(Self.firstLine(new))` is new")
    }
    let facts = ModuleFacts(linked.module).certainties(of: names)
    if let changed = Set(certainties).symmetricDifference(facts).sorted().first
    {
      let name = changed.split(separator: " ").last ?? ""
      throw Change(description: "`\(name)` is assigned elsewhere now")
    }
    place.lastLine = max(place.lastLine, now.lastLine)
    return place
  }

  private func place(
    _ module: Module, _ source: String
  ) throws(Change) -> (Place, OutlinedLoop?) {
    let name = loop?.scope ?? function
    let scopes = module.scopes.filter { $0.qualifiedName == name }
    guard let loop else {
      guard let scope = scopes.last else {
        throw Change(description: "it has no function `\(name)`")
      }
      let place = Place(
        scope: name, firstLine: scope.range.line,
        lastLine: scope.range.endLine)
      return (place, nil)
    }
    let facts = ModuleFacts(module)
    let lines = SourceLines(source)
    var candidates: [(place: Place, outline: OutlinedLoop)] = []
    for scope in scopes {
      let surroundings = LoopSurroundings(scope, in: module, facts: facts)
      var pending = surroundings.body.loops
      while let statement = pending.popLast() {
        pending += statement.blocks.flatMap(\.loops)
        guard
          case .success(let outline) = surroundings.outline(
            statement, lines: lines),
          Loop(outline).isSame(as: loop)
        else { continue }
        let place = Place(
          scope: name, firstLine: scope.range.line, loop: statement.range,
          lastLine: statement.range.endLine)
        candidates.append((place, outline))
      }
    }
    let nearest = candidates.min {
      abs($0.outline.range.line - loop.line)
        < abs($1.outline.range.line - loop.line)
    }
    guard let nearest else {
      throw Change(
        description: "the loop that was in line \(loop.line) is not there any "
          + "more as it was")
    }
    return nearest
  }

  private static func firstLine(_ text: String) -> String {
    String(text.prefix { $0 != "\n" })
  }
}

extension ModuleFacts {
  /// What the translator may rely on, of these names.
  fileprivate func certainties(of names: [String]) -> [String] {
    names.flatMap { name in
      [
        functions[name].map { _ in "function \(name)" },
        constants[name].map { _ in "constant \(name)" },
        tables[name].map { _ in "table \(name)" },
        modules[name].map { "module \($0) as \(name)" },
        imported[name].map { "\($0.module).\($0.name) as \(name)" },
      ].compactMap(\.self)
    }.sorted()
  }
}

extension KernelManifest {
  /// As it is written; nil never happens for plain values.
  var text: String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [
      .prettyPrinted, .sortedKeys, .withoutEscapingSlashes,
    ]
    return (try? encoder.encode(self)).map {
      String(decoding: $0, as: UTF8.self) + "\n"
    }
  }
}
