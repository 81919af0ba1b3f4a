import PythonSyntax

/// A function under `functools.cache` inside another becomes a plain one with
/// a dict beside it, which does what the cache does.
struct CachedFunctions {
  private var places: MadeUpPlaces
  private let facts: ModuleFacts
  private var taken: Set<String>

  init(_ range: SourceRange, _ facts: ModuleFacts, taken: Set<String>) {
    places = MadeUpPlaces(range)
    self.facts = facts
    self.taken = taken
  }

  /// A function that is `isInside` another finds the caches of the module's
  /// functions there.
  mutating func expand(
    _ function: FunctionDefinition, isInside: Bool
  ) -> FunctionDefinition {
    var function = function
    let shared = function.body.nameCounts.keys.filter { name in
      !isInside && name != function.name && isShared(name, in: function)
    }
    let isDocumented = function.body.first?.isDocumentation ?? false
    for name in shared.sorted() {
      guard let definition = facts.functions[name] else { continue }
      function.body.insert(
        Statement(.function(definition.function), definition.range),
        at: isDocumented ? 1 : 0)
    }
    function.body = function.body.flatMap { expand($0, among: function.body) }
    return function
  }

  /// The module's function has a cache, and gives the same whenever it is
  /// called: it may as well have one for each call of this function.
  private func isShared(
    _ name: String, in function: FunctionDefinition
  ) -> Bool {
    guard let definition = facts.functions[name]?.function,
      !function.body.ownAssignedNames.contains(name),
      !function.parameters.all.contains(where: { $0.name == name }),
      cacheSize(definition) != nil
    else { return false }
    return isPure(definition) { other in
      facts.constants[other].map {
        $0.isNumeric(in: facts) || $0.isText
      } ?? false
    }
  }

  private enum Size {
    case unlimited
    case limited(Int)
  }

  /// What the function's only decorator allows; nil for any other.
  private func cacheSize(_ function: FunctionDefinition) -> Size? {
    guard function.decorators.count == 1 else { return nil }
    let decorator = function.decorators[0]
    let cache = ModuleFacts.LibraryName(module: "functools", name: "cache")
    let bounded = ModuleFacts.LibraryName(
      module: "functools", name: "lru_cache")
    if facts.library(decorator) == cache { return .unlimited }
    if facts.library(decorator) == bounded { return .limited(128) }
    guard case .call(let call) = decorator.kind,
      facts.library(call.function) == bounded,
      call.arguments.count + call.keywords.count <= 1,
      call.keywords.allSatisfy({ $0.name == "maxsize" })
    else { return nil }
    guard let size = call.arguments.first ?? call.keywords.first?.value else {
      return .limited(128)
    }
    switch size.kind {
    case .constant(.none): return .unlimited
    case .constant(.int(let count?, _)) where count > 0:
      return .limited(Int(count))
    default: return nil
    }
  }

  private mutating func expand(
    _ statement: Statement, among body: [Statement]
  ) -> [Statement] {
    guard case .function(var function) = statement.kind,
      let size = cacheSize(function)
    else { return [statement] }
    let parameters = function.parameters
    let names = parameters.positional.map(\.name)
    guard !names.isEmpty, parameters.defaults.isEmpty,
      parameters.all.count == names.count,
      !body.callsByKeyword(function.name)
    else { return [statement] }
    let memo = fresh(function.name + "_results")
    let plain = fresh(function.name + "_uncached")
    let result = fresh(function.name + "_result")
    function.decorators = []
    let isPure = isPure(function) { body.onlyReads($0, beside: function) }
    var wrapper = function
    function.name = plain
    let test = Statement(
      .if(
        Expression(
          .compare(key(names), [.in], [places.name(memo)]), places.next()),
        body: [
          Statement(
            .return(
              Expression(
                .subscript(places.name(memo), key(names)), places.next())),
            places.next())
        ], orElse: []), places.next())
    let call = places.assign(
      places.name(result),
      places.call(plain, names.map { places.name($0) }))
    let store = places.assign(
      Expression(.subscript(places.name(memo), key(names)), places.next()),
      places.name(result))
    wrapper.body = [test, call]
    if case .limited(let most) = size, !isPure {
      // Python would forget the oldest.
      wrapper.body.append(
        Statement(
          .assert(
            Expression(
              .compare(
                places.call("len", [places.name(memo)]), [.less],
                [places.int(most)]), places.next()), message: nil),
          places.next()))
    }
    wrapper.body += [
      store, Statement(.return(places.name(result)), places.next()),
    ]
    let empty = Expression(.dict(keys: [], values: []), places.next())
    return [
      places.assign(places.name(memo), empty),
      Statement(.function(function), statement.range),
      Statement(.function(wrapper), places.next()),
    ]
  }

  private mutating func key(_ names: [String]) -> Expression {
    if names.count == 1 { return places.name(names[0]) }
    return Expression(.tuple(names.map { places.name($0) }), places.next())
  }

  private mutating func fresh(_ stem: String) -> String {
    var name = stem
    while !taken.insert(name).inserted { name += "_" }
    return name
  }
}

extension CachedFunctions {
  /// It changes nothing and reads nothing that may change: numbers in, numbers
  /// out. `isConstant` tells which names from around it are.
  private func isPure(
    _ function: FunctionDefinition, knowing isConstant: (String) -> Bool
  ) -> Bool {
    func isMath(_ expression: Expression) -> Bool {
      facts.library(expression)?.module == "math"
    }
    func isKnown(_ name: String) -> Bool {
      name == function.name
        || Self.functions.contains(name) && !facts.boundNames.contains(name)
        || facts.modules[name] == "math"
        || facts.imported[name]?.module == "math"
    }
    var isPure = !facts.hasStarImport
    function.body.visitStatements { statement in
      switch statement.kind {
      case .assign(let targets, _):
        if targets.contains(where: { $0.plainNames == nil }) { isPure = false }
      case .augmentedAssign(let target, _, _):
        if target.plainNames == nil { isPure = false }
      case .function, .classDefinition, .delete, .global, .nonlocal, .import,
        .importFrom, .with, .try:
        isPure = false
      default: break
      }
    }
    function.body.visitExpressions { expression in
      switch expression.kind {
      case .call(let call):
        if case .name(let called) = call.function.kind, isKnown(called) {
          return
        }
        if !isMath(call.function) { isPure = false }
      case .list, .dict, .set, .yield, .yieldFrom, .await, .lambda:
        isPure = false
      default: break
      }
    }
    return isPure
      && function.freeNames.allSatisfy { isKnown($0) || isConstant($0) }
  }

  /// Built-in functions that give the same for the same numbers.
  private static let functions: Set<String> = [
    "abs", "all", "any", "bool", "chr", "divmod", "enumerate", "float", "int",
    "len", "max", "min", "ord", "pow", "range", "round", "sorted", "str",
    "sum", "tuple", "zip",
  ]
}

extension [Statement] {
  /// Some call of the name passes an argument by its name.
  fileprivate func callsByKeyword(_ name: String) -> Bool {
    var isFound = false
    visitExpressions { expression in
      if case .call(let call) = expression.kind,
        call.function.kind == .name(name), !call.keywords.isEmpty
      {
        isFound = true
      }
    }
    return isFound
  }

  /// Beside the function, the name is bound once, and only its items and its
  /// length are looked at.
  fileprivate func onlyReads(
    _ name: String, beside function: FunctionDefinition
  ) -> Bool {
    var bindings = 0
    var harmless = function.body.nameCounts[name] ?? 0
    visitStatements { statement in
      let count = statement.assignedNames.count { $0 == name }
      bindings += count
      if case .augmentedAssign = statement.kind { bindings += count }
      if case .assign = statement.kind { harmless += count }
      for expression in statement.expressions {
        expression.visit { inner in
          guard case .call(let call) = inner.kind,
            call.function.kind == .name("len")
              || call.function.kind == .name("range")
              || call.function.kind == .name(function.name)
          else { return }
          harmless += call.arguments.count { $0.kind == .name(name) }
        }
      }
    }
    // The function itself calls with names of its own.
    return bindings <= 1 && nameCounts[name, default: 0] <= harmless
  }
}
