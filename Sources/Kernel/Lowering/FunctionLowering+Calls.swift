import PythonSyntax

extension FunctionLowering {
  func lowerCall(_ call: Call, at range: SourceRange) throws(Blocker) -> Value {
    if let starred = call.arguments.first(where: \.isStarred) {
      throw blocker("a starred argument", starred.range, "Pass each argument.")
    }
    if let library = libraryName(of: call.function) {
      return try lowerLibraryCall(
        library, byPosition(call, of: library), at: range)
    }
    switch call.function.kind {
    case .attribute(let receiver, let name):
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
      guard value.isPlainConstant else {
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

  // MARK: Built-in functions

  private func lowerBuiltin(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value {
    if let value = try lowerContainer(name, call, at: range) { return value }
    if let value = try lowerTextFunction(name, call, at: range) { return value }
    if let value = try lowerReduction(name, call, at: range) { return value }
    if name == "next", let value = try lowerNext(call, at: range) {
      return value
    }
    if name == "isinstance", call.arguments.count == 2, call.keywords.isEmpty {
      return try lowerTypeTest(
        call.arguments[0], call.arguments[1], at: range)
    }
    if name == "sorted", call.arguments.count == 1 {
      return try lowerSorted(call, at: range)
    }
    if name == "float", call.arguments.count == 1,
      case .constant(.string(let text)) = call.arguments[0].kind,
      let value = Double.named(text)
    {
      return Value(.float(value), .float)
    }
    guard call.keywords.isEmpty else {
      throw blocker(
        "a keyword argument of `\(name)`", range, "Pass only positions.")
    }
    if name == "len", call.arguments.count == 1,
      let list = try table(call.arguments[0])
    {
      return try length(list, at: range)
    }
    let values = try lowerAll(call.arguments).map(present)
    if values.contains(where: { $0.type.isUnknown }) {
      return Value(.none, .unknown)
    }
    switch (name, values.count) {
    case ("len", 1): return try length(values[0], at: range)
    case ("abs", 1): return try absolute(values[0], at: range)
    case ("int", 1): return try truncated(values[0], at: range)
    case ("int", 0): return .int(0)
    case ("float", 1) where values[0].type.isScalar,
      ("float", 1) where values[0].type.isNumPy:
      return float(values[0])
    case ("float", 1) where values[0].type.isWord:
      return float(values[0])
    case ("float", 0): return Value(.float(0), .float)
    case ("bool", 1): return try truth(values[0], at: range)
    case ("complex", 0...2):
      if let value = lowerComplexCall(values) { return value }
    case ("round", 1):
      if values[0].type.isIntegral { return integer(values[0]) }
      if values[0].type.isFloat || values[0].type.isNumber {
        return Value(.apply(.function("roundedToEven"), [values[0]]), .int)
      }
    case ("round", 2) where values[1].type.isIntegral:
      if values[0].type.isFloat {
        return Value(
          .apply(.function("roundedToEven"), [values[0], integer(values[1])]),
          .float)
      }
      if values[0].type.isIntegral, values[1].interval.isNatural {
        return integer(values[0])
      }
    case ("divmod", 2):
      let operands = values.map(repeatable)
      let parts = [
        try operate(operands[0], .floorDivide, operands[1], at: range),
        try operate(operands[0], .modulo, operands[1], at: range),
      ]
      return Value(.tuple(parts), .tuple(parts.map(\.type)))
    case ("pow", 2): return try operate(values[0], .power, values[1], at: range)
    case ("pow", 3) where values.allSatisfy(\.type.isIntegral):
      return Value(
        .apply(.function("modularPower"), values.map(integer)), .int)
    case ("min", 2...), ("max", 2...):
      return try extreme(values, isMaximum: name == "max", at: range)
    default: break
    }
    throw blocker(
      Self.known.contains(name)
        ? "this call of `\(name)`" : "the call of `\(name)`", range,
      "Write it out as a loop over numbers, or keep it outside.")
  }

  /// Built-in functions that some calls of are translated.
  private static let known: Set<String> = [
    "abs", "all", "any", "bool", "complex", "divmod", "enumerate", "float",
    "int", "len", "list", "max", "min", "pow", "range", "reversed", "round",
    "sorted", "sum", "zip",
  ]

  private func length(
    _ value: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    switch value.type {
    case .list: return Value(.count(value), .int, .listLengths)
    case .buffer, .dict, .set, .deque:
      return Value(.count(value), .int, .lengths)
    case .tuple(let types), .named(_, let types): return .int(types.count)
    case .text: return Value(.count(value), .int, .lengths)
    case .letter: return .int(1)
    default:
      throw blocker(
        "`len` of a \(value.type)", range, "Use a list or a buffer.")
    }
  }

  private func absolute(
    _ value: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    switch value.type {
    case .int, .bool:
      let whole = integer(value)
      if whole.interval.isNatural { return whole }
      return Value(
        .apply(.function("absolute"), [whole]), .int,
        Interval(low: 0, high: .max))
    case .float:
      return Value(
        .apply(.property("magnitude", canFallBack: false), [value]), .float)
    case .numpyFloat:
      return Value(
        .apply(.property("magnitude", canFallBack: false), [value]),
        .numpyFloat)
    case .complex, .anyNumber: return complexMagnitude(value)
    case .number:
      return Value(
        .apply(.function("absolute", canFallBack: false), [value]), .number)
    default:
      throw blocker("`abs` of a \(value.type)", range, "Use a number.")
    }
  }

  private func truncated(
    _ value: Value, at range: SourceRange
  ) throws(Blocker) -> Value {
    switch value.type {
    case .word: return value
    case .int, .bool, .numpyInt: return integer(value)
    case .float, .number:
      return Value(.apply(.function("truncated"), [value]), .int)
    case .numpyFloat:
      return Value(.apply(.function("truncated"), [float(value)]), .int)
    default:
      throw blocker("`int` of a \(value.type)", range, "Use a number.")
    }
  }

  /// The first of the operands that no other exceeds, as `min` and `max`
  /// choose it.
  func extreme(
    _ values: [Value], isMaximum: Bool, at range: SourceRange
  ) throws(Blocker) -> Value {
    var best = repeatable(values[0])
    for value in values.dropFirst() {
      let value = repeatable(value)
      let test = try compareScalars(
        value, isMaximum ? .greater : .less, best, at: range)
      let chosen = try choose(
        truth(test, at: range), ([], value), ([], best), at: range)
      best = values.count > 2 ? repeatable(chosen) : chosen
    }
    return best
  }
}

extension Expression {
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

extension Double {
  /// What `float` makes of the names it knows.
  fileprivate static func named(_ text: String) -> Double? {
    switch text.lowercased() {
    case "inf", "+inf", "infinity": .infinity
    case "-inf", "-infinity": -.infinity
    case "nan": .nan
    default: nil
    }
  }
}
