import ProfileModel
import PythonSyntax

extension Facts {
  /// What the source says, and how much of the hotspot's time its lines take.
  init(_ code: HotCode, of hotspot: Hotspot) {
    self.init()
    let steps = code.expressions.map(\.loops.count)
    self[.loopDepth] = Fact(Double(steps.max() ?? 0))
    // A function that is hot by itself spends its time outside its loops:
    // a module in its imports, say.
    let hasLoop =
      code.kind == .recursion
      || code.kind == .loop && (steps.max() ?? 0) > 0
    self[.loops] = Fact(hasLoop ? 1 : 0)
    self[.isModuleLevel] = Fact(code.scope.function == nil)
    self[.functionLines] = Fact(
      Double(
        code.scope.function == nil
          ? code.body.map(\.range.lines.count).max() ?? 1
          : code.scope.range.lines.count))
    self[.branches] = Fact(Double(code.branchCount))
    let all = code.foreignOperations
    let foreign = all.filter { $0.kind != .characters }
    self[.dynamicOperations] = Fact(
      Double(foreign.count), details: foreign.summary)
    self[.mappingOperations] = Fact(
      Double(foreign.count { $0.kind == .numberMapping }))
    let objects = ([code] + code.helpers).flatMap(\.foreignOperations)
      .filter(\.kind.staysSlow)
    let leaving = ([code] + code.helpers).reduce(into: Set<Int>()) {
      $0.formUnion($1.linesThatHandOut)
    }
    let slow = leaving.union(objects.map(\.line))
    self[.objectShare] = hotspot.share(of: slow).map {
      Fact($0, details: objects.summary)
    }
    self[.leavingShare] = hotspot.share(of: leaving).map { Fact($0) }
    let unknown = foreign.filter { $0.kind == .unknownCall }
    self[.unknownCalls] = Fact(
      Double(unknown.count), details: unknown.summary)
    let library = foreign.filter { $0.kind == .libraryCall }
    self[.libraryCalls] = Fact(
      Double(library.count), details: library.summary)
    let io = foreign.filter { $0.kind == .inputOutput }
    self[.inputOutputCalls] = Fact(Double(io.count), details: io.summary)
    let handlers = foreign.filter { $0.kind == .exception }
    self[.exceptionHandlers] = Fact(Double(handlers.count))
    self[.globalWrites] = Fact(Double(code.globalWrites.count))
    let globals = code.globalWrites.sorted().map { "global \($0)" }
    self[.sideEffects] = Fact(
      Double(globals.count + io.count), details: globals + io.summary)
    self[.listsIn] = Fact(code.takesLists)
    self[.listsOut] = Fact(code.makesLists)
    self[.operationsPerElement] = Fact(Double(code.operationsInLoop))
  }
}

/// Something in a hot loop that needs Python's objects.
struct ForeignOperation: Equatable {
  enum Kind: String {
    case attribute = "attributes of objects"
    case text = "text"
    /// Going through a text as a sequence, as numbers could be gone through.
    case characters = "single characters"
    case mapping = "dicts or sets"
    /// A kernel has tables of its own for them.
    case numberMapping = "dicts or sets of numbers"
    case unknownCall = "calls of unknown functions"
    case libraryCall = "library calls"
    case inputOutput = "input or output"
    case exception = "exceptions"
    case control = "generators, with or nested functions"

    /// A kernel, too, makes objects or text here, or hashes text.
    var staysSlow: Bool {
      switch self {
      case .text, .mapping, .unknownCall: true
      case .attribute, .characters, .numberMapping, .libraryCall,
        .inputOutput, .exception, .control:
        false
      }
    }
  }

  var kind: Kind
  var line: Int
  var name: String
}

extension ObservedType {
  /// Text, or a list of texts.
  fileprivate var isText: Bool {
    kind == .string || kind == .list && elements.first?.kind == .string
  }
}

extension Expression {
  /// There is a `+` in it.
  fileprivate var adds: Bool {
    contains { if case .binary(_, .add, _) = $0.kind { true } else { false } }
  }
}

extension [ForeignOperation] {
  /// `library calls: random.random (line 12)`, one entry for each kind.
  var summary: [String] {
    var seen: [ForeignOperation.Kind] = []
    for operation in self where !seen.contains(operation.kind) {
      seen.append(operation.kind)
    }
    return seen.prefix(4).map { kind in
      let all = filter { $0.kind == kind }
      var names: [String] = []
      for operation in all where !names.contains(operation.name) {
        names.append(operation.name)
      }
      let shown = names.prefix(3).joined(separator: ", ")
      let line = all.map(\.line).min() ?? 0
      return "\(kind.rawValue): \(shown) (line \(line))"
    }
  }
}

extension HotCode {
  var branchCount: Int {
    statements.count {
      switch $0.node.kind {
      case .if, .match, .try, .while: true
      default: false
      }
    }
      + expressions.count {
        if case .conditional = $0.node.kind { return true }
        return false
      }
  }

  /// Names that the function declares global and sets.
  var globalWrites: Set<String> {
    var names: Set<String> = []
    scope.function?.body.visitStatements {
      if case .global(let list) = $0.kind { names.formUnion(list) }
    }
    return names
  }

  /// What is in the hot part that no kernel has a counterpart for.
  var foreignOperations: [ForeignOperation] {
    repeatedStatements.compactMap { foreign($0.node) }
      + repeated.compactMap { foreign($0.node) }
  }

  private func foreign(_ statement: Statement) -> ForeignOperation? {
    let kind: ForeignOperation.Kind
    let name: String
    switch statement.kind {
    case .try: (kind, name) = (.exception, "try")
    case .with: (kind, name) = (.control, "with")
    case .function(let function): (kind, name) = (.control, function.name)
    case .classDefinition(let type): (kind, name) = (.control, type.name)
    case .match: (kind, name) = (.control, "match")
    case .delete: (kind, name) = (.mapping, "del")
    case .augmentedAssign(let target, .add, let value)
    where types.kind(of: target) == .string && letters.contains(value):
      // In place, and one character is a number.
      (kind, name) = (.characters, "\(target.spelling) += ...")
    case .augmentedAssign(let target, .add, _)
    where types.kind(of: target) == .string:
      (kind, name) = (.text, "\(target.spelling) += ...")
    case .assign(let targets, let value)
    where targets.first.flatMap(types.type)?.isText == true && value.adds
      && !letters.contains(value):
      // The parts need not have been seen, the whole was.
      (kind, name) = (.text, "\(targets[0].spelling) = ...")
    default: return nil
    }
    return ForeignOperation(
      kind: kind, line: statement.range.line, name: name)
  }

  /// Where an object is made that the caller gets: a kernel has to make it
  /// of Python's, as the original does.
  fileprivate var linesThatHandOut: Set<Int> {
    var returned: Set<String> = []
    scope.function?.body.visitStatements {
      if case .return(let value) = $0.kind, let name = value?.identifier {
        returned.insert(name)
      }
    }
    let made = repeated.filter { placed in
      guard let (receiver, method, call) = placed.node.methodCall,
        ["append", "add", "appendleft"].contains(method),
        let name = receiver.identifier, returned.contains(name),
        let item = call.arguments.first
      else { return false }
      return isObject(item)
    }
    return Set(made.map(\.node.range.line))
  }

  /// Text, a tuple, or what a class makes.
  private func isObject(_ item: Expression) -> Bool {
    switch item.kind {
    case .tuple, .formattedString: return true
    case .call where foreign(item)?.kind == .unknownCall: return true
    default: break
    }
    switch types.kind(of: item) {
    case .string: return !letters.contains(item)
    case .tuple: return true
    default: return false
    }
  }

  /// By the type of the keys; of what has no type, by all that have.
  private func mapping(_ expression: Expression) -> ForeignOperation.Kind {
    let own = types.type(of: expression).flatMap(\.hasNumbersAsKeys)
    return own ?? types.mappingsHaveNumbersAsKeys
      ? .numberMapping : .mapping
  }

  private func foreign(_ expression: Expression) -> ForeignOperation? {
    func operation(
      _ kind: ForeignOperation.Kind, _ name: String
    ) -> ForeignOperation {
      ForeignOperation(kind: kind, line: expression.range.line, name: name)
    }
    switch expression.kind {
    case .call(let call): return foreign(call, at: expression)
    case .attribute(let value, let name):
      if imports.isImported(expression) || name == "shape" { return nil }
      // A method is told by its call.
      return calledRanges.contains(expression.range)
        ? nil : operation(.attribute, "\(value.spelling).\(name)")
    case .constant(.string): return nil
    case .formattedString: return operation(.text, "an f-string")
    case .dict, .set:
      return operation(mapping(expression), "a display")
    case .comprehension(let comprehension):
      switch comprehension.result {
      case .dict, .set:
        return operation(mapping(expression), "a comprehension")
      case .list, .generator: return nil
      }
    case .subscript(let value, let index):
      switch types.kind(of: value) {
      case .string where index.isSlice: return operation(.text, value.spelling)
      case .dict: return operation(mapping(value), value.spelling)
      case .string: return operation(.characters, value.spelling)
      case .table: return operation(.attribute, value.spelling)
      default: return nil
      }
    case .binary(let left, .add, _) where types.kind(of: left) == .string:
      return operation(.text, "\(left.spelling) + ...")
    case .binary(let left, .modulo, _) where types.kind(of: left) == .string:
      return operation(.text, "text % ...")
    case .compare(let left, let operators, let rest):
      guard operators.contains(.in) || operators.contains(.notIn),
        let container = rest.last,
        let kind = types.kind(of: container)
      else { return nil }
      switch kind {
      case .dict, .set:
        return operation(mapping(container), container.spelling)
      case .string:
        return operation(
          letters.contains(left) ? .characters : .text, container.spelling)
      default: return nil
      }
    case .yield, .yieldFrom, .await: return operation(.control, "yield")
    case .lambda: return operation(.control, "lambda")
    default: return nil
    }
  }

  private func foreign(
    _ call: Call, at expression: Expression
  ) -> ForeignOperation? {
    func operation(
      _ kind: ForeignOperation.Kind, _ name: String
    ) -> ForeignOperation {
      ForeignOperation(kind: kind, line: expression.range.line, name: name)
    }
    if let (receiver, method, _) = expression.methodCall,
      !imports.isImported(receiver)
    {
      let name = "\(receiver.spelling).\(method)"
      if draws.contains(method[...]),
        types.type(of: receiver)?.name.hasSuffix(".Random") ?? false
      {
        return nil
      }
      if letters.contains(receiver), letterMethods.contains(method) {
        return operation(.characters, name)
      }
      switch types.kind(of: receiver) {
      case .list?, .array?: return nil
      case .string?, .bytes?: return operation(.text, name)
      case .dict?, .set?: return operation(mapping(receiver), name)
      case nil where ["append", "extend", "pop"].contains(method): return nil
      case nil where textMethods.contains(method):
        return operation(.text, name)
      default: return operation(.attribute, name)
      }
    }
    guard let name = callName(call) else {
      return operation(.unknownCall, call.function.spelling)
    }
    if name.hasPrefix("math.") || kernelBuiltins.contains(name)
      || functions[name] != nil
      || name.hasPrefix("random.") && draws.contains(name.dropFirst(7))
    {
      return nil
    }
    if name == "chr" { return operation(.characters, name) }
    if ["print", "open", "input", "time.sleep"].contains(name) {
      return operation(.inputOutput, name)
    }
    return operation(
      imports.isImported(call.function) ? .libraryCall : .unknownCall, name)
  }

  /// A parameter is a list, or a tuple.
  var takesLists: Bool {
    let parameters = Set(scope.function?.parameters.all.map(\.name) ?? [])
    return parameters.contains { name in
      let kind = types.kind(
        of: Expression(.name(name), scope.range))
      return kind == .list || kind == .tuple
    }
  }

  /// The loop fills a list that the function returns.
  var makesLists: Bool {
    if case .expression(let value)? = body.first?.kind,
      case .comprehension(let comprehension) = value.kind
    {
      return comprehension.result == .list
    }
    return repeated.contains { placed in
      placed.node.methodCall.map { $0.name == "append" } ?? false
    }
  }

  /// Arithmetic, comparisons and calls in the innermost part of the nest,
  /// subscripts left out: the work for one element.
  var operationsInLoop: Int {
    let depth = expressions.map(\.loops.count).max() ?? 0
    return expressions.count { placed in
      guard placed.loops.count == depth else { return false }
      switch placed.node.kind {
      case .binary, .unary, .compare, .boolean: return true
      case .call:
        return placed.node.methodCall.map { $0.name != "append" } ?? true
      default: return false
      }
    }
      + statements.count {
        guard $0.loops.count == depth else { return false }
        if case .augmentedAssign = $0.node.kind { return true }
        return false
      }
  }
}

private let kernelBuiltins: Set<String> = [
  "abs", "min", "max", "int", "float", "bool", "len", "range", "enumerate",
  "zip", "sum", "round", "divmod", "pow", "reversed", "list", "tuple", "ord",
  "any", "all", "isinstance",
]

private let letterMethods: Set<String> = [
  "isalpha", "isdigit", "isalnum", "isspace", "isupper", "islower", "lower",
  "upper", "isdecimal", "isnumeric",
]

/// Methods of `random.Random`, and functions of `random`, whose exact stream
/// kernels have.
private let draws: Set<Substring> = [
  "random", "seed", "uniform", "gauss", "normalvariate", "expovariate",
  "getrandbits", "randrange", "randint", "choice", "shuffle",
]

private let textMethods: Set<String> = [
  "split", "strip", "lstrip", "rstrip", "startswith", "endswith", "join",
  "replace", "lower", "upper", "encode", "decode", "format", "isdigit",
  "isalpha", "find",
]
