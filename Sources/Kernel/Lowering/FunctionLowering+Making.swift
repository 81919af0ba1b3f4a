import PythonSyntax

/// How instances are made, and the classes that are defined in others.
extension FunctionLowering {
  /// `self.Node`, `List.Node`: a class that is defined in another.
  func innerClass(_ receiver: Expression, _ name: String) -> String? {
    guard
      program.facts.classes.keys.contains(where: { $0.hasSuffix(".\(name)") })
    else { return nil }
    var outer = namedClass(receiver)
    if outer == nil, case .name(let variable) = receiver.kind,
      case .object(let type) = variableType(
        renamedName(variable) ?? variable), !type.isFamily,
      !type.isAssigned(name), !program.facts.assignedAttributes.contains(name)
    {
      outer = type.name
    }
    guard let outer, let lineage = program.facts.lineage(of: outer) else {
      return nil
    }
    return lineage.map { "\($0.name).\(name)" }
      .first { program.facts.classes[$0] != nil }
  }

  /// `Class(...)`.
  func lowerInstance(
    of type: ClassCell, named name: String, _ call: Call,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    guard
      let place = type.members.firstIndex(where: { $0[0].name == name })
    else { return Value(.none, .unknown) }
    if type.made.insert(name).inserted { program.hasChanged = true }
    let instance = spilled(
      Value(.instance(type, kind: 1 << place), .object(type)))
    if type.members[place].isAbstract {
      // Python raises.
      emit(.fallBack)
      return instance
    }
    guard let initializer = type.members[place].initializer else {
      throw blocker(
        "how a \(name) is made", range,
        "Set every attribute at the top of `__init__`.")
    }
    guard let (definition, owner) = initializer.method else {
      guard call.arguments.isEmpty, call.keywords.isEmpty else {
        emit(.fallBack)
        return instance
      }
      return instance
    }
    let made = try callMethod(
      of: type, "__init__", (definition, owner), instance, call,
      isInitial: true, at: range)
    emit(.evaluate(made))
    return instance
  }
}
