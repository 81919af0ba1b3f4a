import PythonSyntax

/// How instances are made: what `__init__` sets, whatever happens, in order.
struct Initializer {
  var method: FunctionLowering.Method?
  /// The attributes that are set before anything else can see the instance.
  var attributes: [String]
}

extension ClassCell {
  /// Nil where it cannot be told.
  var initializer: Initializer? {
    for (index, facts) in lineage.enumerated() {
      if let definition = facts.methods["__init__"] {
        guard
          let names = attributes(
            of: definition.function, in: facts, Array(lineage[index...]))
        else { return nil }
        return Initializer(
          method: (definition, facts.name), attributes: names)
      }
      if facts.kind == .dataClass {
        return dataClassInitializer(Array(lineage[index...]))
      }
    }
    return Initializer(method: nil, attributes: [])
  }

  private func dataClassInitializer(
    _ lineage: [ClassFacts]
  ) -> Initializer? {
    var fields: [ClassFacts.Field] = []
    for facts in lineage.reversed() {
      guard facts.kind == .dataClass || facts.fields.isEmpty else {
        return nil
      }
      for field in facts.fields {
        guard !field.annotation.isSpecialField,
          field.value.map({ $0.isPlainConstant }) ?? true
        else { return nil }
        if let index = fields.firstIndex(where: { $0.name == field.name }) {
          fields[index] = field
        } else {
          fields.append(field)
        }
      }
    }
    let range = lineage[0].range
    let own = "self"
    func parameter(_ name: String) -> Parameters.Parameter {
      Parameters.Parameter(name: name, annotation: nil, range: range)
    }
    let defaults = fields.compactMap(\.value)
    guard !fields.contains(where: { $0.name == own }),
      fields.suffix(defaults.count).allSatisfy({ $0.value != nil })
    else { return nil }
    let function = FunctionDefinition(
      name: "__init__",
      parameters: Parameters(
        [parameter(own)] + fields.map { parameter($0.name) },
        defaults: defaults),
      body: fields.map { field in
        let target = Expression(
          .attribute(Expression(.name(own), range), field.name), range)
        return Statement(
          .assign([target], Expression(.name(field.name), range)), range)
      })
    return Initializer(
      method: (
        ModuleFacts.Definition(function: function, range: range),
        lineage[0].name
      ),
      attributes: fields.map(\.name))
  }

  /// What the function certainly sets before the instance is used otherwise;
  /// nil where it is used too early.
  private func attributes(
    of function: FunctionDefinition, in facts: ClassFacts,
    _ lineage: [ClassFacts]
  ) -> [String]? {
    guard let own = function.parameters.all.first?.name else { return nil }
    var names: [String] = []
    var isComplete = false
    for statement in function.body {
      var targets: [Expression] = []
      switch statement.kind {
      case .assign(let list, let value):
        if value.usesInstance(own, beyond: names) { isComplete = true }
        targets = list
      case .annotatedAssign(let target, _, let value?):
        if value.usesInstance(own, beyond: names) { isComplete = true }
        targets = [target]
      case .expression(let value):
        if value.isSuperInitializer {
          guard let base = superInitializer(lineage) else { return nil }
          names += base.filter { !names.contains($0) }
        } else if value.usesInstance(own, beyond: names) {
          isComplete = true
        }
        continue
      default:
        var isUsed = false
        [statement].visitStatements { inner in
          for expression in inner.expressions
          where expression.usesInstance(own, beyond: names) { isUsed = true }
        }
        if isUsed { isComplete = true }
        continue
      }
      for target in targets.flatMap(\.parts) {
        guard case .attribute(let receiver, let name) = target.kind,
          case .name(own) = receiver.kind
        else {
          if target.usesInstance(own, beyond: names) { isComplete = true }
          continue
        }
        let whole = facts.mangled(name)
        if names.contains(whole) { continue }
        // Something may have seen the instance without it.
        if isComplete { return nil }
        names.append(whole)
      }
    }
    return names
  }

  private func superInitializer(_ lineage: [ClassFacts]) -> [String]? {
    for (index, facts) in lineage.enumerated().dropFirst() {
      if let definition = facts.methods["__init__"] {
        return attributes(
          of: definition.function, in: facts, Array(lineage[index...]))
      }
    }
    return []
  }
}

extension Expression {
  /// The names and attributes that a target assigns.
  fileprivate var parts: [Expression] {
    switch kind {
    case .tuple(let targets), .list(let targets): targets.flatMap(\.parts)
    default: [self]
    }
  }

  /// `super().__init__(...)`.
  fileprivate var isSuperInitializer: Bool {
    guard case .call(let call) = kind,
      case .attribute(let receiver, "__init__") = call.function.kind,
      case .call(let inner) = receiver.kind,
      case .name("super") = inner.function.kind
    else { return false }
    return inner.arguments.isEmpty
  }

  /// The instance itself, or an attribute that is not among the names.
  fileprivate func usesInstance(_ own: String, beyond names: [String]) -> Bool {
    switch kind {
    case .name(own): return true
    case .attribute(let receiver, let name):
      if case .name(own) = receiver.kind { return !names.contains(name) }
      return receiver.usesInstance(own, beyond: names)
    default:
      return children.contains { $0.usesInstance(own, beyond: names) }
    }
  }

  /// `ClassVar`, `InitVar` or `KW_ONLY` somewhere in an annotation.
  fileprivate var isSpecialField: Bool {
    var isSpecial = false
    visit { inner in
      switch inner.kind {
      case .name("ClassVar"), .name("InitVar"), .name("KW_ONLY"),
        .attribute(_, "ClassVar"), .attribute(_, "InitVar"),
        .attribute(_, "KW_ONLY"):
        isSpecial = true
      default: break
      }
    }
    return isSpecial
  }
}
