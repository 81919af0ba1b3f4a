/// Makes long loops look for signals now and then.
///
/// A loop around others, or around calls that take long, pauses every few
/// passes. One that does little in each pass counts more of them, and one over
/// a range is cut into parts, so that what the compiler makes of it stays as
/// fast. Loops over what fits in memory end soon enough. What each pause does
/// first is look at the clock.
struct Pauses {
  /// The functions that loop, or call themselves.
  private let long: Set<String>
  private var variables: [String: KernelType]
  private var made = 0

  private static let fewPasses = 16
  private static let manyPasses = 4096

  static func apply(_ bodies: [KernelFunctionBody]) -> [KernelFunctionBody] {
    let long = longFunctions(bodies)
    return bodies.enumerated().map { index, body in
      // After its first store it must come to its end.
      if index == 0 && BufferStores(body).areFinal { return body }
      var pass = Pauses(long: long, variables: body.variables)
      var result = body
      result.body = pass.paused(body.body)
      result.variables = pass.variables
      return result
    }
  }

  private init(long: Set<String>, variables: [String: KernelType]) {
    self.long = long
    self.variables = variables
  }

  private static func longFunctions(
    _ bodies: [KernelFunctionBody]
  ) -> Set<String> {
    var long: Set<String> = []
    var known = -1
    while long.count != known {
      known = long.count
      for body in bodies
      where body.isRecursive || body.body.contains(where: { $0.isLong(long) }) {
        long.insert(body.name)
      }
    }
    return long
  }

  // MARK: Loops

  private mutating func paused(_ block: [Instruction]) -> [Instruction] {
    var result: [Instruction] = []
    for instruction in block {
      switch instruction {
      case .for(let names, let source, let inner):
        let inner = paused(inner)
        let loop = Instruction.for(names, source, inner)
        if inner.contains(where: { $0.isLong(long) }) {
          result += counted(loop, Self.fewPasses)
        } else if source.isRange && !loop.staysWithinItems {
          result += inParts(loop) ?? counted(loop, Self.manyPasses)
        } else {
          result.append(loop)
        }
      case .while(let test, let inner):
        let loop = Instruction.while(test, paused(inner))
        result += counted(
          loop,
          inner.contains { $0.isLong(long) } || test.calls(long)
            ? Self.fewPasses : Self.manyPasses)
      default:
        result.append(
          instruction.mappingBlocks {
            paused($0)
          })
      }
    }
    return result
  }

  private mutating func fresh(_ stem: String) -> String {
    let name = variables.freshName(stem, &made)
    variables[name] = .int
    return name
  }

  private static var pause: Instruction {
    .evaluate(Value(.apply(.function("pause"), []), .none))
  }

  /// The loop with a count of its passes, which pauses at every so many.
  private mutating func counted(
    _ loop: Instruction, _ passes: Int
  ) -> [Instruction] {
    if let known = loop.knownPasses, known <= passes { return [loop] }
    let count = Value.variable(fresh("turn"), .int)
    guard case .variable(let name) = count.kind else { return [loop] }
    let next = Value(.apply(.infix("&+"), [count, .int(1)]), .int)
    let rest = Value(.apply(.infix("&"), [count, .int(passes - 1)]), .int)
    let isTurn = Value(.apply(.infix("=="), [rest, .int(0)]), .bool)
    let start: [Instruction] = [
      .assign(name, next), .if(isTurn, then: [Self.pause], else: []),
    ]
    return [
      .assign(name, .int(0)),
      loop.mappingBlocks { body in
        // What the loop gives gets its name first.
        let named = body.prefix { $0.isNaming }
        return named + start + body.dropFirst(named.count)
      },
    ]
  }

  /// A loop over a range as one over parts of it, with a pause between them;
  /// nil where something leaves the loop.
  private mutating func inParts(_ loop: Instruction) -> [Instruction]? {
    guard case .for(let names, .range(let first, let end), let inner) = loop,
      !inner.contains(where: \.breaks)
    else { return nil }
    if let known = loop.knownPasses, known <= 1 << 16 { return [loop] }
    var before: [Instruction] = []
    var bounds: [Value] = []
    for bound in [first, end] {
      if bound.isRepeatable {
        bounds.append(bound)
      } else {
        let name = fresh("bound")
        before.append(.assign(name, bound))
        bounds.append(.variable(name, .int, bound.interval))
      }
    }
    let part = Value.variable(fresh("part"), .int)
    guard case .variable(let name) = part.kind else { return nil }
    let isLater = Value(.apply(.infix("!="), [part, bounds[0]]), .bool)
    let partEnd = Value(
      .apply(.function("partEnd", canFallBack: false), [part, bounds[1]]), .int)
    return before + [
      .for(
        [name],
        .steppedRange(bounds[0], bounds[1], step: .int(1 << 16)),
        [
          .if(isLater, then: [Self.pause], else: []),
          .for(names, .range(part, partEnd), inner),
        ])
    ]
  }
}

extension Instruction {
  /// It loops, or calls a function that does.
  fileprivate func isLong(_ functions: Set<String>) -> Bool {
    switch self {
    case .for, .while: true
    default:
      values.contains { $0.calls(functions) }
        || blocks.contains { $0.contains { $0.isLong(functions) } }
    }
  }

  /// Gives a variable's value another name, or says so.
  fileprivate var isNaming: Bool {
    switch self {
    case .comment: return true
    case .assign(_, let value):
      if case .variable = value.kind { return true }
      return false
    default: return false
    }
  }

  /// Leaves the loop around it.
  fileprivate var breaks: Bool {
    switch self {
    case .leave(nil): true
    case .for, .while: false
    default: blocks.contains { $0.contains(where: \.breaks) }
    }
  }

  /// How often the loop runs, where the text tells.
  fileprivate var knownPasses: Int? {
    guard case .for(_, .range(let first, let end), _) = self,
      case .int(let low) = first.kind, case .int(let high) = end.kind
    else { return nil }
    return high <= low ? 0 : high.subtractingReportingOverflow(low).partialValue
  }

  /// Each pass looks at a list's item of its own.
  fileprivate var staysWithinItems: Bool {
    guard case .for(let names, _, let inner) = self, let item = names.first
    else { return false }
    let uses = LoopUses(item, inner)
    return inner.contains { $0.looksAtItems(uses) }
  }

  private func looksAtItems(_ uses: LoopUses) -> Bool {
    if case .store(_, let index, _) = self,
      index.indices.contains(where: { $0.isPlace(uses) })
    {
      return true
    }
    return values.contains { $0.looksAtItems(uses) }
      || blocks.contains { $0.contains { $0.looksAtItems(uses) } }
  }
}

extension Instruction {
  /// It has a pause in it.
  var pauses: Bool {
    if case .evaluate(let value) = self,
      case .apply(let operation, _) = value.kind,
      operation.name == "pause"
    {
      return true
    }
    return blocks.contains { $0.contains(where: \.pauses) }
  }
}

extension Value {
  fileprivate func isPlace(_ uses: LoopUses) -> Bool {
    guard case .inBounds(let index) = kind else { return false }
    return uses.offset(index) != nil
  }

  fileprivate func looksAtItems(_ uses: LoopUses) -> Bool {
    if case .element(_, let index) = kind,
      index.indices.contains(where: { $0.isPlace(uses) })
    {
      return true
    }
    return operands.contains { $0.looksAtItems(uses) }
  }
}

extension Iteration {
  fileprivate var isRange: Bool {
    switch self {
    case .range, .steppedRange: true
    default: false
    }
  }
}
