import PythonSyntax

/// Methods of instances, their operators, and how instances are made.
extension FunctionLowering {
  typealias Method = (definition: ModuleFacts.Definition, owner: String)

  /// `receiver.name(...)` of an instance.
  func lowerObjectMethod(
    _ object: Value, _ type: ClassCell, _ name: String, _ call: Call,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    let groups = type.slots(name)
    func callSlot(_ slot: ClassCell.Slot, _ object: Value) throws(Blocker)
      -> Value
    {
      switch slot {
      case .method(let definition, let owner):
        return try callMethod(
          of: type, name, (definition, owner.name), object, call, at: range)
      case .function(let shared, let owner, let className):
        return try callShared(
          shared, name, of: owner.name, for: className, call, at: range)
      default:
        throw blocker(
          "the method `.\(name)` of a \(type.name)", range,
          "Define it as a plain method of the class, in the same module.")
      }
    }
    if groups.count == 1 { return try callSlot(groups[0].slot, object) }
    let instance = repeatable(object)
    return try dispatch(instance, type, groups, at: range) {
      slot throws(Blocker) in
      try callSlot(slot, instance)
    }
  }

  /// `Class.name(...)`: a function of the class, or a method with its
  /// instance, by which a method calls the one that it overrides. Nil where
  /// the class has no such.
  func lowerClassCall(
    _ className: String, _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard let lineage = program.facts.lineage(of: className) else {
      return nil
    }
    if let owner = lineage.first(where: { $0.functions[name] != nil }),
      let shared = owner.functions[name]
    {
      return try callShared(
        shared, name, of: owner.name, for: className, call, at: range)
    }
    guard let first = call.arguments.first, !first.isStarred,
      let (definition, base) = lineage.method(name)
    else { return nil }
    let object = present(try lower(first))
    if object.type.isUnknown { return Value(.none, .unknown) }
    guard case .object(let type) = object.type,
      case let kinds = type.kinds(of: className), kinds != 0
    else {
      throw blocker(
        "`\(className).\(name)` of a \(object.type)", range,
        "Call the method of the value itself.")
    }
    let kept = kinds == type.allKinds ? object : repeatable(object)
    requireKind(kept, kinds, of: type)
    let isInitial =
      state.isInitializer && name == "__init__"
      && state.parameterNames.first.map { object.isVariable($0) } ?? false
    var rest = call
    rest.arguments.removeFirst()
    return try callMethod(
      of: type, name, (definition, base.name), kept, rest,
      isInitial: isInitial, at: range)
  }

  /// `super().name(...)`.
  func lowerSuperCall(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value {
    guard let owner = state.owner, let own = state.parameterNames.first else {
      throw blocker("a call of `super`", range, "Call the function itself.")
    }
    guard let (definition, base) = owner.type.method(name, beyond: owner.name)
    else {
      if name == "__init__", call.arguments.isEmpty, call.keywords.isEmpty {
        return .none
      }
      throw blocker(
        "`super().\(name)`, which is not defined in the module", range,
        "Write it out.")
    }
    return try callMethod(
      of: owner.type, name, (definition, base.name), read(own), call,
      isInitial: state.isInitializer && name == "__init__", at: range)
  }

  func callMethod(
    of type: ClassCell, _ name: String, _ method: Method, _ object: Value,
    _ call: Call, isInitial: Bool = false, at range: SourceRange
  ) throws(Blocker) -> Value {
    let own = Expression(.constant(.none), range)
    var whole = Call(
      function: call.function, arguments: [own] + call.arguments,
      keywords: call.keywords)
    var (method, stateName) = (method, name)
    if let plain = withoutVariadic(method.definition, whole, at: range) {
      method.definition = plain.definition
      whole = plain.call
      stateName += plain.suffix
    }
    let callee = try methodState(
      type, stateName, method, isInitial: isInitial, at: range)
    let expressions = try arguments(of: whole, to: callee, at: range)
    let receiver = repeatable(object)
    let (instructions, values) = try capture { () throws(Blocker) in
      try lowerAll(Array(expressions.dropFirst()))
    }
    let kept =
      receiver.isUnchanged(by: instructions) ? receiver : spilled(receiver)
    emit(instructions)
    return try self.call(callee, with: [kept] + values, at: range)
  }

  /// The same with values at hand.
  func callMethod(
    of type: ClassCell, _ name: String, _ method: Method, _ object: Value,
    _ values: [Value], at range: SourceRange
  ) throws(Blocker) -> Value {
    let callee = try methodState(type, name, method, at: range)
    guard callee.ownParameterNames.count == values.count + 1 else {
      throw blocker(
        "a call of `\(name)` that does not fit its parameters", range,
        "Pass each argument once.")
    }
    return try call(callee, with: [object] + values, at: range)
  }

  /// The method for instances of exactly this class.
  private func methodState(
    _ type: ClassCell, _ name: String, _ method: Method,
    isInitial: Bool = false, at range: SourceRange
  ) throws(Blocker) -> FunctionState {
    guard
      let state = program.methodState(
        type, name, method.definition, owner: method.owner,
        isInitial: isInitial)
    else {
      throw blocker(
        "the method `.\(name)`, which is assigned as an attribute", range,
        "Give the attribute another name.")
    }
    return state
  }

  /// A call of what is behind `@staticmethod` or `@classmethod`.
  private func callShared(
    _ shared: ClassFacts.SharedFunction, _ name: String, of owner: String,
    for className: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value {
    guard !program.facts.assignedAttributes.contains(name) else {
      throw blocker(
        "`.\(name)`, which is assigned as an attribute", range,
        "Give the attribute another name.")
    }
    var whole = "\(owner)__\(name)"
    if shared.className != nil { whole += "__of__\(className)" }
    while program.facts.boundNames.contains(whole) { whole += "_" }
    let callee = program.nestedState(whole) {
      let state = FunctionState(
        name: whole, definition: shared.definition, in: program.facts)
      if let own = shared.className { state.classNames = [own: className] }
      return state
    }
    let arguments = try arguments(of: call, to: callee, at: range)
    return try self.call(callee, with: lowerAll(arguments), at: range)
  }

  /// The class that an expression names: by its own name, by what a class
  /// method calls it, or as that of an instance.
  func namedClass(_ expression: Expression) -> String? {
    switch expression.kind {
    case .name(let name):
      if let own = state.classNames[name], !state.localNames.contains(name) {
        return own
      }
      return isOuter(name) && program.facts.classes[name] != nil ? name : nil
    case .attribute(let receiver, "__class__"):
      guard case .name(let name) = receiver.kind,
        case .object(let type) = variableType(renamedName(name) ?? name),
        !type.isFamily
      else { return nil }
      return type.name
    case .attribute(let receiver, let name):
      return innerClass(receiver, name)
    default: return nil
    }
  }

  // MARK: Operators

  /// A binary operator of which one side is an instance.
  func operateObjects(
    _ left: Value, _ symbol: BinaryOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    if let name = symbol.methodName {
      if case .object(let type) = left.type, type.hasMethod("__\(name)__") {
        // The other side of a class that extends this one is asked first.
        if case .object(let other) = right.type,
          other.isFamily, other.hasMethod("__r\(name)__")
        {
          throw blocker(
            "`\(symbol.symbol)` of a \(left.type) and a \(right.type)", range,
            "Call a method of another name.")
        }
        return try specialMethod(
          "__\(name)__", of: left, [right], at: range)
      }
      if case .object(let type) = right.type, !left.type.isObject,
        let (definition, owner) = type.method("__r\(name)__")
      {
        // The left side is evaluated first.
        let (left, right) = (spilled(left), spilled(right))
        return try callMethod(
          of: type, "__r\(name)__", (definition, owner.name), right, [left],
          at: range)
      }
    }
    throw blocker(
      "`\(symbol.symbol)` of a \(left.type) and a \(right.type)", range,
      "Define the operator as a method of the class.")
  }

  /// A method without further arguments, such as `__neg__` or `__len__`.
  func specialMethod(
    _ name: String, of object: Value, _ values: [Value] = [],
    at range: SourceRange
  ) throws(Blocker) -> Value {
    if case .object(let type) = object.type, type.method(name) == nil,
      type.hasMethod(name)
    {
      let object = repeatable(object)
      let values = values.map(repeatable)
      return try dispatch(object, type, type.slots(name), at: range) {
        slot throws(Blocker) in
        guard case .method(let definition, let owner) = slot else {
          throw blocker(
            "`\(name)` of a \(object.type)", range,
            "Define it as a method of the class.")
        }
        return try callMethod(
          of: type, name, (definition, owner.name), object, values, at: range)
      }
    }
    guard case .object(let type) = object.type,
      let (definition, owner) = type.method(name)
    else {
      throw blocker(
        "`\(name)` of a \(object.type)", range,
        "Define it as a method of the class.")
    }
    return try callMethod(
      of: type, name, (definition, owner.name), object, values, at: range)
  }

  /// `==`, `<` and the like of two values of which one is an instance.
  func compareObjects(
    _ left: Value, _ symbol: ComparisonOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    let names: [ComparisonOperator: String] = [
      .equal: "__eq__", .notEqual: "__ne__", .less: "__lt__",
      .lessOrEqual: "__le__", .greater: "__gt__", .greaterOrEqual: "__ge__",
    ]
    if case .object(let type) = left.type, left.type.isSame(as: right.type),
      let name = names[symbol]
    {
      // Where one class extends the other, the right side is asked first.
      if type.hasDescendants, type.hasMethod(name) || type.hasMethod("__eq__") {
        throw blocker(
          "`\(symbol.symbol)` between a \(left.type) and a \(right.type)",
          range, "Call a method of another name.")
      }
      if type.method(name) != nil {
        return try truth(
          specialMethod(name, of: left, [right], at: range), at: range)
      }
      // The other side is asked where this one has no answer.
      if let mirrored = symbol.mirrored.flatMap({ names[$0] }),
        !type.hasMethod(name), type.method(mirrored) != nil
      {
        let (left, right) = (repeatable(left), repeatable(right))
        return try truth(
          specialMethod(mirrored, of: right, [left], at: range), at: range)
      }
      if symbol == .notEqual, type.method("__eq__") != nil {
        return negated(
          try truth(
            specialMethod("__eq__", of: left, [right], at: range), at: range))
      }
      if symbol == .equal || symbol == .notEqual, type.comparesByIdentity {
        let test = Value(
          .apply(
            .function("isSameContainer", canFallBack: false), [left, right]),
          .bool)
        return symbol == .equal ? test : negated(test)
      }
    }
    throw blocker(
      "`\(symbol.symbol)` between a \(left.type) and a \(right.type)", range,
      "Define the comparison as a method of the class.")
  }
}

extension ComparisonOperator {
  /// What is asked of the right side; nil for those that are asked of both
  /// alike.
  fileprivate var mirrored: ComparisonOperator? {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    default: nil
    }
  }
}

extension BinaryOperator {
  /// The stem of the methods behind the operator.
  var methodName: String? {
    switch self {
    case .add: "add"
    case .subtract: "sub"
    case .multiply: "mul"
    case .divide: "truediv"
    case .floorDivide: "floordiv"
    case .modulo: "mod"
    case .power: "pow"
    case .matrixMultiply: "matmul"
    case .bitAnd: "and"
    case .bitOr: "or"
    case .bitXor: "xor"
    default: nil
    }
  }
}
