/// Where each name of a function is declared: at its first assignment where
/// that comes before every other use in its block, else at the function's
/// top.
struct DeclarationPlan {
  /// Names that are declared before anything else.
  private(set) var atTop: [String] = []
  /// Names that are assigned only where they are declared.
  private(set) var constants: Set<String> = []
  private let uses: [String: Int]
  private let assignments: [String: Int]
  /// Names whose first assignment in some block declares them.
  private(set) var inPlace: Set<String> = []

  init(_ body: KernelFunctionBody) {
    var counter = UseCounter()
    counter.count(body.body)
    uses = counter.uses
    assignments = counter.assignments
    var open = Set(uses.keys).subtracting(body.parameters.map(\.name))
      .subtracting(counter.loopNames)
    let flagged = body.flagged.union(body.remade)
    place(body.body, &open, flagged)
    atTop = open.sorted()
    constants = inPlace.filter { name in
      // A running sum changes in place, and so does the end of a list.
      if case .floatSum = body.variables[name] { return false }
      if body.tails.contains(name) { return false }
      return assignments[name] == 1
    }
  }

  /// How often a name is assigned, loops aside.
  func assignmentCount(_ name: String) -> Int { assignments[name] ?? 0 }

  /// All uses of the name are in the instructions.
  func contains(_ name: String, onlyIn body: [Instruction]) -> Bool {
    var counter = UseCounter()
    counter.count(body)
    return counter.uses[name] == uses[name]
  }

  private mutating func place(
    _ block: [Instruction], _ open: inout Set<String>, _ flagged: Set<String>
  ) {
    var seen: Set<String> = []
    for instruction in block {
      if case .assign(let name, let value) = instruction,
        open.contains(name), !seen.contains(name), !flagged.contains(name),
        !value.uses(name), contains(name, onlyIn: block)
      {
        open.remove(name)
        inPlace.insert(name)
      }
      var counter = UseCounter()
      counter.count([instruction])
      seen.formUnion(counter.uses.keys)
      for inner in instruction.blocks { place(inner, &open, flagged) }
    }
  }
}

private struct UseCounter {
  var uses: [String: Int] = [:]
  var assignments: [String: Int] = [:]
  var loopNames: Set<String> = []

  mutating func count(_ body: [Instruction]) {
    for instruction in body {
      switch instruction {
      case .assign(let name, _), .declare(let name):
        uses[name, default: 0] += 1
        assignments[name, default: 0] += 1
      case .requireBound(let name): uses[name, default: 0] += 1
      case .for(let names, _, _): loopNames.formUnion(names)
      case .share(let share, _):
        loopNames.formUnion(share.names)
        uses[share.site, default: 0] += 1
        assignments[share.site, default: 0] += 1
      default: break
      }
      for value in instruction.values { count(value) }
      for block in instruction.blocks { count(block) }
    }
  }

  private mutating func count(_ value: Value) {
    if case .variable(let name) = value.kind { uses[name, default: 0] += 1 }
    for operand in value.operands { count(operand) }
  }
}

extension Value {
  func uses(_ name: String) -> Bool {
    if case .variable(name) = kind { return true }
    return operands.contains { $0.uses(name) }
  }
}

extension Instruction {
  /// The values that the instruction itself evaluates.
  var values: [Value] {
    switch self {
    case .assign(_, let value), .evaluate(let value), .while(let value, _),
      .if(let value, _, _):
      [value]
    case .store(let list, let index, let value): [list, index, value]
    case .storeAttribute(let object, _, let value): [object, value]
    case .for(_, let source, _): source.operands
    case .share(let share, _): share.values
    case .return(let value): [value].compactMap(\.self)
    case .comment, .declare, .requireBound, .block, .leave, .next, .fallBack,
      .raise, .attempt:
      []
    }
  }

  /// The blocks inside.
  var blocks: [[Instruction]] {
    switch self {
    case .if(_, let then, let orElse): [then, orElse]
    case .while(_, let body), .for(_, _, let body), .share(_, let body),
      .block(_, let body):
      [body]
    case .attempt(let body, let handlers): [body] + handlers.map(\.body)
    default: []
    }
  }
}
