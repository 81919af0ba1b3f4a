import PythonSyntax

/// What the names at a module's top level are, as far as that is certain.
struct ModuleFacts {
  /// Functions that are defined once and whose name is never rebound.
  private(set) var functions: [String: Definition] = [:]
  /// Classes that are defined once and whose name is never rebound.
  var classes: [String: ClassFacts] = [:]
  /// Names that are assigned as an attribute of something, other than what a
  /// method assigns to its own instance.
  private(set) var assignedAttributes: Set<String> = []
  /// Names assigned exactly once, and never from inside a function.
  var constants: [String: Expression] = [:]
  /// Of the constants, tuples of numbers, and lists of them that nothing in
  /// the module changes or passes on.
  private(set) var tables: [String: Expression] = [:]
  /// Dicts of functions by constants, `{"+": add}`, that nothing changes.
  private(set) var functionTables:
    [String: [(key: Expression, function: Expression)]] = [:]
  /// Attributes that hold bytearrays which could be lists, and those of them
  /// that are.
  private(set) var byteAttributes: Set<String> = []
  var listedAttributes: Set<String> = []
  /// Dicts of an instance's own methods by constants.
  var methodTables: [String: [(key: Expression, method: String)]] = [:]
  /// Dicts of functions that classes have, by their names there.
  var classTables:
    [String: (
      className: String, entries: [(key: Expression, function: Expression)]
    )] = [:]
  /// Lists of functions: up to which index each stands there.
  private(set) var functionLists: [String: [(end: Int, function: Expression)]] =
    [:]
  /// Names that hold values of which nothing else is certain, with those that
  /// the module's top level gives them.
  private(set) var variables: [String: [Expression]] = [:]
  /// The same for attributes that statements at the top level give a class.
  private(set) var classVariables: [String: [String: [Expression]]] = [:]
  /// Attributes that functions may give to classes themselves.
  private(set) var changedClassAttributes: Set<String> = []
  /// Names that stand for modules, with the modules' own.
  private(set) var modules: [String: String] = [:]
  /// Names imported from modules.
  private(set) var imported: [String: LibraryName] = [:]
  /// Some name may be one that nothing in the source tells of.
  private(set) var hasStarImport = false
  /// What is raised and handled in the module.
  private(set) var exceptions = ExceptionFacts()
  /// Every name that the module binds.
  var boundNames: Set<String> { Set(bindings.keys) }

  /// What a library calls something.
  struct LibraryName: Hashable {
    var module: String
    var name: String
  }

  struct Definition {
    var function: FunctionDefinition
    var range: SourceRange
  }

  private var bindings: [String: Int] = [:]

  init(
    _ module: Module, _ outside: OutsideAssignments = OutsideAssignments()
  ) {
    bind(module.body)
    module.body.visitStatements { statement in
      // Assigned from a function: nothing is certain about it.
      if case .global(let names) = statement.kind {
        for name in names { bindings[name, default: 0] += 2 }
      }
    }
    for statement in module.body { note(statement) }
    noteNamedTuples()
    noteEnumerations()
    forgetRegistered(module)
    noteAttributes(module)
    noteVariables(module)
    forgetAssigned(outside)
    forgetBeforeStars(module.body)
    let escaping = TableReader(module.body).escaping
    for (name, value) in constants where value.isTable(in: self) {
      if !value.isTuple, escaping.contains(name) { continue }
      tables[name] = value
    }
    for (name, value) in constants where !escaping.contains(name) {
      functionTables[name] = functions(in: value)
      functionLists[name] = functions(inList: value)
    }
    noteMethodTables(module)
    if !hasStarImport, !boundNames.contains("bytearray") {
      byteAttributes = Self.byteAttributes(module, classes)
    }
    exceptions = ExceptionFacts(module, self)
  }

  /// `from m import *` may bind any name anew: what was bound before it is not
  /// certain, and neither is any built-in name.
  private mutating func forgetBeforeStars(_ body: [Statement]) {
    let last = body.lastIndex { $0.importsEverything }
    guard let last else { return }
    let line = body[last].range.endLine
    hasStarImport = true
    functions = functions.filter { $0.value.range.line > line }
    classes = classes.filter { $0.value.range.line > line }
    constants = constants.filter { $0.value.range.line > line }
    let later = Set(body[(last + 1)...].flatMap(\.assignedNames))
    modules = modules.filter { later.contains($0.key) }
    imported = imported.filter { later.contains($0.key) }
  }

  /// What other files replace is not what this one says.
  private mutating func forgetAssigned(_ outside: OutsideAssignments) {
    assignedAttributes.formUnion(outside.attributes)
    constants = constants.filter { !outside.mayReplace($0.key) }
    functions = functions.filter { !outside.mayReplace($0.key) }
    for (name, facts) in classes {
      let replaced = outside.ofImported.values.joined()
      if outside.mayReplace(name) || replaced.contains(where: facts.defines) {
        classes[name] = nil
      }
    }
  }

  /// What is assigned to attributes, and which classes are changed by it.
  private mutating func noteAttributes(_ module: Module) {
    noteAttributes(module.body, own: nil, isInside: false)
  }

  private mutating func noteAttributes(
    _ body: [Statement], own: String?, class ownClass: String? = nil,
    isInside: Bool = true
  ) {
    func note(_ target: Expression, _ facts: inout ModuleFacts) {
      facts.noteAttribute(
        target, own, class: ownClass, isInside: isInside)
    }
    for statement in body {
      switch statement.kind {
      case .assign(let targets, _), .delete(let targets):
        for target in targets { note(target, &self) }
      case .annotatedAssign(let target, _, _),
        .augmentedAssign(let target, _, _):
        note(target, &self)
      case .for(let loop): note(loop.target, &self)
      case .classDefinition(let definition):
        for inner in definition.body {
          guard case .function(let function) = inner.kind else {
            noteAttributes([inner], own: nil, isInside: isInside)
            continue
          }
          let own = function.parameters.all.first?.name
          guard function.decorators.isEmpty || function.isProperty else {
            noteAttributes(function.body, own: nil, class: own)
            continue
          }
          noteAttributes(function.body, own: own)
        }
        continue
      case .function(let function):
        noteAttributes(function.body, own: own)
        continue
      default: break
      }
      for block in statement.blocks {
        noteAttributes(block, own: own, class: ownClass, isInside: isInside)
      }
    }
  }

  private mutating func noteAttribute(
    _ target: Expression, _ own: String?, class ownClass: String?,
    isInside: Bool
  ) {
    switch target.kind {
    case .attribute(let receiver, let name):
      if case .name(let receiver) = receiver.kind {
        if receiver == own { return }
        if receiver == ownClass || classes[receiver] != nil && isInside {
          changedClassAttributes.insert(name)
        }
        // A method that is replaced is not what the class says.
        if name.hasPrefix("__")
          || classes.values.contains(where: { $0.defines(name) })
        {
          classes[receiver] = nil
        }
      }
      assignedAttributes.insert(name)
    case .tuple(let targets), .list(let targets):
      for target in targets {
        noteAttribute(target, own, class: ownClass, isInside: isInside)
      }
    case .starred(let target):
      noteAttribute(target, own, class: ownClass, isInside: isInside)
    default: break
    }
  }

  /// Names that nothing but assignments bind, here or from functions.
  private mutating func noteVariables(_ module: Module) {
    var others = Set(functions.keys).union(classes.keys)
      .union(modules.keys).union(imported.keys)
    module.body.visitStatements { statement in
      switch statement.kind {
      case .function(let function): others.insert(function.name)
      case .classDefinition(let definition): others.insert(definition.name)
      case .import, .importFrom: others.formUnion(statement.assignedNames)
      default: break
      }
    }
    for (target, value) in Self.assignedValues(module.body) {
      for (name, value) in target.pairs(with: value) ?? [] {
        variables[name, default: []].append(value)
      }
      switch target.kind {
      case .name(let name): variables[name, default: []].append(value)
      case .attribute(let receiver, let name):
        if case .name(let owner) = receiver.kind {
          classVariables[owner, default: [:]][name, default: []].append(value)
        }
      default: break
      }
    }
    variables = variables.filter { !others.contains($0.key) }
  }

  /// What an expression at the top level is in a library.
  func library(_ expression: Expression) -> LibraryName? {
    switch expression.kind {
    case .name(let name): return imported[name]
    case .attribute(let value, let name):
      guard case .name(let module) = value.kind, let module = modules[module]
      else { return nil }
      return LibraryName(module: module, name: name)
    default: return nil
    }
  }

  /// What would count as a table if something in the module did not change it,
  /// or pass it on.
  func isSharedTable(_ name: String) -> Bool {
    guard let value = constants[name], tables[name] == nil,
      functionTables[name] == nil, functionLists[name] == nil
    else { return false }
    return value.isTable(in: self) || functions(in: value) != nil
      || functions(inList: value) != nil
  }

  private func isBoundOnce(_ name: String) -> Bool { bindings[name] == 1 }

  private mutating func note(_ statement: Statement) {
    switch statement.kind {
    case .function(let function) where isBoundOnce(function.name):
      functions[function.name] = Definition(
        function: function, range: statement.range)
    case .classDefinition(let definition) where isBoundOnce(definition.name):
      classes[definition.name] = ClassFacts(definition, statement.range)
      for inner in definition.body {
        guard case .classDefinition(var own) = inner.kind else { continue }
        own.name = "\(definition.name).\(own.name)"
        classes[own.name] =
          classes[own.name] == nil ? ClassFacts(own, inner.range) : nil
      }
    case .assign(let targets, let value):
      for case .name(let name) in targets.map(\.kind) where isBoundOnce(name) {
        constants[name] = value
      }
      if targets.count == 1, let pairs = targets[0].pairs(with: value) {
        for (name, value) in pairs where isBoundOnce(name) {
          constants[name] = value
        }
      }
    case .annotatedAssign(let target, _, let value?):
      if case .name(let name) = target.kind, isBoundOnce(name) {
        constants[name] = value
      }
    case .import(let aliases):
      for alias in aliases where !alias.name.contains(".") {
        let name = alias.asName ?? alias.name
        if isBoundOnce(name) { modules[name] = alias.name }
      }
    case .importFrom(let module?, let names, 0):
      for alias in names {
        let name = alias.asName ?? alias.name
        if isBoundOnce(name) {
          imported[name] = LibraryName(module: module, name: alias.name)
        }
      }
    default: break
    }
  }

  /// Counts what the statements bind in their own scope.
  private mutating func bind(_ body: [Statement]) {
    for statement in body {
      for name in statement.assignedNames { bindings[name, default: 0] += 1 }
      switch statement.kind {
      case .function, .classDefinition: break
      default: for block in statement.blocks { bind(block) }
      }
    }
  }
}

extension Expression {
  /// The names that an assignment to this target binds.
  var assignedNames: [String] {
    switch kind {
    case .name(let name): [name]
    case .starred(let target): target.assignedNames
    case .tuple(let targets), .list(let targets):
      targets.flatMap(\.assignedNames)
    default: []
    }
  }
}

/// Finds the names that are used in ways that may change a list: anything but
/// reading an element, its length, or looping over it.
private struct TableReader {
  private(set) var escaping: Set<String> = []

  init(_ body: [Statement]) {
    body.visitStatements { statement in
      switch statement.kind {
      case .for(let loop):
        // The iterable itself is only read.
        if case .name = loop.iterable.kind {} else { read(loop.iterable) }
        read(loop.target)
      case .assign(let targets, let value):
        for target in targets { note(target) }
        read(value)
      case .augmentedAssign(let target, _, let value):
        note(target)
        read(value)
      case .delete(let targets): for target in targets { note(target) }
      default: for expression in statement.expressions { read(expression) }
      }
    }
  }

  /// A target: the list whose element it is changes.
  private mutating func note(_ target: Expression) {
    if case .subscript(let list, let place) = target.kind {
      escape(list)
      read(place)
    } else {
      for child in target.children { note(child) }
    }
  }

  private mutating func escape(_ expression: Expression) {
    expression.visit { inner in
      if case .name(let name) = inner.kind { escaping.insert(name) }
    }
  }

  private mutating func read(_ expression: Expression) {
    switch expression.kind {
    case .name(let name): escaping.insert(name)
    case .subscript(let list, let place):
      if case .name = list.kind {} else { read(list) }
      read(place)
    case .call(let call):
      if case .name(let function) = call.function.kind,
        ["len", "sum", "min", "max", "enumerate", "zip"].contains(function)
      {
        for argument in call.arguments {
          if case .name = argument.kind {} else { read(argument) }
        }
        for keyword in call.keywords { read(keyword.value) }
      } else if case .attribute(let owner, let method) = call.function.kind,
        case .name = owner.kind,
        ["get", "items", "keys", "values"].contains(method)
      {
        for argument in call.arguments { read(argument) }
        for keyword in call.keywords { read(keyword.value) }
      } else {
        for child in expression.children { read(child) }
      }
    case .compare(let first, let symbols, let rest)
    where symbols == [.in] || symbols == [.notIn]:
      read(first)
      if case .name = rest[0].kind {} else { read(rest[0]) }
    default: for child in expression.children { read(child) }
    }
  }
}

extension Expression {
  fileprivate var isTuple: Bool {
    if case .tuple = kind { true } else { false }
  }
}
