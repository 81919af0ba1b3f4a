import PythonSyntax

/// Variables of the module and of its classes: see `ClassTable+Variables`.
extension FunctionLowering {
  /// The name is a variable of the module here.
  func isModuleVariable(_ name: String) -> Bool {
    isOuter(name) && program.facts.variables[name] != nil
      && program.facts.boundNames.contains(name)
      && !program.facts.hasStarImport && nestedFunction(name) == nil
  }

  /// What holds them; functions that use it have it as a further parameter.
  func holder(_ cell: ClassCell) -> Value {
    if !state.holders.contains(where: { $0 === cell }) {
      state.holders.append(cell)
      program.hasChanged = true
    }
    return .variable(cell.variableName, .object(cell))
  }

  func moduleVariable(
    _ name: String, at range: SourceRange
  ) throws(Blocker) -> Value {
    try attribute(
      of: holder(program.classes.moduleVariables), name, at: range)
  }

  func storeModuleVariable(
    _ value: Value, _ name: String, at range: SourceRange
  ) throws(Blocker) {
    try storeAttribute(
      value, of: holder(program.classes.moduleVariables), name, at: range)
  }

  /// `Class.name`; nil where the expression names no variable of a class.
  func classVariable(
    _ receiver: Expression, _ name: String, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard let className = namedClass(receiver),
      let lineage = program.facts.lineage(of: className),
      let owner = lineage.first(where: {
        $0.constants[name] != nil || $0.members?[name] != nil
          || program.facts.classVariables[$0.name]?[name] != nil
      })
    else { return nil }
    if let constant = owner.constants[name],
      program.facts.classVariables[owner.name]?[name] == nil,
      !program.facts.assignedAttributes.contains(name)
    {
      if let exact = exactValue(of: constant) { return exact }
      if constant.isPlainConstant { return try lower(constant) }
    }
    return try attribute(
      of: holder(program.classes.variables(of: owner.name)), name, at: range)
  }

  /// The instance whose attribute is stored into, or what holds those of the
  /// class.
  func receiverOfStore(
    _ receiver: Expression, _ name: String, at range: SourceRange
  ) throws(Blocker) -> Value {
    guard let className = namedClass(receiver) else {
      return try lower(receiver)
    }
    guard let facts = program.facts.classes[className],
      facts.constants[name] != nil
        || program.facts.classVariables[className]?[name] != nil
    else {
      throw blocker(
        "the assignment of `\(className).\(name)`", range,
        "Give the class that attribute in its body.")
    }
    return holder(program.classes.variables(of: className))
  }
}
