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
  private var ownCounters: Set<String> = []
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
  private lazy var counters: Set<String> = {
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

  /// The type of an expression that shows without knowing more.
  func evident(
    _ expression: Expression, in scope: String?
  ) -> KernelType? {
    switch expression.kind {
    case .constant(.int(_?, _)): return .int
    case .constant(.float): return .float
    case .constant(.bool): return .bool
    case .constant(.string): return .text
    case .constant(.none): return KernelType.none
    case .unary(.minus, let operand): return evident(operand, in: scope)
    case .unary(.not, _), .compare: return .bool
    case .name(let name):
      if let type = observed(name, in: scope) { return type }
      if counters.contains(name) || ownCounters.contains(name) { return .int }
      return facts.constants[name].flatMap { evident($0, in: nil) }
    case .binary(_, .divide, _): return .float
    case .binary(let left, let symbol, let right):
      let sides = [left, right].map { evident($0, in: scope) }
      // Whatever number the other side is.
      if sides.contains(where: { $0?.isFloat ?? false }), symbol != .power {
        return .float
      }
      // `[0] * n`, in either order.
      if symbol == .multiply,
        let list = sides.compactMap(\.self).first(where: \.isList)
      {
        return list
      }
      if symbol == .add, let first = sides[0], let second = sides[1],
        first.isList
      {
        return first.joined(with: second)
      }
      guard let first = sides[0], let second = sides[1], first.isScalar,
        second.isScalar
      else { return nil }
      if symbol == .power { return first.isFloat ? .float : nil }
      return first.isFloat || second.isFloat ? .float : .int
    case .list(let items):
      var type = KernelType.unknown
      for item in items {
        guard let found = evident(item, in: scope),
          let joined = type.joined(with: found)
        else { return nil }
        type = joined
      }
      return .list(ElementCell(type))
    case .tuple(let items):
      var types: [KernelType] = []
      for item in items {
        guard let type = evident(item, in: scope) else { return nil }
        types.append(type)
      }
      return .tuple(types)
    case .comprehension(let comprehension) where comprehension.result == .list:
      let outer = ownCounters
      defer { ownCounters = outer }
      for clause in comprehension.clauses where clause.iterable.isOfRange {
        ownCounters.formUnion(clause.target.plainNames ?? [])
      }
      return evident(comprehension.element, in: scope).map {
        .list(ElementCell($0))
      }
    case .call(let call): return evident(call, in: scope)
    case .attribute(let owner, let name):
      guard case .name(let className) = owner.kind,
        facts.classes[className]?.members?[name] != nil
      else { return nil }
      return cell(named: className).flatMap(instanceType)
    case .conditional(_, let then, let orElse):
      let sides = [then, orElse].map { evident($0, in: scope) }
      guard let first = sides[0], let second = sides[1] else { return nil }
      return first.joined(with: second)
    case .dict(let keys, let values):
      return evident(keys, values, in: scope)
    default: return nil
    }
  }

  /// A dict as it is written down.
  private func evident(
    _ keys: [Expression?], _ values: [Expression], in scope: String?
  ) -> KernelType? {
    var (key, value) = (KernelType.unknown, KernelType.unknown)
    for (left, right) in zip(keys, values) {
      guard let left = left.flatMap({ evident($0, in: scope) }),
        let right = evident(right, in: scope),
        let first = key.joined(with: left),
        let second = value.joined(with: right)
      else { return nil }
      (key, value) = (first, second)
    }
    guard key.isUnknown || key.isKey else { return nil }
    return .dict(ElementCell(key), ElementCell(value))
  }

  private func evident(_ call: Call, in scope: String?) -> KernelType? {
    switch call.function.kind {
    case .name("float"): return .float
    case .name("int"), .name("len"), .name("ord"): return .int
    case .name("str"), .name("chr"): return .text
    case .name("auto"): return call.arguments.isEmpty ? .int : nil
    case .name("bool"): return .bool
    case .name(let name):
      if let library = facts.imported[name] { return library.resultType }
      if facts.functions[name] != nil {
        return result(of: name, call, in: scope)
      }
      guard facts.classes[name] != nil else { return nil }
      guard let cell = cell(named: name) else { return nil }
      if cell.isNamedTuple, call.keywords.isEmpty,
        call.arguments.count == cell.lineage[0].fields.count
      {
        var types: [KernelType] = []
        for argument in call.arguments {
          guard let type = evident(argument, in: scope) else {
            return instanceType(cell)
          }
          types.append(type)
        }
        return .named(cell, types)
      }
      return instanceType(cell)
    case .attribute(let value, let name):
      guard case .name(let module) = value.kind else { return nil }
      let inner = facts.classes.keys.filter { $0.hasSuffix(".\(name)") }
      if inner.count == 1 {
        return cell(named: inner[0]).flatMap(instanceType)
      }
      return ModuleFacts.LibraryName(
        module: facts.modules[module] ?? module, name: name
      ).resultType
    default: return nil
    }
  }
}
