import ProfileModel
import PythonSyntax

/// The classes of a module as one kernel knows them: which types their
/// attributes have is gathered from annotations, from what was observed of
/// `__init__`, and from how instances are made.
final class ClassTable {
  let facts: ModuleFacts
  private let module: Module
  private let observations: [String: FunctionObservation]
  /// Set apart from the classes of other functions in the same module.
  private let suffix: String
  var cells: [String: ClassCell] = [:]
  private var isLooking: Set<String> = []
  /// Other names of types that are being looked up: they may name themselves.
  var openAliases: Set<String> = []
  /// Names that the comprehensions around bind by loops over ranges.
  var ownCounters: Set<String> = []
  /// Classes whose instances come in the same places, in groups.
  let families: ClassFamilies
  /// The same with those that were found on the way.
  private(set) var wishes: ClassFamilies
  /// The functions whose results make variables, with what they are passed,
  /// and the types of those results.
  var wanted: [String: [KernelType]] = [:]
  var results: [String: KernelType] = [:]

  init(
    _ facts: ModuleFacts, _ request: KernelRequest, unit: Int,
    families: ClassFamilies = ClassFamilies()
  ) {
    self.facts = facts
    self.families = families
    wishes = families
    module = request.module
    observations = request.observations
    suffix = unit == 0 ? "" : "\(unit + 1)"
  }

  /// The same module with nothing found out yet.
  init(anewFrom other: ClassTable) {
    facts = other.facts
    families = other.families
    wishes = other.families
    module = other.module
    observations = other.observations
    suffix = other.suffix
  }

  /// In the order of their names.
  var all: [ClassCell] {
    var seen: Set<String> = []
    return cells.values.sorted { $0.swiftName < $1.swiftName }
      .filter { seen.insert($0.swiftName).inserted }
  }

  func cell(named name: String) -> ClassCell? {
    if let cell = cells[name] { return cell }
    let names = families.family(of: name)
    let members = names.compactMap { facts.lineage(of: $0) }
    guard members.count == names.count else { return nil }
    let stem = names.joined(separator: "Or")
      .replacing(".", with: "_")
    let swiftName = unused(stem, for: name)
    let cell = ClassCell(
      members, swiftName: swiftName,
      evidence: { [unowned self] name in
        self.type(of: name, inAnyOf: members)
      },
      wish: { [unowned self] left, right in
        self.wishes.unite(left.members[0][0].name, right.members[0][0].name)
      })
    for name in names { cells[name] = cell }
    return cell
  }

  /// The name of a Swift class that nothing else has.
  func unused(_ stem: String, for name: String? = nil) -> String {
    var swiftName = stem + suffix
    while KernelRuntime.declaredNames.contains(swiftName)
      || swiftName != name && facts.boundNames.contains(swiftName)
      || SwiftNames.always.contains(swiftName)
    {
      swiftName += "_"
    }
    return swiftName
  }

  /// Names that are bound by loops over ranges alone.
  lazy var counters: Set<String> = {
    var counters: Set<String> = []
    var others: Set<String> = []
    func note(_ target: Expression, _ source: Expression) {
      if case .name(let name) = target.kind, source.isOfRange {
        counters.insert(name)
      } else {
        others.formUnion(target.assignedNames)
      }
    }
    module.body.visitStatements { statement in
      if case .for(let loop) = statement.kind {
        note(loop.target, loop.iterable)
      } else {
        others.formUnion(statement.assignedNames)
      }
      if case .function(let function) = statement.kind {
        others.formUnion(function.parameters.all.map(\.name))
      }
      for expression in statement.expressions {
        expression.visit { inner in
          guard case .comprehension(let comprehension) = inner.kind else {
            return
          }
          for clause in comprehension.clauses {
            note(clause.target, clause.iterable)
          }
        }
      }
    }
    return counters.subtracting(others)
  }()

  // MARK: Evidence

  /// The type of instances; nil for a named tuple whose fields' types are not
  /// told.
  func instanceType(_ cell: ClassCell) -> KernelType? {
    guard cell.isNamedTuple else { return .object(cell) }
    var types: [KernelType] = []
    for field in cell.lineage[0].fields {
      guard let type = KernelType(annotation: field.annotation, self) else {
        return nil
      }
      types.append(type)
    }
    return .named(cell, types)
  }

  private func type(
    of attribute: String, inAnyOf members: [[ClassFacts]]
  ) -> KernelType? {
    var result: KernelType?
    for lineage in members {
      guard let type = type(of: attribute, in: lineage) else { continue }
      result = result.map { $0.joined(with: type) ?? $0 } ?? type
    }
    return result
  }

  private func type(
    of attribute: String, in lineage: [ClassFacts]
  ) -> KernelType? {
    let key = "\(lineage[0].name).\(attribute)"
    if facts.listedAttributes.contains(attribute) {
      return .list(ElementCell(.int))
    }
    guard isLooking.insert(key).inserted else { return nil }
    defer { isLooking.remove(key) }
    if let members = lineage[0].members, attribute == "name" {
      return members.isEmpty ? nil : .text
    }
    var result: KernelType?
    func add(_ type: KernelType?) {
      guard let type else { return }
      result = result.map { $0.joined(with: type) ?? $0 } ?? type
    }
    if let members = lineage[0].members, attribute == "value" {
      return typeOfValues(members)
    }
    add(observed(attribute, in: KernelRequest.attributes(of: lineage[0].name)))
    if let result, !result.holdsUnknown { return result }
    for facts in lineage {
      if let field = facts.fields.first(where: { $0.name == attribute }) {
        let made = madeTypes(of: attribute, facts)
        add(made ?? KernelType(annotation: field.annotation, self))
      }
      // What instances find in their class as long as they have none.
      add(facts.constants[attribute].flatMap { evident($0, in: nil) })
      for assignment in facts.assignments where assignment.name == attribute {
        if let annotation = assignment.annotation,
          let type = KernelType(annotation: annotation, self)
        {
          add(type)
        } else {
          add(type(of: assignment.value, in: facts))
        }
      }
    }
    if result?.holdsUnknown ?? true {
      add(KernelType(sampledTypes(of: attribute, in: lineage[0].name), self))
    }
    // What only empty containers tell, the kernel may find out.
    if let result, result.holdsUnknown, !result.isContainer { return nil }
    return result
  }

  /// The type of what a method assigns.
  private func type(
    of value: Expression, in facts: ClassFacts
  ) -> KernelType? {
    if case .name(let name) = value.kind,
      let definition = facts.methods["__init__"],
      let parameter = definition.function.parameters.all.first(where: {
        $0.name == name
      })
    {
      return observed(name, in: "\(facts.name).__init__")
        ?? madeTypes(of: name, facts)
        ?? parameter.annotation.flatMap { KernelType(annotation: $0, self) }
        ?? definition.function.parameters.defaultValue(of: name).flatMap {
          evident($0, in: nil)
        }
    }
    return evident(value, in: "\(facts.name).__init__")
  }

  /// What samples of variables saw in instances, by class and attribute.
  private lazy var sampled: [String: [String: [ObservedType]]] = {
    var found: [String: [String: [ObservedType]]] = [:]
    func note(_ type: ObservedType) {
      for element in type.elements { note(element) }
      let className = type.name.split(separator: ".").last.map(String.init)
      for attribute in type.attributes ?? [] {
        found[className ?? "", default: [:]][attribute.name, default: []] +=
          attribute.types
        for inner in attribute.types { note(inner) }
      }
    }
    for observation in observations.values {
      for variable in observation.variables {
        for count in variable.types { note(count.type) }
      }
    }
    return found
  }()

  private func sampledTypes(
    of attribute: String, in className: String
  ) -> [ObservedVariable.TypeCount] {
    (sampled[className]?[attribute] ?? []).map {
      ObservedVariable.TypeCount(type: $0, count: 1)
    }
  }

  func observed(_ name: String, in function: String?) -> KernelType? {
    guard let function else { return nil }
    return observations[function]?.variables.first { $0.name == name }
      .flatMap { KernelType($0.types, self) }
  }

  /// What calls of the class pass for a parameter of its `__init__`.
  private func madeTypes(
    of parameter: String, _ facts: ClassFacts
  ) -> KernelType? {
    let names =
      facts.methods["__init__"]?.function.parameters.all.dropFirst()
      .map(\.name) ?? facts.fields.map(\.name)
    guard let place = names.firstIndex(of: parameter) else { return nil }
    var result: KernelType?
    var isCertain = true
    for (scope, call) in calls(of: facts.name) {
      let argument =
        place < call.arguments.count
        ? call.arguments[place]
        : call.keywords.first { $0.name == parameter }?.value
      guard let argument else { continue }
      guard let type = evident(argument, in: scope) else {
        isCertain = false
        continue
      }
      result = result.map { $0.joined(with: type) ?? $0 } ?? type
    }
    return isCertain ? result : nil
  }

  /// Every call of the class in the module, with the function around it.
  private func calls(of name: String) -> [(String?, Call)] {
    var result: [(String?, Call)] = []
    for scope in module.scopes {
      let body = scope.function?.body ?? module.body
      let around = scope.function == nil ? nil : scope.qualifiedName
      body.visitOwnStatements { statement in
        for expression in statement.expressions {
          expression.visit { inner in
            if case .call(let call) = inner.kind,
              case .name(name) = call.function.kind
            {
              result.append((around, call))
            }
          }
        }
      }
    }
    return result
  }
}
