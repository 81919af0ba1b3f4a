import PythonSyntax

/// What is known of the instances of one class, and what the kernel does with
/// their attributes. There is one for each class in a kernel.
final class ClassCell {
  let name: String
  /// What its class is called in Swift.
  let swiftName: String
  /// The class and those it extends, itself first.
  let lineage: [ClassFacts]
  /// The types of the attributes that the kernel uses.
  private(set) var attributes: [String: ElementCell] = [:]
  /// Those of which the profile or the source tells the type.
  private(set) var isEvident: Set<String> = []
  /// Those that some function of the kernel sets.
  var changed: Set<String> = []
  /// Instances come to the kernel from outside.
  var isGiven = false
  /// Instances are made in the kernel.
  var isMade = false
  private let evidence: (String) -> KernelType?

  init(
    _ lineage: [ClassFacts], swiftName: String,
    evidence: @escaping (String) -> KernelType?
  ) {
    name = lineage[0].name
    self.lineage = lineage
    self.swiftName = swiftName
    self.evidence = evidence
  }

  /// The cell of an attribute, made when it is first asked for.
  func attribute(_ name: String, isNew: inout Bool) -> ElementCell {
    if let cell = attributes[name] { return cell }
    isNew = true
    let cell = ElementCell()
    attributes[name] = cell
    if let type = evidence(name) {
      cell.type = type
      isEvident.insert(name)
    }
    return cell
  }

  var attributeNames: [String] { attributes.keys.sorted() }

  /// The method, and the class in the lineage that has it; from beyond
  /// a class where `super()` asks.
  func method(
    _ name: String, beyond: String? = nil
  ) -> (definition: ModuleFacts.Definition, owner: ClassFacts)? {
    var classes = lineage[...]
    if let beyond {
      guard let index = lineage.firstIndex(where: { $0.name == beyond }) else {
        return nil
      }
      classes = lineage[(index + 1)...]
    }
    for facts in classes {
      if let definition = facts.methods[name] { return (definition, facts) }
      if facts.properties[name] != nil || facts.constants[name] != nil {
        return nil
      }
    }
    return nil
  }

  func property(
    _ name: String
  ) -> (definition: ModuleFacts.Definition, owner: ClassFacts)? {
    for facts in lineage {
      if let definition = facts.properties[name] {
        return (definition, facts)
      }
      if facts.methods[name] != nil || facts.constants[name] != nil {
        return nil
      }
    }
    return nil
  }

  /// What the class itself has under the name, where instances have none.
  func constant(_ name: String) -> Expression? {
    for facts in lineage {
      if let value = facts.constants[name] { return value }
    }
    return nil
  }

  /// Something in the lineage's methods gives instances this attribute.
  func isAssigned(_ name: String) -> Bool {
    lineage.contains { facts in
      facts.kind == .dataClass && facts.fields.contains { $0.name == name }
        || facts.assignedAttributes.contains(name)
    }
  }

  /// Looking at it may run code that is not known here.
  func isOpaque(_ name: String) -> Bool {
    lineage.contains { $0.opaque.contains(name) }
  }

  /// Instances may hold others of the same class, directly or not.
  var isLinked: Bool {
    attributes.values.contains {
      $0.type.classes.contains { $0 === self }
    }
  }

  /// Instances are tuples.
  var isNamedTuple: Bool { lineage[0].kind == .namedTuple }

  var isFrozen: Bool { lineage[0].isFrozen }

  /// `==` means identity.
  var comparesByIdentity: Bool {
    !lineage.contains { $0.kind == .dataClass || $0.methods["__eq__"] != nil }
  }
}

extension ClassFacts {
  /// What the methods assign to attributes of their first parameter.
  var assignments: [(name: String, annotation: Expression?, value: Expression)]
  {
    var result: [(name: String, annotation: Expression?, value: Expression)] =
      []
    for (_, definition) in methods.sorted(by: { $0.key < $1.key }) {
      guard let own = definition.function.parameters.all.first?.name else {
        continue
      }
      func note(
        _ target: Expression, _ annotation: Expression?, _ value: Expression
      ) {
        switch target.kind {
        case .attribute(let receiver, let name):
          if case .name(own) = receiver.kind {
            result.append((mangled(name), annotation, value))
          }
        case .tuple(let targets):
          if case .tuple(let values) = value.kind,
            values.count == targets.count
          {
            for (target, value) in zip(targets, values) {
              note(target, nil, value)
            }
          } else {
            for target in targets {
              note(target, nil, Expression(.other("part"), target.range))
            }
          }
        default: break
        }
      }
      definition.function.body.visitStatements { statement in
        switch statement.kind {
        case .assign(let targets, let value):
          for target in targets { note(target, nil, value) }
        case .annotatedAssign(let target, let annotation, let value?):
          note(target, annotation, value)
        case .augmentedAssign(let target, _, let value):
          note(target, nil, Expression(.other("part"), value.range))
        default: break
        }
      }
    }
    return result
  }

  var assignedAttributes: Set<String> { Set(assignments.map(\.name)) }
}
