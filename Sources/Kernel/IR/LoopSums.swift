/// Lets innermost loops add up small integers in 64 bits, and looks at the end
/// whether the sum fits. Numbers that are never below zero have a sum that fits
/// only where all sums on the way do, and of Python's ints only the last counts.
/// A check in every pass would keep the compiler from using wide instructions.
struct LoopSums {
  private var variables: [String: KernelType]
  private var made = 0

  /// So many of them have a sum below 2**63 after any number of passes that
  /// ends.
  private static let summands = Interval(low: -(1 << 16), high: 1 << 16)

  static func apply(_ body: KernelFunctionBody) -> KernelFunctionBody {
    var pass = LoopSums(variables: body.variables)
    var result = body
    result.body = pass.summed(body.body)
    result.variables = pass.variables
    return result
  }

  private init(variables: [String: KernelType]) { self.variables = variables }

  private mutating func summed(_ block: [Instruction]) -> [Instruction] {
    var result: [Instruction] = []
    for instruction in block {
      guard case .for(let names, let source, let inner) = instruction,
        !inner.contains(where: \.hasLoops), !inner.contains(where: \.leavesMore)
      else {
        result.append(instruction.mappingBlocks { summed($0) })
        continue
      }
      var (before, after) = ([Instruction](), [Instruction]())
      var counts: [String: Int] = [:]
      LoopUses.count(inner, &counts)
      let body = inner.flatMap { step in
        guard let sum = Sum(step), counts[sum.name] == 1,
          inner.reads(of: sum.name) == 1
        else { return [step] }
        return added(sum, &before, &after)
      }
      result += before + [.for(names, source, body)] + after
    }
    return result
  }

  /// What the pass does instead.
  private mutating func added(
    _ sum: Sum, _ before: inout [Instruction], _ after: inout [Instruction]
  ) -> [Instruction] {
    let name = fresh("sum", .int)
    let total = Value.variable(name, .int)
    before.append(.assign(name, .int(0)))
    let step = Instruction.assign(
      name, Value(.apply(.infix("&+"), [total, sum.summand]), .int))
    let joined = Instruction.assign(sum.name, sum.joined(with: total))
    if !sum.isNumPy {
      after.append(joined)
      return [step]
    }
    // After no passes at all it is what it was, maybe an int of Python.
    let ran = fresh("ran", .bool)
    before.append(.assign(ran, .bool(false)))
    after.append(.if(.variable(ran, .bool), then: [joined], else: []))
    return [step, .assign(ran, .bool(true))]
  }

  private mutating func fresh(_ stem: String, _ type: KernelType) -> String {
    let name = variables.freshName(stem, &made)
    variables[name] = type
    return name
  }

  /// `name = name + summand`, in every pass.
  private struct Sum {
    let name: String
    let summand: Value
    private let type: KernelType

    var isNumPy: Bool { type.isNumPy }

    init?(_ instruction: Instruction) {
      guard case .assign(let name, let value) = instruction,
        case .apply(let operation, let operands) = value.kind,
        operands.count == 2, case .variable(name) = operands[0].kind
      else { return nil }
      self.name = name
      type = value.type
      let step = operands[1]
      switch type {
      case .int where operation.name == "+!":
        summand = step
      case .numpy(let own)
      where operation.name == "plus" && own.isInteger && !own.isSigned:
        // No int of Python that flows together with scalars.
        guard case .element = step.kind, step.type.numpyType == own else {
          return nil
        }
        summand = Value(.convert(step), .int, own.interval)
      default: return nil
      }
      guard summand.type.isInt, LoopSums.summands.contains(summand.interval)
      else { return nil }
    }

    func joined(with total: Value) -> Value {
      let old = Value.variable(name, type)
      guard type.isNumPy else {
        return Value(.apply(.infix("+!"), [old, total]), type)
      }
      let scalar = Value(
        .apply(
          .function("\(type.swiftName)(scalar:)", canFallBack: false), [total]),
        type)
      return Value(.apply(.method("plus"), [old, scalar]), type)
    }
  }
}

extension Instruction {
  /// It may leave more than the innermost loop.
  fileprivate var leavesMore: Bool {
    switch self {
    case .return, .leave(label: .some): true
    default: blocks.contains { $0.contains(where: \.leavesMore) }
    }
  }
}

extension [Instruction] {
  /// How often the variable is read or assigned, its own sum counting once.
  fileprivate func reads(of name: String) -> Int {
    reduce(0) { count, instruction in
      var count =
        count + instruction.blocks.reduce(0) { $0 + $1.reads(of: name) }
      for value in instruction.values { count += value.reads(of: name) }
      if case .store(let list, let index, _) = instruction {
        count += list.reads(of: name) + index.reads(of: name)
      }
      return count
    }
  }
}

extension Value {
  fileprivate func reads(of name: String) -> Int {
    if case .variable(name) = kind { return 1 }
    return operands.reduce(0) { $0 + $1.reads(of: name) }
  }
}
