/// Puts the elements of arrays that are written out as constants, and that
/// nothing changes, where they are looked at under constant indices: the masks
/// of a filter, in a loop that was written out.
struct ConstantElements {
  /// By the names of arrays and the text of indices.
  private var elements: [String: [[Int]: Value]] = [:]

  static func apply(_ body: KernelFunctionBody) -> KernelFunctionBody {
    var pass = ConstantElements()
    pass.find(in: body)
    if pass.elements.isEmpty { return body }
    var result = body
    result.body = body.body.map(pass.replaced)
    return result
  }

  // MARK: What is constant

  private mutating func find(in body: KernelFunctionBody) {
    var counts: [String: Int] = [:]
    LoopUses.count(body.body, &counts)
    var arrays: [String: [[Int]: Value]] = [:]
    var lengths: [String: [Int]] = [:]
    for instruction in body.body {
      switch instruction {
      case .assign(let name, let value)
      where counts[name] == 1 && !body.flagged.contains(name):
        if let known = value.newLengths {
          lengths[name] = known
          arrays[name] = [:]
        } else if case .variable(let other) = value.kind,
          let known = arrays[other],
          body.isOnlyRead(other, besides: name)
        {
          arrays[name] = known
          lengths[name] = lengths[other]
        }
      case .store(let list, let index, let value):
        guard case .variable(let name) = list.kind,
          let places = index.constantPlaces, value.isConstant
        else { continue }
        arrays[name]?[places] = value
      default: continue
      }
    }
    for (name, known) in arrays
    where known.count == lengths[name]?.reduce(1, *)
      && body.isOnlyRead(name, besides: nil)
    {
      elements[name] = known
    }
  }

  // MARK: Where it is looked at

  private func replaced(_ instruction: Instruction) -> Instruction {
    instruction.mapping(replaced) { $0.map(self.replaced) }
  }

  private func replaced(_ value: Value) -> Value {
    if case .element(let list, let index) = value.kind,
      case .variable(let name) = list.kind, let places = index.constantPlaces,
      let item = elements[name]?[places]
    {
      var result = value
      result.kind = .apply(
        .function("\(value.type.swiftName)(scalar:)", canFallBack: false),
        [item])
      return result
    }
    return value.mappingOperands(replaced)
  }
}

extension KernelFunctionBody {
  /// Elements and lengths of the array are looked at, after its elements were
  /// stored at constant places; it may get one other name.
  fileprivate func isOnlyRead(_ name: String, besides other: String?) -> Bool {
    var isFilled = false
    for instruction in body {
      switch instruction {
      case .comment, .assign(name, _): continue
      case .store(let list, let index, let value)
      where list.isVariable(name) && !isFilled:
        if index.constantPlaces == nil || !value.isConstant { return false }
        continue
      case .assign(let target, let value)
      where target == other && value.isVariable(name):
        break
      default: if !instruction.onlyReads(name) { return false }
      }
      if instruction.mentions(name) { isFilled = true }
    }
    return true
  }
}

extension Instruction {
  fileprivate func onlyReads(_ name: String) -> Bool {
    if case .store(let list, let index, _) = self,
      list.mentions(name) || !index.onlyReads(name)
    {
      return false
    }
    return values.allSatisfy { $0.onlyReads(name) }
      && blocks.allSatisfy { $0.allSatisfy { $0.onlyReads(name) } }
  }
}

extension Instruction {
  fileprivate func mentions(_ name: String) -> Bool {
    if case .store(let list, let index, _) = self,
      list.mentions(name) || index.mentions(name)
    {
      return true
    }
    return values.contains { $0.mentions(name) }
      || blocks.contains { $0.contains { $0.mentions(name) } }
  }
}

extension Value {
  fileprivate func onlyReads(_ name: String) -> Bool {
    switch kind {
    case .variable(name): return false
    case .element(let list, let index) where list.isVariable(name):
      return index.onlyReads(name)
    case .count(let list) where list.isVariable(name): return true
    case .apply(let operation, let operands)
    where operation.name == "length" && operands[0].isVariable(name):
      return operands.dropFirst().allSatisfy { $0.onlyReads(name) }
    default: return operands.allSatisfy { $0.onlyReads(name) }
    }
  }

  fileprivate func mentions(_ name: String) -> Bool {
    isVariable(name) || operands.contains { $0.mentions(name) }
  }

  /// Of a new array of zeros.
  fileprivate var newLengths: [Int]? {
    guard type.isNumPyArray, case .apply(let operation, let operands) = kind,
      operation.name.hasSuffix(".zeros")
    else { return nil }
    return operands.integers
  }

  fileprivate var constantPlaces: [Int]? { indices.integers }
}

extension [Value] {
  /// Nil where some are no constants.
  fileprivate var integers: [Int]? {
    let found = compactMap { value in
      if case .inBounds(let place) = value.kind { return place.integer }
      return value.integer
    }
    return found.count == count ? found : nil
  }
}

extension Value {
  fileprivate var integer: Int? {
    if case .int(let number) = kind { number } else { nil }
  }
}
