import PythonSyntax

/// What is known of the instances of one class, and what the kernel does with
/// their attributes. There is one for each class in a kernel, or one for
/// several classes whose instances come in the same places: which one an
/// instance is of, it says itself by its kind.
final class ClassCell {
  let name: String
  /// What its class is called in Swift.
  let swiftName: String
  /// Each class with those it extends, itself first. Of several, the kind of
  /// the first one's instances is 1, of the second one's 2, then 4.
  let members: [[ClassFacts]]
  /// The types of the attributes that the kernel uses.
  private(set) var attributes: [String: ElementCell] = [:]
  /// Those of which the profile or the source tells the type.
  private(set) var isEvident: Set<String> = []
  /// Those that some function of the kernel sets.
  var changed: Set<String> = []
  /// The functions of the kernel that compare instances in containers.
  var comparisons: [ComparisonOperator: String] = [:]
  /// Instances are keys of dicts, or members of sets.
  var isUsedAsKey = false
  /// Instances come to the kernel from outside.
  var isGiven = false
  /// The classes of which the kernel makes instances.
  var made: Set<String> = []
  /// What `__init__` sets at once, for each of the classes; nil where that
  /// cannot be told.
  private let initial: [Set<String>?]
  private let evidence: (String) -> KernelType?
  private let wish: (ClassCell, ClassCell) -> Void

  init(
    _ members: [[ClassFacts]], swiftName: String,
    evidence: @escaping (String) -> KernelType?,
    wish: @escaping (ClassCell, ClassCell) -> Void
  ) {
    name = members.map { $0[0].name }.joined(separator: " | ")
    self.members = members
    initial = members.map { $0.initializer.map { Set($0.attributes) } }
    self.swiftName = swiftName
    self.evidence = evidence
    self.wish = wish
  }

  /// The class and those it extends, itself first.
  var lineage: [ClassFacts] { members[0] }

  var isMade: Bool { !made.isEmpty }

  var isFamily: Bool { members.count > 1 }

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

  /// More may be known now of what no type was found for.
  func lookAgain() {
    for (name, cell) in attributes where !isEvident.contains(name) {
      guard cell.type.holdsUnknown, let type = evidence(name),
        let joined = cell.type.joined(with: type)
      else { continue }
      cell.type = joined
      isEvident.insert(name)
    }
  }

  var attributeNames: [String] { attributes.keys.sorted() }

  /// Instances of the class at that place may lack the attribute for a while.
  func setsLate(_ name: String, _ place: Int) -> Bool {
    guard !holdsVariables, !isNamedTuple, let initial = initial[place] else {
      return false
    }
    return !initial.contains(name)
  }

  /// Some instances may lack the attribute for a while.
  func setsLate(_ name: String) -> Bool {
    let kinds = kinds(with: name)
    return members.indices.contains {
      kinds & 1 << $0 != 0 && setsLate(name, $0)
    }
  }

  /// Instances of the other class come where those of this one do: another
  /// attempt will have one cell for both.
  func wishUnion(with other: ClassCell) { wish(self, other) }

  /// The method that instances have, whichever class they are of, and the
  /// class in the lineage that has it; from beyond a class where `super()`
  /// asks.
  func method(
    _ name: String, beyond: String? = nil
  ) -> (definition: ModuleFacts.Definition, owner: ClassFacts)? {
    if let beyond {
      for lineage in members {
        guard let index = lineage.firstIndex(where: { $0.name == beyond })
        else { continue }
        return Array(lineage[(index + 1)...]).method(name)
      }
      return nil
    }
    let found = members.map { $0.method(name) }
    guard let first = found[0],
      found.allSatisfy({ $0?.owner.name == first.owner.name })
    else { return nil }
    return first
  }

  /// Some instances have a method of that name.
  func hasMethod(_ name: String) -> Bool {
    members.contains { $0.method(name) != nil }
  }

  /// Something in the lineage's methods gives instances this attribute.
  func isAssigned(_ name: String) -> Bool {
    members.contains { $0.isAssigned(name) }
  }

  /// Looking at it may run code that is not known here.
  func isOpaque(_ name: String) -> Bool {
    members.joined().contains { $0.opaque.contains(name) }
  }

  /// Instances may hold others of the same class, directly or not.
  var isLinked: Bool {
    attributes.values.contains {
      $0.type.classes.contains { $0 === self }
    }
  }

  /// Instances are tuples.
  var isNamedTuple: Bool { lineage[0].kind == .namedTuple }

  var isFrozen: Bool { members.contains { $0[0].isFrozen } }

  /// `==` means identity.
  var comparesByIdentity: Bool {
    !members.joined().contains {
      $0.kind == .dataClass && $0.comparesFields
        || $0.methods["__eq__"] != nil
    }
  }

  /// Some of its classes extend others of them: which side of an operator is
  /// asked first depends on that.
  var hasDescendants: Bool {
    members.contains { lineage in
      members.contains { other in
        other[0].name != lineage[0].name
          && lineage.contains { $0.name == other[0].name }
      }
    }
  }
}

extension ClassFacts {
  /// What the methods assign to attributes of their first parameter.
  var assignments: [(name: String, annotation: Expression?, value: Expression)]
  {
    var result: [(name: String, annotation: Expression?, value: Expression)] =
      []
    let all =
      methods.sorted { $0.key < $1.key } + setters.sorted { $0.key < $1.key }
    for (_, definition) in all {
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
    return result.filter { setters[$0.name] == nil }
  }

  var assignedAttributes: Set<String> { Set(assignments.map(\.name)) }
}
