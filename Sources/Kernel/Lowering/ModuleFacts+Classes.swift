import PythonSyntax

extension Expression {
  fileprivate var isTextOrInt: Bool {
    switch kind {
    case .constant(.string), .constant(.int): true
    default: false
    }
  }
}

extension ModuleFacts {
  /// What a dict has for each key, where that is nothing but functions.
  func functions(
    in table: Expression
  ) -> [(key: Expression, function: Expression)]? {
    guard case .dict(let keys, let values) = table.kind, !keys.isEmpty else {
      return nil
    }
    var result: [(key: Expression, function: Expression)] = []
    for (key, value) in zip(keys, values) {
      guard let key, key.isTextOrInt, keys[0]?.isText == key.isText,
        !result.contains(where: { $0.key.kind == key.kind })
      else { return nil }
      switch value.kind {
      case .lambda(let parameters, _) where parameters.defaults.isEmpty:
        result.append((key, value))
      case .name(let name) where functions[name] != nil:
        result.append((key, value))
      case .name, .attribute:
        guard let library = library(value), library.module == "operator",
          let symbol = Self.operators[library.name]
        else { return nil }
        result.append((key, Self.function(symbol, value.range)))
      default: return nil
      }
    }
    return result
  }

  private static let operators: [String: BinaryOperator] = [
    "add": .add, "sub": .subtract, "mul": .multiply, "truediv": .divide,
    "floordiv": .floorDivide, "mod": .modulo, "pow": .power, "and_": .bitAnd,
    "or_": .bitOr, "xor": .bitXor, "lshift": .leftShift, "rshift": .rightShift,
  ]

  /// `lambda left, right: left + right`.
  private static func function(
    _ symbol: BinaryOperator, _ range: SourceRange
  ) -> Expression {
    let names = ["left", "right"]
    let sides = names.map { Expression(.name($0), range) }
    let parameters = Parameters(
      names.map {
        Parameters.Parameter(name: $0, annotation: nil, range: range)
      })
    let body = Expression(.binary(sides[0], symbol, sides[1]), range)
    return Expression(.lambda(parameters, body), range)
  }

  /// Classes that `namedtuple` makes, and those that only look like it.
  mutating func noteNamedTuples() {
    for (name, value) in constants {
      guard case .call(let call) = value.kind,
        library(call.function)
          == LibraryName(module: "collections", name: "namedtuple"),
        let facts = ClassFacts(namedTuple: name, call, value.range)
      else { continue }
      classes[name] = facts
      constants[name] = nil
    }
    let base = LibraryName(module: "typing", name: "NamedTuple")
    for (name, facts) in classes
    where facts.kind == .namedTuple && !facts.definition.bases.isEmpty {
      if library(facts.definition.bases[0]) != base { classes[name] = nil }
    }
  }

  /// Classes that are no `Enum` but look like one, and fields whose default is
  /// a member of one.
  mutating func noteEnumerations() {
    let base = LibraryName(module: "enum", name: "Enum")
    for (name, facts) in classes where facts.members != nil {
      if library(facts.definition.bases[0]) != base { classes[name] = nil }
    }
    for (name, facts) in classes
    where facts.abstractions.contains(where: {
      library($0.expression) != LibraryName(module: $0.module, name: $0.name)
    }) {
      classes[name] = nil
    }
    for (name, facts) in classes {
      for field in facts.fields where field.value.map(isMember) ?? false {
        classes[name]?.allow(field.name)
      }
      // An instance of a class of the module, which does not say itself what
      // looking at it means.
      for (attribute, value) in facts.constants {
        if case .call(let call) = value.kind,
          case .name(let other) = call.function.kind,
          let lineage = lineage(of: other),
          !lineage.contains(where: { $0.defines("__get__") })
        {
          classes[name]?.allow(attribute)
        }
      }
    }
  }

  /// Abstract classes of which others become descendants at run time,
  /// `Shape.register(Circle)`.
  mutating func forgetRegistered(_ module: Module) {
    var names: Set<String> = []
    module.body.visitExpressions { expression in
      if case .attribute(let owner, "register") = expression.kind,
        case .name(let name) = owner.kind
      {
        names.insert(name)
      }
    }
    for name in names where classes[name]?.abstractions.isEmpty == false {
      classes[name] = nil
    }
  }

  /// `Colour.RED`.
  func isMember(_ expression: Expression) -> Bool {
    guard case .attribute(let owner, let name) = expression.kind,
      case .name(let className) = owner.kind
    else { return false }
    return classes[className]?.members?[name] != nil
  }
}

extension ModuleFacts {
  /// What of a class, or of those it extends, stands in the way.
  func refusal(of name: String) -> String? {
    var next: String? = name
    var seen: Set<String> = []
    while let name = next, seen.insert(name).inserted {
      guard let facts = classes[name] else {
        return "`\(name)` in it, which is no class of the module"
      }
      if let refusal = facts.refusal { return refusal }
      next = facts.base
    }
    return nil
  }

  /// The class and those it extends, itself first; nil where one of them is
  /// not known.
  func lineage(of name: String) -> [ClassFacts]? {
    var result: [ClassFacts] = []
    var next: String? = name
    while let name = next {
      guard let facts = classes[name], facts.refusal == nil,
        result.count < 16
      else { return nil }
      result.append(facts)
      next = facts.base
    }
    return result
  }
}
