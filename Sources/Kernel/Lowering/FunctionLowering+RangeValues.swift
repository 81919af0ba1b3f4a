import PythonSyntax

/// Ranges that are held by a name. They are lists here, which is as good where
/// the name is for nothing but to go over them.
extension FunctionLowering {
  /// `range(n)`, or one where a condition holds, as a list; nil for anything
  /// else, and where the name may be for more.
  func itemsInstead(of value: Expression, for name: String) -> Expression? {
    guard isBuiltin("range"), isBuiltin("list"), generators.isEmpty,
      renamedName(name) == nil, value.holdsRange,
      state.definition.function.body.onlyGoesOver(name)
    else { return nil }
    return value.withListsForRanges
  }

  /// The range that a module's name stands for, once and for all.
  func moduleRange(_ expression: Expression) -> Expression? {
    guard case .name(let name) = expression.kind, isOuter(name),
      isBuiltin("range"), let constant = program.facts.constants[name],
      case .call(let call) = constant.kind, constant.isRangeCall,
      call.arguments.allSatisfy({ $0.isNumeric(in: program.facts) })
    else { return nil }
    return constant
  }
}

extension Expression {
  fileprivate var isRangeCall: Bool {
    if case .call(let call) = kind, case .name("range") = call.function.kind {
      true
    } else {
      false
    }
  }

  fileprivate var holdsRange: Bool {
    if case .conditional(_, let then, let orElse) = kind {
      return then.holdsRange || orElse.holdsRange
    }
    return isRangeCall
  }

  fileprivate var withListsForRanges: Expression {
    if isRangeCall {
      return Expression(
        .call(
          Call(
            function: Expression(.name("list"), range), arguments: [self])),
        range)
    }
    guard case .conditional(let test, let then, let orElse) = kind else {
      return self
    }
    return Expression(
      .conditional(
        test: test, body: then.withListsForRanges,
        orElse: orElse.withListsForRanges), range)
  }

  /// How often the name is in it.
  fileprivate func count(of name: String) -> Int {
    var count = 0
    visit { if case .name(name) = $0.kind { count += 1 } }
    return count
  }
}

extension [Statement] {
  /// All uses of the name are as what a loop goes over, and the functions
  /// inside have none.
  fileprivate func onlyGoesOver(_ name: String) -> Bool {
    var uses = 0
    var loops = 0
    visitStatements { statement in
      for expression in statement.expressions {
        uses += expression.count(of: name)
      }
      switch statement.kind {
      case .for(let loop):
        if case .name(name) = loop.iterable.kind { loops += 1 }
      case .assign(let targets, _):
        for target in targets {
          if case .name(name) = target.kind { loops += 1 }
        }
      case .function(let function):
        if function.freeNames.contains(name) { uses += 1 << 32 }
      default: break
      }
    }
    return uses == loops && loops > 1
  }
}
