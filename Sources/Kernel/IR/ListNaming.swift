/// Puts the names of views and tails where a loop has those of their lists.
struct ListNaming {
  let names: [String: String]
  /// Lists with room for every item that will come.
  let reserved: Set<String>

  func renamed(_ instruction: Instruction) -> Instruction {
    switch instruction {
    case .evaluate(let value):
      if let (name, _, item) = value.appendedItem, reserved.contains(name),
        case .apply(_, let operands) = value.kind
      {
        return .evaluate(
          Value(
            .apply(
              .method("appendReserved", canFallBack: false),
              [inner(operands[0]), renamed(item)]), .none))
      }
      return .evaluate(renamed(value))
    case .store(let list, let index, let value):
      return .store(
        list: inner(list), index: renamed(index), value: renamed(value))
    case .for(let names, .items(let list), let inner) where list.type.isList:
      return .for(names, .items(self.inner(list)), inner.map(renamed))
    // What it gives is taken from the list itself, which may end here.
    case .return: return instruction
    default:
      return instruction.mapping(renamed) { $0.map(renamed) }
    }
  }

  private func renamed(_ value: Value) -> Value {
    var result = value.mappingOperands(renamed)
    switch value.kind {
    case .element(let list, let index):
      result.kind = .element(of: inner(list), at: renamed(index))
    case .count(let list): result.kind = .count(inner(list))
    case .apply(let operation, let operands):
      if let (_, _, item) = value.appendedItem {
        result.kind = .apply(operation, [inner(operands[0]), renamed(item)])
      }
    default: break
    }
    return result
  }

  /// A list whose items are used.
  private func inner(_ list: Value) -> Value {
    guard case .variable(let name) = list.kind, let other = names[name] else {
      return renamed(list)
    }
    return .variable(other, list.type)
  }
}

/// Makes the appends of a loop over a range into stores at places that are
/// known: the list has one item more than the pass's place and an offset say.
struct PlacedAppends {
  private let name: String
  private let item: String
  private let offset: Int
  /// A name for the item that was given last: a number that is at hand.
  private let last: String

  init(_ item: String, _ name: String, _ offset: Int, lastItem: String) {
    self.name = name
    self.item = item
    self.offset = offset
    last = lastItem
  }

  /// Nil where the list is used in a way that needs its length.
  func translated(_ body: [Instruction]) -> [Instruction]? {
    let loop = LoopUses(item, body)
    guard !loop.assigned.contains(item) else { return nil }
    return translated(
      body,
      Reading(
        loop: loop, isOnlyAppended: !body.contains { $0.stores(in: name) },
        looksBack: body.contains { looksBack($0, loop) }))
  }

  private struct Reading {
    var loop: LoopUses
    var isOnlyAppended: Bool
    var looksBack: Bool
    /// The item before the one to come is in a variable.
    var keepsLast: Bool { isOnlyAppended && looksBack }
  }

  private func looksBack(_ instruction: Instruction, _ loop: LoopUses) -> Bool {
    instruction.values.contains { looksBack($0, loop) }
      || instruction.blocks.contains { $0.contains { looksBack($0, loop) } }
  }

  private func looksBack(_ value: Value, _ loop: LoopUses) -> Bool {
    isLast(value, loop) || value.operands.contains { looksBack($0, loop) }
  }

  private func isLast(_ value: Value, _ loop: LoopUses) -> Bool {
    guard case .element(let list, let index) = value.kind,
      list.isVariable(name)
    else { return false }
    return offset > 0 && loop.offset(index) == offset - 1
  }

  private func translated(
    _ body: [Instruction], _ reading: Reading
  ) -> [Instruction]? {
    var result: [Instruction] = []
    for instruction in body {
      if case .evaluate(let value) = instruction,
        let appended = value.appendedItem, appended.name == name,
        case .apply(_, let operands) = value.kind
      {
        guard var item = translated(appended.item, reading) else { return nil }
        if reading.keepsLast {
          result.append(.assign(last, item))
          item = .variable(last, item.type)
        }
        result.append(.store(list: operands[0], index: end, value: item))
        continue
      }
      var isWhole = true
      var next = instruction
      if case .store(let list, let index, let value) = instruction,
        list.isVariable(name)
      {
        guard isBefore(index, reading.loop) else { return nil }
        next = .store(
          list: list, index: Value(.inBounds(index), .int), value: value)
      }
      next = next.mapping { value in
        let value = translated(value, reading)
        isWhole = isWhole && value != nil
        return value ?? .none
      } _: { block in
        let block = translated(block, reading)
        isWhole = isWhole && block != nil
        return block ?? []
      }
      guard isWhole else { return nil }
      result.append(next)
    }
    return result
  }

  private var end: Value {
    let place = Value.variable(item, .int, .lengths)
    let index =
      offset == 0
      ? place
      : Value(.apply(.infix("+"), [place, .int(offset)]), .int, .lengths)
    return Value(.inBounds(index), .int, .lengths)
  }

  /// The index is one of the items that are there in each pass.
  private func isBefore(_ index: Value, _ loop: LoopUses) -> Bool {
    loop.offset(index).map { $0 < offset } ?? false
  }

  private func translated(_ value: Value, _ reading: Reading) -> Value? {
    if reading.keepsLast, isLast(value, reading.loop) {
      return .variable(last, value.type)
    }
    if case .count(let list) = value.kind, list.isVariable(name) { return nil }
    if case .element(let list, let index) = value.kind, list.isVariable(name) {
      guard isBefore(index, reading.loop) else { return nil }
      var result = value
      result.kind = .element(
        of: list, at: Value(.inBounds(index), .int, index.interval))
      return result
    }
    var isWhole = true
    let result = value.mappingOperands { operand in
      let operand = translated(operand, reading)
      isWhole = isWhole && operand != nil
      return operand ?? .none
    }
    return isWhole ? result : nil
  }
}

extension Value {
  func isVariable(_ name: String) -> Bool {
    if case .variable(name) = kind { return true }
    return false
  }
}

extension Instruction {
  fileprivate func stores(in list: String) -> Bool {
    if case .store(let target, _, _) = self, target.isVariable(list) {
      return true
    }
    return blocks.contains { $0.contains { $0.stores(in: list) } }
  }
}
