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
        plain.arguments.append(argument)
        continue
      }
      // The parts are taken before what else is passed is evaluated.
      let others = call.arguments[..<index]
      let value = unnamed(present(try lower(source)))
      if value.type.isUnknown { return Value(.none, .unknown) }
      guard case .tuple(let types) = value.type,
        others.allSatisfy({ $0.isStarred || !$0.mayRunCode })
      else {
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
    let parameters = definition.function.parameters
    guard let variadic = parameters.variadic,
      parameters.keywordVariadic == nil, parameters.positionalOnly.isEmpty,
      !definition.function.body.ownAssignedNames.contains(variadic.name)
    else { return nil }
    let own = parameters.positional.count
    let extra = max(0, call.arguments.count - own)
    guard extra == 0 || call.arguments.count >= own, extra <= 8 else {
      return nil
    }
    var plain = definition
    plain.function.parameters.variadic = nil
    plain.function.parameters.keywordOnly.insert(variadic, at: 0)
    plain.function.parameters.keywordDefaults.insert(nil, at: 0)
    var whole = "\(name)__\(extra)"
    while program.facts.boundNames.contains(whole) { whole += "_" }
    let callee = program.nestedState(whole) {
      FunctionState(name: whole, definition: plain, in: program.facts)
    }
    var rest = call
    rest.arguments = Array(call.arguments.prefix(own))
    let tuple = Expression(
      .tuple(Array(call.arguments.dropFirst(own))), range)
    rest.keywords.insert(Keyword(name: variadic.name, value: tuple), at: 0)
    return try self.call(
      callee, with: lowerAll(arguments(of: rest, to: callee, at: range)),
      at: range)
  }
}
