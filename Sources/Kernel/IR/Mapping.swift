extension Value {
  /// The value with each of its operands replaced.
  func mappingOperands(_ change: (Value) -> Value) -> Value {
    var result = self
    switch kind {
    case .none, .bool, .int, .word, .float, .text, .letter, .variable,
      .instance:
      break
    case .apply(let operation, let operands):
      result.kind = .apply(operation, operands.map(change))
    case .call(let name, let operands):
      result.kind = .call(name, operands.map(change))
    case .element(let list, let index):
      result.kind = .element(of: change(list), at: change(index))
    case .attribute(let object, let name):
      result.kind = .attribute(of: change(object), name)
    case .count(let value): result.kind = .count(change(value))
    case .tuple(let parts): result.kind = .tuple(parts.map(change))
    case .component(let tuple, let index):
      result.kind = .component(change(tuple), index)
    case .list(let items): result.kind = .list(items.map(change))
    case .repeated(let item, let count):
      result.kind = .repeated(change(item), count: change(count))
    case .convert(let value): result.kind = .convert(change(value))
    case .narrow(let value): result.kind = .narrow(change(value))
    case .inBounds(let value): result.kind = .inBounds(change(value))
    case .conditional(let test, let then, let orElse):
      result.kind = .conditional(
        change(test), then: change(then), else: change(orElse))
    case .and(let left, let right):
      result.kind = .and(change(left), change(right))
    case .or(let left, let right):
      result.kind = .or(change(left), change(right))
    case .not(let value): result.kind = .not(change(value))
    case .isNone(let value): result.kind = .isNone(change(value))
    }
    return result
  }
}

extension Iteration {
  func mapping(_ change: (Value) -> Value) -> Iteration {
    switch self {
    case .range(let first, let end): .range(change(first), change(end))
    case .steppedRange(let first, let end, let step):
      .steppedRange(change(first), change(end), step: change(step))
    case .items(let list): .items(change(list))
    case .reversedItems(let list): .reversedItems(change(list))
    case .dictKeys(let dict): .dictKeys(change(dict))
    case .dictValues(let dict): .dictValues(change(dict))
    case .dictItems(let dict): .dictItems(change(dict))
    case .enumerated(let source, let first):
      .enumerated(source.mapping(change), first: change(first))
    case .zipped(let left, let right):
      .zipped(left.mapping(change), right.mapping(change))
    }
  }
}

extension Instruction {
  /// The instruction with the values that it evaluates, and the blocks inside,
  /// replaced.
  func mapping(
    _ change: (Value) -> Value, _ block: ([Instruction]) -> [Instruction]
  ) -> Instruction {
    switch self {
    case .assign(let name, let value): .assign(name, change(value))
    case .evaluate(let value): .evaluate(change(value))
    case .store(let list, let index, let value):
      .store(list: change(list), index: change(index), value: change(value))
    case .storeAttribute(let object, let name, let value):
      .storeAttribute(of: change(object), name, value: change(value))
    case .if(let test, let then, let orElse):
      .if(change(test), then: block(then), else: block(orElse))
    case .while(let test, let inner): .while(change(test), block(inner))
    case .for(let names, let source, let inner):
      .for(names, source.mapping(change), block(inner))
    case .share(let share, let inner):
      .share(share.mapping(change), block(inner))
    case .block(let label, let inner): .block(label: label, block(inner))
    case .return(let value): .return(value.map(change))
    case .attempt(let body, let handlers):
      .attempt(
        block(body),
        handlers.map {
          Handler(exceptions: $0.exceptions, body: block($0.body))
        })
    case .comment, .declare, .requireBound, .leave, .next, .fallBack, .raise:
      self
    }
  }

  func mappingBlocks(
    _ block: ([Instruction]) -> [Instruction]
  ) -> Instruction {
    mapping({ $0 }, block)
  }
}

extension Instruction {
  /// The instruction with lists that it takes elements of, or stores into,
  /// replaced by what `change` gives for them.
  func mappingLists(_ change: (Value) -> Value?) -> Instruction {
    if case .store(let list, let index, let value) = self {
      return .store(
        list: change(list) ?? list, index: index.mappingLists(change),
        value: value.mappingLists(change))
    }
    return mapping(
      { $0.mappingLists(change) }, { $0.map { $0.mappingLists(change) } })
  }
}

extension Value {
  fileprivate func mappingLists(_ change: (Value) -> Value?) -> Value {
    guard case .element(let list, let index) = kind,
      let replacement = change(list)
    else { return mappingOperands { $0.mappingLists(change) } }
    var result = self
    result.kind = .element(of: replacement, at: index.mappingLists(change))
    return result
  }
}
