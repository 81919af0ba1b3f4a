/// Gives an innermost loop along the last dimension of arrays a copy for those
/// whose elements follow one another there, as they mostly do: only for such
/// places does the compiler use wide instructions, and it multiplies none.
struct UnitStrides {
  private static let mostInstructions = 32

  private let naming: LoopCopies
  private var variables: [String: KernelType]
  private var made = 0

  static func apply(_ body: KernelFunctionBody) -> KernelFunctionBody {
    var pass = UnitStrides(
      naming: LoopCopies(body), variables: body.variables)
    var result = body
    result.body = pass.split(body.body)
    result.variables = pass.variables
    return result
  }

  private init(naming: LoopCopies, variables: [String: KernelType]) {
    self.naming = naming
    self.variables = variables
  }

  private mutating func split(_ block: [Instruction]) -> [Instruction] {
    var result: [Instruction] = []
    for instruction in block {
      result.append(
        copies(of: instruction) ?? instruction.mappingBlocks { split($0) })
    }
    return result
  }

  /// The two loops; nil where there is nothing to gain.
  private mutating func copies(of loop: Instruction) -> Instruction? {
    guard case .for(let names, let source, let inner) = loop,
      case .range = source, names.count == 1,
      !inner.contains(where: \.hasLoops), inner.size <= Self.mostInstructions
    else { return nil }
    let uses = LoopUses(names[0], inner)
    var arrays: [String: Value] = [:]
    for instruction in inner { uses.noteAlong(instruction, &arrays) }
    guard let test = Self.test(of: arrays) else { return nil }
    let copy = inner.map { $0.mappingLists { Self.packed($0, arrays) } }
    return .if(
      test, then: [.for(names, source, copy)],
      else: [naming.renamed(loop, &variables, &made)])
  }

  private static func test(of arrays: [String: Value]) -> Value? {
    arrays.sorted { $0.key < $1.key }.reduce(nil) { test, entry in
      let isPacked = Value(
        .apply(
          .method("isPacked", canFallBack: false),
          [entry.value, .int(entry.value.type.rank - 1)]), .bool)
      return test.map { Value(.and($0, isPacked), .bool) } ?? isPacked
    }
  }

  private static func packed(
    _ list: Value, _ arrays: [String: Value]
  ) -> Value? {
    guard case .variable(let name) = list.kind, arrays[name] != nil else {
      return nil
    }
    return Value(
      .apply(
        .method("packed", canFallBack: false),
        [list, .int(list.type.rank - 1)]), list.type)
  }
}

extension LoopUses {
  /// Finds the arrays that stay the same, and whose last index goes on with the
  /// loop.
  fileprivate func noteAlong(
    _ instruction: Instruction, _ arrays: inout [String: Value]
  ) {
    if case .store(let list, let index, _) = instruction {
      noteAlong(list, index, &arrays)
    }
    for value in instruction.values { noteAlong(value, &arrays) }
    for block in instruction.blocks {
      for inner in block { noteAlong(inner, &arrays) }
    }
  }

  private func noteAlong(_ value: Value, _ arrays: inout [String: Value]) {
    if case .element(let list, let index) = value.kind {
      noteAlong(list, index, &arrays)
    }
    for operand in value.operands { noteAlong(operand, &arrays) }
  }

  private func noteAlong(
    _ list: Value, _ index: Value, _ arrays: inout [String: Value]
  ) {
    guard list.type.isNumPyArray, case .variable(let name) = list.kind,
      !assigned.contains(name), index.indices.count == list.type.rank,
      let last = index.indices.last, goesOn(last)
    else { return }
    arrays[name] = list
  }

  private func goesOn(_ index: Value) -> Bool {
    if case .variable(let name) = index.kind { return places.contains(name) }
    return index.operands.contains(where: goesOn)
  }
}

extension Instruction {
  var hasLoops: Bool {
    isLoop || blocks.contains { $0.contains(where: \.hasLoops) }
  }
}
