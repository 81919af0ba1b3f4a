import PythonSyntax

/// The exceptions that a module's own code raises, and those that it handles:
/// what is raised by name and handled by name need not leave the kernel.
struct ExceptionFacts {
  /// The classes that some `raise` names and some `except` may catch, each
  /// with those that it extends, itself first.
  private(set) var raised: [(name: String, lineage: [String])] = []

  init() {}

  init(_ module: Module, _ facts: ModuleFacts) {
    var names: Set<String> = []
    var caught: Set<String> = []
    module.body.visitStatements { statement in
      switch statement.kind {
      case .raise(let value?, _):
        if let name = value.raisedClass { names.insert(name) }
      case .try(let attempt):
        for handler in attempt.handlers {
          caught.formUnion(
            handler.type.map { $0.classNames ?? [] } ?? ["BaseException"])
        }
      default: break
      }
    }
    // What loops over such instances end by.
    if facts.classes.values.contains(where: { $0.methods["__next__"] != nil }) {
      caught.insert("StopIteration")
    }
    for name in names.sorted() {
      guard let lineage = Self.lineage(of: name, facts),
        !caught.isDisjoint(with: lineage)
      else { continue }
      raised.append((name, lineage))
    }
  }

  /// What the exception is called in the kernel: 0 is for none.
  func number(of name: String) -> Int? {
    raised.firstIndex { $0.name == name }.map { $0 + 1 }
  }

  /// The numbers of those that a handler of the classes catches; nil where it
  /// is not known what some of the classes are.
  func numbers(caughtBy classes: [String], _ facts: ModuleFacts) -> [Int]? {
    guard classes.allSatisfy({ Self.lineage(of: $0, facts) != nil }) else {
      return nil
    }
    return raised.indices.filter {
      !raised[$0].lineage.allSatisfy { !classes.contains($0) }
    }.map { $0 + 1 }
  }

  /// The class and those that it extends, itself first, where making an
  /// instance does nothing that shows; nil for what is not so plain.
  private static func lineage(
    of name: String, _ facts: ModuleFacts
  ) -> [String]? {
    var names: [String] = []
    var next = name
    while let own = facts.classes[next] {
      guard own.refusal == nil, own.kind == .plain, own.members == nil,
        let base = own.base, names.count < 16,
        own.methods["__init__"].map({ $0.function.onlyKeeps }) ?? true
      else { return nil }
      names.append(next)
      next = base
    }
    guard !facts.boundNames.contains(next), !facts.hasStarImport else {
      return nil
    }
    while next != "BaseException" {
      guard let parent = parents[next] else { return nil }
      names.append(next)
      next = parent
    }
    return names + ["BaseException"]
  }

  /// Of Python's own exceptions, what each extends.
  private static let parents: [String: String] = {
    var parents: [String: String] = [
      "Exception": "BaseException", "KeyboardInterrupt": "BaseException",
      "SystemExit": "BaseException", "StopIteration": "Exception",
      "IndexError": "LookupError",
      "KeyError": "LookupError", "OverflowError": "ArithmeticError",
      "ZeroDivisionError": "ArithmeticError",
      "FloatingPointError": "ArithmeticError",
      "NotImplementedError": "RuntimeError", "RecursionError": "RuntimeError",
      "UnicodeError": "ValueError", "TimeoutError": "OSError",
      "PermissionError": "OSError", "FileNotFoundError": "OSError",
      "FileExistsError": "OSError",
    ]
    for name in [
      "ArithmeticError", "AssertionError", "AttributeError", "EOFError",
      "LookupError", "MemoryError", "NameError", "OSError", "RuntimeError",
      "SyntaxError", "TypeError", "ValueError",
    ] {
      parents[name] = "Exception"
    }
    return parents
  }()
}

extension Expression {
  /// Of what `raise` raises, the name of the class.
  var raisedClass: String? {
    switch kind {
    case .name(let name): name
    case .call(let call):
      if case .name(let name) = call.function.kind { name } else { nil }
    default: nil
    }
  }

  /// The names of classes after `except`; nil for anything else.
  var classNames: [String]? {
    switch kind {
    case .name(let name): return [name]
    case .tuple(let types):
      let names = types.map(\.classNames)
      return names.contains { $0 == nil } ? nil : names.flatMap { $0 ?? [] }
    default: return nil
    }
  }

  /// Made of names, constants and their attributes, as f-strings as well: what
  /// an exception is told.
  var isPlainMessage: Bool {
    switch kind {
    case .name, .constant: true
    case .attribute(let value, _): value.isPlainMessage
    case .tuple(let parts), .formattedString(let parts):
      parts.allSatisfy(\.isPlainMessage)
    case .formatted(let value, _, let specification):
      specification == nil && value.isPlainMessage
    default: false
    }
  }
}

extension Expression {
  /// The names and attributes that it is made of.
  var messageLeaves: [Expression] {
    switch kind {
    case .name, .attribute: [self]
    case .call(let call): call.arguments.flatMap(\.messageLeaves)
    default: children.flatMap(\.messageLeaves)
    }
  }

  /// Made of such parts, and of what Python itself makes of them.
  func isHarmlessMessage(_ facts: ModuleFacts) -> Bool {
    var isHarmless = true
    visit { part in
      switch part.kind {
      case .name, .constant, .attribute, .tuple, .formattedString, .formatted,
        .binary, .subscript, .slice, .unary:
        break
      case .call(let call):
        switch call.function.kind {
        case .name(let name):
          if !["chr", "len", "repr", "str"].contains(name)
            || facts.boundNames.contains(name)
          {
            isHarmless = false
          }
        case .attribute(let owner, "format"), .attribute(let owner, "join"):
          if case .constant = owner.kind { break }
          isHarmless = false
        default: isHarmless = false
        }
      default: isHarmless = false
      }
    }
    return isHarmless
  }
}

extension FunctionDefinition {
  /// An `__init__` that keeps what it is given, and hands it on.
  fileprivate var onlyKeeps: Bool {
    guard decorators.isEmpty, !isAsync, !isGenerator,
      let own = parameters.all.first?.name
    else { return false }
    return body.allSatisfy { statement in
      switch statement.kind {
      case .pass: return true
      case .assign(let targets, let value):
        return value.isPlainMessage
          && targets.allSatisfy {
            if case .attribute(let owner, _) = $0.kind {
              return owner.kind == .name(own)
            }
            return false
          }
      case .expression(let value):
        if statement.isDocumentation { return true }
        guard case .call(let call) = value.kind, call.keywords.isEmpty,
          case .attribute(let owner, "__init__") = call.function.kind
        else { return false }
        return owner.isSuperOrClass
          && call.arguments.allSatisfy(\.isPlainMessage)
      default: return false
      }
    }
  }
}

extension Expression {
  /// `super()`, or a class by its name.
  fileprivate var isSuperOrClass: Bool {
    switch kind {
    case .name: true
    case .call(let call): call.function.kind == .name("super")
    default: false
    }
  }
}

extension ClassFacts {
  /// It has methods that run without being called by their names.
  fileprivate var actsUnseen: Bool {
    !properties.isEmpty || !setters.isEmpty || !opaque.isEmpty
      || methods.keys.contains { $0.hasPrefix("__") && $0 != "__init__" }
  }
}

extension [Statement] {
  /// Some statement raises by name, or calls what may: whatever is no
  /// function or method of Python's own.
  func mayRaise(_ facts: ModuleFacts) -> Bool {
    // Behind an operator or an attribute there may be a method, too.
    if facts.classes.values.contains(where: \.actsUnseen) {
      return contains { $0.kind != .pass }
    }
    var found = false
    visitStatements { statement in
      if case .raise = statement.kind { found = true }
      for expression in statement.expressions {
        expression.visit { inner in
          guard case .call(let call) = inner.kind else { return }
          switch call.function.kind {
          case .name(let name):
            if name.first?.isLowercase != true
              || facts.boundNames.contains(name)
              || !Self.harmlessFunctions.contains(name)
            {
              found = true
            }
          case .attribute(_, let name):
            if facts.classes.values.contains(where: { $0.defines(name) }) {
              found = true
            }
          default: found = true
          }
        }
      }
    }
    return found
  }

  private static var harmlessFunctions: Set<String> {
    [
      "abs", "bool", "chr", "dict", "divmod", "enumerate", "float", "int",
      "isinstance", "len", "list", "max", "min", "ord", "print", "range",
      "reversed", "round", "set", "sorted", "str", "sum", "tuple", "zip",
    ]
  }
}
