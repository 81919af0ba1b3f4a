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
    case .for(let loop) where loop.isShort:
      return loop.iterable.reasonNotToRun(harmless)
        ?? Self.firstReason(loop.body + loop.orElse, harmless)
    case .break, .continue: return nil
    default: return "is bound by a statement that does more than define"
    }
  }

  /// It puts something into containers: a loop, or a single statement.
  var isFilling: Bool {
    switch kind {
    case .for, .augmentedAssign, .expression, .assign, .if: true
    default: false
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

extension ForLoop {
  /// A loop over something that stands in the source, as those are that fill
  /// a table: whatever takes long is the script's work, not a definition.
  fileprivate var isShort: Bool {
    switch iterable.kind {
    case .name, .constant, .list, .tuple, .set: true
    case .call(let call):
      switch call.function.kind {
      case .name("range"):
        call.arguments.allSatisfy(\.isSmallNumber)
      case .name(let name):
        ["enumerate", "zip", "sorted", "reversed"].contains(name)
      case .attribute(_, let name):
        Expression.views.contains(name) || name == "product"
      default: false
      }
    default: false
    }
  }
}

extension Expression {
  /// A constant that is no more than a few thousand.
  fileprivate var isSmallNumber: Bool {
    switch kind {
    case .constant(.int(let value?, _)): value < 10_000
    case .unary(_, let operand): operand.isSmallNumber
    default: false
    }
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
    case .subscript(let base, _):
      base.isContainer && base.names.isDisjoint(with: harmless.imported)
    default: false
    }
  }

  /// `name`, `name[place]`.
  private var isContainer: Bool {
    switch kind {
    case .name: true
    case .subscript(let base, _): base.isContainer
    default: false
    }
  }

  fileprivate func reasonNotToRun(_ harmless: HarmlessNames) -> String? {
    var reason: String?
    visit { expression in
      guard reason == nil else { return }
      switch expression.kind {
      case .call(let call)
      where !call.function.isPureFunction(harmless)
        && !call.function.isFillingMethod(harmless):
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

  /// `name.append`, of something that the module has made.
  private func isFillingMethod(_ harmless: HarmlessNames) -> Bool {
    guard case .attribute(let receiver, let method) = kind,
      Self.fillingMethods.contains(method)
    else { return false }
    return receiver.names.isDisjoint(with: harmless.imported)
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
  fileprivate static let views: Set<String> = ["items", "keys", "values"]

  private static let pureModules: Set<String> = [
    "array", "bisect", "cmath", "collections", "dataclasses", "enum",
    "functools", "itertools", "math", "np", "numpy", "operator", "re",
    "string", "struct", "typing",
  ]
}
