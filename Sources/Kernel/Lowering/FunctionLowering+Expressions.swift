import PythonSyntax

extension FunctionLowering {
  /// The expression's value. What cannot stand inside a Swift expression is
  /// emitted as statements before it.
  func lower(_ expression: Expression) throws(Blocker) -> Value {
    let value = try lowerAnything(expression)
    // What no value was ever seen of has none: on the way to it, Python raises;
    // in a call, some handler here may be for that.
    if value.type.isUnknown {
      if case .call = value.kind { emit(.evaluate(value)) }
      emit(.fallBack)
    }
    return value
  }

  private func lowerAnything(
    _ expression: Expression
  ) throws(Blocker) -> Value {
    let range = expression.range
    switch expression.kind {
    case .constant(let constant): return try lower(constant, at: range)
    case .name(let name):
      return narrowed(try lowerName(name, at: range), expression)
    case .binary(let left, let symbol, let right):
      if let set = try operateKeys(left, symbol, right, at: range) {
        return set
      }
      if let exact = exactValue(of: expression) { return exact }
      if let masked = try lowerMasked(left, symbol, right, at: range) {
        return masked
      }
      if symbol == .multiply, let list = try lowerRepetition(left, right) {
        return list
      }
      if symbol == .modulo,
        let text = try lowerPercent(left, right, at: range)
      {
        return text
      }
      let operands = try lowerOperands([left, right])
      return try operate(operands[0], symbol, operands[1], at: range)
    case .unary(let symbol, let operand):
      return try operate(symbol, lower(operand), at: range)
    case .boolean(let symbol, let values):
      return try lowerBoolean(symbol, values[...], at: range)
    case .compare(let first, let symbols, let rest):
      return try lowerComparison(first, symbols, rest, at: range)
    case .conditional(let test, let body, let orElse):
      let condition = try lowerTest(test)
      if test.isTypeTest, case .bool(let holds) = condition.kind {
        // Types are known: the other side is never taken.
        return try lower(where: test, holds) { () throws(Blocker) in
          try lower(holds ? body : orElse)
        }
      }
      let then = try lower(where: test, true) { () throws(Blocker) in
        try branch { () throws(Blocker) in try lower(body) }
      }
      let rest = try lower(where: test, false) { () throws(Blocker) in
        try branch { () throws(Blocker) in try lower(orElse) }
      }
      return try choose(condition, then, rest, at: range)
    case .call(let call): return try lowerCall(call, at: range)
    case .formattedString(let parts):
      return try lowerFormatted(parts, at: range)
    case .named(let target, let value):
      guard case .name(let name) = target.kind else { break }
      try assign(name, lower(value), at: range)
      return read(name)
    case .subscript(let container, let place):
      if !place.isConstantIndex, let list = try table(container) {
        return try element(of: list, at: lower(place), range)
      }
      if let part = try lowerArrayPart(container, place, at: range) {
        return part
      }
      if case .slice(let lower, let upper, let step) = place.kind {
        return try lowerSlice(container, lower, upper, step, at: range)
      }
      let operands = try lowerAll([container, place])
      return try element(of: operands[0], at: operands[1], range)
    case .tuple(let values):
      if values.contains(where: \.isStarred) || values.count > 8 {
        return try lowerTuple(
          of: Expression(.list(values), range), at: range)
      }
      let parts = try lowerAll(values).map { part throws(Blocker) in
        try part.type.isBytes ? bytes(part, at: range) : part
      }
      return Value(.tuple(parts), .tuple(parts.map(\.type)))
    case .list(let values): return try lowerList(values, at: range)
    case .dict(let keys, let values):
      return try lowerDict(keys, values, at: range)
    case .set(let items): return try lowerSet(items, at: range)
    case .comprehension(let comprehension)
    where comprehension.result == .dict || comprehension.result == .set:
      return try lowerDictComprehension(comprehension, at: range)
    case .comprehension(let comprehension):
      return try lowerComprehension(comprehension, at: range)
    case .attribute(let receiver, let name):
      if let library = libraryName(of: expression) {
        return try libraryConstant(library, at: range)
      }
      if name == "real" || name == "imag" {
        let value = try present(lower(receiver))
        if value.type.isUnknown { return Value(.none, .unknown) }
        if let part = lowerPart(name, of: value) { return part }
        return try attribute(of: value, name, at: range)
      }
      if let value = try classVariable(receiver, name, at: range) {
        return value
      }
      return narrowed(
        try attribute(of: lower(receiver), name, at: range), expression)
    default: break
    }
    throw blocker(
      expression.construct, range,
      "Keep it outside the function, or write it with numbers and lists.")
  }

  private func lower(
    _ constant: Constant, at range: SourceRange
  ) throws(Blocker) -> Value {
    switch constant {
    case .none: return .none
    case .bool(let value): return .bool(value)
    case .int(let value?, _): return .int(Int(value))
    case .float(let value, _): return Value(.float(value), .float)
    case .int(nil, let text):
      if let word = UInt(text.dropFirst(2), radix: 16) {
        return Value(.word(word), .word)
      }
      throw blocker(
        "an integer beyond 64 bits", range, "Use smaller integers.")
    case .string(let text): return self.text(text)
    case .complex(let text): return try complexConstant(text, at: range)
    case .bytes(let bytes): return self.bytes(bytes)
    default:
      throw blocker(
        "a constant that is not a number", range,
        "Use numbers inside the loop.")
    }
  }

  private func lowerName(
    _ name: String, at range: SourceRange
  ) throws(Blocker) -> Value {
    if let renamed = renamedName(name) { return read(renamed) }
    if nestedFunction(name) != nil {
      throw blocker(
        "the function `\(name)` as a value", range, "Call it directly.")
    }
    if state.localNames.contains(name) { return read(name) }
    if let library = state.imported[name] ?? program.facts.imported[name] {
      return try libraryConstant(library, at: range)
    }
    if let constant = program.facts.constants[name] {
      if let table = try keyedTable(constant, name) { return table }
      if constant.isNumeric(in: program.facts) || constant.isText {
        return try lower(constant)
      }
    }
    if isModuleVariable(name) { return try moduleVariable(name, at: range) }
    throw blocker(
      "the outer name `\(name)`", range,
      "Pass it in as a parameter, or assign it once at the module's top.")
  }

  // MARK: Choices

  /// A value that is evaluated only on one path, with its statements.
  func branch(
    _ body: () throws(Blocker) -> Value
  ) throws(Blocker) -> (instructions: [Instruction], result: Value) {
    let before = (bound, certain)
    defer {
      bound = before.0
      certain.formIntersection(before.1)
    }
    return try capture(body)
  }

  func choose(
    _ condition: Value, _ then: (instructions: [Instruction], result: Value),
    _ orElse: (instructions: [Instruction], result: Value),
    at range: SourceRange
  ) throws(Blocker) -> Value {
    let type = try join(then.result.type, orElse.result.type, at: range) {
      "an expression that is \($0) or \($1)"
    }
    let interval = then.result.interval.hull(orElse.result.interval)
    if then.instructions.isEmpty && orElse.instructions.isEmpty,
      !type.isTuple
    {
      return Value(
        .conditional(
          condition, then: converted(then.result, to: type),
          else: converted(orElse.result, to: type)), type, interval)
    }
    if case .tuple(let types) = type, types.contains(where: \.isNone) {
      return try chooseParts(condition, then, orElse, types)
    }
    let name = temporary()
    state.variables[name] = VariableState(type: type)
    let parts = [then, orElse].map { part in
      // A conversion may need statements too.
      let captured = try? capture { () throws(Blocker) in
        converted(part.result, to: type)
      }
      return part.instructions + (captured?.instructions ?? [])
        + [.assign(name, captured?.result ?? part.result)]
    }
    emit(.if(condition, then: parts[0], else: parts[1]))
    return .variable(name, type, interval)
  }

  /// A choice of two tuples of which a part is always None: the other parts,
  /// each under a name of its own.
  private func chooseParts(
    _ condition: Value, _ then: (instructions: [Instruction], result: Value),
    _ orElse: (instructions: [Instruction], result: Value),
    _ types: [KernelType]
  ) throws(Blocker) -> Value {
    let names = types.map { type in
      let name = temporary()
      state.variables[name] = VariableState(type: type)
      return name
    }
    let sides = try [then, orElse].map { side throws(Blocker) in
      let (instructions, _) = try capture { () throws(Blocker) in
        emit(side.instructions)
        let whole = side.result
        for (index, name) in names.enumerated() where !types[index].isNone {
          emit(
            .assign(
              name, converted(component(whole, index), to: types[index])))
        }
      }
      return instructions
    }
    emit(.if(condition, then: sides[0], else: sides[1]))
    let parts = zip(names, types).map { name, type in
      type.isNone ? .none : Value.variable(name, type)
    }
    return Value(.tuple(parts), .tuple(types))
  }

  /// `and` and `or` give one of their operands.
  private func lowerBoolean(
    _ symbol: BooleanOperator, _ values: ArraySlice<Expression>,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    guard let first = values.first else { return .none }
    if values.count == 1 { return try lower(first) }
    let left = try lowerUnnarrowed(first)
    let right = try lower(where: first, symbol == .and) {
      () throws(Blocker) in
      try branch { () throws(Blocker) in
        try lowerBoolean(symbol, values.dropFirst(), at: range)
      }
    }
    if left.type.isBool && right.result.type.isBool
      && right.instructions.isEmpty
    {
      return Value(
        symbol == .and
          ? .and(left, right.result) : .or(left, right.result), .bool)
    }
    let whole = repeatable(left)
    let condition = try truth(whole, at: first.range)
    return symbol == .and
      ? try choose(condition, right, ([], whole), at: range)
      : try choose(condition, ([], whole), right, at: range)
  }

  /// A test, for whose value only truth counts.
  func lowerTest(_ expression: Expression) throws(Blocker) -> Value {
    switch expression.kind {
    case .boolean(let symbol, let values):
      var tests: [(instructions: [Instruction], result: Value)] = []
      let before = certain
      defer { certain.formIntersection(before) }
      for (index, value) in values.enumerated() {
        if index > 0 {
          certain.formUnion(
            certainties(of: values[index - 1], symbol == .and))
        }
        tests.append(
          index == 0
            ? ([], try lowerTest(value))
            : try branch { () throws(Blocker) in try lowerTest(value) })
      }
      guard var result = tests.popLast() else { return .bool(true) }
      while let left = tests.popLast() {
        if result.instructions.isEmpty {
          result = (
            left.instructions,
            Value(
              symbol == .and
                ? .and(left.result, result.result)
                : .or(left.result, result.result), .bool)
          )
          continue
        }
        let right = result
        let captured = try capture { () throws(Blocker) in
          symbol == .and
            ? try choose(
              left.result, right, ([], .bool(false)), at: expression.range)
            : try choose(
              left.result, ([], .bool(true)), right, at: expression.range)
        }
        result = (left.instructions + captured.instructions, captured.result)
      }
      emit(result.instructions)
      return result.result
    case .unary(.not, let operand):
      return negated(try lowerTest(operand))
    default:
      return try truth(lowerUnnarrowed(expression), at: expression.range)
    }
  }
}

extension KernelType {
  var isTuple: Bool { if case .tuple = self { true } else { false } }
}

extension Expression {
  /// Built from numbers alone.
  func isNumeric(in facts: ModuleFacts, depth: Int = 0) -> Bool {
    if depth > 16 { return false }
    switch kind {
    case .constant(.int), .constant(.float), .constant(.bool): return true
    case .unary(_, let operand):
      return operand.isNumeric(in: facts, depth: depth + 1)
    case .binary(let left, _, let right):
      return left.isNumeric(in: facts, depth: depth + 1)
        && right.isNumeric(in: facts, depth: depth + 1)
    case .name(let name):
      return facts.constants[name]?.isNumeric(in: facts, depth: depth + 1)
        ?? (facts.imported[name]?.module == "math")
    case .attribute(let value, _):
      if case .name(let name) = value.kind {
        return facts.modules[name] == "math"
      }
      return false
    default: return false
    }
  }

  /// What it is, as a noun, for a message.
  var construct: String {
    switch kind {
    case .lambda: "a lambda"
    case .named: "an assignment expression"
    case .starred: "a starred value"
    case .slice: "a slice"
    case .await: "an await"
    case .yield, .yieldFrom: "a yield"
    default: "this expression"
    }
  }
}
