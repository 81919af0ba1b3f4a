import PythonSyntax

/// Functions of the module that are passed to functions of the module: there
/// is one of the callee for each.
extension FunctionLowering {
  /// A call that passes functions by their names; nil for any other.
  func lowerHigherOrder(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard call.keywords.isEmpty,
      let definition = program.facts.functions[name]
    else { return nil }
    let parameters = definition.function.parameters
    var passed: [String: String] = [:]
    var rest: [Expression] = []
    for (index, argument) in call.arguments.enumerated() {
      guard let function = functionName(argument) else {
        rest.append(argument)
        continue
      }
      guard parameters.positional.indices.contains(index) else { return nil }
      passed[parameters.positional[index].name] = function
    }
    guard !passed.isEmpty, let less = parameters.without(Set(passed.keys))
    else { return nil }
    var function = definition.function
    function.parameters = less
    var whole = name
    for (_, function) in passed.sorted(by: { $0.key < $1.key }) {
      whole += "__of__\(function)"
    }
    while program.facts.boundNames.contains(whole) { whole += "_" }
    let callee = program.nestedState(whole) {
      let state = FunctionState(
        name: whole,
        definition: ModuleFacts.Definition(
          function: function, range: definition.range),
        in: program.facts)
      state.functionNames = passed
      return state
    }
    var plain = call
    plain.arguments = rest
    let arguments = try arguments(of: plain, to: callee, at: range)
    return try self.call(callee, with: lowerAll(arguments), at: range)
  }

  /// The function of the module that an expression names.
  private func functionName(_ expression: Expression) -> String? {
    guard case .name(let name) = expression.kind else { return nil }
    if let own = state.functionNames[name], !state.assignedNames.contains(name)
    {
      return own
    }
    return isOuter(name) && program.facts.functions[name] != nil ? name : nil
  }
}

extension Parameters {
  /// Without those of the names; nil where others have defaults.
  fileprivate func without(_ names: Set<String>) -> Parameters? {
    guard defaults.isEmpty, positionalOnly.isEmpty else { return nil }
    var rest = self
    rest.positional.removeAll { names.contains($0.name) }
    return rest
  }
}
