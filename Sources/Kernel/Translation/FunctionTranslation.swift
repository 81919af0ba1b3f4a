import SwiftCode

/// Spells one function of the IR in Swift.
struct FunctionTranslation {
  private let body: KernelFunctionBody
  private let plan: DeclarationPlan
  private var values: ValueTranslation

  init(
    _ body: KernelFunctionBody, names: SwiftNames, recursive: Set<String>
  ) {
    self.body = body
    plan = DeclarationPlan(body)
    values = ValueTranslation(
      names: names, recursive: recursive, isInRecursion: body.isRecursive)
  }

  mutating func translate() -> SwiftFunction {
    var statements: [SwiftStatement] = []
    if body.isRecursive {
      statements.append(
        .expression(.try(.call("requireDepth", [.name("depth")]))))
    }
    for (name, _) in body.parameters where plan.assignmentCount(name) > 0 {
      let variable = spelled(name)
      statements.append(
        .declare(
          isConstant: false, name: variable, type: nil, value: .name(variable)))
    }
    if body.makesNoise {
      statements += [
        Self.noise,
        .defer([.expression(.method(.name(Self.noiseName), "pass", []))]),
      ]
    }
    for name in plan.atTop { statements += declarationAtTop(name) }
    statements += translate(body.body)
    var parameters = body.parameters.map {
      SwiftFunction.Parameter(spelled($0.name), $0.type.swiftName)
    }
    if body.isRecursive { parameters.append(.init("depth", "Int")) }
    return SwiftFunction(
      documentation: ["`\(body.name)`, \(body.place) of the Python source."],
      name: values.names.name(body.name), parameters: parameters,
      throwing: "Fallback",
      result: body.result.isNone || body.result.isUnknown
        ? nil : body.result.swiftName,
      body: statements)
  }

  private static let noiseName = ValueTranslation.noiseName
  private static let noise = SwiftStatement.declare(
    isConstant: false, name: noiseName, type: nil, value: .call("Noise", []))

  private func spelled(_ name: String) -> String { values.names.name(name) }

  private func flag(_ name: String) -> String { name + "_isBound" }

  private func declarationAtTop(_ name: String) -> [SwiftStatement] {
    let type = body.variables[name] ?? .unknown
    if type.isNone { return [] }
    var statements: [SwiftStatement] = [
      .declare(
        isConstant: false, name: spelled(name), type: type.swiftName,
        value: values.placeholder(type))
    ]
    if body.flagged.contains(name) {
      statements.append(
        .declare(
          isConstant: false, name: flag(name), type: nil,
          value: .literal("false")))
    }
    return statements
  }

  // MARK: Statements

  private mutating func translate(
    _ instructions: [Instruction]
  ) -> [SwiftStatement] {
    var statements: [SwiftStatement] = []
    for instruction in instructions { statements += translate(instruction) }
    return statements
  }

  private mutating func translate(
    _ instruction: Instruction
  ) -> [SwiftStatement] {
    switch instruction {
    case .comment(let line): return [.comment(line)]
    case .assign(let name, let value): return assign(name, value)
    case .declare: return []
    case .evaluate(let value):
      let expression = values.translate(value)
      return value.type.isNone
        ? [.expression(expression)] : [.assign(.literal("_"), expression)]
    case .store(let list, let index, let value)
    where list.type.isNumPyArray:
      let item = values.plain(value)
      let arguments =
        values.places(of: list, index).map { SwiftArgument($0) }
        + [
          value.fits(in: list)
            ? SwiftArgument("sure", item) : SwiftArgument(item)
        ]
      return [
        .expression(
          .try(.call(.member(values.plain(list), "put"), arguments)))
      ]
    case .store(let list, let index, let value):
      let label = index.placeLabel
      let place = values.plain(index)
      return [
        .expression(
          .try(
            .call(
              .member(values.plain(list), "set"),
              [
                label.map { SwiftArgument($0, place) } ?? SwiftArgument(place),
                SwiftArgument(values.plain(value)),
              ])))
      ]
    case .storeAttribute(let object, let name, let value):
      let place = SwiftExpression.member(
        values.translate(object), SwiftNames.attribute(name))
      return value.type.isNone
        ? [] : [.assign(place, values.translate(value))]
    case .requireBound(let name):
      return [.expression(.try(.call("requireBound", [.name(flag(name))])))]
    case .if(let test, let then, let orElse):
      return [
        .if(
          values.conditions(test), then: translate(then),
          else: translate(orElse))
      ]
    case .while(let test, let body):
      return [.while(label: nil, values.conditions(test), translate(body))]
    case .for(let names, let source, let body):
      return [loop(names, source, body)]
    case .share(let share, let body): return translate(share, body)
    case .block(let label, let body):
      return [.do(label: label, translate(body))]
    case .leave(let label): return [.break(label)]
    case .next: return [.continue(nil)]
    case .return(let value):
      // There is no value of a type that is not known.
      if value != nil, body.result.isUnknown {
        return [.throw(.call("Fallback", []))]
      }
      return [.return(value.map(values.translate))]
    case .fallBack: return [.throw(.call("Fallback", []))]
    case .raise(let number?):
      return [
        .throw(
          .call(
            .name("Fallback"),
            [SwiftArgument("exception", .literal("\(number)"))]))
      ]
    case .raise(nil): return [.throw(.name("error"))]
    case .attempt(let body, let handlers):
      return [
        .doCatch(
          translate(body), throwing: "Fallback", catch: handling(handlers[...]))
      ]
    }
  }

  /// The handler of what was raised; what is left goes on.
  private mutating func handling(
    _ handlers: ArraySlice<Instruction.Handler>
  ) -> [SwiftStatement] {
    guard let first = handlers.first else { return [.throw(.name("error"))] }
    let numbers = first.exceptions.map { "\($0)" }.joined(separator: ", ")
    let test = SwiftExpression.method(
      .literal("[\(numbers)]"), "contains",
      [.member(.name("error"), "exception")])
    return [
      .if(
        [test], then: translate(first.body),
        else: handling(handlers.dropFirst()))
    ]
  }

  /// The loop as a function of where a part begins and ends, and its call.
  private mutating func translate(
    _ share: Share, _ body: [Instruction]
  ) -> [SwiftStatement] {
    var statements = translate(body)
    for (index, total) in share.totals.enumerated() {
      let value = values.variable(total.name)
      statements.append(
        .assign(
          .member(.name(spelled(share.own)), "item\(index)"),
          total.type.isInt ? value : Self.number(value)))
    }
    if body.contains(where: \.makesNoise) {
      statements.insert(Self.noise, at: 0)
      statements.append(
        .expression(.try(.method(.name(Self.noiseName), "settle", []))))
    }
    let work = SwiftFunction(
      documentation: [], name: spelled(share.work),
      parameters: [
        .init(spelled(share.firstName), "Int"),
        .init(spelled(share.endName), "Int"),
        .init(spelled(share.own), "inout SharedNumbers"),
      ], throwing: "Fallback", body: statements)
    let unions = share.totals.enumerated().reduce(0) { bits, total in
      bits | total.element.union.rawValue << (2 * total.offset)
    }
    let starts = share.totals.map { total in
      let value = values.plain(total.start)
      return total.type.isInt ? value : Self.number(value)
    }
    return [
      .declare(
        isConstant: false, name: spelled(share.numbers), type: nil,
        value: .call("SharedNumbers", starts)),
      .function(work),
    ] + (share.isNested ? [.expression(.call("lookUpCallsLeft", []))] : [])
      + [
        .expression(
          .try(
            .call(
              "share",
              [
                values.plain(share.first), values.plain(share.end),
                .prefix("&", .name(spelled(share.numbers))),
                .literal("\(unions)"), .prefix("&", .name(spelled(share.site))),
                values.plain(share.isApart), .name(spelled(share.work)),
              ])))
      ]
  }

  /// A bool as 0 or 1.
  private static func number(_ flag: SwiftExpression) -> SwiftExpression {
    .conditional(flag, then: .literal("1"), else: .literal("0"))
  }

  private func assign(_ name: String, _ value: Value) -> [SwiftStatement] {
    // `x = x` is an error in Swift.
    if case .variable(name) = value.kind { return [] }
    if body.remade.contains(name), let source = value.remaking {
      return [
        .expression(
          .try(
            .method(values.variable(name), "become", [values.plain(source)])))
      ]
    }
    let expression = values.translate(value)
    if body.variables[name]?.isNone == true {
      // None needs no variable; a call that gives it is still made.
      return value.isRepeatable ? [] : [.expression(expression)]
    }
    if plan.inPlace.contains(name) && !declared.names.contains(name) {
      declared.names.insert(name)
      let type = body.variables[name] ?? value.type
      var annotation: String?
      if case .optional = type { annotation = type.swiftName }
      return [
        .declare(
          isConstant: plan.constants.contains(name), name: spelled(name),
          type: annotation, value: expression)
      ]
    }
    var statements: [SwiftStatement] = [
      .assign(values.variable(name), expression)
    ]
    if body.flagged.contains(name) {
      statements.append(.assign(.name(flag(name)), .literal("true")))
    }
    return statements
  }

  /// What was declared on the way, in the order of the text.
  private let declared = DeclaredNames()

  private final class DeclaredNames {
    var names: Set<String> = []
  }

  private mutating func loop(
    _ names: [String], _ source: Iteration, _ body: [Instruction]
  ) -> SwiftStatement {
    // `for i in ...` takes Python's own name where nothing else assigns it
    // and nothing after the loop reads it.
    var rest = body
    var patterns: [String: String] = [:]
    while let first = rest.first, case .assign(let name, let value) = first,
      case .variable(let item) = value.kind, names.contains(item),
      patterns[item] == nil, plan.assignmentCount(name) == 1,
      !self.body.flagged.contains(name),
      plan.inPlace.contains(name)
        || plan.contains(name, onlyIn: body),
      !self.body.parameters.contains(where: { $0.name == name })
    {
      patterns[item] = name
      rest.removeFirst()
    }
    let parts = names.map { spelled(patterns[$0] ?? $0) }
      .map(SwiftName.escaped)
    for (item, name) in patterns { values.renamed[item] = name }
    let unused = names.filter { name in
      patterns[name] == nil && !rest.contains { $0.mentions(name) }
    }
    let pattern = zip(names, parts).map { unused.contains($0) ? "_" : $1 }
    return .for(
      label: nil, pattern: Self.nested(pattern, source),
      in: iteration(source), translate(rest))
  }

  /// `(a, (b, c))`, as `Enumerated` and `Zipped` give their parts.
  private static func nested(_ names: [String], _ source: Iteration) -> String {
    var rest = names[...]
    return pattern(source, &rest)
  }

  private static func pattern(
    _ source: Iteration, _ names: inout ArraySlice<String>
  ) -> String {
    switch source {
    case .range, .steppedRange, .items, .reversedItems, .dictKeys,
      .dictValues:
      return names.popFirst() ?? "_"
    case .dictItems:
      let key = names.popFirst() ?? "_"
      return "(\(key), \(names.popFirst() ?? "_"))"
    case .enumerated(let inner, _):
      let index = names.popFirst() ?? "_"
      return "(\(index), \(pattern(inner, &names)))"
    case .zipped(let left, let right):
      let first = pattern(left, &names)
      return "(\(first), \(pattern(right, &names)))"
    }
  }

  private func iteration(_ source: Iteration) -> SwiftExpression {
    let expression = plain(source)
    let canFallBack =
      source.operands.contains(where: \.canFallBack) || source.isStepped
    return canFallBack ? .try(expression) : expression
  }

  private func plain(_ source: Iteration) -> SwiftExpression {
    switch source {
    case .range(let first, let end):
      .call("range", [values.plain(first), values.plain(end)])
    case .steppedRange(let first, let end, let step):
      .call(
        "SteppedRange",
        [values.plain(first), values.plain(end), values.plain(step)])
    case .items(let list):
      if case .buffer(let type) = list.type {
        switch (type.owner, type.rank) {
        case (.numpy, 1): .call("Scalars", [values.plain(list)])
        case (.numpy, _): .call("Rows", [values.plain(list)])
        default: values.plain(list)
        }
      } else {
        .call(
          list.type.isTextual
            ? "Letters" : list.type.isBytes ? "BytesItems" : "Items",
          [values.plain(list)])
      }
    case .reversedItems(let list):
      .call(
        list.type.isTextual ? "ReversedLetters" : "ReversedItems",
        [values.plain(list)])
    case .dictKeys(let dict): .call("DictKeys", [values.plain(dict)])
    case .dictValues(let dict): .call("DictValues", [values.plain(dict)])
    case .dictItems(let dict): .call("DictItems", [values.plain(dict)])
    case .enumerated(let inner, let first):
      .call("Enumerated", [plain(inner), values.plain(first)])
    case .zipped(let left, let right):
      .call("Zipped", [plain(left), plain(right)])
    }
  }
}

extension Iteration {
  fileprivate var isStepped: Bool {
    switch self {
    case .steppedRange: true
    case .enumerated(let source, _): source.isStepped
    case .zipped(let left, let right): left.isStepped || right.isStepped
    case .range, .items, .reversedItems, .dictKeys, .dictValues, .dictItems:
      false
    }
  }
}

extension Instruction {
  fileprivate func mentions(_ name: String) -> Bool {
    values.contains { $0.uses(name) }
      || blocks.contains { $0.contains { $0.mentions(name) } }
  }
}
