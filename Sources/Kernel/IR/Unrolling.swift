/// Writes short loops over constant ranges and elements of arrays out, pass
/// after pass: as over the neighbours of an element. What a pass looks at then has a place that is
/// known, and the loop around it is relieved of the checks.
struct Unrolling {
  private let variables: [String: KernelType]

  private static let mostPasses = 4
  private static let mostInstructions = 64

  static func apply(_ body: KernelFunctionBody) -> KernelFunctionBody {
    let pass = Unrolling(variables: body.variables)
    var result = body
    result.body = pass.unrolled(body.body, isInLoop: false)
    return result
  }

  private func unrolled(
    _ block: [Instruction], isInLoop: Bool
  ) -> [Instruction] {
    block.flatMap { instruction in
      switch instruction {
      case .for(let names, let source, let inner):
        let inner = unrolled(inner, isInLoop: true)
        let loop = Instruction.for(names, source, inner)
        return (isInLoop ? copies(loop) : nil) ?? [loop]
      case .while(let test, let inner):
        return [.while(test, unrolled(inner, isInLoop: true))]
      default:
        return [
          instruction.mappingBlocks { unrolled($0, isInLoop: isInLoop) }
        ]
      }
    }
  }

  /// What the passes do, one after the other; nil where it is not that simple.
  private func copies(_ loop: Instruction) -> [Instruction]? {
    guard case .for(let names, .range(let first, let end), let inner) = loop,
      names.count == 1, case .int(let low) = first.kind,
      case .int(let high) = end.kind, low < high,
      high - low <= Self.mostPasses,
      inner.size * (high - low) <= Self.mostInstructions,
      inner.contains(where: \.looksAtArrays)
    else { return nil }
    var counts: [String: Int] = [:]
    LoopUses.count(inner, &counts)
    var places: Set = [names[0]]
    for instruction in inner {
      if case .assign(let name, let value) = instruction,
        case .variable(names[0]) = value.kind, counts[name] == 1,
        variables[name]?.isInt == true
      {
        places.insert(name)
      }
    }
    var result: [Instruction] = []
    for place in low..<high {
      let pass = KnownPlace(names: places, place: place)
      guard let known = pass.known(inner) else { return nil }
      // A loop inside may depend on this one's place alone.
      let copy = unrolled(known, isInLoop: true)
      guard copy.allSatisfy(isSimple), !copy.contains(where: \.goesOn)
      else { return nil }
      result += place == low ? copy : copy.filter { !$0.isComment }
    }
    return result.size <= Self.mostInstructions ? result : nil
  }

  /// Numbers are all that it makes, and it leaves no loop.
  private func isSimple(_ instruction: Instruction) -> Bool {
    switch instruction {
    case .assign(let name, _):
      guard let type = variables[name] else { return false }
      return type.isScalar || type.isNumPy
    case .comment, .evaluate, .store, .next, .fallBack: return true
    case .if(_, let then, let orElse):
      return (then + orElse).allSatisfy(isSimple)
    default: return false
    }
  }
}

/// A pass of a loop whose variable, under all its names, is a constant.
private struct KnownPlace {
  var names: Set<String>
  var place: Int

  /// What the pass does until it goes on to the next.
  func known(_ block: [Instruction]) -> [Instruction]? {
    var result: [Instruction] = []
    for instruction in block {
      switch instruction {
      case .next: return result
      case .if(let test, let then, let orElse):
        let test = known(test)
        guard case .bool(let isTrue) = test.kind else {
          guard let then = known(then), let orElse = known(orElse),
            !(instruction.goesOn)
          else { return nil }
          result.append(.if(test, then: then, else: orElse))
          continue
        }
        let chosen = isTrue ? then : orElse
        guard let branch = known(chosen) else { return nil }
        result += branch
        if chosen.contains(where: \.goesOn) {
          // Only as the last thing that the branch does.
          guard case .next? = chosen.last,
            !chosen.dropLast().contains(where: \.goesOn)
          else { return nil }
          return result
        }
      default: result.append(replaced(instruction))
      }
    }
    return result
  }

  /// The same in the loops inside, whose passes are their own.
  private func replaced(_ instruction: Instruction) -> Instruction {
    instruction.mapping(known) { $0.map(replaced) }
  }

  private func known(_ value: Value) -> Value {
    if case .variable(let name) = value.kind, names.contains(name) {
      return .int(place)
    }
    var result = value.mappingOperands(known)
    if let isTrue = result.knownTruth { result.kind = .bool(isTrue) }
    return result
  }
}

extension Value {
  /// What a comparison of constants says.
  fileprivate var knownTruth: Bool? {
    switch kind {
    case .bool(let isTrue): return isTrue
    case .apply(let operation, let operands):
      guard operation.form == .infix, operands.count == 2,
        case .int(let left) = operands[0].kind,
        case .int(let right) = operands[1].kind
      else { return nil }
      switch operation.name {
      case "==": return left == right
      case "!=": return left != right
      case "<": return left < right
      case "<=": return left <= right
      case ">": return left > right
      case ">=": return left >= right
      default: return nil
      }
    case .and(let left, let right):
      guard let first = left.knownTruth else { return nil }
      return first ? right.knownTruth : false
    case .or(let left, let right):
      guard let first = left.knownTruth else { return nil }
      return first ? true : right.knownTruth
    case .not(let operand): return operand.knownTruth.map { !$0 }
    default: return nil
    }
  }
}

extension Value {
  fileprivate var looksAtArrays: Bool {
    if case .element(let list, _) = kind, list.type.isNumPyArray { return true }
    return operands.contains(where: \.looksAtArrays)
  }
}

extension Instruction {
  fileprivate var looksAtArrays: Bool {
    values.contains(where: \.looksAtArrays)
      || blocks.contains { $0.contains(where: \.looksAtArrays) }
  }

  /// It may go on to the loop's next pass.
  fileprivate var goesOn: Bool {
    if case .next = self { return true }
    return blocks.contains { $0.contains(where: \.goesOn) }
  }
}

extension [Instruction] {
  /// How many instructions there are, those inside others included.
  var size: Int {
    reduce(0) { size, instruction in
      size + (instruction.isComment ? 0 : 1)
        + instruction.blocks.reduce(0) { $0 + $1.size }
    }
  }
}
