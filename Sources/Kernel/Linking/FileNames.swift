import ProfileModel
import PythonSyntax

/// What the names at the top level of one of the project's files stand for.
struct FileNames {
  /// Something that a file defines.
  struct Definition: Hashable {
    var path: String
    var name: String
  }

  enum Import: Hashable {
    case definition(Definition)
    /// One of the project's files, as a module.
    case file(String)
    /// Of a library: a module, or a name in one.
    case library(module: String, name: String?)
  }

  let body: [Statement]
  let facts: ModuleFacts
  /// What imports bind, each name once and nothing else to it; `a.b` for the
  /// file that `import a.b` makes an attribute of `a`.
  private(set) var imports: [String: Import] = [:]
  /// Files of which everything is imported.
  private(set) var stars: [String] = []
  /// How often each name is bound at the top level.
  private let counts: [String: Int]
  /// How often by `import name.other`.
  private var dottedImports: [String: Int] = [:]

  init(_ module: Module, imports files: [ProjectFile.Name: String]) {
    body = module.body
    facts = ModuleFacts(module)
    var counts: [String: Int] = [:]
    for statement in body {
      for name in statement.boundNames { counts[name, default: 0] += 1 }
    }
    self.counts = counts
    for statement in body { note(statement, files) }
    for name in imports.keys where name.contains(".") {
      if counts[name.root] != dottedImports[name.root] { imports[name] = nil }
    }
    // What is a file cannot have others as attributes, too.
    for name in imports.keys where name.contains(".") {
      if imports.keys.contains(where: { $0.hasPrefix(name + ".") }) {
        imports[name] = nil
      }
    }
    for name in imports.keys where !name.contains(".") && counts[name] != 1 {
      imports[name] = nil
    }
  }

  private mutating func note(
    _ statement: Statement, _ files: [ProjectFile.Name: String]
  ) {
    switch statement.kind {
    case .import(let aliases):
      for alias in aliases {
        let path = files[.init(alias.name)]
        guard let name = alias.asName ?? alias.plainName else {
          imports[alias.name] = path.map(Import.file)
          dottedImports[alias.name.root, default: 0] += 1
          continue
        }
        imports[name] =
          path.map(Import.file) ?? .library(module: alias.name, name: nil)
      }
    case .importFrom(let module, let aliases, let level):
      let stem = module ?? ""
      let path = files[.init(stem, level: level)]
      for alias in aliases {
        let name = alias.asName ?? alias.name
        let inner = ProjectFile.Name(
          stem.isEmpty ? alias.name : "\(stem).\(alias.name)", level: level)
        if alias.name == "*" {
          if let path { stars.append(path) }
        } else if let file = files[inner] {
          imports[name] = .file(file)
        } else if let path {
          imports[name] = .definition(
            Definition(path: path, name: alias.name))
        } else if level == 0, let module {
          imports[name] = .library(module: module, name: alias.name)
        }
      }
    default: break
    }
  }

  /// Annotations are text that nobody evaluates.
  var hasTextualAnnotations: Bool {
    body.contains { $0.futures.contains("annotations") }
  }

  /// What a statement of the file needs, once it runs.
  func namesNeeded(by statement: Statement) -> Set<String> {
    (hasTextualAnnotations ? statement.withoutAnnotations : statement)
      .namesNeededOutside
  }

  func binds(_ name: String) -> Bool { counts[name] != nil }

  /// The files that `import name.other` makes attributes of a name.
  func files(under name: String) -> [String] {
    imports.keys.filter { $0.contains(".") && $0.root == name }.sorted()
  }

  /// As of statements, of what the file's imports bind.
  func uses(
    of module: String, in statements: [Statement]
  ) -> (members: Set<String>, isBare: Bool) {
    statements.uses(
      of: module, beside: Set(files(under: module.root)).subtracting([module]))
  }

  /// What defines the name, where nothing else can have changed what it is.
  func definition(of name: String) -> Statement? {
    guard counts[name] == 1,
      facts.functions[name] != nil || facts.classes[name] != nil
        || facts.constants[name] != nil,
      !facts.hasStarImport,
      // What fills it comes along, and tells that it is no constant.
      !facts.isSharedTable(name) || !fillings(of: name).isEmpty
    else { return nil }
    return body.first { $0.boundNames.contains(name) }
  }

  /// The statements that fill a table of that name.
  func fillings(of name: String) -> [Statement] {
    guard facts.constants[name] != nil else { return [] }
    return body.filter {
      $0.isFilling && !$0.boundNames.contains(name)
        && $0.filledNames.contains(name)
    }
  }

  /// What `from FILE import *` brings in; nil where that is not plain to see.
  var publicNames: Set<String>? {
    guard !binds("__all__"), !facts.hasStarImport else { return nil }
    return Set(counts.keys.filter { !$0.hasPrefix("_") })
  }
}

extension Alias {
  /// Nil for `import a.b`, which binds only `a`.
  fileprivate var plainName: String? { name.contains(".") ? nil : name }
}

extension String {
  /// Of `a.b`, `a`.
  var root: String { String(prefix { $0 != "." }) }
}

extension Expression {
  /// A name, or names with dots between them; nil for anything else.
  var dottedName: String? {
    switch kind {
    case .name(let name): name
    case .attribute(let owner, let name):
      owner.dottedName.map { "\($0).\(name)" }
    default: nil
    }
  }
}

extension Statement {
  /// What it imports from `__future__`.
  var futures: [String] {
    guard case .importFrom("__future__", let names, 0) = kind else { return [] }
    return names.map(\.name)
  }

  fileprivate var withoutAnnotations: Statement {
    var result = self
    switch kind {
    case .annotatedAssign(let target, let annotation, let value):
      let nothing = Expression(.constant(.none), annotation.range)
      result.kind = .annotatedAssign(target, annotation: nothing, value: value)
    case .classDefinition(var definition):
      definition.body = definition.body.map(\.withoutAnnotations)
      result.kind = .classDefinition(definition)
    case .function(var function):
      function.parameters = function.parameters.withoutAnnotations
      function.returns = nil
      function.body = function.body.map(\.withoutAnnotations)
      result.kind = .function(function)
    default: break
    }
    return result
  }

  /// Without what a class finds in itself.
  fileprivate var namesNeededOutside: Set<String> {
    guard case .classDefinition(let definition) = kind else {
      return namesNeeded
    }
    var own: Set<String> = []
    var names = expressions.reduce(into: Set<String>()) {
      $0.formUnion($1.names)
    }
    for statement in definition.body {
      let needed = statement.namesNeeded
      if case .function = statement.kind {
        names.formUnion(needed)
      } else {
        names.formUnion(needed.subtracting(own))
      }
      own.formUnion(statement.boundNames)
    }
    return names
  }
}

extension Parameters {
  fileprivate var withoutAnnotations: Parameters {
    func plain(_ parameter: Parameter) -> Parameter {
      Parameter(name: parameter.name, annotation: nil, range: parameter.range)
    }
    var result = self
    result.positionalOnly = positionalOnly.map(plain)
    result.positional = positional.map(plain)
    result.variadic = variadic.map(plain)
    result.keywordOnly = keywordOnly.map(plain)
    result.keywordVariadic = keywordVariadic.map(plain)
    return result
  }
}

extension [Statement] {
  /// Members that are looked up in what goes by a name, and whether it is
  /// used in any other way; of `a.b`, whether `a` is for anything beside it.
  fileprivate func uses(
    of module: String, beside others: Set<String>
  ) -> (members: Set<String>, isBare: Bool) {
    var members: Set<String> = []
    var (all, ofMembers) = (0, 0)
    let root = module.root
    visitExpressions(seeing: root) { expression in
      switch expression.kind {
      case .name(root): all += 1
      case .attribute(let owner, let member):
        guard let name = owner.dottedName else { return }
        if name == module { members.insert(member) }
        if name == module || others.contains(name) { ofMembers += 1 }
      default: break
      }
    }
    return (members, all > ofMembers)
  }

  /// All expressions but those in functions that have a variable of that name.
  private func visitExpressions(
    seeing name: String, _ visit: (Expression) -> Void
  ) {
    for statement in self {
      for expression in statement.expressions { expression.visit(visit) }
      if case .function(let function) = statement.kind {
        let local = Set(function.parameters.all.map(\.name))
          .union(function.body.ownAssignedNames)
          .subtracting(function.body.ownGlobalNames)
        if local.contains(name) { continue }
      }
      for block in statement.blocks {
        block.visitExpressions(seeing: name, visit)
      }
    }
  }

  /// The names of what methods are called of.
  var methodReceivers: Set<String> {
    var names: Set<String> = []
    visitExpressions { expression in
      if case .call(let call) = expression.kind,
        case .attribute(let owner, _) = call.function.kind,
        case .name(let name) = owner.kind
      {
        names.insert(name)
      }
    }
    return names
  }

  /// Names that functions, lambdas and comprehensions bind for themselves.
  var innerNames: Set<String> {
    var names: Set<String> = []
    visitStatements { statement in
      if case .function(let function) = statement.kind {
        names.formUnion(function.parameters.all.map(\.name))
        names.formUnion(function.body.ownAssignedNames)
      }
    }
    visitExpressions { expression in
      switch expression.kind {
      case .lambda(let parameters, _):
        names.formUnion(parameters.all.map(\.name))
      case .comprehension(let comprehension):
        for clause in comprehension.clauses {
          names.formUnion(clause.target.targetNames)
        }
      default: break
      }
    }
    return names
  }
}
