/// Takes quotients and powers of floats that are the same in every pass out of
/// loops: `dt / dx ** 2`, which the compiler leaves inside, because they may
/// fall back. Where every pass computes them anyway, falling back before the
/// loop is as good.
struct Invariants {
  private let flagged: Set<String>
  private var variables: [String: KernelType]
  private var made = 0

  static func apply(_ body: KernelFunctionBody) -> KernelFunctionBody {
    var pass = Invariants(flagged: body.flagged, variables: body.variables)
    var result = body
    result.body = pass.moved(body.body)
    result.variables = pass.variables
    return result
  }

  private init(flagged: Set<String>, variables: [String: KernelType]) {
    self.flagged = flagged
    self.variables = variables
  }

  private mutating func moved(_ block: [Instruction]) -> [Instruction] {
    var result: [Instruction] = []
    for instruction in block {
      guard case .for(let names, let source, let inner) = instruction else {
        result.append(instruction.mappingBlocks { moved($0) })
        continue
      }
      var before: [Instruction] = []
      let rest = relieved(moved(inner), names, &before)
      result += before + [.for(names, source, rest)]
    }
    return result
  }

  /// The body without what goes before the loop.
  private mutating func relieved(
    _ body: [Instruction], _ names: [String], _ before: inout [Instruction]
  ) -> [Instruction] {
    var counts: [String: Int] = [:]
    LoopUses.count(body, &counts)
    let changing = Set(counts.keys).union(names)
    var result: [Instruction] = []
    var isCertain = true
    for instruction in body {
      guard isCertain else {
        result.append(instruction)
        continue
      }
      switch instruction {
      case .assign, .evaluate, .store:
        result.append(
          instruction.mapping(
            { relieved($0, changing, &before) }, { $0 }))
      default: result.append(instruction)
      }
      if instruction.mayLeave { isCertain = false }
    }
    return result
  }

  private mutating func relieved(
    _ value: Value, _ changing: Set<String>, _ before: inout [Instruction]
  ) -> Value {
    if value.isCostly, isSteady(value, changing) {
      for instruction in before {
        if case .assign(let name, let known) = instruction,
          known.reads(as: value)
        {
          return .variable(name, value.type)
        }
      }
      let name = fresh(value.type)
      before.append(.assign(name, value))
      return .variable(name, value.type)
    }
    switch value.kind {
    case .conditional, .and, .or: return value
    default:
      return value.mappingOperands { relieved($0, changing, &before) }
    }
  }

  private func isSteady(_ value: Value, _ changing: Set<String>) -> Bool {
    switch value.kind {
    case .int, .float: true
    case .variable(let name):
      !changing.contains(name) && !flagged.contains(name)
        && (value.type.isFloat || value.type.isInt)
    case .convert(let operand):
      operand.type.isFloat || operand.type.isInt
        ? isSteady(operand, changing) : false
    case .apply(let operation, let operands):
      operation.isPlainArithmetic
        && operands.allSatisfy { isSteady($0, changing) }
    default: false
    }
  }

  private mutating func fresh(_ type: KernelType) -> String {
    let name = variables.freshName("steady", &made)
    variables[name] = type
    return name
  }
}

extension Operation {
  fileprivate var isPlainArithmetic: Bool {
    ["+", "-", "*", "/"].contains(name) && form != .method || isCostly
  }

  fileprivate var isCostly: Bool {
    form == .function && (name == "divide" || name == "power")
  }
}

extension Value {
  /// A float for which a quotient or a power has to be computed.
  fileprivate var isCostly: Bool {
    guard type.isFloat, case .apply(let operation, let operands) = kind else {
      return false
    }
    return operation.isCostly || operands.contains(where: \.isCostly)
  }

  /// Of what `Invariants` moves: the same text.
  fileprivate func reads(as other: Value) -> Bool {
    switch (kind, other.kind) {
    case (.int(let left), .int(let right)): left == right
    case (.float(let left), .float(let right)):
      left.bitPattern == right.bitPattern
    case (.variable(let left), .variable(let right)): left == right
    case (.convert(let left), .convert(let right)): left.reads(as: right)
    case (.apply(let left, let operands), .apply(let right, let others)):
      left == right && operands.count == others.count
        && zip(operands, others).allSatisfy { $0.reads(as: $1) }
    default: false
    }
  }
}
