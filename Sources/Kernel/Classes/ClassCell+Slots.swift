import PythonSyntax

extension [ClassFacts] {
  /// Of a lineage: Python makes no instances of the first.
  var isAbstract: Bool {
    contains { facts in
      facts.abstract.contains { name in
        guard let nearest = first(where: { $0.defines(name) }) else {
          return true
        }
        return nearest.abstract.contains(name)
      }
    }
  }
}

extension ClassCell {
  /// What a name means for instances.
  enum Slot {
    case method(ModuleFacts.Definition, owner: ClassFacts)
    case property(ModuleFacts.Definition, owner: ClassFacts)
    /// Behind `@staticmethod` or `@classmethod`, for the class named last.
    case function(
      ClassFacts.SharedFunction, owner: ClassFacts, className: String)
    /// What the class itself has under the name, where instances have none.
    case constant(Expression, owner: ClassFacts)
    case attribute
    /// Nothing: Python raises.
    case missing

    /// Whether it is the very same thing.
    fileprivate func isSame(as other: Slot) -> Bool {
      switch (self, other) {
      case (.method(_, let left), .method(_, let right)),
        (.property(_, let left), .property(_, let right)),
        (.constant(_, let left), .constant(_, let right)):
        left.name == right.name
      case (
        .function(let shared, let left, let first),
        .function(_, let right, let second)
      ):
        left.name == right.name
          && (shared.className == nil || first == second)
      case (.attribute, .attribute), (.missing, .missing): true
      default: false
      }
    }
  }

  /// The same slot of some of the classes.
  struct SlotGroup {
    var slot: Slot
    /// The kinds of their instances.
    var kinds: Int
  }

  /// What a name means, for each of the classes.
  func slots(_ name: String, isShadowed: Bool = false) -> [SlotGroup] {
    var groups: [SlotGroup] = []
    for (index, lineage) in members.enumerated() {
      let slot = slot(name, lineage, isShadowed: isShadowed)
      if let place = groups.firstIndex(where: { $0.slot.isSame(as: slot) }) {
        groups[place].kinds |= 1 << index
      } else {
        groups.append(SlotGroup(slot: slot, kinds: 1 << index))
      }
    }
    return groups
  }

  private func slot(
    _ name: String, _ lineage: [ClassFacts], isShadowed: Bool
  ) -> Slot {
    for (index, facts) in lineage.enumerated() {
      if let definition = facts.methods[name]
        ?? Array(lineage[index...]).comparison(name)
      {
        return .method(definition, owner: facts)
      }
      if let definition = facts.properties[name] {
        return .property(definition, owner: facts)
      }
      if let shared = facts.functions[name] {
        return .function(shared, owner: facts, className: lineage[0].name)
      }
      if let value = facts.constants[name] {
        return isShadowed || lineage.isAssigned(name)
          ? .attribute : .constant(value, owner: facts)
      }
    }
    // Where no class says so itself, somebody else gives all of them one.
    let isElsewhere =
      isAssigned(name)
      || members.joined().contains {
        $0.defines(name) || $0.constants[name] != nil
      }
    return lineage.isAssigned(name) || !isElsewhere ? .attribute : .missing
  }

  /// The kinds of instances of a class and of those that extend it.
  func kinds(of className: String) -> Int {
    members.enumerated().reduce(0) { kinds, member in
      member.element.contains { $0.name == className }
        ? kinds | 1 << member.offset : kinds
    }
  }

  var allKinds: Int { (1 << members.count) - 1 }

  /// Those whose instances have an attribute of that name.
  func kinds(with attribute: String) -> Int {
    slots(attribute, isShadowed: true).reduce(0) { kinds, group in
      if case .attribute = group.slot { kinds | group.kinds } else { kinds }
    }
  }
}

extension [ClassFacts] {
  /// Of a lineage: the method that its first class's instances have.
  func method(
    _ name: String
  ) -> (definition: ModuleFacts.Definition, owner: ClassFacts)? {
    for (index, facts) in enumerated() {
      if let definition = facts.methods[name]
        ?? Array(self[index...]).comparison(name)
      {
        return (definition, facts)
      }
      if facts.properties[name] != nil || facts.constants[name] != nil
        || facts.functions[name] != nil
      {
        return nil
      }
    }
    return nil
  }

  /// Something in the lineage's methods gives instances this attribute.
  func isAssigned(_ name: String) -> Bool {
    contains { facts in
      facts.kind == .dataClass && facts.fields.contains { $0.name == name }
        || facts.assignedAttributes.contains(name)
    }
  }
}
