import ProfileModel
import PythonSyntax

/// The types of the names in one function: what was observed, else what
/// annotations and assignments say.
struct TypeTable {
  private var types: [String: ObservedType] = [:]
  /// Of `self.name`, as the methods of the class set them.
  private var attributes: [String: ObservedType] = [:]
  let imports: Imports

  init(
    module: Module, function: FunctionDefinition?, className: String? = nil,
    observation: FunctionObservation?,
    moduleObservation: FunctionObservation? = nil, imports: Imports
  ) {
    self.imports = imports
    if let className { readAttributes(ofClass: className, in: module) }
    read(module.body.filter { !$0.isDefinition })
    note(moduleObservation)
    if let function {
      let passed = passedTypes(to: function, in: module)
      for parameter in function.parameters.all {
        types[parameter.name] =
          parameter.annotation.flatMap { annotated($0) }
          ?? passed[parameter.name]
      }
      read(function.body)
    }
    note(observation)
  }

  private mutating func note(_ observation: FunctionObservation?) {
    for variable in observation?.variables ?? [] {
      if let type = variable.mainType, type.kind != .none {
        types[variable.name] = type
      }
    }
  }

  /// Of all variables that are dicts or sets, as far as that is known.
  var mappingsHaveNumbersAsKeys: Bool {
    let known = types.values.compactMap(\.hasNumbersAsKeys)
    return !known.isEmpty && known.allSatisfy(\.self)
  }

  func kind(of expression: Expression) -> ValueKind? {
    type(of: expression)?.kind
  }

  func type(of expression: Expression) -> ObservedType? {
    switch expression.kind {
    case .name(let name): return types[name]
    case .attribute(let object, let name) where object.identifier == "self":
      return attributes[name]
    case .constant(let constant): return type(of: constant)
    case .formattedString: return ObservedType("str")
    case .list(let items):
      return ObservedType("list", elements: distinct(items))
    case .set(let items):
      return ObservedType("set", elements: distinct(items))
    case .tuple(let items):
      return ObservedType(
        "tuple", elements: items.compactMap { type(of: $0) })
    case .dict: return ObservedType("dict")
    case .comprehension(let comprehension):
      return type(of: comprehension)
    case .unary(.not, _), .compare: return ObservedType("bool")
    case .unary(_, let value): return type(of: value)
    case .binary(let left, let op, let right):
      return type(left, op, right)
    case .conditional(_, let body, let orElse):
      return type(of: body) ?? type(of: orElse)
    case .subscript(let value, let index):
      guard let container = type(of: value) else { return nil }
      if case .slice = index.kind { return container }
      return container.element
    case .call(let call): return type(of: call)
    default: return nil
    }
  }

  private func type(
    _ left: Expression, _ op: BinaryOperator, _ right: Expression
  ) -> ObservedType? {
    let sides = [left, right].compactMap { type(of: $0) }
    if let array = sides.first(where: {
      $0.kind == .array || $0.kind == .table
    }) {
      return array
    }
    if op == .multiply || op == .add,
      let sequence = sides.first(where: {
        $0.kind == .list || $0.kind == .string || $0.kind == .tuple
      })
    {
      return sequence
    }
    if op == .modulo, sides.first?.kind == .string { return sides.first }
    if op == .divide, sides.allSatisfy({ $0.kind == .number }) {
      return ObservedType("float")
    }
    return sides.first { $0.name == "float" } ?? sides.first
  }

  private func type(of call: Call) -> ObservedType? {
    guard let name = imports.dottedName(call.function) else { return nil }
    let first = call.arguments.first
    switch name {
    case "list", "sorted":
      return ObservedType(
        "list",
        elements: [first.flatMap { type(of: $0)?.element }].compactMap(\.self))
    case "dict", "collections.Counter", "collections.defaultdict",
      "collections.OrderedDict":
      return ObservedType("dict")
    case "set", "frozenset": return ObservedType("set")
    case "str", "input", "repr", "chr": return ObservedType("str")
    case "int", "len", "ord", "round": return ObservedType("int")
    case "float": return ObservedType("float")
    case "array.array", "bytearray", "bytes": return ObservedType(name)
    case "collections.deque", "random.Random": return ObservedType(name)
    case "abs", "sum", "min", "max": return first.flatMap { type(of: $0) }
    default: break
    }
    if name.hasPrefix("math.") { return ObservedType("float") }
    if name.hasPrefix("pandas."),
      name.contains("read_")
        || name.hasSuffix("DataFrame") || name.hasSuffix("Series")
    {
      return ObservedType("pandas.DataFrame")
    }
    if name.hasPrefix("numpy.") {
      return numpyScalars.contains(name)
        ? ObservedType("numpy.float64") : ObservedType("numpy.ndarray")
    }
    if case .attribute(let receiver, let method) = call.function.kind,
      let type = type(of: receiver)
    {
      switch (type.kind, method) {
      case (.array, "copy"), (.array, "astype"), (.array, "reshape"),
        (.list, "copy"), (.array, "flatten"), (.array, "ravel"):
        return type
      case (.array, "tolist"), (.string, "split"), (.string, "splitlines"):
        return ObservedType("list")
      case (.string, _) where method != "find" && method != "count":
        return type
      default: return nil
      }
    }
    return nil
  }

  private func type(of comprehension: Comprehension) -> ObservedType {
    let name =
      comprehension.result == .generator
      ? "generator" : comprehension.result.rawValue
    let element = type(of: comprehension.element)
    return ObservedType(
      name,
      elements: comprehension.result == .dict
        ? [] : [element].compactMap(\.self))
  }

  private func type(of constant: Constant) -> ObservedType? {
    switch constant {
    case .bool: ObservedType("bool")
    case .int: ObservedType("int")
    case .float: ObservedType("float")
    case .complex: ObservedType("complex")
    case .string, .surrogateString: ObservedType("str")
    case .bytes: ObservedType("bytes")
    case .none, .ellipsis: nil
    }
  }

  private func distinct(_ items: [Expression]) -> [ObservedType] {
    var result: [ObservedType] = []
    for type in items.prefix(16).compactMap({ type(of: $0) })
    where !result.contains(type) {
      result.append(type)
    }
    return result
  }

  private func annotated(_ annotation: Expression) -> ObservedType? {
    switch annotation.kind {
    case .subscript(let base, let index):
      guard let container = annotated(base) else { return nil }
      let items: [Expression]
      if case .tuple(let parts) = index.kind {
        items = parts
      } else {
        items = [index]
      }
      return ObservedType(
        container.name,
        elements: container.name == "dict"
          ? [] : items.compactMap { annotated($0) })
    default:
      switch imports.dottedName(annotation) {
      case "int", "float", "bool", "str", "bytes", "list", "dict", "set",
        "tuple", "numpy.ndarray":
        return imports.dottedName(annotation).map { ObservedType($0) }
      case "typing.List", "typing.Sequence", "collections.abc.Sequence":
        return ObservedType("list")
      case "typing.Dict": return ObservedType("dict")
      case "typing.Set": return ObservedType("set")
      case "typing.Tuple": return ObservedType("tuple")
      case "pandas.DataFrame", "pandas.Series":
        return ObservedType("pandas.DataFrame")
      default: return nil
      }
    }
  }

  /// What the module's top level passes to a function, by parameter.
  private func passedTypes(
    to function: FunctionDefinition, in module: Module
  ) -> [String: ObservedType] {
    let names =
      (function.parameters.positionalOnly + function.parameters.positional)
      .map(\.name)
    var result: [String: ObservedType] = [:]
    module.body.visitStatements { statement in
      guard !statement.isDefinition else { return }
      for expression in statement.expressions {
        expression.visit {
          guard let call = $0.call,
            call.function.identifier == function.name
          else { return }
          for (name, argument) in zip(names, call.arguments)
          where result[name] == nil {
            result[name] = type(of: argument)
          }
        }
      }
    }
    return result
  }

  /// Takes the types of assignments, and of what loops run over, in order;
  /// the first one to say something about a name decides.
  private mutating func read(_ body: [Statement]) {
    var assignments: [(target: Expression, value: ObservedType?)] = []
    func note(_ target: Expression, _ value: ObservedType?) {
      assignments.append((target, value))
    }
    body.visitStatements { statement in
      switch statement.kind {
      case .assign(let targets, let value):
        for target in targets {
          if case .tuple(let items) = target.kind,
            case .tuple(let values) = value.kind, items.count == values.count
          {
            for (item, value) in zip(items, values) {
              note(item, type(of: value))
            }
          } else {
            note(target, type(of: value))
          }
        }
      case .annotatedAssign(let target, let annotation, _):
        note(target, annotated(annotation))
      case .for(let loop):
        note(loop.target, elementType(of: loop.iterable))
      default: break
      }
      for (target, value) in assignments {
        if let name = target.identifier, let value, types[name] == nil {
          types[name] = value
        }
      }
      assignments = []
    }
  }

  /// From `self.name = ...`: only where nothing else is said of the name.
  private mutating func readAttributes(ofClass name: String, in module: Module)
  {
    var found: [String: Set<ObservedType>] = [:]
    module.body.visitStatements { statement in
      guard case .classDefinition(let definition) = statement.kind,
        name == definition.name || name.hasSuffix("." + definition.name)
      else { return }
      definition.body.visitStatements { inner in
        guard case .assign(let targets, let value) = inner.kind else { return }
        for target in targets {
          guard case .attribute(let object, let attribute) = target.kind,
            object.identifier == "self", let type = type(of: value)
          else { continue }
          found[attribute, default: []].insert(ObservedType(type.name))
        }
      }
    }
    attributes = found.compactMapValues { $0.count == 1 ? $0.first : nil }
  }

  private func elementType(of iterable: Expression) -> ObservedType? {
    if let call = iterable.call, imports.dottedName(call.function) == "range" {
      return ObservedType("int")
    }
    return type(of: iterable)?.element
  }
}

private let numpyScalars: Set<String> = [
  "numpy.sum", "numpy.mean", "numpy.max", "numpy.min", "numpy.dot",
  "numpy.float64", "numpy.int64", "numpy.std", "numpy.sqrt",
]

extension Statement {
  var isDefinition: Bool {
    switch kind {
    case .function, .classDefinition: true
    default: false
    }
  }
}
