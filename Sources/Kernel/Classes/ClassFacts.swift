import PythonSyntax

/// A class at a module's top level, as far as the source tells about its
/// instances.
struct ClassFacts {
  /// What makes instances.
  enum Kind: Equatable {
    case plain
    case dataClass
    case namedTuple
    /// No class: a module, whose variables are looked at like attributes.
    case module
    /// The class itself, for what is looked at on it.
    case classItself
  }

  struct SharedFunction {
    /// Without the class, which the caller passes where there is one.
    var definition: ModuleFacts.Definition
    /// What the function calls its class.
    var className: String?
  }

  struct Field {
    var name: String
    var annotation: Expression
    var value: Expression?
  }

  var name: String
  var kind = Kind.plain
  /// Its attributes cannot be assigned.
  var isFrozen = false
  /// Its instances are ints too: an `IntEnum`.
  private(set) var isIntegral = false
  /// The members of an `Enum`, by name; nil for other classes.
  private(set) var members: [String: Expression]?
  /// Which comparisons `@dataclass` writes.
  private(set) var comparesFields = true
  private(set) var ordersFields = false
  /// `@total_ordering` writes those that are not there.
  private var isTotallyOrdered = false
  /// The class of the module that it extends.
  var base: String?
  var definition: ClassDefinition
  var range: SourceRange
  private(set) var methods: [String: ModuleFacts.Definition] = [:]
  /// Methods behind `@property`.
  private(set) var properties: [String: ModuleFacts.Definition] = [:]
  /// Functions behind `@staticmethod` and `@classmethod`.
  private(set) var functions: [String: SharedFunction] = [:]
  /// What `@name.setter` sets properties with.
  private(set) var setters: [String: ModuleFacts.Definition] = [:]
  /// Methods that some class that extends this one must have.
  private(set) var abstract: Set<String> = []
  /// Names that must be those of the modules, and then change nothing for
  /// instances.
  private(set) var abstractions:
    [(module: String, name: String, expression: Expression)] = []
  private(set) var constants: [String: Expression] = [:]
  /// What is neither a plain method nor a property: looking at it may run
  /// code.
  private(set) var opaque: Set<String> = []
  /// What the class's body annotates, in order: a dataclass's fields.
  private(set) var fields: [Field] = []
  /// What of it stands in the way, as the rest of a sentence.
  private(set) var refusal: String?

  init(_ definition: ClassDefinition, _ range: SourceRange) {
    self.definition = definition
    self.range = range
    name = definition.name
    var bases = definition.bases
    if definition.keywords.count == 1,
      definition.keywords[0].name == "metaclass",
      definition.keywords[0].value.isNamed("ABCMeta")
    {
      abstractions.append(("abc", "ABCMeta", definition.keywords[0].value))
    } else if !definition.keywords.isEmpty {
      refusal = "a metaclass or keywords"
    }
    bases.removeAll { base in
      if base.isNamed("ABC") {
        abstractions.append(("abc", "ABC", base))
        return true
      }
      if case .subscript(let generic, _) = base.kind, generic.isNamed("Generic")
      {
        abstractions.append(("typing", "Generic", generic))
        return true
      }
      return false
    }
    switch bases.count {
    case 0: break
    case 1:
      switch bases[0].kind {
      case .name("NamedTuple"), .attribute(_, "NamedTuple"): kind = .namedTuple
      case .name("object"): break
      case .name("Enum"), .attribute(_, "Enum"):
        members = [:]
        isFrozen = true
      case .name("IntEnum"), .attribute(_, "IntEnum"):
        members = [:]
        isFrozen = true
        isIntegral = true
      case .name(let base): self.base = base
      default: refusal = "a base that is not a class of the module"
      }
    default: refusal = "several bases"
    }
    for decorator in definition.decorators { read(decorator) }
    for statement in definition.body { read(statement) }
    if isTotallyOrdered { completeOrder() }
    if isIntegral { orderByValue() }
    if kind == .namedTuple,
      let special = methods.keys.sorted().first(where: {
        $0.hasPrefix("__") && !Self.operatorsOfTuples.contains($0)
      })
    {
      refusal = "`\(special)`"
    }
  }

  /// What `namedtuple("Point", "x y")` makes; nil where the call is not that
  /// simple.
  init?(namedTuple name: String, _ call: Call, _ range: SourceRange) {
    guard call.arguments.count == 2,
      case .constant(.string(let text)) = call.arguments[0].kind,
      String(text) == name
    else { return nil }
    var names: [String] = []
    switch call.arguments[1].kind {
    case .constant(.string(let text)):
      names = text.split { " ,\t\n".contains($0) }.map(String.init)
    case .list(let items), .tuple(let items):
      for item in items {
        guard case .constant(.string(let text)) = item.kind else { return nil }
        names.append(text)
      }
    default: return nil
    }
    var defaults: [Expression] = []
    for keyword in call.keywords {
      guard keyword.name == "defaults" else { return nil }
      switch keyword.value.kind {
      case .list(let items), .tuple(let items): defaults = items
      default: return nil
      }
    }
    guard defaults.count <= names.count else { return nil }
    definition = ClassDefinition(name: name, bases: [], body: [])
    self.range = range
    self.name = name
    kind = .namedTuple
    fields = names.enumerated().map { index, name in
      let place = index - (names.count - defaults.count)
      return Field(
        name: name, annotation: Expression(.other("unknown"), range),
        value: place < 0 ? nil : defaults[place])
    }
  }

  private mutating func read(_ decorator: Expression) {
    switch decorator.kind {
    case .name("total_ordering"), .attribute(_, "total_ordering"):
      isTotallyOrdered = true
      return
    case .name("dataclass"): kind = .dataClass
    case .attribute(let module, "dataclass"):
      if case .name("dataclasses") = module.kind { kind = .dataClass }
    case .call(let call) where call.arguments.isEmpty:
      read(call.function)
      for keyword in call.keywords {
        switch (keyword.name, keyword.value.kind) {
        case ("frozen", .constant(.bool(let flag))): isFrozen = flag
        case ("eq", .constant(.bool(let flag))): comparesFields = flag
        case ("order", .constant(.bool(let flag))): ordersFields = flag
        case ("slots", .constant(.bool)), ("repr", .constant(.bool)): break
        default: refusal = "a dataclass with unusual options"
        }
      }
      return
    default: break
    }
    if kind == .plain { refusal = "a decorator" }
  }

  private mutating func read(_ statement: Statement) {
    switch statement.kind {
    case .pass: break
    case .expression: break
    // It has facts of its own.
    case .classDefinition: break
    case .function(let function): read(function, statement.range)
    case .assign(let targets, let value):
      for target in targets {
        guard case .name(let name) = target.kind else {
          refusal = "a class body that computes"
          return
        }
        if name == "__slots__" { continue }
        if members != nil {
          if name.hasPrefix("_") { refusal = "an unusual `Enum`" }
          members?[name] = value
          continue
        }
        // `__rmul__ = __mul__`.
        if case .name(let other) = value.kind, let method = methods[other],
          !Self.interfering.contains(name), methods[name] == nil
        {
          methods[name] = method
          continue
        }
        constants[name] = value
        if !value.isHarmless { opaque.insert(name) }
      }
    case .annotatedAssign(let target, let annotation, let value):
      guard case .name(let name) = target.kind else { return }
      if members != nil { refusal = "an unusual `Enum`" }
      fields.append(
        Field(name: name, annotation: annotation, value: value))
      if kind == .plain, let value { constants[name] = value }
      if let value, !value.isHarmless { opaque.insert(name) }
    default: refusal = "a class body that computes"
    }
  }

  private mutating func read(
    _ function: FunctionDefinition, _ range: SourceRange
  ) {
    let name = function.name
    if function.decorators.count == 1, properties[name] != nil,
      function.decorators[0].isSetter(of: name)
    {
      var setter = function
      setter.decorators = []
      setters[name] = ModuleFacts.Definition(function: setter, range: range)
      return
    }
    if let last = function.decorators.last, last.isNamed("abstractmethod") {
      abstractions.append(("abc", "abstractmethod", last))
      abstract.insert(name)
      var plain = function
      plain.decorators.removeLast()
      read(plain, range)
      return
    }
    if methods[name] != nil || properties[name] != nil
      || functions[name] != nil || Self.interfering.contains(name)
      || members != nil && name.hasPrefix("_")
    {
      refusal = "`\(name)`"
      return
    }
    switch function.decorators.count {
    case 0:
      methods[name] = ModuleFacts.Definition(function: function, range: range)
    case 1:
      if case .name("property") = function.decorators[0].kind {
        var getter = function
        getter.decorators = []
        properties[name] = ModuleFacts.Definition(
          function: getter, range: range)
      } else if let shared = SharedFunction(function, range) {
        functions[name] = shared
      } else {
        opaque.insert(name)
      }
    default: opaque.insert(name)
    }
  }

  /// What the class has under the name is a plain value.
  mutating func allow(_ name: String) { opaque.remove(name) }

  /// Containers order members as the ints that they are.
  private mutating func orderByValue() {
    // What the class says itself of its ints is not looked for.
    if let name = methods.keys.sorted().first(where: { $0.hasPrefix("__") }) {
      refusal = "`\(name)`"
    }
    let (name, function) = Comparisons.byValue(range)
    methods[name] = ModuleFacts.Definition(function: function, range: range)
  }

  /// The comparisons that follow from `<` and `==`.
  private mutating func completeOrder() {
    guard methods["__lt__"] != nil else {
      refusal = "a decorator"
      return
    }
    for (name, function) in Comparisons.following(range)
    where methods[name] == nil {
      methods[name] = ModuleFacts.Definition(function: function, range: range)
    }
  }

  /// It has a method, or something like one, of that name.
  func defines(_ name: String) -> Bool {
    methods[name] != nil || properties[name] != nil || functions[name] != nil
      || opaque.contains(name)
  }

  /// Methods that a named tuple may have instead of a tuple's own operators.
  private static let operatorsOfTuples: Set<String> = [
    "__add__", "__sub__", "__mul__", "__truediv__", "__floordiv__", "__mod__",
    "__neg__",
  ]

  /// Methods that change what reading or setting an attribute means.
  private static let interfering: Set<String> = [
    "__getattr__", "__getattribute__", "__setattr__", "__delattr__",
    "__new__", "__init_subclass__", "__class_getitem__", "__set_name__",
    "__del__", "__subclasshook__", "__instancecheck__",
  ]

  /// The name as it is in an instance: private names carry the class's.
  func mangled(_ name: String) -> String {
    guard name.hasPrefix("__"), !name.hasSuffix("__") else { return name }
    let own = self.name.split(separator: ".").last ?? ""
    let stem = own.drop { $0 == "_" }
    return stem.isEmpty ? name : "_\(stem)\(name)"
  }
}

extension ClassFacts.SharedFunction {
  /// Nil where the one decorator is neither of the two.
  fileprivate init?(_ function: FunctionDefinition, _ range: SourceRange) {
    guard case .name(let decorator)? = function.decorators.first?.kind else {
      return nil
    }
    var plain = function
    plain.decorators = []
    switch decorator {
    case "staticmethod": className = nil
    case "classmethod":
      guard let first = function.parameters.all.first?.name,
        let parameters = function.parameters.withoutFirst
      else { return nil }
      className = first
      plain.parameters = parameters
    default: return nil
    }
    definition = ModuleFacts.Definition(function: plain, range: range)
  }
}

extension Parameters {
  /// Without the first, where it is given by position and has no default.
  fileprivate var withoutFirst: Parameters? {
    guard positionalOnly.isEmpty, positional.count > defaults.count else {
      return nil
    }
    var rest = self
    rest.positional.removeFirst()
    return rest
  }
}

extension FunctionDefinition {
  /// It is behind `@property`, or sets one: it is called with an instance.
  var isProperty: Bool {
    guard decorators.count == 1 else { return false }
    return decorators[0].kind == .name("property")
      || decorators[0].isSetter(of: name)
  }
}

extension Expression {
  /// `@name.setter`.
  fileprivate func isSetter(of name: String) -> Bool {
    if case .attribute(let owner, "setter") = kind {
      owner.kind == .name(name)
    } else {
      false
    }
  }
}
