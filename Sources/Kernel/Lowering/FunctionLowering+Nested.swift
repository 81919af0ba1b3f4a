import PythonSyntax

/// A function inside another: a function of the kernel that takes what it
/// uses from around it as further arguments.
struct NestedFunction {
  /// Its name in the kernel.
  var name: String
  var definition: ModuleFacts.Definition
  /// The names around it that it uses, itself or through others beside it.
  var captured: [String]
}

extension FunctionLowering {
  /// The functions that the body defines, and what each takes from around it.
  func nestedFunctions(
    in body: [Statement]
  ) throws(Blocker) -> [String: NestedFunction] {
    var definitions: [String: ModuleFacts.Definition] = [:]
    var counts: [String: Int] = [:]
    body.visitOwnStatements { statement in
      for name in statement.assignedNames { counts[name, default: 0] += 1 }
      if let (name, function) = statement.definedFunction {
        definitions[name] = ModuleFacts.Definition(
          function: function, range: statement.range)
      }
    }
    definitions = definitions.filter { counts[$0.key] == 1 }
    if definitions.isEmpty { return [:] }
    var free = definitions.mapValues(\.function.freeNames)
    // What a function beside it needs, it needs as well.
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (name, names) in free {
        var all = names
        for other in names { all.formUnion(free[other] ?? []) }
        if all.count > names.count {
          free[name] = all
          isGrowing = true
        }
      }
    }
    let own = state.localNames.subtracting(definitions.keys)
      .subtracting(state.nested.keys)
    return Dictionary(
      uniqueKeysWithValues: definitions.map { name, definition in
        let captured = free[name, default: []].intersection(own)
        var whole = "\(state.name)__\(name)"
        while program.facts.boundNames.contains(whole) { whole += "_" }
        return (
          name,
          NestedFunction(
            name: whole, definition: definition,
            captured: captured.sorted())
        )
      })
  }

  /// The nested function that a name stands for here.
  func nestedFunction(_ name: String) -> NestedFunction? {
    renamedName(name) == nil ? state.nested[name] : nil
  }

  /// A call of a nested function: what it uses from around it is read now, as
  /// the closure would.
  func lowerNestedCall(
    _ name: String, _ nested: NestedFunction, _ call: Call,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    if state.localNames.contains(name), !bound.contains(name) {
      // Called before it was defined.
      emit(.fallBack)
    }
    let (around, imported, modules) = (
      state.nested, state.imported, state.modules
    )
    let callee = program.nestedState(nested.name) {
      let state = FunctionState(
        name: nested.name, definition: nested.definition, in: program.facts,
        captured: nested.captured, isInside: true)
      state.nested = around.filter { !state.localNames.contains($0.key) }
      state.imported.merge(imported) { own, _ in own }
      state.modules.merge(modules) { own, _ in own }
      return state
    }
    var arguments = try arguments(of: call, to: callee, at: range)
    arguments += nested.captured.map { Expression(.name($0), range) }
    return try self.call(callee, with: lowerAll(arguments), at: range)
  }

  /// The definition itself does nothing but bind the name.
  func lowerNestedDefinition(
    _ name: String, at range: SourceRange
  ) throws(Blocker) {
    guard let nested = state.nested[name] else {
      throw blocker(
        "the nested function `\(name)`, which is bound more than once", range,
        "Define it once.")
    }
    let function = nested.definition.function
    for value in function.parameters.defaults where !value.isPlainConstant {
      throw blocker(
        "a default value that is not a plain constant", value.range,
        "Pass the argument.")
    }
    bound.insert(name)
  }
}

extension Statement {
  /// `def name(...)`, or `name = lambda ...: ...`.
  fileprivate var definedFunction: (String, FunctionDefinition)? {
    switch kind {
    case .function(let function): return (function.name, function)
    case .assign(let targets, let value):
      guard targets.count == 1, case .name(let name) = targets[0].kind,
        case .lambda(let parameters, let body) = value.kind
      else { return nil }
      return (
        name,
        FunctionDefinition(
          name: name, parameters: parameters,
          body: [Statement(.return(body), body.range)])
      )
    default: return nil
    }
  }
}
