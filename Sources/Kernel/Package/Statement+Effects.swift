import PythonSyntax

extension Statement {
  /// Why the statement may not run a second time, in another module; nil
  /// where all it does is to define something.
  var reasonNotToRun: String? {
    switch kind {
    case .annotatedAssign(_, _, let value): return value?.reasonNotToRun
    case .assign(let targets, let value):
      for target in targets where !target.isPlainTarget {
        return "changes something else than a name"
      }
      return value.reasonNotToRun
    case .augmentedAssign(let target, _, let value):
      return target.isPlainTarget
        ? value.reasonNotToRun : "changes something else than a name"
    case .classDefinition(let definition):
      return Self.firstReason(definition.body)
    case .function, .import, .pass, .global: return nil
    case .importFrom(_, _, let level):
      return level > 0 ? "is imported from the package around it" : nil
    case .expression(let value):
      // A docstring.
      return value.reasonNotToRun
    case .if(let test, let body, let orElse):
      return test.reasonNotToRun ?? Self.firstReason(body + orElse)
    case .try(let statement):
      return Self.firstReason(
        statement.body + statement.handlers.flatMap(\.body)
          + statement.orElse + statement.finally)
    default: return "is bound by a statement that does more than define"
    }
  }

  private static func firstReason(_ body: [Statement]) -> String? {
    for statement in body {
      if let reason = statement.reasonNotToRun { return reason }
    }
    return nil
  }
}

extension Expression {
  fileprivate var isPlainTarget: Bool {
    switch kind {
    case .name: true
    case .list(let items), .tuple(let items):
      items.allSatisfy(\.isPlainTarget)
    default: false
    }
  }

  fileprivate var reasonNotToRun: String? {
    var reason: String?
    visit { expression in
      guard reason == nil else { return }
      switch expression.kind {
      case .call(let call) where !call.function.isPureFunction:
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
  private var isPureFunction: Bool {
    switch kind {
    case .name(let name): Self.pureFunctions.contains(name)
    case .attribute(let value, let name):
      switch value.kind {
      // Constructors and arithmetic of modules that do no input or output.
      case .name(let module): Self.pureModules.contains(module)
      case .constant: !name.hasPrefix("_")
      default: false
      }
    default: false
    }
  }

  private static let pureFunctions: Set<String> = [
    "TypeVar", "abs", "array", "bool", "bytearray", "bytes", "ceil", "chr",
    "complex", "cos", "exp", "floor", "log", "radians", "sin", "sqrt", "tan",
    "deque", "dict", "divmod", "enumerate", "float", "frozenset", "int",
    "len", "list", "max", "min", "namedtuple", "ord", "pow", "range",
    "reversed", "round", "set", "slice", "sorted", "str", "sum", "tuple",
    "zip",
  ]

  private static let pureModules: Set<String> = [
    "array", "collections", "functools", "itertools", "math", "np", "numpy",
    "operator", "re", "struct", "typing",
  ]
}
