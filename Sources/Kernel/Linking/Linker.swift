import PythonSyntax

/// Finds what a module takes from other files of the project, with all that
/// this needs in its turn.
///
/// All of it comes into one namespace, under the names that it has: nothing is
/// taken whose name means something else in another of the files.
struct Linker {
  typealias Definition = FileNames.Definition

  /// How one of the files refers to what was taken.
  struct References {
    var names: [String: Definition] = [:]
    /// By the name of a module, what is looked up in it.
    var members: [String: [String: Definition]] = [:]
  }

  private let names: [String: FileNames]
  private let own: FileNames
  /// Names that the hot module does not bind: built-in ones, mostly.
  private let ownUnbound: Set<String>
  /// Attributes that something in the project may set from outside.
  private let assigned: Set<String>
  private let outside: OutsideAssignments

  /// What was taken, each with the statement that defines it, and those that
  /// fill it where it is a table.
  private(set) var taken: [Definition: [Statement]] = [:]
  /// Imports of libraries that it needs, by the name they bind.
  private(set) var libraries: [String: FileNames.Import] = [:]
  /// Names that other files have for it, or for one another.
  private var otherLocals: Set<String> = []
  /// Those of them that have files as their attributes.
  private var packages: Set<String> = []
  /// The built-in names that it needs.
  private var builtins: Set<String> = []
  /// The files from which something was taken, those that others need first.
  private(set) var order: [String] = []
  /// Of the hot module.
  private(set) var references = References()
  /// Of the other files, by path.
  private(set) var foreign: [String: References] = [:]

  init(_ module: Module, _ project: Project) {
    names = Dictionary(
      project.files.map {
        ($0.path, FileNames($0.module, imports: $0.imports))
      }, uniquingKeysWith: { first, _ in first })
    let own = FileNames(module, imports: project.imports)
    self.own = own
    outside = project.assigned
    ownUnbound = module.body.reduce(into: []) { unbound, statement in
      unbound.formUnion(statement.namesNeeded.filter { !own.binds($0) })
    }
    assigned = names.values.reduce(into: own.facts.assignedAttributes) {
      $0.formUnion($1.facts.assignedAttributes)
    }
  }

  /// Takes what the module's imports name, as far as that can be done.
  mutating func linkImports() {
    for (name, target) in own.imports.sorted(by: { $0.key < $1.key }) {
      switch target {
      case .definition(let definition): link(name, to: definition)
      case .file(let path):
        for member in own.uses(of: name, in: own.body).members.sorted() {
          link(Definition(path: path, name: member)) { linker, found in
            linker.references.members[name, default: [:]][member] = found
          }
        }
      case .library: break
      }
    }
    for path in own.stars {
      let given = names[path]?.publicNames ?? []
      for name in given.intersection(ownUnbound).sorted() {
        link(name, to: Definition(path: path, name: name))
      }
    }
  }

  private mutating func link(_ local: String, to definition: Definition) {
    link(definition) { linker, found in linker.references.names[local] = found }
  }

  /// Takes a class that only its instances tell of.
  mutating func link(classNamed name: String) {
    guard !own.binds(name) else { return }
    let found = names.filter { $0.value.facts.classes[name] != nil }
    guard found.count == 1, let path = found.keys.first else { return }
    link(Definition(path: path, name: name)) { _, _ in }
  }

  /// All that something needs, or nothing of it.
  private mutating func link(
    _ definition: Definition, then note: (inout Linker, Definition) -> Void
  ) {
    var draft = self
    guard let found = draft.take(definition) else { return }
    note(&draft, found)
    self = draft
  }

  /// What a package only passes on is defined elsewhere.
  private func resolved(_ definition: Definition) -> Definition {
    var definition = definition
    for _ in 0..<Self.mostSteps {
      guard
        case .definition(let next)? =
          names[definition.path]?.imports[definition.name]
      else { break }
      definition = next
    }
    return definition
  }

  private static let mostSteps = 8

  /// Nil where it cannot be taken; some of what it needs may be, then.
  private mutating func take(_ wanted: Definition) -> Definition? {
    let definition = resolved(wanted)
    if taken[definition] != nil { return definition }
    let (path, name) = (definition.path, definition.name)
    guard let file = names[path], !assigned.contains(name),
      !outside.mayReplace(name),
      let statement = file.definition(of: name), isFree(name, for: definition)
    else { return nil }
    let fillings = file.fillings(of: name)
    taken[definition] = [statement] + fillings
    let bound = fillings.reduce(into: Set([name])) {
      $0.formUnion($1.boundNames)
    }
    guard bound.subtracting([name]).allSatisfy(isNew) else { return nil }
    for statement in [statement] + fillings {
      for needed in file.namesNeeded(by: statement).subtracting(bound).sorted()
      {
        guard take(needed, for: statement, in: path, file) else { return nil }
      }
    }
    if !order.contains(path) { order.append(path) }
    return definition
  }

  private mutating func take(
    _ needed: String, for statement: Statement, in path: String,
    _ file: FileNames
  ) -> Bool {
    let inside = file.files(under: needed)
    if !inside.isEmpty {
      return inside.allSatisfy {
        takeMembers(of: $0, for: statement, in: path, file)
      }
    }
    switch file.imports[needed] {
    case nil:
      if file.binds(needed) {
        return take(Definition(path: path, name: needed)) != nil
      }
      // Built in: the same for all.
      guard !own.binds(needed), isUnused(needed), libraries[needed] == nil
      else { return false }
      builtins.insert(needed)
      return true
    case .library(let module, let name):
      let target = FileNames.Import.library(module: module, name: name)
      if let known = own.imports[needed] ?? libraries[needed] {
        return known == target
      }
      guard isNew(needed) else { return false }
      libraries[needed] = target
      return true
    case .definition(let definition):
      guard let found = take(definition),
        found.name == needed || claim(needed, for: .definition(found))
      else { return false }
      foreign[path, default: References()].names[needed] = found
      return true
    case .file: return takeMembers(of: needed, for: statement, in: path, file)
    }
  }

  /// All that a statement looks up in a module.
  private mutating func takeMembers(
    of module: String, for statement: Statement, in path: String,
    _ file: FileNames
  ) -> Bool {
    guard case .file(let other)? = file.imports[module] else { return false }
    let uses = file.uses(of: module, in: [statement])
    guard !uses.isBare, claim(module, for: .file(other)) else { return false }
    for member in uses.members.sorted() {
      guard let found = take(Definition(path: other, name: member)) else {
        return false
      }
      foreign[path, default: References()]
        .members[module, default: [:]][member] = found
    }
    return true
  }

  /// A name that another file has for something; false where it means something
  /// else already.
  private mutating func claim(
    _ name: String, for target: FileNames.Import
  ) -> Bool {
    let isOwn =
      switch (own.imports[name], target) {
      case (.definition(let left), .definition(let right)):
        resolved(left) == right
      case (let left, _): left == target
      }
    if isOwn { return true }
    let isKnown = foreign.values.contains { references in
      switch target {
      case .definition(let definition): references.names[name] == definition
      default: references.members[name] != nil
      }
    }
    let isInside = name.contains(".")
    guard
      isKnown || isNew(name.root)
        || isInside && packages.contains(name.root)
    else { return false }
    if isInside { packages.insert(name.root) }
    otherLocals.insert(name.root)
    return true
  }

  /// Nothing else has the name in the one namespace.
  private func isFree(_ name: String, for definition: Definition) -> Bool {
    guard isUnused(name), !builtins.contains(name), libraries[name] == nil
    else { return false }
    switch own.imports[name] {
    case .definition(let other): return resolved(other) == definition
    case .file, .library: return false
    case nil:
      if own.binds(name) { return false }
      return !ownUnbound.contains(name)
        || own.stars.contains {
          resolved(Definition(path: $0, name: name)) == definition
        }
    }
  }

  /// None of the files has anything under this name.
  private func isNew(_ name: String) -> Bool {
    !own.binds(name) && !ownUnbound.contains(name) && isUnused(name)
      && !builtins.contains(name) && libraries[name] == nil
  }

  private func isUnused(_ name: String) -> Bool {
    !otherLocals.contains(name) && !taken.keys.contains { $0.name == name }
  }
}

extension Linker {
  /// Other names for what a variable of some function would hide where it is
  /// called by its own name.
  var otherNames: [Definition: String] {
    var hidden: Set<Definition> = []
    var all = Set(taken.keys.map(\.name)).union(libraries.keys)
    for (references, file) in [(references, own)]
      + foreign.compactMap({ path, references in
        names[path].map { (references, $0) }
      })
    {
      let inner = file.body.innerNames
      all.formUnion(inner)
      let aliased =
        references.names.filter { $0.key != $0.value.name }.map(\.value)
        + references.members.values.flatMap(\.values)
      hidden.formUnion(aliased.filter { inner.contains($0.name) })
    }
    var result: [Definition: String] = [:]
    for definition in hidden.sorted(by: { $0.name < $1.name }) {
      var name = definition.name + "_"
      while all.contains(name) || own.binds(name) || ownUnbound.contains(name) {
        name += "_"
      }
      all.insert(name)
      result[definition] = name
    }
    return result
  }

  /// Some file that something was taken from has no use for annotations.
  var hasTextualAnnotations: Bool {
    order.contains { names[$0]?.hasTextualAnnotations ?? false }
  }

  /// What a file calls methods of that has it, under its own name, by import.
  var imported: [Definition] {
    var found: Set<Definition> = []
    let files =
      [(references, own)]
      + foreign.compactMap { path, references in
        names[path].map { (references, $0) }
      }
    for (references, file) in files {
      let receivers = file.body.methodReceivers
      found.formUnion(
        references.names.filter {
          $0.key == $0.value.name && receivers.contains($0.key)
        }.map(\.value))
    }
    return Array(found)
  }

  /// The names in one of the files for what was taken.
  func renaming(
    _ references: References, in path: String?,
    _ others: [Definition: String]
  ) -> Renaming {
    var result = Renaming()
    for (local, definition) in references.names {
      result.names[local] = others[definition] ?? definition.name
    }
    for (module, members) in references.members {
      result.members[module] = members.mapValues { others[$0] ?? $0.name }
    }
    for (definition, name) in others where definition.path == path {
      result.names[definition.name] = name
    }
    result.names = result.names.filter { $0.key != $0.value }
    return result
  }

  /// What the module's statement still has to import when the rest is linked;
  /// nil where nothing of it was.
  func remainder(of statement: Statement) -> [Statement.Kind]? {
    switch statement.kind {
    case .import(let aliases):
      let rest = aliases.filter { !isWholly(linked: $0) }
      return rest.count == aliases.count
        ? nil : rest.map { .import([$0]) }
    case .importFrom(let module, let aliases, let level):
      var rest: [Alias] = []
      for alias in aliases {
        guard alias.name == "*" else {
          let name = alias.asName ?? alias.name
          if references.names[name] == nil, !isWholly(linked: alias) {
            rest.append(alias)
          }
          continue
        }
        guard
          let given = own.stars.lazy.compactMap({ names[$0]?.publicNames })
            .first
        else {
          rest.append(alias)
          continue
        }
        rest += given.intersection(ownUnbound).subtracting(
          references.names.keys
        ).sorted().map { Alias(name: $0) }
      }
      if rest == aliases { return nil }
      return rest.isEmpty
        ? [] : [.importFrom(module: module, names: rest, level: level)]
    default: return nil
    }
  }

  /// All that is looked up in the module has been taken.
  private func isWholly(linked alias: Alias) -> Bool {
    let name = alias.asName ?? alias.name
    guard case .file? = own.imports[name] else { return false }
    let all = name.contains(".") ? own.files(under: name.root) : [name]
    return all.allSatisfy { module in
      let uses = own.uses(of: module, in: own.body)
      return !uses.isBare && !uses.members.isEmpty
        && uses.members.isSubset(of: (references.members[module] ?? [:]).keys)
    }
  }

  /// The modules that need not be imported any more, by all their names, with
  /// those that are attributes of what is none itself.
  var linkedModules: [(name: String, inside: [String])] {
    let others = foreign.values.flatMap(\.members.keys).filter {
      own.imports[$0] == nil
    }
    let all = Set(
      own.imports.keys.filter { isWholly(linked: Alias(name: $0)) } + others)
    return Dictionary(grouping: all, by: \.root)
      .map { ($0.key, $0.value.filter { $0.contains(".") }.sorted()) }
      .sorted { $0.0 < $1.0 }
  }

  /// Other names for what was taken, in any of the files.
  var aliases: [(name: String, definition: Definition)] {
    let all = ([references] + foreign.values).flatMap(\.names)
      .filter { $0.key != $0.value.name }
    return Dictionary(all, uniquingKeysWith: { first, _ in first })
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
