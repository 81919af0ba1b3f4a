import PythonSyntax

/// `f(*point)`, and functions that take `*args`.
extension FunctionLowering {
  /// A call whose starred arguments are tuples, with each of their parts; what
  /// `body` lowers is that call.
  func lowerStarred(
    _ call: Call, at range: SourceRange,
    _ body: (Call) throws(Blocker) -> Value
  ) throws(Blocker) -> Value {
    var plain = call
    plain.arguments = []
    var names: [String: String] = [:]
    for (index, argument) in call.arguments.enumerated() {
      guard case .starred(let source) = argument.kind else {
        guard !argument.isNameOrConstant,
          call.arguments[index...].contains(where: \.isStarred)
        else {
          plain.arguments.append(argument)
          continue
        }
        // Before the parts of what comes later.
        let value = spilled(try lower(argument))
        guard case .variable(let variable) = value.kind else { continue }
        bound.insert(variable)
        names["starred-\(index)"] = variable
        plain.arguments.append(
          Expression(.name("starred-\(index)"), argument.range))
        continue
      }
      let value = unnamed(present(try lower(source)))
      if value.type.isUnknown { return Value(.none, .unknown) }
      if index == call.arguments.count - 1, call.keywords.isEmpty,
        value.type.isList || value.type.isSequence,
        case .variable(let variable) = spilled(value).kind
      {
        // As many as there are: for what takes `*args`.
        bound.insert(variable)
        names["starred-\(index)"] = variable
        plain.arguments.append(
          Expression(
            .starred(Expression(.name("starred-\(index)"), argument.range)),
            argument.range))
        continue
      }
      guard case .tuple(let types) = value.type else {
        throw blocker(
          "a starred argument", argument.range, "Pass each argument.")
      }
      guard case .variable(let variable) = spilled(value).kind else { continue }
      bound.insert(variable)
      let name = "starred-\(index)"
      names[name] = variable
      for place in types.indices {
        plain.arguments.append(
          Expression(
            .subscript(
              Expression(.name(name), argument.range),
              Expression(
                .constant(.int(Int64(place), text: "\(place)")),
                argument.range)), argument.range))
      }
    }
    comprehensionNames.append(names)
    defer { comprehensionNames.removeLast() }
    return try body(plain)
  }

  /// The function for calls that pass it so many arguments: what `*args` takes
  /// is a tuple, whose parts are known.
  func lowerVariadic(
    _ name: String, _ definition: ModuleFacts.Definition, _ call: Call,
    at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard
      let (plain, rest, suffix) = withoutVariadic(definition, call, at: range)
    else { return nil }
    var whole = name + suffix
    while program.facts.boundNames.contains(whole) { whole += "_" }
    let callee = program.nestedState(whole) {
      FunctionState(name: whole, definition: plain, in: program.facts)
    }
    return try self.call(
      callee, with: lowerAll(arguments(of: rest, to: callee, at: range)),
      at: range)
  }
}

extension FunctionLowering {
  /// The function with a plain parameter in the place of `*args`, the call of
  /// it, and what sets it apart from those for other calls. Nil where it has
  /// none, or more than that.
  func withoutVariadic(
    _ definition: ModuleFacts.Definition, _ call: Call, at range: SourceRange
  ) -> (definition: ModuleFacts.Definition, call: Call, suffix: String)? {
    let parameters = definition.function.parameters
    guard let variadic = parameters.variadic,
      parameters.keywordVariadic == nil, parameters.positionalOnly.isEmpty,
      !definition.function.body.ownAssignedNames.contains(variadic.name)
    else { return nil }
    let own = parameters.positional.count
    var extra = Array(call.arguments.dropFirst(own))
    guard
      !call.arguments.prefix(own).contains(where: \.isStarred), extra.count <= 9
    else { return nil }
    var suffix = "__\(extra.count)"
    var value = Expression(.tuple(extra), range)
    if let last = extra.last, case .starred(let items) = last.kind {
      extra.removeLast()
      value = Expression(
        .call(
          Call(function: Expression(.name("tuple"), range), arguments: [items])),
        range)
      if !extra.isEmpty {
        value = Expression(
          .binary(Expression(.tuple(extra), range), .add, value), range)
      }
      guard isBuiltin("tuple") else { return nil }
      suffix = "__any"
    } else if extra.count > 8 {
      return nil
    }
    var plain = definition
    plain.function.parameters.variadic = nil
    plain.function.parameters.keywordOnly.insert(variadic, at: 0)
    plain.function.parameters.keywordDefaults.insert(nil, at: 0)
    var rest = call
    rest.arguments = Array(call.arguments.prefix(own))
    rest.keywords.insert(Keyword(name: variadic.name, value: value), at: 0)
    return (plain, rest, suffix)
  }
}

extension Expression {
  /// Starred, and not yet one that was evaluated.
  var isOpenStar: Bool {
    guard case .starred(let value) = kind else { return false }
    if case .name(let name) = value.kind { return !name.contains("-") }
    return true
  }

  fileprivate var isNameOrConstant: Bool {
    switch kind {
    case .name, .constant: true
    default: false
    }
  }
}
