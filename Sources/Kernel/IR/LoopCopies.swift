/// Gives a loop's copy names of its own for what lives within a pass: a name
/// that is assigned in one place only can be a constant of Swift's.
struct LoopCopies {
  private let plan: DeclarationPlan
  /// The names that more is said of than their types.
  private let known: Set<String>

  init(_ body: KernelFunctionBody) {
    plan = DeclarationPlan(body)
    known = body.flagged.union(body.remade).union(body.tails).union(body.views)
      .union(body.parameters.map(\.name))
  }

  /// The passes of the loop, to be put beside it.
  func renamed(
    _ loop: Instruction, _ variables: inout [String: KernelType],
    _ made: inout Int
  ) -> Instruction {
    var counts: [String: Int] = [:]
    for block in loop.blocks { LoopUses.count(block, &counts) }
    var names: [String: String] = [:]
    for name in counts.keys.sorted()
    where !known.contains(name) && plan.contains(name, onlyIn: [loop]) {
      guard let type = variables[name] else { continue }
      let new = variables.freshName(name + "_", &made)
      variables[new] = type
      names[name] = new
    }
    return names.isEmpty ? loop : loop.mappingBlocks { $0.renamed(names) }
  }
}

extension [Instruction] {
  fileprivate func renamed(_ names: [String: String]) -> [Instruction] {
    map { instruction in
      let result = instruction.mapping(
        { $0.renamed(names) }, { $0.renamed(names) })
      switch result {
      case .assign(let name, let value):
        return .assign(names[name] ?? name, value)
      case .declare(let name): return .declare(names[name] ?? name)
      default: return result
      }
    }
  }
}

extension Value {
  fileprivate func renamed(_ names: [String: String]) -> Value {
    guard case .variable(let name) = kind else {
      return mappingOperands { $0.renamed(names) }
    }
    var result = self
    result.kind = .variable(names[name] ?? name)
    return result
  }
}
