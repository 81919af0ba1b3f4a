import PythonSyntax

extension Statement {
  /// Why the statement may not run a second time, in another module; nil
  /// where all it does is to define something. Calling what is harmless is
  /// no more than that.
  func reasonNotToRun(_ harmless: HarmlessNames = .none) -> String? {
    switch kind {
    case .annotatedAssign(_, _, let value):
      return value?.reasonNotToRun(harmless)
    case .assign(let targets, let value):
      for target in targets where !target.isPlainTarget(harmless) {
        return "changes something else than a name"
      }
      return value.reasonNotToRun(harmless)
    case .augmentedAssign(let target, _, let value):
      return target.isPlainTarget(harmless)
        ? value.reasonNotToRun(harmless) : "changes something else than a name"
    case .classDefinition(let definition):
      return Self.firstReason(definition.body, harmless)
    case .function, .import, .pass, .global: return nil
    case .importFrom(_, _, let level):
      return level > 0 ? "is imported from the package around it" : nil
    case .expression(let value):
      // A docstring.
      return value.reasonNotToRun(harmless)
    case .if(let test, let body, let orElse):
      return test.reasonNotToRun(harmless)
        ?? Self.firstReason(body + orElse, harmless)
    case .try(let statement):
      return Self.firstReason(
        statement.body + statement.handlers.flatMap(\.body)
          + statement.orElse + statement.finally, harmless)
    default: return "is bound by a statement that does more than define"
    }
  }

  private static func firstReason(
    _ body: [Statement], _ harmless: HarmlessNames
  ) -> String? {
    for statement in body {
      if let reason = statement.reasonNotToRun(harmless) { return reason }
    }
    return nil
  }
}

extension Expression {
  /// A name, or an attribute of a class of the module.
  fileprivate func isPlainTarget(_ harmless: HarmlessNames) -> Bool {
    switch kind {
    case .name: true
    case .list(let items), .tuple(let items):
      items.allSatisfy { $0.isPlainTarget(harmless) }
    case .attribute(let receiver, _):
      if case .name(let name) = receiver.kind {
        harmless.names.contains(name)
      } else {
        false
      }
    default: false
    }
  }

  fileprivate func reasonNotToRun(_ harmless: HarmlessNames) -> String? {
    var reason: String?
    visit { expression in
      guard reason == nil else { return }
      switch expression.kind {
      case .call(let call) where !call.function.isPureFunction(harmless):
        reason = "is computed by a call that may have effects"
      case .name("__name__"): reason = "depends on how the module is run"
      case .name("__file__"): reason = "depends on where the module is"
      case .await, .yield, .yieldFrom, .other:
        reason = "is computed in a way that is not known to be safe"
      default: break
      }
    }
    return reason
  }

  /// Calling it computes a value and does nothing else.
  func isPureFunction(_ harmless: HarmlessNames) -> Bool {
    switch kind {
    case .name(let name):
      Self.pureFunctions.contains(name) || harmless.names.contains(name)
    case .attribute(let value, let name):
      switch value.kind {
      // Constructors and arithmetic of modules that do no input or output.
      case .name(let module):
        Self.pureModules.contains(module)
          || Self.views.contains(name) && !harmless.imported.contains(module)
      case .constant: !name.hasPrefix("_")
      default: false
      }
    default: false
    }
  }

  private static let pureFunctions: Set<String> = [
    "Counter", "OrderedDict", "TypeVar", "abs", "all", "any", "array",
    "attrgetter", "auto", "bool", "bytearray", "bytes", "ceil", "chr",
    "complex", "cos", "defaultdict", "deque", "dict", "divmod", "enumerate",
    "exp", "field", "float", "floor", "frozenset", "int", "itemgetter",
    "len", "list", "log", "max", "min", "namedtuple", "ord", "partial",
    "pow", "radians", "range", "reversed", "round", "set", "sin", "slice",
    "sorted", "sqrt", "str", "sum", "tan", "tuple", "zip",
  ]

  /// Methods that look at containers.
  private static let views: Set<String> = ["items", "keys", "values"]

  private static let pureModules: Set<String> = [
    "array", "bisect", "cmath", "collections", "dataclasses", "enum",
    "functools", "itertools", "math", "np", "numpy", "operator", "re",
    "string", "struct", "typing",
  ]
}
