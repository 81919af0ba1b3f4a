import PythonSyntax

extension ClassTable {
  /// What of the instances that a kernel uses stands in its way.
  func blocker(
    _ body: KernelFunctionBody, _ range: SourceRange
  ) -> Blocker? {
    for type in body.parameters.flatMap(\.type.classes) { type.isGiven = true }
    let given = body.result.classes
    for type in all {
      if type.isMade, type.isGiven || given.contains(where: { $0 === type }),
        let name = type.members.joined().lazy.flatMap(\.assignedAttributes)
          .first(where: { facts.methodTables[$0] != nil })
      {
        return Blocker(
          construct:
            "new instances of `\(type.name)` with `\(name)`, a dict of methods",
          range: range, advice: "Make them outside, or keep them inside.")
      }
      if type.isGiven || given.contains(where: { $0 === type }),
        let name = type.attributeNames.first(where: {
          facts.listedAttributes.contains($0)
        })
      {
        return Blocker(
          construct: "the attribute `\(name)` of `\(type.name)`, a bytearray",
          range: range, advice: "Pass the buffer as a parameter.")
      }
      let names = type.attributeNames
      for name in names {
        guard let cell = type.attributes[name] else { continue }
        if cell.type.holdsUnknown, type.holdsVariables {
          return Blocker(
            construct:
              "the variable `\(name)`, whose type the source does not tell",
            range: range, advice: "Pass it in as a parameter.")
        }
        if cell.type.holdsUnknown, type.isGiven {
          return Blocker(
            construct:
              "the attribute `\(name)` of `\(type.name)`, whose type the "
              + "source does not tell",
            range: range,
            advice: "Annotate it in the class, or what `__init__` takes.",
            isLackOfEvidence: true)
        }
        let isPlain =
          cell.type.isBuffer && !type.isMade && !type.setsLate(name)
          && !type.holdsVariables
        if !isPlain, cell.type.mayBeBuffer || cell.type.holdsBuffers {
          return Blocker(
            construct: "the attribute `\(name)` of `\(type.name)`, a buffer",
            range: range, advice: "Pass the buffer as a parameter.")
        }
        if cell.type.isTooWide {
          return Blocker(
            construct:
              "a tuple of more than eight parts in `\(type.name)`",
            range: range, advice: "Use a list.")
        }
        if cell.type.mayBeTuple,
          cell.type.classes.contains(where: { $0 === type })
        {
          return Blocker(
            construct:
              "instances of `\(type.name)` that hold one another in tuples",
            range: range, advice: "Keep them in a list.")
        }
      }
    }
    return nil
  }
}

extension ClassTable {
  /// A loop of the module's top level has the module's variables as its own:
  /// functions that it calls would not see what it does to them, nor it what
  /// they do.
  func blocker(
    _ outline: OutlinedLoop, _ definition: ModuleFacts.Definition
  ) -> Blocker? {
    guard outline.scope == "<module>" else { return nil }
    let assigned = definition.function.body.ownAssignedNames
    let own = assigned.union(outline.inputs)
    let variables = moduleVariables
    guard
      let name = variables.attributeNames.first(where: {
        assigned.contains($0)
          || own.contains($0) && variables.changed.contains($0)
      })
    else { return nil }
    return Blocker(
      construct:
        "the variable `\(name)`, which functions use that the loop calls",
      range: definition.range, advice: "Move the loop into a function.")
  }
}

extension KernelType {
  var isContainer: Bool {
    switch self {
    case .list, .dict, .set, .deque: true
    default: false
    }
  }

  /// A tuple, or one or None.
  fileprivate var mayBeTuple: Bool {
    switch self {
    case .tuple, .named, .sequence: true
    case .optional(let type): type.mayBeTuple
    default: false
    }
  }

  /// Some part of it is not known.
  var holdsUnknown: Bool {
    switch self {
    case .unknown: true
    case .list(let cell), .set(let cell), .deque(let cell),
      .sequence(let cell):
      cell.type.holdsUnknown
    case .dict(let keys, let values):
      keys.type.holdsUnknown || values.type.holdsUnknown
    case .optional(let type): type.holdsUnknown
    case .tuple(let types), .named(_, let types):
      types.contains(where: \.holdsUnknown)
    default: false
    }
  }
}
