import PythonSyntax

extension Expression {
  var isTextOrInt: Bool {
    switch kind {
    case .constant(.string), .constant(.int): true
    default: false
    }
  }
}

extension Expression {
  /// A list, tuple, dict or set that is written down.
  fileprivate var isContainerDisplay: Bool {
    switch kind {
    case .list, .tuple, .dict, .set: true
    default: false
    }
  }
}

extension Expression {
  /// A literal from 1 to 64.
  fileprivate var smallNumber: Int? {
    guard case .constant(.int(let number?, _)) = kind, 1...64 ~= number else {
      return nil
    }
    return Int(number)
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
      guard let function = function(value) else { return nil }
      result.append((key, function))
    }
    return result
  }

  /// What a list or tuple of nothing but functions has, `16 * [f] + 8 * [g]`.
  func functions(
    inList table: Expression
  ) -> [(end: Int, function: Expression)]? {
    switch table.kind {
    case .list(let items), .tuple(let items):
      var result: [(end: Int, function: Expression)] = []
      for (index, item) in items.enumerated() {
        guard let function = function(item) else { return nil }
        result.append((index + 1, function))
      }
      return result
    case .binary(let left, .add, let right):
      guard let first = functions(inList: left),
        let second = functions(inList: right)
      else { return nil }
      let start = first.last?.end ?? 0
      return first + second.map { (start + $0.end, $0.function) }
    case .binary(let left, .multiply, let right):
      let (list, times) =
        left.smallNumber == nil ? (left, right) : (right, left)
      guard let times = times.smallNumber,
        let items = functions(inList: list)
      else { return nil }
      if items.count == 1 { return [(items[0].end * times, items[0].function)] }
      let size = items.last?.end ?? 0
      return (0..<times).flatMap { turn in
        items.map { (turn * size + $0.end, $0.function) }
      }
    default: return nil
    }
  }

  /// What can be called for the expression, which names a function or is one.
  private func function(_ value: Expression) -> Expression? {
    switch value.kind {
    case .lambda(let parameters, _) where parameters.defaults.isEmpty:
      return value
    case .name(let name) where functions[name] != nil: return value
    case .name, .attribute:
      guard let library = library(value), library.module == "operator",
        let symbol = Self.operators[library.name]
      else { return nil }
      return Self.function(symbol, value.range)
    default: return nil
    }
  }

  static let operators: [String: BinaryOperator] = [
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
    for (name, facts) in classes where facts.members != nil {
      let base = LibraryName(
        module: "enum", name: facts.isIntegral ? "IntEnum" : "Enum")
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
        // A list or such of the module's, under another name.
        if case .name(let other) = value.kind,
          let original = constants[other], original.isContainerDisplay
        {
          classes[name]?.allow(attribute)
        }
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
