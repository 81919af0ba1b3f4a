import PythonSyntax

/// Which functions do nothing but compute: containers may call them whenever
/// they compare. What is not plainly so is not.
struct PureFunctions {
  let facts: ModuleFacts
  private var known: [SourceRange: Bool] = [:]
  /// The generators that were looked at, or are being.
  var generatorsSeen: Set<SourceRange> = []

  init(_ facts: ModuleFacts) { self.facts = facts }

  /// Every method of that name, in whichever class, does nothing but compute.
  mutating func arePure(methods name: String) -> Bool {
    for type in facts.classes.values {
      if type.opaque.contains(name) { return false }
      if let method = type.methods[name], !isPure(method) { return false }
      if let shared = type.functions[name], !isPure(shared.definition) {
        return false
      }
    }
    return true
  }

  private mutating func isPure(_ definition: ModuleFacts.Definition) -> Bool {
    if let isPure = known[definition.range] { return isPure }
    // One that comes back to itself is as the rest of it is.
    known[definition.range] = true
    let result = computes(definition.function)
    known[definition.range] = result
    return result
  }

  private mutating func computes(_ function: FunctionDefinition) -> Bool {
    guard function.decorators.isEmpty, !function.isAsync,
      !function.isGenerator
    else { return false }
    var own: String?
    if function.name == "__init__" {
      own = function.parameters.all.first?.name
    }
    return function.body.allSatisfy { isPure($0, settingAttributesOf: own) }
  }

  private mutating func isPure(
    _ statement: Statement, settingAttributesOf own: String?
  ) -> Bool {
    switch statement.kind {
    case .pass: return true
    case .raise(let value, _):
      // A handler would see how far a sort came.
      return value?.raisedClass.flatMap { facts.exceptions.number(of: $0) }
        == nil
    case .expression(let value):
      return statement.isDocumentation || isPure(value)
    case .return(let value): return value.map { isPure($0) } ?? true
    case .assert(let test, _): return isPure(test)
    case .if(let test, let body, let orElse):
      return isPure(test)
        && (body + orElse).allSatisfy {
          isPure($0, settingAttributesOf: own)
        }
    case .assign(let targets, let value):
      return isPure(value)
        && targets.allSatisfy { Self.isOwn($0, own) && !setsProperty($0) }
    case .annotatedAssign(let target, _, let value):
      return Self.isOwn(target, own) && (value.map { isPure($0) } ?? true)
    default: return false
    }
  }

  private func setsProperty(_ target: Expression) -> Bool {
    switch target.kind {
    case .attribute(_, let name):
      facts.classes.values.contains { $0.setters[name] != nil }
    case .tuple(let parts): parts.contains(where: setsProperty)
    default: false
    }
  }

  /// A local name, or an attribute of the instance that is being made.
  private static func isOwn(_ target: Expression, _ own: String?) -> Bool {
    switch target.kind {
    case .name: true
    case .tuple(let parts): parts.allSatisfy { isOwn($0, own) }
    case .attribute(let receiver, _):
      own != nil && receiver.kind == own.map { .name($0) }
    default: false
    }
  }

  mutating func isPure(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .call(let call):
      return isPure(call) && expression.children.allSatisfy { isPure($0) }
    case .attribute(let receiver, let name):
      for type in facts.classes.values {
        if let property = type.properties[name], !isPure(property) {
          return false
        }
      }
      return isPure(receiver)
    case .binary(_, let symbol, _):
      return symbol.methodNames.allSatisfy { arePure(methods: $0) }
        && expression.children.allSatisfy { isPure($0) }
    case .compare:
      return Self.comparisons.allSatisfy { arePure(methods: $0) }
        && expression.children.allSatisfy { isPure($0) }
    case .subscript:
      return arePure(methods: "__getitem__")
        && expression.children.allSatisfy { isPure($0) }
    case .boolean, .conditional, .unary:
      return ["__bool__", "__len__", "__neg__", "__pos__", "__invert__"]
        .allSatisfy { arePure(methods: $0) }
        && expression.children.allSatisfy { isPure($0) }
    case .constant, .name: return true
    case .tuple, .list, .set, .dict, .slice:
      return expression.children.allSatisfy { isPure($0) }
    default: return false
    }
  }

  private mutating func isPure(_ call: Call) -> Bool {
    switch call.function.kind {
    case .name(let name):
      if let function = facts.functions[name] { return isPure(function) }
      if let type = facts.classes[name] {
        return facts.refusal(of: name) == nil
          && (facts.lineage(of: name) ?? [type]).allSatisfy {
            $0.methods["__post_init__"] == nil
          } && arePure(methods: "__init__")
      }
      return Self.builtins.contains(name) && !facts.boundNames.contains(name)
        && ["__len__", "__abs__", "__hash__"].allSatisfy {
          arePure(methods: $0)
        }
    case .attribute(_, let name):
      let isOwn = facts.classes.values.contains { $0.defines(name) }
      return isOwn ? arePure(methods: name) : Self.methods.contains(name)
    default: return false
    }
  }

  private static let comparisons = [
    "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__contains__",
  ]

  private static let builtins: Set<String> = [
    "abs", "bool", "float", "hash", "int", "isinstance", "len", "max", "min",
    "ord", "round", "tuple", "type",
  ]

  /// Of strings and containers.
  private static let methods: Set<String> = [
    "count", "endswith", "find", "get", "index", "lower", "startswith",
    "strip", "upper",
  ]
}

extension BinaryOperator {
  /// The methods behind the operator, of either side.
  fileprivate var methodNames: [String] {
    guard let stem = methodName else { return [] }
    return ["__\(stem)__", "__r\(stem)__"]
  }
}
