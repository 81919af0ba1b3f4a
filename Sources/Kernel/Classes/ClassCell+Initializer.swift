import PythonSyntax

/// How instances are made: what `__init__` sets, whatever happens, in order,
/// before anything else may set an attribute. Others are set late.
struct Initializer {
  var method: FunctionLowering.Method?
  /// The attributes that are set before anything else can see the instance.
  var attributes: [String]
  /// Something saw the instance before its end.
  var isSeen = false
}

extension [ClassFacts] {
  /// How instances of a lineage's first class are made; nil where it cannot
  /// be told.
  var initializer: Initializer? {
    for (index, facts) in enumerated() {
      if let definition = facts.methods["__init__"] {
        return initializer(
          definition, in: facts, Array(self[index...]))
      }
      if facts.kind == .dataClass {
        return dataClassInitializer(Array(self[index...]))
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

  /// What the function certainly sets before the instance is used otherwise.
  private func initializer(
    _ definition: ModuleFacts.Definition, in facts: ClassFacts,
    _ lineage: [ClassFacts]
  ) -> Initializer? {
    let function = definition.function
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
        if value.isSuperInitializer(in: facts, own) {
          guard let base = Array(lineage.dropFirst()).initializer else {
            return nil
          }
          if !isComplete {
            names += base.attributes.filter { !names.contains($0) }
            isComplete = base.isSeen
          }
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
        // Something may have seen the instance without it, or set others.
        if !names.contains(whole), !isComplete { names.append(whole) }
      }
    }
    return Initializer(
      method: (definition, facts.name), attributes: names, isSeen: isComplete)
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

  /// `super().__init__(...)`, or `Base.__init__(self, ...)`.
  fileprivate func isSuperInitializer(
    in facts: ClassFacts, _ own: String
  ) -> Bool {
    guard case .call(let call) = kind,
      case .attribute(let receiver, "__init__") = call.function.kind
    else { return false }
    if case .name(let name) = receiver.kind {
      guard name == facts.base, case .name(own)? = call.arguments.first?.kind
      else { return false }
      return true
    }
    return receiver.isSuper(in: facts.name, own)
  }

  /// `super()`, or `super(Class, self)` in a method of the class.
  func isSuper(in className: String?, _ own: String?) -> Bool {
    guard case .call(let call) = kind, case .name("super") = call.function.kind,
      call.keywords.isEmpty
    else { return false }
    switch call.arguments.count {
    case 0: return true
    case 2:
      guard case .name(let name) = call.arguments[0].kind,
        case .name(let first) = call.arguments[1].kind
      else { return false }
      return name == className && first == own
    default: return false
    }
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
