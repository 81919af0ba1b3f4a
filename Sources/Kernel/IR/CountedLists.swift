/// Finds the lists and variables of a kernel that only count, and takes the
/// overflow checks from their steps.
///
/// A variable that only counts is told while it is lowered, by itself. Here
/// whole groups are: in a table of edit distances each item is an older one,
/// or the smallest of some, and a little more. All such items begin below
/// 2**60 and each step that is computed adds at most 256, so that the largest
/// of them all leaves `Interval.counts` no sooner than a counter would.
struct CountedLists {
  private enum Place: Hashable {
    case variable(function: Int, String)
    /// The items of all lists that share a cell.
    case items(ObjectIdentifier)
  }

  /// The values that reach each place.
  private var values: [Place: [(function: Int, value: Value)]] = [:]
  /// Those that something else reaches as well.
  private var unknown: Set<Place> = []
  private var counting: Set<Place> = []

  static func apply(_ bodies: [KernelFunctionBody]) -> [KernelFunctionBody] {
    var pass = CountedLists()
    for (index, body) in bodies.enumerated() { pass.visit(body, index) }
    pass.decide()
    return bodies.enumerated().map { index, body in
      var result = body
      result.body = body.body.map { pass.relaxed($0, index) }
      return result
    }
  }

  // MARK: What reaches what

  private mutating func visit(_ body: KernelFunctionBody, _ function: Int) {
    for (name, type) in body.parameters {
      unknown.insert(.variable(function: function, name))
      give(type.cells)
    }
    give(body.result.cells)
    for type in body.variables.values where !type.isTable { give(type.cells) }
    for instruction in body.body { visit(instruction, function, body) }
  }

  /// Other values than those that are seen may get into these lists.
  private mutating func give(_ cells: [ElementCell]) {
    for cell in cells { unknown.insert(.items(ObjectIdentifier(cell.root))) }
  }

  private mutating func visit(
    _ instruction: Instruction, _ function: Int, _ body: KernelFunctionBody
  ) {
    switch instruction {
    case .assign(let name, let value):
      let type = body.variables[name] ?? value.type
      if type.isInt {
        add(value, to: .variable(function: function, name), function)
      } else {
        unknown.insert(.variable(function: function, name))
        match(type, value.type)
      }
    case .store(let list, _, let value):
      if case .list(let cell) = list.type {
        put(value, in: cell, function)
      } else {
        give(value.type.cells)
      }
    case .storeAttribute(_, _, let value): give(value.type.cells)
    case .for(let names, let source, _):
      if names.count == 1, case .items(let list) = source,
        case .list(let cell) = list.type
      {
        let type = body.variables[names[0]] ?? cell.type
        let item = Value(.element(of: list, at: .int(0)), cell.type)
        if type.isInt {
          add(item, to: .variable(function: function, names[0]), function)
        } else {
          match(type, cell.type)
        }
      } else {
        for name in names {
          unknown.insert(.variable(function: function, name))
          give(body.variables[name]?.cells ?? [])
        }
      }
    default: break
    }
    for value in instruction.values { visit(value, function) }
    for block in instruction.blocks {
      for inner in block { visit(inner, function, body) }
    }
  }

  private mutating func add(
    _ value: Value, to place: Place, _ function: Int
  ) {
    values[place, default: []].append((function, value))
  }

  /// The value becomes an item.
  private mutating func put(
    _ value: Value, in cell: ElementCell, _ function: Int
  ) {
    if cell.type.isInt {
      add(value, to: .items(ObjectIdentifier(cell.root)), function)
    } else {
      match(cell.type, value.type)
    }
  }

  /// One type takes the place of the other: lists of the same cells.
  private mutating func match(_ left: KernelType, _ right: KernelType) {
    let (first, second) = (left.cells.map(\.root), right.cells.map(\.root))
    if first.count == second.count,
      zip(first, second).allSatisfy({ $0 === $1 })
    {
      return
    }
    give(first)
    give(second)
  }

  /// What gives a list, or changes it, by nothing but its own items.
  private static let ownMethods: Set<String> = [
    "append", "clear", "copy", "plainCopy", "pop", "replaceWithOwn",
    "reverse", "slice",
  ]

  private mutating func visit(_ value: Value, _ function: Int) {
    switch value.kind {
    case .none, .bool, .int, .word, .float, .text, .letter, .variable, .count:
      break
    case .element(let list, _):
      if case .list(let cell) = list.type {
        match(cell.type, value.type)
      } else {
        give(value.type.cells)
      }
    case .list(let items):
      guard case .list(let cell) = value.type else { break }
      for item in items { put(item, in: cell, function) }
    case .repeated(let item, _):
      guard case .list(let cell) = value.type else { break }
      put(item, in: cell, function)
    case .apply(let operation, let operands):
      if operation.form == .method, let list = operands.first,
        case .list(let cell) = list.type,
        Self.ownMethods.contains(operation.name)
      {
        if operation.name == "append" {
          put(operands[1], in: cell, function)
        } else if case .list = value.type {
          match(list.type, value.type)
        }
      } else {
        give(value.type.cells + operands.flatMap(\.type.cells))
      }
    case .conditional(_, let then, let orElse):
      match(value.type, then.type)
      match(value.type, orElse.type)
    default: give(value.type.cells + value.operands.flatMap(\.type.cells))
    }
    for operand in value.operands { visit(operand, function) }
  }

  // MARK: What counts

  private mutating func decide() {
    counting = Set(values.keys).subtracting(unknown)
    var known = -1
    while counting.count != known {
      known = counting.count
      counting = counting.filter { place in
        values[place, default: []].allSatisfy { counts($0.value, $0.function) }
      }
    }
  }

  private func counts(_ value: Value, _ function: Int) -> Bool {
    guard value.type.isInt else { return false }
    if Interval.starts.contains(value.interval) { return true }
    switch value.kind {
    case .variable(let name):
      return counting.contains(.variable(function: function, name))
    case .element(let list, _):
      guard case .list(let cell) = list.type else { return false }
      return counting.contains(.items(ObjectIdentifier(cell.root)))
    case .conditional(_, let then, let orElse):
      return counts(then, function) && counts(orElse, function)
    case .apply(let operation, let operands):
      guard operands.count == 2 else { return false }
      let (left, right) = (operands[0], operands[1])
      guard operation.form == .infix else { return false }
      switch operation.name {
      case "+", "+!":
        return counts(left, function) && right.isStep
          || left.isStep && counts(right, function)
      case "-", "-!": return counts(left, function) && right.isStep
      default: return false
      }
    default: return false
    }
  }

  // MARK: Without checks

  private func relaxed(
    _ instruction: Instruction, _ function: Int
  ) -> Instruction {
    instruction.mapping {
      relaxed($0, function)
    } _: { block in
      block.map { relaxed($0, function) }
    }
  }

  private func relaxed(_ value: Value, _ function: Int) -> Value {
    var result = value.mappingOperands { relaxed($0, function) }
    guard value.type.isInt,
      case .apply(let operation, let operands) = value.kind,
      operands.count == 2
    else { return result }
    let (left, right) = (operands[0], operands[1])
    let isWithin =
      counts(left, function) && right.isStart
      || left.isStart && counts(right, function)
    guard isWithin, let plain = Self.unchecked[operation],
      case .apply(_, let operands) = result.kind
    else { return result }
    result.kind = .apply(plain, operands)
    return result
  }

  private static let unchecked: [Operation: Operation] = [
    .infix("+!"): .infix("+"), .infix("-!"): .infix("-"),
  ]
}

extension Value {
  fileprivate var isStep: Bool {
    type.isInt && Interval.steps.contains(interval)
  }

  fileprivate var isStart: Bool {
    type.isInt && Interval.starts.contains(interval)
  }
}

extension KernelType {
  /// An int, or lists of ints, nested to any depth.
  fileprivate var isTable: Bool {
    switch self {
    case .int: true
    case .list(let cell): cell.type.isTable
    default: false
    }
  }
}
