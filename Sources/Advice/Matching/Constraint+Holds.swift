import ProfileModel
import PythonSyntax

extension Constraint {
  /// Fewer operations cost less than putting a list's element into an array
  /// and taking it out again.
  private static let leastOperations = 5

  /// Whether it holds of a match, given the code around.
  func holds(_ match: SyntaxMatch, in code: HotCode) -> Bool {
    if case .context(let context) = test {
      return holds(context, match, in: code)
    }
    guard let subject, let value = match.bindings[subject] else {
      return false
    }
    switch (test, value) {
    case (.named(let names), .name(let name)): return names.contains(name)
    case (.named(let names), .expression(let expression)):
      return code.imports.dottedName(expression).map(names.contains) ?? false
    case (.kinds(let kinds), .expression(let expression)):
      return !code.kinds(of: expression).isDisjoint(with: kinds)
    case (.noneOf(let kinds), .expression(let expression)):
      return code.kinds(of: expression).isDisjoint(with: kinds)
    case (.mentions(let other), _):
      return match.names(subject).contains {
        match.boundNames(other).contains($0)
      }
    case (.ignores(let other), _):
      return match.names(subject).isDisjoint(with: match.boundNames(other))
    case (.property(let property), .expression(let expression)):
      return holds(property, expression, match, in: code)
    case (.property(let property), .name(let name)):
      let place = code.scope.range
      return holds(
        property, Expression(.name(name), place), match, in: code)
    default: return false
    }
  }

  private func holds(
    _ property: Property, _ value: Expression, _ match: SyntaxMatch,
    in code: HotCode
  ) -> Bool {
    switch property {
    case .invariant: return code.isInvariant(value, in: match.loops.last)
    case .varies: return value.mentions(match.variables)
    case .changed:
      return match.loops.contains { $0.changes(value.spelling) }
    case .unchanged:
      return !match.loops.contains {
        $0.changes(value.spelling) || $0.binds(value.spelling)
      }
    case .local: return code.isLocal(value)
    case .notLocal: return !code.isLocal(value)
    case .element: return value.isPlainElement(of: match.loops)
    case .pure:
      return value.identifier.flatMap { code.functions[$0] }
        .map { code.isPure($0) } ?? false
    case .overlapping: return code.repeatsItsCalls
    case .handedOver: return code.isCalledForEachElement
    case .singleCharacter: return value.isOneCharacter
    case .numeric: return code.isNumeric(value)
    case .often:
      return code.measuredHitRate != nil && code.scope.className == nil
        && code.scope.function.map { !code.isCached($0) } ?? false
    }
  }

  private func holds(
    _ context: Context, _ match: SyntaxMatch, in code: HotCode
  ) -> Bool {
    switch context {
    case .independent:
      return code.kind == .loop
        && code.body.first.map { code.isFreeOfDependence($0) } ?? false
    case .arrays: return code.touchesArrayElements
    case .arithmetic: return code.computesNumbers
    case .numpy: return code.usesNumPy
    case .tables:
      return code.imports.uses("pandas") || code.imports.uses("polars")
    case .nested: return match.loops.count >= 2
    case .single:
      return code.expressions.map(\.loops.count).max() ?? 0 == 1
    case .busy: return code.operationsInLoop >= Self.leastOperations
    case .helpless: return !code.callsOwnFunctions(in: match.range)
    }
  }
}

extension HotCode {
  /// Everything that a constraint may call a value.
  func kinds(of expression: Expression) -> Set<String> {
    var kinds: Set<String> = []
    if let type = types.type(of: expression) {
      switch type.name {
      case "int", "float", "generator": kinds.insert(type.name)
      case "collections.deque", "deque": kinds.insert("deque")
      default: break
      }
      kinds.insert(type.name == "bytearray" ? "bytearray" : type.kind.name)
    } else if isFunction(expression) {
      kinds.insert("function")
    } else {
      kinds.insert("unknown")
    }
    switch expression.kind {
    case .constant(let value):
      kinds.insert("constant")
      if case .int(0, _) = value { kinds.insert("zero") }
      if case .float(0, _) = value { kinds.insert("zero") }
    case .name: kinds.insert("name")
    case .call: kinds.insert("call")
    case .comprehension: kinds.insert("comprehension")
    case .list, .tuple, .set, .dict: kinds.insert("display")
    case .formattedString: kinds.insert("f-string")
    case .subscript: kinds.insert("subscript")
    case .attribute: kinds.insert("attribute")
    case .slice: kinds.insert("slice")
    case .binary, .unary(.minus, _): kinds.insert("arithmetic")
    default: break
    }
    return kinds
  }

  func isFunction(_ expression: Expression) -> Bool {
    if case .lambda = expression.kind { return true }
    return expression.identifier.map { functions[$0] != nil } ?? false
  }

  /// The value is the same in each pass of a loop; without a loop, in each
  /// call of the function.
  func isInvariant(_ value: Expression, in step: Step?) -> Bool {
    var isFixed = true
    value.visit { part in
      switch part.kind {
      case .name(let name):
        if step?.binds(name) ?? isBound(name) { isFixed = false }
        if step?.changes(name) ?? false { isFixed = false }
      case .attribute, .subscript:
        if step?.changes(part.spelling) ?? false { isFixed = false }
        if let step, let root = part.root, step.callsMethods(of: root) {
          isFixed = false
        }
        if step == nil, part.root != nil, !imports.isImported(part) {
          isFixed = false
        }
      case .call(let call):
        let name = callName(call)
        let isFresh = name.map(freshBuiltins.contains) ?? false
        if !isFresh, !(name?.hasPrefix("math.") ?? false) { isFixed = false }
      case .comprehension, .lambda, .yield, .yieldFrom, .await, .named:
        isFixed = false
      default: break
      }
    }
    return isFixed
  }

  /// A parameter or variable of the function.
  private func isBound(_ name: String) -> Bool {
    guard let function = scope.function else { return true }
    if function.parameters.all.contains(where: { $0.name == name }) {
      return true
    }
    var found = false
    function.body.visitStatements {
      found = found || $0.boundNames.contains(name)
    }
    return found
  }

  func isLocal(_ value: Expression) -> Bool {
    guard let name = value.identifier, let function = scope.function else {
      return false
    }
    var isGlobal = false
    function.body.visitStatements {
      switch $0.kind {
      case .global(let names), .nonlocal(let names):
        if names.contains(name) { isGlobal = true }
      default: break
      }
    }
    return !isGlobal && isBound(name)
  }

  func isNumeric(_ value: Expression) -> Bool {
    types.kind(of: value) == .number
  }

  /// Anything in the loops is computed, and not on text or lists.
  var computesNumbers: Bool {
    repeated.contains { placed in
      guard case .binary(let left, _, let right) = placed.node.kind else {
        return false
      }
      return ![left, right].contains {
        switch types.kind(of: $0) {
        case .number, .array, nil: false
        default: true
        }
      }
    }
  }

  func callsOwnFunctions(in range: SourceRange) -> Bool {
    expressions.contains { placed in
      guard range.contains(placed.node.range), let call = placed.node.call,
        let name = callName(call)
      else { return false }
      return functions[name] != nil
    }
  }
}

/// What they make of the same arguments is the same.
private let freshBuiltins = pureBuiltins.union(["list", "set", "dict"])

extension ValueKind {
  fileprivate var name: String {
    switch self {
    case .number: "number"
    case .none: "none"
    case .list: "list"
    case .tuple: "tuple"
    case .dict: "dict"
    case .set: "set"
    case .string: "text"
    case .bytes: "bytes"
    case .array: "array"
    case .table: "table"
    case .object: "object"
    }
  }
}

extension Expression {
  /// The name that a chain of attributes and subscripts starts with.
  var root: String? {
    switch kind {
    case .name(let name): name
    case .attribute(let value, _), .subscript(let value, _): value.root
    default: nil
    }
  }

  fileprivate var isOneCharacter: Bool {
    if case .constant(.string(let text)) = kind { return text.count == 1 }
    return false
  }

  /// The loop's variable, or the element at it.
  func isPlainElement(of loops: [HotCode.Step]) -> Bool {
    guard let step = loops.last else { return false }
    if let name = identifier { return step.variables.contains(name) }
    if case .subscript(let list, let index) = kind,
      list.identifier != nil, let name = index.identifier
    {
      return step.variables.contains(name)
    }
    return false
  }
}

extension HotCode.Step {
  private static let changing: Set<String> = [
    "append", "remove", "pop", "insert", "extend", "add", "discard", "clear",
    "update", "sort", "reverse", "appendleft", "popleft", "setdefault",
    "popitem",
  ]

  /// The pass adds to, takes from, sorts or sets something of this name.
  func changes(_ name: String) -> Bool {
    var found = false
    body.visitExpressions { expression in
      if let (receiver, method, _) = expression.methodCall,
        receiver.spelling == name, Self.changing.contains(method)
      {
        found = true
      }
    }
    body.visitStatements { statement in
      let targets: [Expression] =
        switch statement.kind {
        case .assign(let targets, _), .delete(let targets): targets
        case .augmentedAssign(let target, _, _): [target]
        case .annotatedAssign(let target, _, .some): [target]
        default: []
        }
      for target in targets {
        if target.spelling == name, target.identifier == nil { found = true }
        if case .subscript(let container, _) = target.kind,
          container.spelling == name
        {
          found = true
        }
        if case .augmentedAssign = statement.kind, target.spelling == name {
          found = true
        }
      }
    }
    return found
  }

  func binds(_ name: String) -> Bool {
    var found = variables.contains(name)
    body.visitStatements { found = found || $0.boundNames.contains(name) }
    body.visitExpressions {
      if case .named(let target, _) = $0.kind, target.identifier == name {
        found = true
      }
    }
    return found
  }

  /// `self.step()` may change anything of `self`.
  func callsMethods(of root: String) -> Bool {
    var found = false
    body.visitExpressions { expression in
      if let (receiver, _, _) = expression.methodCall,
        receiver.identifier == root
      {
        found = true
      }
    }
    return found
  }
}
