/// Gives an innermost loop along the last dimension of arrays a copy for those
/// whose elements follow one another there, as they mostly do: only for such
/// places does the compiler use wide instructions, and it multiplies none.
struct UnitStrides {
  private static let mostInstructions = 32

  static func apply(_ body: KernelFunctionBody) -> KernelFunctionBody {
    var result = body
    result.body = split(body.body)
    return result
  }

  private static func split(_ block: [Instruction]) -> [Instruction] {
    block.map { instruction in
      copies(of: instruction) ?? instruction.mappingBlocks(split)
    }
  }

  /// The two loops; nil where there is nothing to gain.
  private static func copies(of loop: Instruction) -> Instruction? {
    guard case .for(let names, .range, let inner) = loop, names.count == 1,
      !inner.contains(where: \.hasLoops), inner.size <= mostInstructions
    else { return nil }
    let uses = LoopUses(names[0], inner)
    var arrays: [String: Value] = [:]
    for instruction in inner { uses.noteAlong(instruction, &arrays) }
    guard let test = test(of: arrays) else { return nil }
    let copy = inner.map { $0.mappingLists { packed($0, arrays) } }
    guard case .for(_, let source, _) = loop else { return nil }
    return .if(test, then: [.for(names, source, copy)], else: [loop])
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
  fileprivate var hasLoops: Bool {
    isLoop || blocks.contains { $0.contains(where: \.hasLoops) }
  }
}
