/// What a function does with the buffers that it is given.
struct BufferStores {
  /// The parameters into which it may store.
  private(set) var changed: Set<String> = []
  private let body: KernelFunctionBody
  /// What views, and rows and other parts of arrays, may be of.
  private var sources: [String: Set<String>] = [:]

  init(_ body: KernelFunctionBody) {
    self.body = body
    for instruction in body.body { note(instruction) }
    var found = changed
    while let name = found.popFirst() {
      found.formUnion(sources[name, default: []].subtracting(changed))
      changed.formUnion(sources[name, default: []])
    }
    // What a tuple, a list or an optional holds is not followed.
    if body.variables.values.contains(where: { type in
      !type.isBuffer && (type.mayBeBuffer || type.holdsBuffers)
    }) {
      changed.formUnion(body.parameters.map(\.name))
    }
    changed.formIntersection(
      body.parameters.filter(\.type.isBuffer).map(\.name))
  }

  private mutating func note(_ instruction: Instruction) {
    switch instruction {
    case .assign(let view, let value) where body.views.contains(view):
      if case .apply(_, let operands) = value.kind,
        case .variable(let name) = operands[0].kind
      {
        sources[view, default: []].insert(name)
      } else {
        note(value)
      }
    case .assign(let name, let value) where value.type.isNumPyArray:
      sources[name, default: []].formUnion(value.arrays)
      note(value)
    case .for(let names, .items(let list), _) where list.type.isNumPyArray:
      for name in names {
        sources[name, default: []].formUnion(list.arrays)
      }
      note(list)
    case .store(let list, let index, let value):
      changed.formUnion(list.arrays)
      if case .variable(let name) = list.kind { changed.insert(name) }
      for inner in [list, index, value] { note(inner) }
    case .for(_, .items(let list), _) where list.type.isBuffer:
      if case .variable = list.kind { break }
      note(list)
    default: for value in instruction.values { note(value) }
    }
    for block in instruction.blocks {
      for inner in block { note(inner) }
    }
  }

  /// A buffer that is passed on may be changed there.
  private mutating func note(_ value: Value) {
    switch value.kind {
    case .variable(let name):
      if value.type.isBuffer && !value.type.isNumPyArray {
        changed.insert(name)
      }
    case .call(_, let operands):
      for operand in operands {
        changed.formUnion(operand.arrays)
        note(operand)
      }
    case .apply(let operation, let operands)
    where operation.changesArray:
      changed.formUnion(operands[0].arrays)
      for operand in operands { note(operand) }
    case .apply(let operation, let operands)
    where operation.shuffles && operands.count == 2:
      changed.formUnion(operands[1].arrays)
      for operand in operands { note(operand) }
    case .element(let list, let index):
      if !list.isVariable { note(list) }
      note(index)
    case .count(let list): if !list.isVariable { note(list) }
    case .apply(let operation, _)
    where ["keep", "areApart"].contains(operation.name):
      break
    default: for operand in value.operands { note(operand) }
    }
  }

  // MARK: In place

  /// Once it has stored, nothing can fail any more: it may store into the
  /// caller's memory at once, and needs no copy.
  var areFinal: Bool {
    let stored = body.parameters.filter { changed.contains($0.name) }
    guard !stored.isEmpty, stored.allSatisfy({ $0.type.isRowOfFloats }),
      !body.usesSharedRandom, !body.usesNumPyRandom, !body.isRecursive,
      !body.makesNoise,
      body.result.isNone || body.result.isScalar || body.result.isUnknown,
      !body.parameters.contains(where: {
        $0.type.mayGoBack || !$0.type.classes.isEmpty
      }),
      !body.body.contains(where: Self.passesBuffers)
    else { return false }
    var order = Order()
    order.follow(body.body, depth: 0)
    return order.holds
  }

  private static func passesBuffers(_ instruction: Instruction) -> Bool {
    instruction.values.contains(where: passesBuffers)
      || instruction.blocks.contains { $0.contains(where: passesBuffers) }
  }

  private static func passesBuffers(_ value: Value) -> Bool {
    if case .call(_, let operands) = value.kind,
      operands.contains(where: \.type.isBuffer)
    {
      return true
    }
    return value.operands.contains(where: passesBuffers)
  }

  /// Goes through the instructions in the order in which they run.
  private struct Order {
    var hasStored = false
    var holds = true

    mutating func fail(_ mayFail: Bool) {
      if mayFail && hasStored { holds = false }
    }

    /// A loop in a loop may take long: it must be possible to interrupt it,
    /// so that nothing may be changed before its end.
    mutating func follow(_ block: [Instruction], depth: Int) {
      for instruction in block {
        switch instruction {
        case .requireBound, .fallBack: fail(true)
        case .store(let list, let index, let value):
          var mayFail = [list, index, value].contains(where: \.canFallBack)
          if !index.isInBounds || !list.type.isRowOfFloats { mayFail = true }
          fail(mayFail)
          if list.type.isBuffer {
            hasStored = true
            if depth > 1 { holds = false }
          }
        case .if(let test, let then, let orElse):
          fail(test.canFallBack)
          let before = hasStored
          follow(then, depth: depth)
          let after = hasStored
          hasStored = before
          follow(orElse, depth: depth)
          hasStored = hasStored || after
        case .while(let test, let inner):
          follow([.evaluate(test)] + inner, depth: depth + 1)
          // What it does again comes after what it did before.
          follow([.evaluate(test)] + inner, depth: depth + 1)
        case .for(_, let source, let inner):
          fail(source.operands.contains(where: \.canFallBack))
          if source.mayFailAtStart { fail(true) }
          follow(inner, depth: depth + 1)
          follow(inner, depth: depth + 1)
        case .share, .raise, .attempt: holds = false
        case .block(_, let inner): follow(inner, depth: depth)
        case .evaluate(let value):
          fail(value.canFallBack)
          if case .apply(let operation, _) = value.kind,
            operation.changesArray
          {
            hasStored = true
            // NumPy may raise when it has changed a part.
            if operation.asksForChange { holds = false }
            if depth > 1 { holds = false }
          }
        default: fail(instruction.values.contains(where: \.canFallBack))
        }
      }
    }
  }
}

extension Operation {
  /// The receiver, an array of NumPy, is changed in place.
  fileprivate var changesArray: Bool {
    form == .method && Self.changing.contains(name) || asksForChange
  }

  private static let changing: Set<String> = ["fill", "assign"]

  /// The first argument, an array, is changed in place.
  fileprivate var shuffles: Bool { form == .method && name == "shuffle" }
}

extension Value {
  /// The variables whose arrays it may be a part of.
  fileprivate var arrays: Set<String> {
    guard type.isNumPyArray else { return [] }
    if case .variable(let name) = kind { return [name] }
    if case .apply(let operation, _) = kind, operation.asksNumPy { return [] }
    return operands.reduce(into: []) { $0.formUnion($1.arrays) }
  }

  fileprivate var isVariable: Bool {
    if case .variable = kind { true } else { false }
  }

  fileprivate var isInBounds: Bool {
    if case .inBounds = kind { true } else { false }
  }
}

extension Iteration {
  fileprivate var mayFailAtStart: Bool {
    switch self {
    case .range, .items: false
    default: true
    }
  }
}

extension KernelType {
  /// Changes of what it holds are put back at the end, which may fail.
  fileprivate var mayGoBack: Bool {
    !classes.isEmpty || isRandom || isGenerator
      || cells.contains(where: \.isMutated)
  }

  var isBuffer: Bool {
    if case .buffer = self { true } else { false }
  }

  fileprivate var isRowOfFloats: Bool {
    if case .buffer(let type) = self {
      type.rank == 1 && type.elementName == "Double"
    } else {
      false
    }
  }
}
