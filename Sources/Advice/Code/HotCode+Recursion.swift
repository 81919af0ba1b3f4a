import ProfileModel
import PythonSyntax

extension HotCode {
  /// A pure function that calls itself twice or more with arguments one step
  /// away from its own: the same calls come up again and again.
  var repeatsItsCalls: Bool {
    guard kind == .recursion, let function = scope.function,
      scope.className == nil, !isCached(function), isPure(function),
      !hardlyRepeatsArguments,
      parametersAreHashable(function)
    else { return false }
    let calls = selfCalls(in: function.body, name: function.name)
    let most = mostCallsOnOnePath(function.body, name: function.name)
    let parameters = Set(function.parameters.all.map(\.name))
    let simple = calls.filter { placed in
      placed.call.arguments.allSatisfy {
        isStep($0, parameters: parameters, loopNames: placed.loopNames)
      }
        && placed.call.arguments.contains {
          $0.identifier.map { !parameters.contains($0) } ?? !$0.isConstant
        }
    }
    return most >= 2
      && (simple.count >= 2 || simple.contains(where: \.isInLoop))
  }

  func isCached(_ function: FunctionDefinition) -> Bool {
    function.decorators.contains { decorator in
      let name = imports.dottedName(decorator.call?.function ?? decorator)
      return name?.contains("cache") ?? false || name?.contains("memo") ?? false
    }
  }

  private func parametersAreHashable(_ function: FunctionDefinition) -> Bool {
    function.parameters.all.allSatisfy { parameter in
      guard
        let type = types.kind(
          of: Expression(.name(parameter.name), parameter.range))
      else { return true }
      return [.number, .string, .tuple, .bytes, .none].contains(type)
    } && function.parameters.variadic == nil
      && function.parameters.keywordVariadic == nil
  }

  /// Nothing but names of its own is changed, nothing is printed, and what is
  /// returned is no new container.
  func isPure(_ function: FunctionDefinition) -> Bool {
    var isPure = true
    let name = function.name
    function.body.visitStatements { statement in
      switch statement.kind {
      case .assign(let targets, _):
        if targets.contains(where: { $0.boundNames.isEmpty }) {
          isPure = false
        }
      case .augmentedAssign(let target, _, _):
        if target.identifier == nil { isPure = false }
      case .delete, .global, .nonlocal, .with, .try, .function,
        .classDefinition, .import, .importFrom:
        isPure = false
      case .return(let value):
        if let value, value.isNewContainer(holdingCallsOf: name) {
          isPure = false
        }
      default: break
      }
    }
    function.body.visitExpressions { expression in
      switch expression.kind {
      case .yield, .yieldFrom, .await: isPure = false
      case .call(let call):
        guard let called = callName(call) else {
          isPure = false
          return
        }
        let isKnown =
          called == name || pureBuiltins.contains(called)
          || called.hasPrefix("math.")
          || functions[called].map { isSimple($0) } ?? false
        if !isKnown { isPure = false }
      default: break
      }
    }
    return isPure
  }

  /// Only names are set and only built-in functions called.
  private func isSimple(_ function: FunctionDefinition) -> Bool {
    var isSimple = true
    function.body.visitStatements { statement in
      switch statement.kind {
      case .assign(let targets, _):
        if targets.contains(where: { $0.boundNames.isEmpty }) {
          isSimple = false
        }
      case .return, .if, .expression: break
      default: isSimple = false
      }
    }
    function.body.visitExpressions { expression in
      guard let call = expression.call else { return }
      if !pureBuiltins.contains(callName(call) ?? "") { isSimple = false }
    }
    return isSimple
  }

  /// `n`, `n - 1`, `n // 2`, `n - coin`, or a constant.
  private func isStep(
    _ argument: Expression, parameters: Set<String>, loopNames: Set<String>
  ) -> Bool {
    switch argument.kind {
    case .name, .constant: return true
    case .unary(_, let value):
      return isStep(value, parameters: parameters, loopNames: loopNames)
    case .binary(let left, let op, let right):
      guard [.add, .subtract, .floorDivide, .rightShift].contains(op) else {
        return false
      }
      guard let name = left.identifier, parameters.contains(name) else {
        return false
      }
      return right.isConstant || right.identifier != nil
        || right.isPlainSubscript
    default: return false
    }
  }

  private struct SelfCall {
    var call: Call
    var loopNames: Set<String>
    var isInLoop: Bool { !loopNames.isEmpty }
  }

  private func selfCalls(in body: [Statement], name: String) -> [SelfCall] {
    expressions.compactMap { placed in
      guard let call = placed.node.call, call.function.identifier == name
      else { return nil }
      return SelfCall(call: call, loopNames: placed.variables)
    }
  }

  /// How many self-calls one activation can make, branches apart; a call in a
  /// loop counts for two.
  private func mostCallsOnOnePath(_ body: [Statement], name: String) -> Int {
    var total = 0
    for statement in body {
      switch statement.kind {
      case .if(let test, let first, let second):
        total += calls(in: test, name: name)
        let inFirst = mostCallsOnOnePath(first, name: name)
        let inSecond = mostCallsOnOnePath(second, name: name)
        if first.alwaysLeaves, second.isEmpty {
          // What follows is the other branch.
          let rest = mostCallsOnOnePath(
            Array(body.drop { $0 != statement }.dropFirst()), name: name)
          return total + max(inFirst, rest)
        }
        total += max(inFirst, inSecond)
      case .for(let loop):
        total += calls(in: loop.iterable, name: name)
        total += 2 * mostCallsOnOnePath(loop.body, name: name)
      case .while(let loop):
        total += 2 * mostCallsOnOnePath(loop.body, name: name)
      default:
        total += statement.expressions.map { calls(in: $0, name: name) }
          .reduce(0, +)
        total += statement.blocks.map {
          mostCallsOnOnePath($0, name: name)
        }.reduce(0, +)
      }
    }
    return total
  }

  private func calls(in expression: Expression, name: String) -> Int {
    switch expression.kind {
    case .conditional(let test, let body, let orElse):
      return calls(in: test, name: name)
        + max(calls(in: body, name: name), calls(in: orElse, name: name))
    case .comprehension:
      return 2
        * expression.children.map { calls(in: $0, name: name) }.reduce(0, +)
    default:
      let own = expression.call?.function.identifier == name ? 1 : 0
      return own
        + expression.children.map { calls(in: $0, name: name) }.reduce(0, +)
    }
  }
}

let pureBuiltins: Set<String> = [
  "abs", "min", "max", "sum", "len", "range", "int", "float", "bool", "str",
  "ord", "chr", "round", "divmod", "pow", "enumerate", "zip", "sorted", "any",
  "all", "tuple", "isinstance", "frozenset", "hash", "repr",
]

extension [Statement] {
  /// The block ends in `return`, `raise`, `continue` or `break`.
  fileprivate var alwaysLeaves: Bool {
    switch last?.kind {
    case .return, .raise, .continue, .break: true
    default: false
    }
  }
}

extension Expression {
  fileprivate var isPlainSubscript: Bool {
    if case .subscript(let value, let index) = kind {
      return value.identifier != nil && !index.isSlice
    }
    return false
  }

  /// A tuple or list with a self-call for an element: a tree being built.
  fileprivate func isNewContainer(holdingCallsOf name: String) -> Bool {
    switch kind {
    case .tuple(let items), .list(let items):
      items.contains { $0.call?.function.identifier == name }
    case .dict, .set: true
    default: false
    }
  }
}
