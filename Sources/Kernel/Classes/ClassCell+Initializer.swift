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
    // Members of an `Enum` are there from the start.
    if first?.members != nil { return nil }
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
        guard !field.annotation.isSpecialField, field.isUnderstood else {
          return nil
        }
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
    let given = fields.filter(\.isParameter)
    let defaults = given.compactMap(\.start)
    guard !fields.contains(where: { $0.name == own }),
      given.suffix(defaults.count).allSatisfy({ $0.start != nil })
    else { return nil }
    func attribute(_ name: String) -> Expression {
      Expression(.attribute(Expression(.name(own), range), name), range)
    }
    // Each a place of its own, by which lists that are made are told apart.
    var places = MadeUpPlaces(range)
    var body = fields.map { field in
      let value =
        field.isParameter
        ? Expression(.name(field.name), range) : field.start
      return Statement(
        .assign(
          [attribute(field.name)],
          value ?? Expression(.constant(.none), places.next())), range)
    }
    let follows = lineage.method("__post_init__") != nil
    if follows {
      let call = Call(function: attribute("__post_init__"), arguments: [])
      body.append(
        Statement(.expression(Expression(.call(call), range)), range))
    }
    let function = FunctionDefinition(
      name: "__init__",
      parameters: Parameters(
        [parameter(own)] + given.map { parameter($0.name) },
        defaults: defaults),
      body: body)
    return Initializer(
      method: (
        ModuleFacts.Definition(function: function, range: range),
        lineage[0].name
      ),
      attributes: fields.map(\.name), isSeen: follows)
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

extension ClassFacts.Field {
  /// Nothing but a default value, or what makes one, stands in `field(...)`.
  fileprivate var isUnderstood: Bool {
    guard let value else { return true }
    guard case .call(let call) = value.kind, call.function.isNamed("field")
    else { return value.isPlainConstant || value.isAttributeOfName }
    let known = ["default", "default_factory", "init", "repr", "compare"]
    return call.arguments.isEmpty
      && call.keywords.allSatisfy { keyword in
        keyword.name.map(known.contains) ?? false
      }
      && (option("default").map {
        $0.isPlainConstant || $0.isAttributeOfName
      } ?? true)
      && (option("default_factory") == nil || start != nil)
      // Without a factory, only the class has it until it is set.
      && (isParameter || option("default_factory") != nil)
  }

  /// `__init__` takes it.
  fileprivate var isParameter: Bool {
    option("init")?.kind != .constant(.bool(false))
  }

  /// What the field is where nothing is passed: the default, or a call of what
  /// makes one.
  fileprivate var start: Expression? {
    if let value = option("default") { return value }
    guard let factory = option("default_factory") else {
      guard let value, value.isPlainConstant || value.isAttributeOfName else {
        return nil
      }
      return value
    }
    switch factory.kind {
    case .name("list"): return Expression(.list([]), factory.range)
    case .name("dict"):
      return Expression(.dict(keys: [], values: []), factory.range)
    case .name:
      return Expression(
        .call(Call(function: factory, arguments: [])), factory.range)
    case .lambda(let parameters, let body):
      return parameters.all.isEmpty ? body : nil
    default: return nil
    }
  }
}

extension Expression {
  /// `Colour.RED`: whether that is a member of an `Enum` shows where it is
  /// used.
  fileprivate var isAttributeOfName: Bool {
    if case .attribute(let owner, _) = kind, case .name = owner.kind {
      return true
    }
    return false
  }

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
  var isSpecialField: Bool {
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
