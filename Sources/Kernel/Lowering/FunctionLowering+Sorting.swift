import PythonSyntax

/// `sorted`, `sort`, and functions given as keys.
extension FunctionLowering {
  /// `sorted(items, key=..., reverse=...)`.
  func lowerSorted(
    _ call: Call, isReversed: Bool = false, at range: SourceRange
  ) throws(Blocker) -> Value {
    let source = call.arguments[0]
    let hasKey = call.keywords.contains { $0.name == "key" }
    let members = try hasKey ? nil : membersToSort(source, at: range)
    let list: Value
    if let members {
      list = members
    } else {
      list = spilled(try collected(source, at: range, "sorted"))
    }
    try sort(list, call.keywords, isReversed: isReversed, at: range)
    return list
  }

  /// The members of a set in any order, where sorting gives all of them one
  /// place; nil for anything else.
  private func membersToSort(
    _ source: Expression, at range: SourceRange
  ) throws(Blocker) -> Value? {
    let before = bound
    let trial = try? capture { () throws(Blocker) in try lower(source) }
    guard let trial, case .set(let keys) = trial.result.type,
      keys.type.hasTotalOrder
    else {
      bound = before
      return nil
    }
    emit(trial.instructions)
    let members = cell(at: range, "members")
    try learnElement(members, Value(.none, keys.type), at: range)
    let sorted = cell(at: range, "sorted")
    markResized(sorted)
    try learnElement(sorted, Value(.none, keys.type), at: range)
    let type = KernelType.list(sorted)
    let list = Value(
      .apply(.method("members"), [trial.result]), .list(members))
    return spilled(
      Value(.apply(.function("\(type.swiftName)(copying:)"), [list]), type))
  }

  /// Sorts the list in place, as the keywords say.
  func sort(
    _ list: Value, _ keywords: [Keyword], isReversed: Bool = false,
    at range: SourceRange
  ) throws(Blocker) {
    guard case .list(let cell) = list.type else { return }
    noteMutation(of: cell)
    var reversal = Value.bool(isReversed)
    var function: Expression?
    for keyword in keywords {
      switch keyword.name {
      case "reverse": reversal = try truth(lower(keyword.value), at: range)
      case "key":
        if case .constant(.none) = keyword.value.kind { continue }
        function = keyword.value
      default:
        throw blocker(
          "this keyword of a sort", keyword.value.range,
          "Use `key` and `reverse`.")
      }
    }
    if function == nil, let order = keyOfOrder(cell.type) {
      function = order.function
      if order.isReversed { reversal = negated(reversal) }
    }
    guard let function else {
      try requireOrder(of: cell.type, at: range)
      emit(
        .evaluate(Value(.apply(.method("sort"), [list, reversal]), .none)))
      return
    }
    let keys = self.cell(at: range, "keys")
    markResized(keys)
    let name = temporary("keys")
    let type = KernelType.list(keys)
    state.variables[name] = VariableState(type: type)
    emit(.assign(name, Value(.list([]), type)))
    try loop(over: list, cell.type) { item throws(Blocker) in
      let key = try apply(function, to: [item], at: range)
      try append(key, to: .variable(name, type), keys, at: range)
    }
    try requireOrder(of: keys.type, at: range)
    emit(
      .evaluate(
        Value(
          .apply(
            .method("sortBy"), [list, reversal, .variable(name, type)]),
          .none)))
  }

  private func requireOrder(
    of type: KernelType, at range: SourceRange
  ) throws(Blocker) {
    // Any order may come of a `<` that says different things in turn.
    guard try canCompare(type, .less, at: range),
      !type.classes.contains(where: {
        $0.isOrdered && !KernelType.object($0).isIntegralMember
      })
    else {
      throw blocker(
        "an order of \(type)", range,
        "Sort numbers, str, or tuples of them.")
    }
  }

  /// Runs the body for each item of a list that is at hand.
  private func loop(
    over list: Value, _ type: KernelType,
    _ body: (Value) throws(Blocker) -> Void
  ) throws(Blocker) {
    let name = temporary("item")
    state.variables[name] = VariableState(type: type)
    let (instructions, _) = try capture { () throws(Blocker) in
      try body(.variable(name, type))
    }
    emit(.for([name], .items(list), instructions))
  }

  /// The value of a function given by a lambda or by name, for values.
  func apply(
    _ function: Expression, to values: [Value], at range: SourceRange
  ) throws(Blocker) -> Value {
    forgetForExpression()
    // The values under names of their own, which the function's body may use
    // as often as it likes.
    var names: [String: String] = [:]
    var arguments: [Expression] = []
    func name(_ value: Value, _ parameter: String) {
      let kept: Value
      if case .variable = value.kind {
        kept = value
      } else {
        kept = spilled(value)
      }
      guard case .variable(let variable) = kept.kind else { return }
      names[parameter] = variable
      bound.insert(variable)
      arguments.append(Expression(.name(parameter), function.range))
    }
    switch function.kind {
    case .lambda(let parameters, let body):
      guard parameters.all.count == values.count, parameters.defaults.isEmpty,
        parameters.variadic == nil, parameters.keywordVariadic == nil
      else { break }
      for (parameter, value) in zip(parameters.all, values) {
        name(value, parameter.name)
      }
      comprehensionNames.append(names)
      defer { comprehensionNames.removeLast() }
      return try lower(body)
    case .name, .attribute:
      for (index, value) in values.enumerated() { name(value, "\(index) ") }
      comprehensionNames.append(names)
      defer { comprehensionNames.removeLast() }
      if case .attribute(let type, let method) = function.kind,
        case .name("str") = type.kind, isBuiltin("str")
      {
        // `str.lower` of a str is its method.
        return try lower(
          Expression(
            .call(
              Call(
                function: Expression(
                  .attribute(arguments[0], method), function.range),
                arguments: Array(arguments.dropFirst()))), range))
      }
      return try lower(
        Expression(
          .call(Call(function: function, arguments: arguments)), range))
    case .call(let call):
      guard let library = libraryName(of: call.function),
        !call.arguments.isEmpty
      else { break }
      for (index, value) in values.enumerated() { name(value, "\(index) ") }
      comprehensionNames.append(names)
      defer { comprehensionNames.removeLast() }
      guard let body = made(library, call, arguments, at: range) else { break }
      return try lower(body)
    default: break
    }
    throw blocker(
      "this function as an argument", function.range,
      "Use a lambda, or a function by its name.")
  }

  /// What a function made by `itemgetter`, `attrgetter` or `partial` gives.
  private func made(
    _ library: ModuleFacts.LibraryName, _ call: Call,
    _ arguments: [Expression], at range: SourceRange
  ) -> Expression? {
    func together(_ parts: [Expression]) -> Expression {
      parts.count == 1 ? parts[0] : Expression(.tuple(parts), range)
    }
    switch (library.module, library.name) {
    case ("operator", "itemgetter") where arguments.count == 1:
      guard call.keywords.isEmpty else { return nil }
      return together(
        call.arguments.map {
          Expression(.subscript(arguments[0], $0), range)
        })
    case ("operator", "attrgetter") where arguments.count == 1:
      var parts: [Expression] = []
      for argument in call.arguments {
        guard case .constant(.string(let name)) = argument.kind else {
          return nil
        }
        let attribute = name.split(separator: ".").reduce(arguments[0]) {
          Expression(.attribute($0, String($1)), range)
        }
        parts.append(attribute)
      }
      return together(parts)
    case ("functools", "partial"):
      let given = call.arguments.dropFirst()
      // What is given is looked at once, when the function is made.
      guard
        (Array(given) + call.keywords.map(\.value)).allSatisfy(
          \.isPlainConstant)
      else { return nil }
      return Expression(
        .call(
          Call(
            function: call.arguments[0], arguments: Array(given) + arguments,
            keywords: call.keywords)), range)
    default: return nil
    }
  }
}
