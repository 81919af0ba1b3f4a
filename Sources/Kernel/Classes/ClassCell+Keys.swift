import PythonSyntax

/// Instances that are keys by what their attributes are.
extension ClassCell {
  /// The attributes that make two instances the same key; nil where that is
  /// their identity, or cannot be told.
  var keyAttributes: [String]? {
    guard members.count == 1, !holdsVariables, !isNamedTuple else {
      return nil
    }
    return lineage.keyAttributes
  }

  /// Instances are keys by identity.
  var isKeyByIdentity: Bool {
    comparesByIdentity && !hasMethod("__hash__") && !holdsVariables
  }

  /// The types of those attributes allow it, and nothing sets them later.
  var isKeyByAttributes: Bool {
    guard let names = keyAttributes, !isLinked else { return false }
    return names.allSatisfy { name in
      guard let type = attributes[name]?.type else { return true }
      return !changed.contains(name) && !setsLate(name) && type.isKey
        && type.classes.isEmpty
    }
  }
}

extension [ClassFacts] {
  fileprivate var keyAttributes: [String]? {
    let ownEquality = firstIndex { $0.methods["__eq__"] != nil }
    let ownHash = firstIndex { $0.methods["__hash__"] != nil }
    guard let equality = ownEquality, let hash = ownHash else {
      // What a frozen dataclass writes.
      guard ownEquality == nil, ownHash == nil, let facts = first,
        facts.kind == .dataClass, facts.isFrozen, facts.comparesFields,
        !facts.fields.contains(where: { $0.option("hash") != nil })
      else { return nil }
      return comparedFields
    }
    guard equality == hash, let names = self[hash].hashedAttributes,
      let compared = self[equality].comparedAttributes,
      names.sorted() == compared.sorted()
    else { return nil }
    return names.map { self[hash].mangled($0) }
  }
}

extension ClassFacts {
  /// `return hash((self.a, self.b))`, or of one attribute.
  fileprivate var hashedAttributes: [String]? {
    guard
      let (own, value) = methods["__hash__"]?.function.onlyResult(of: 1, name),
      case .call(let call) = value.kind, call.function.kind == .name("hash"),
      call.arguments.count == 1, call.keywords.isEmpty
    else { return nil }
    return call.arguments[0].attributes(of: own[0])
  }

  /// `return self.a == other.a and self.b == other.b`, or of tuples, behind
  /// tests of the other's class.
  fileprivate var comparedAttributes: [String]? {
    guard let (own, value) = methods["__eq__"]?.function.onlyResult(of: 2, name)
    else { return nil }
    var tests = [value]
    if case .boolean(.and, let all) = value.kind { tests = all }
    var names: [String] = []
    for test in tests {
      if test.isClassTest(of: own[1], name) { continue }
      guard case .compare(let left, [.equal], let rest) = test.kind,
        let first = left.attributes(of: own[0]),
        first == rest[0].attributes(of: own[1])
      else { return nil }
      names += first
    }
    return names
  }
}

extension FunctionDefinition {
  /// What the method of the class returns, and its parameters, where it does
  /// nothing else but answer `NotImplemented` or False to other classes.
  fileprivate func onlyResult(
    of count: Int, _ className: String
  ) -> ([String], Expression)? {
    let names = parameters.all.map(\.name)
    guard names.count == count, decorators.isEmpty,
      parameters.variadic == nil, parameters.keywordVariadic == nil
    else { return nil }
    var rest = body
    if rest.first?.isDocumentation == true { rest.removeFirst() }
    if count == 2, rest.count == 2,
      case .if(let test, let then, let orElse) = rest[0].kind,
      case .unary(.not, let inner) = test.kind,
      inner.isClassTest(of: names[1], className),
      then.count == 1, orElse.isEmpty, case .return(let other?) = then[0].kind,
      other.kind == .name("NotImplemented")
        || other.kind == .constant(.bool(false))
    {
      rest.removeFirst()
    }
    guard rest.count == 1, case .return(let value?) = rest[0].kind else {
      return nil
    }
    return (names, value)
  }
}

extension Expression {
  /// `isinstance(name, Class)`.
  fileprivate func isClassTest(of name: String, _ className: String) -> Bool {
    guard case .call(let call) = kind,
      call.function.kind == .name("isinstance"), call.arguments.count == 2,
      call.arguments[0].kind == .name(name),
      case .name(let tested) = call.arguments[1].kind
    else { return false }
    return tested == className
  }

  /// `name.a`, or `(name.a, name.b)`.
  fileprivate func attributes(of name: String) -> [String]? {
    switch kind {
    case .attribute(let receiver, let attribute):
      return receiver.kind == .name(name) ? [attribute] : nil
    case .tuple(let parts):
      var names: [String] = []
      for part in parts {
        guard case .attribute = part.kind,
          let inner = part.attributes(of: name)
        else { return nil }
        names += inner
      }
      return names.isEmpty ? nil : names
    default: return nil
    }
  }
}
