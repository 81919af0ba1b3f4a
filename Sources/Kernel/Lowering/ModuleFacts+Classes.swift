import PythonSyntax

extension ModuleFacts {
  /// Classes that `namedtuple` makes, and those that only look like it.
  mutating func noteNamedTuples() {
    for (name, value) in constants {
      guard case .call(let call) = value.kind,
        library(call.function)
          == LibraryName(module: "collections", name: "namedtuple"),
        let facts = ClassFacts(namedTuple: name, call, value.range)
      else { continue }
      classes[name] = facts
      constants[name] = nil
    }
    let base = LibraryName(module: "typing", name: "NamedTuple")
    for (name, facts) in classes
    where facts.kind == .namedTuple && !facts.definition.bases.isEmpty {
      if library(facts.definition.bases[0]) != base { classes[name] = nil }
    }
  }

  /// Classes that are no `Enum` but look like one, and fields whose default is
  /// a member of one.
  mutating func noteEnumerations() {
    let base = LibraryName(module: "enum", name: "Enum")
    for (name, facts) in classes where facts.members != nil {
      if library(facts.definition.bases[0]) != base { classes[name] = nil }
    }
    for (name, facts) in classes {
      for field in facts.fields where field.value.map(isMember) ?? false {
        classes[name]?.allow(field.name)
      }
    }
  }

  /// `Colour.RED`.
  func isMember(_ expression: Expression) -> Bool {
    guard case .attribute(let owner, let name) = expression.kind,
      case .name(let className) = owner.kind
    else { return false }
    return classes[className]?.members?[name] != nil
  }
}
