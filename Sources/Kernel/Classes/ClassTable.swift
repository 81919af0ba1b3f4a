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
  private var cells: [String: ClassCell] = [:]
  private var isLooking: Set<String> = []

  init(_ facts: ModuleFacts, _ request: KernelRequest, unit: Int) {
    self.facts = facts
    module = request.module
    observations = request.observations
    suffix = unit == 0 ? "" : "\(unit + 1)"
  }

  /// In the order of their names.
  var all: [ClassCell] { cells.values.sorted { $0.name < $1.name } }

  func cell(named name: String) -> ClassCell? {
    if let cell = cells[name] { return cell }
    guard let lineage = facts.lineage(of: name) else { return nil }
    var swiftName = name + suffix
    while KernelRuntime.declaredNames.contains(swiftName)
      || swiftName != name && facts.boundNames.contains(swiftName)
      || SwiftNames.always.contains(swiftName)
    {
      swiftName += "_"
    }
    let cell = ClassCell(lineage, swiftName: swiftName) { [unowned self] in
      self.type(of: $0, in: lineage)
    }
    cells[name] = cell
    return cell
  }

  /// Names that are bound by loops over ranges alone.
  private lazy var counters: Set<String> = {
    var counters: Set<String> = []
    var others: Set<String> = []
    func note(_ target: Expression, _ source: Expression) {
      if case .name(let name) = target.kind, source.isRange {
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
    of attribute: String, in lineage: [ClassFacts]
  ) -> KernelType? {
    let key = "\(lineage[0].name).\(attribute)"
    guard isLooking.insert(key).inserted else { return nil }
    defer { isLooking.remove(key) }
    var result: KernelType?
    func add(_ type: KernelType?) {
      guard let type else { return }
      result = result.map { $0.joined(with: type) ?? $0 } ?? type
    }
    add(observed(attribute, in: KernelRequest.attributes(of: lineage[0].name)))
    if let result, !result.holdsUnknown { return result }
    for facts in lineage {
      if let field = facts.fields.first(where: { $0.name == attribute }) {
        let made = madeTypes(of: attribute, facts)
        add(made ?? KernelType(annotation: field.annotation, self))
      }
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

  private func observed(_ name: String, in function: String?) -> KernelType? {
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
  private func evident(
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
      if counters.contains(name) { return .int }
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
      return evident(comprehension.element, in: scope).map {
        .list(ElementCell($0))
      }
    case .call(let call): return evident(call, in: scope)
    default: return nil
    }
  }

  private func evident(_ call: Call, in scope: String?) -> KernelType? {
    switch call.function.kind {
    case .name("float"): return .float
    case .name("int"), .name("len"): return .int
    case .name("str"): return .text
    case .name("bool"): return .bool
    case .name(let name):
      if let library = facts.imported[name] { return library.resultType }
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
      return ModuleFacts.LibraryName(
        module: facts.modules[module] ?? module, name: name
      ).resultType
    default: return nil
    }
  }
}

extension ModuleFacts.LibraryName {
  /// What calls of well-known functions give.
  fileprivate var resultType: KernelType? {
    switch (module, name) {
    case ("math", "floor"), ("math", "ceil"), ("math", "gcd"),
      ("math", "isqrt"):
      .int
    case ("math", _): .float
    case ("random", "Random"): .random
    case (_, "random"), (_, "uniform"), (_, "gauss"): .float
    case (_, "randint"), (_, "randrange"): .int
    default: nil
    }
  }
}

extension Expression {
  fileprivate var isRange: Bool {
    if case .call(let call) = kind, case .name("range") = call.function.kind {
      return true
    }
    return false
  }
}

extension Parameters {
  fileprivate func defaultValue(of name: String) -> Expression? {
    let named = positionalOnly + positional
    guard let index = named.firstIndex(where: { $0.name == name }) else {
      guard let place = keywordOnly.firstIndex(where: { $0.name == name })
      else { return nil }
      return keywordDefaults[place]
    }
    let place = index - (named.count - defaults.count)
    return place < 0 ? nil : defaults[place]
  }
}

extension KernelType {
  fileprivate var isContainer: Bool {
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

extension ClassTable {
  /// What of the instances that a kernel uses stands in its way.
  func blocker(
    _ body: KernelFunctionBody, _ range: SourceRange
  ) -> Blocker? {
    for type in body.parameters.flatMap(\.type.classes) { type.isGiven = true }
    for type in all {
      let names = type.attributeNames
      for name in names {
        guard let cell = type.attributes[name] else { continue }
        if cell.type.holdsUnknown, type.isGiven {
          return Blocker(
            construct:
              "the attribute `\(name)` of `\(type.name)`, whose type the "
              + "source does not tell",
            range: range,
            advice: "Annotate it in the class, or what `__init__` takes.",
            isLackOfEvidence: true)
        }
        if cell.type.mayBeBuffer || cell.type.holdsBuffers {
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
      guard type.isMade, let initializer = type.initializer else { continue }
      if let name = names.first(where: {
        !initializer.attributes.contains($0)
      }) {
        return Blocker(
          construct:
            "the attribute `\(name)` of `\(type.name)`, which `__init__` does "
            + "not always set",
          range: range, advice: "Set it at the top of `__init__`.")
      }
    }
    return nil
  }
}
