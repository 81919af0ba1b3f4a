/// Whether functions need nothing of Python while they run, so that other
/// threads may run it meanwhile.
///
/// All they work on is their own: copies of numbers and lists, or memory that
/// cannot change. What they give back is one new value: where changes go back
/// to the caller's objects, another thread's would be lost.
struct Independence {
  static func holds(
    for bodies: [KernelFunctionBody], changing: Bool
  ) -> Bool {
    !changing && !givesInnerLists(bodies[0])
      && bodies.allSatisfy { body in
        !body.isRecursive && !body.usesSharedRandom && !body.asksNumPy
          && !body.usesNumPyRandom
          && (body.parameters.map(\.type) + Array(body.variables.values))
            .allSatisfy(\.isOwn)
          && body.result.isOwn
          && body.body.allSatisfy(isIndependent)
      }
  }

  /// A list inside an argument could be gone when it is given back: nobody
  /// holds it meanwhile.
  private static func givesInnerLists(_ body: KernelFunctionBody) -> Bool {
    !body.result.cells.isEmpty
      && body.parameters.contains { parameter in
        parameter.type.cells.contains { $0.type.isList }
      }
  }

  private static func isIndependent(_ instruction: Instruction) -> Bool {
    instruction.values.allSatisfy(isIndependent)
      && instruction.blocks.allSatisfy { $0.allSatisfy(isIndependent) }
  }

  private static func isIndependent(_ value: Value) -> Bool {
    value.type.isOwn && value.operands.allSatisfy(isIndependent)
  }
}

extension KernelType {
  /// Nothing of Python is needed to work with such values.
  fileprivate var isOwn: Bool {
    switch self {
    case .unknown, .none, .bool, .int, .word, .float, .number, .complex,
      .condition, .floatSum, .wide, .numpy:
      true
    case .optional(let type): type.isOwn
    case .tuple(let types): types.allSatisfy(\.isOwn)
    case .list(let cell), .sequence(let cell): cell.type.isOwn
    // An int that another thread changes could become another index after it
    // was checked.
    case .buffer(let type):
      type.owner == .bytes || type.elementName == "Double"
    case .text, .letter, .bytes, .mixed, .anyNumber, .dict, .set, .deque,
      .object,
      .random, .generator, .counting,
      .named:
      false
    }
  }
}
