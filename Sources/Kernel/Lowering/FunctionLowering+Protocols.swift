import PythonSyntax

/// What instances do where a built-in type would: `len`, items, `in`, truth.
extension FunctionLowering {
  /// `len(object)`.
  func lengthOfObject(
    _ object: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    let count = spilled(try specialMethod("__len__", of: object, at: range))
    if count.type.isUnknown { return count }
    guard count.type.isInt else {
      throw blocker(
        "`__len__` that gives a \(count.type)", range, "Return an int.")
    }
    // Python raises.
    emit(.if(compare(count, "<", .int(0)), then: [.fallBack], else: []))
    return Value(count.kind, .int, .lengths)
  }

  /// An instance as a condition.
  func truthOfObject(
    _ object: Value, _ type: ClassCell, at range: SourceRange
  ) throws(Blocker) -> Value {
    if type.hasMethod("__bool__") {
      let value = try specialMethod("__bool__", of: object, at: range)
      if value.type.isUnknown { return .bool(false) }
      guard value.type.isBool else {
        throw blocker(
          "`__bool__` that gives a \(value.type)", range, "Return a bool.")
      }
      return value
    }
    guard type.hasMethod("__len__") else { return .bool(true) }
    return try truth(lengthOfObject(object, at: range), at: range)
  }

  /// `item in object`.
  func isMember(
    _ item: Value, of object: Value, _ type: ClassCell, at range: SourceRange
  ) throws(Blocker) -> Value {
    if type.hasMethod("__contains__") {
      let found = try specialMethod(
        "__contains__", of: object, [item], at: range)
      return try truth(found, at: range)
    }
    throw blocker(
      "`in` for a \(type.name)", range, "Define `__contains__` in the class.")
  }

  // MARK: Generators

  /// A call of a method that is a generator, or a loop over an instance whose
  /// `__iter__` is one; nil for anything else.
  func generatorMethod(_ expression: Expression) -> CalledGenerator? {
    let methods = program.facts.classes.values.flatMap(\.methods)
    if case .call(let call) = expression.kind,
      case .attribute(let receiver, let name) = call.function.kind
    {
      guard
        methods.contains(where: {
          $0.key == name && $0.value.function.isGenerator
        }), let definition = iterator(of: receiver, name)
      else { return nil }
      var whole = call
      whole.arguments.insert(receiver, at: 0)
      return CalledGenerator(definition: definition, call: whole)
    }
    guard expression.mayBeObject,
      methods.contains(where: { $0.key == "__iter__" }),
      let definition = iterator(of: expression, "__iter__")
    else { return nil }
    let name = Expression(.name("__iter__"), expression.range)
    return CalledGenerator(
      definition: definition,
      call: Call(function: name, arguments: [expression]))
  }

  /// The generator that goes over the instance that the expression gives.
  private func iterator(
    of receiver: Expression, _ name: String
  ) -> ModuleFacts.Definition? {
    let before = (bound, isReachable)
    let trial = try? capture { () throws(Blocker) in
      present(try lower(receiver))
    }
    (bound, isReachable) = before
    guard case .object(let type)? = trial?.result.type,
      let (definition, _) = type.method(name),
      !program.facts.assignedAttributes.contains(name),
      !definition.function.usesPrivateNames
    else { return nil }
    if definition.function.isGenerator { return definition }
    return name == "__iter__" ? definition.asGenerator(program.facts) : nil
  }
}

extension ModuleFacts.Definition {
  /// Where the function is `return iter(items)`, or returns what a generator
  /// gives: a generator of the items.
  fileprivate func asGenerator(
    _ facts: ModuleFacts
  ) -> ModuleFacts.Definition? {
    var body = function.body
    if body.first?.isDocumentation == true { body.removeFirst() }
    guard body.count == 1, case .return(let value?) = body[0].kind,
      case .call(let call) = value.kind
    else { return nil }
    var source = value
    switch call.function.kind {
    case .name("iter"):
      guard call.arguments.count == 1, call.keywords.isEmpty else {
        return nil
      }
      source = call.arguments[0]
    case .name(let name):
      guard facts.functions[name]?.function.isGenerator ?? false else {
        return nil
      }
    case .attribute(_, let name):
      let methods = facts.classes.values.compactMap { $0.methods[name] }
      guard !methods.isEmpty, methods.allSatisfy(\.function.isGenerator) else {
        return nil
      }
    default: return nil
    }
    var generator = self
    generator.function.body = [
      Statement(.expression(Expression(.yieldFrom(source), range)), range)
    ]
    return generator
  }
}

extension FunctionDefinition {
  /// What such names mean depends on the class around.
  fileprivate var usesPrivateNames: Bool {
    var found = false
    body.visitExpressions { expression in
      switch expression.kind {
      case .attribute(_, let name):
        if name.hasPrefix("__"), !name.hasSuffix("__") { found = true }
      case .name("super"), .name("__class__"): found = true
      default: break
      }
    }
    return found
  }
}
