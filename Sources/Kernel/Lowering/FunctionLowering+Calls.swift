import PythonSyntax

extension FunctionLowering {
  func lowerCall(_ call: Call, at range: SourceRange) throws(Blocker) -> Value {
    if case .name(let name) = call.function.kind, name.contains("-") {
      // No name of Python's: a loop or a `try` was made into it.
      return name.hasPrefix("probe-")
        ? try lowerProbe(name, call, at: range)
        : try lowerNextChoice(name, call, at: range)
    }
    if call.arguments.contains(where: \.isOpenStar) {
      return try lowerStarred(call, at: range) { plain throws(Blocker) in
        try lowerCall(plain, at: range)
      }
    }
    if let library = libraryName(of: call.function) {
      return try lowerLibraryCall(
        library, byPosition(call, of: library), at: range)
    }
    switch call.function.kind {
    case .attribute(let receiver, let name):
      if let className = namedClass(call.function),
        let type = program.classes.cell(named: className), !type.isNamedTuple
      {
        return try lowerInstance(of: type, named: className, call, at: range)
      }
      return try lowerMethod(receiver, name, call, at: range)
    case .name(let name):
      if let own = state.functionNames[name],
        !state.assignedNames.contains(name)
      {
        return try lowerFunction(own, call, at: range)
      }
      if let nested = nestedFunction(name) {
        return try lowerNestedCall(name, nested, call, at: range)
      }
      if let className = namedClass(call.function), className != name,
        let type = program.classes.cell(named: className), !type.isNamedTuple
      {
        return try lowerInstance(of: type, named: className, call, at: range)
      }
      if isOuter(name), program.facts.functions[name] != nil {
        return try lowerFunction(name, call, at: range)
      }
      if isOuter(name),
        let member = try lowerMember(name, call, at: range)
      {
        return member
      }
      if isOuter(name), let type = program.classes.cell(named: name) {
        return type.isNamedTuple
          ? try lowerNamedTuple(type, call, at: range)
          : try lowerInstance(of: type, named: name, call, at: range)
      }
      if isBuiltin(name) {
        let library = ModuleFacts.LibraryName(module: "builtins", name: name)
        return try lowerBuiltin(
          name, byPosition(call, of: library), at: range)
      }
      if !isOuter(name) {
        // An instance that can be called.
        let value = present(try lower(call.function))
        if value.type.isUnknown { return Value(.none, .unknown) }
        if case .object(let type) = value.type {
          return try lowerObjectMethod(
            value, type, "__call__", call, at: range)
        }
      }
      throw blocker(
        "the call of `\(name)`", range,
        "Only functions of this module, of `math` and simple built-in ones "
          + "can be called.")
    default:
      if let value = try lowerTableCall(call, at: range) { return value }
      let value = present(try lower(call.function))
      if value.type.isUnknown { return Value(.none, .unknown) }
      if case .object(let type) = value.type {
        return try lowerObjectMethod(value, type, "__call__", call, at: range)
      }
      throw blocker(
        "a call of a computed function", range, "Call it by name.")
    }
  }

  /// The name is not one of the function's own.
  func isOuter(_ name: String) -> Bool {
    !state.localNames.contains(name) && renamedName(name) == nil
  }

  func isBuiltin(_ name: String) -> Bool {
    isOuter(name) && !program.facts.boundNames.contains(name)
      && !program.facts.hasStarImport
  }

  // MARK: Functions of the module

  private func lowerFunction(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value {
    if let value = try lowerHigherOrder(name, call, at: range) { return value }
    if let definition = program.facts.functions[name],
      let value = try lowerVariadic(name, definition, call, at: range)
    {
      return value
    }
    guard let callee = program.state(of: name) else {
      throw blocker("the call of `\(name)`", range, "Define it once.")
    }
    let arguments = try arguments(of: call, to: callee, at: range)
    return try self.call(callee, with: lowerAll(arguments), at: range)
  }

  /// The call, which widens the parameters' types to the values'.
  func call(
    _ callee: FunctionState, with values: [Value], at range: SourceRange
  ) throws(Blocker) -> Value {
    guard let callee = program.variant(of: callee, for: values) else {
      return Value(.none, .unknown)
    }
    let name = callee.name
    if state.callees.insert(name).inserted { program.hasChanged = true }
    var converted: [Value] = []
    for (parameter, value) in zip(callee.parameterNames, values) {
      let old = callee.variables[parameter]?.type ?? .unknown
      let new = try join(old, value.type, at: range) {
        "the parameter `\(parameter)` of `\(name)` being both \($0) and \($1)"
      }
      if !new.isSame(as: old) {
        callee.variables[parameter]?.type = new
        program.hasChanged = true
      }
      program.learn(parameter, of: callee, value)
      converted.append(self.converted(value, to: new))
    }
    forgetAttributes()
    // What holds the variables that the other function uses.
    converted += callee.holders.map(holder)
    return Value(.call(name, converted), callee.result)
  }

  /// One expression for each parameter, from positions, keywords, defaults.
  func arguments(
    of call: Call, to callee: FunctionState, at range: SourceRange
  ) throws(Blocker) -> [Expression] {
    let names = callee.ownParameterNames
    var bound: [Expression?] = call.arguments
    bound += Array(repeating: nil, count: max(0, names.count - bound.count))
    for keyword in call.keywords {
      guard let name = keyword.name, let index = names.firstIndex(of: name),
        bound[index] == nil
      else {
        throw blocker("this keyword argument", range, "Pass it by position.")
      }
      bound[index] = keyword.value
    }
    let parameters = callee.definition.function.parameters
    let positional = names.count - parameters.keywordOnly.count
    if call.arguments.count > positional {
      throw blocker(
        "a call of `\(callee.name)` that does not fit its parameters", range,
        "Pass each argument once.")
    }
    let defaults = parameters.defaults.enumerated().map { index, value in
      (positional - parameters.defaults.count + index, value)
    }
    let named = parameters.keywordDefaults.enumerated().compactMap {
      index, value in
      value.map { (positional + index, $0) }
    }
    for (place, value) in defaults + named {
      guard bound.indices.contains(place), bound[place] == nil else { continue }
      // That of a dataclass is made anew by each call, and not by names that
      // are others here.
      guard
        value.isPlainConstant || value.isConstantTuple
          || value.freeNames.allSatisfy(isOuter)
            && (program.facts.isMember(value)
              || callee.isGenerated && !value.isAttribute)
      else {
        throw blocker(
          "a default value that is not a plain constant", value.range,
          "Pass the argument.")
      }
      bound[place] = value
    }
    let all = bound.compactMap(\.self)
    guard all.count == names.count, bound.count == names.count else {
      throw blocker(
        "a call of `\(callee.name)` that does not fit its parameters", range,
        "Pass each argument once.")
    }
    return all
  }
}

extension Expression {
  /// A tuple that no call can change.
  fileprivate var isConstantTuple: Bool {
    guard case .tuple(let parts) = kind else { return false }
    return parts.allSatisfy { $0.isPlainConstant || $0.isConstantTuple }
  }

  fileprivate var isAttribute: Bool {
    if case .attribute = kind { true } else { false }
  }

  /// A number, a str or None as a literal.
  var isPlainConstant: Bool {
    switch kind {
    case .constant(.int), .constant(.float), .constant(.bool),
      .constant(.none), .constant(.string):
      true
    case .unary(.minus, let operand): operand.isPlainConstant
    default: false
    }
  }
}
