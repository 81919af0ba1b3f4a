/// A loop that several threads share, as far as it is not in its block.
struct Share {
  /// How the ints of two threads become one.
  enum Union: Int {
    case sum = 0
    case least = 1
    case greatest = 2
  }

  /// What is run by each thread, and where a part of it begins and ends.
  var work: String
  var firstName: String
  var endName: String
  /// A thread's numbers, and those of all.
  var own: String
  var numbers: String
  var first: Value
  var end: Value
  /// The numbers' values before the loop, what they are called in it, and how
  /// those of threads are joined.
  var starts: [Value]
  var results: [String]
  var unions: [Union]
  /// What is stored is nothing that is read.
  var isApart: Value

  var values: [Value] { [first, end, isApart] + starts }

  /// Names that are declared by the loop itself.
  var names: [String] { [work, firstName, endName, own, numbers] }

  func mapping(_ change: (Value) -> Value) -> Share {
    var result = self
    result.first = change(first)
    result.end = change(end)
    result.starts = starts.map(change)
    result.isApart = change(isApart)
    return result
  }
}

/// The places at which the passes of a loop store.
struct SharedStores {
  /// Decides that no view that is stored into is of what another view reads.
  private(set) var isApart = Value.bool(true)

  private var stored: [String: (list: Value, offset: Int)] = [:]
  private var others: [String: Value] = [:]

  /// Nil where passes may store at one place, or one may read what another
  /// stores.
  init?(_ item: String, _ body: [Instruction]) {
    let uses = LoopUses(item, body)
    for instruction in body {
      guard note(instruction, uses) else { return nil }
    }
    for instruction in body {
      guard look(instruction, uses) else { return nil }
    }
    for (name, place) in stored.sorted(by: { $0.key < $1.key }) {
      if uses.assigned.contains(name) { return nil }
      for (other, view) in others.sorted(by: { $0.key < $1.key })
      where other != name && place.list.mayBe(view) {
        // A row, which may be another in each pass.
        if uses.assigned.contains(other) { return nil }
        let test = Value(
          .apply(
            .function("areApart", canFallBack: false), [place.list, view]),
          .bool)
        isApart = Value(.and(isApart, test), .bool)
      }
    }
  }

  private mutating func note(
    _ instruction: Instruction, _ uses: LoopUses
  ) -> Bool {
    if case .store(let list, let index, _) = instruction {
      guard case .variable(let name) = list.kind,
        let offset = uses.offset(index.withoutBounds)
      else { return false }
      if let known = stored[name], known.offset != offset { return false }
      stored[name] = (list, offset)
    }
    for block in instruction.blocks {
      for inner in block where !note(inner, uses) { return false }
    }
    return true
  }

  private mutating func look(
    _ instruction: Instruction, _ uses: LoopUses
  ) -> Bool {
    if case .store(let list, let index, let value) = instruction {
      if case .variable(let name) = list.kind { others[name] = list }
      guard look(index, uses), look(value, uses) else { return false }
    } else {
      for value in instruction.values where !look(value, uses) {
        return false
      }
    }
    for block in instruction.blocks {
      for inner in block where !look(inner, uses) { return false }
    }
    return true
  }

  private mutating func look(_ value: Value, _ uses: LoopUses) -> Bool {
    switch value.kind {
    case .count: return true
    case .element(let list, let index):
      guard case .variable(let name) = list.kind else { return false }
      if let place = stored[name],
        uses.offset(index.withoutBounds) != place.offset
      {
        return false
      }
      others[name] = list
      return look(index, uses)
    case .variable(let name):
      // Gone through, or passed on.
      if !value.type.hasItems { return true }
      others[name] = value
      return stored[name] == nil
    default: return value.operands.allSatisfy { look($0, uses) }
    }
  }
}

/// The ints that the passes of a loop add up, or take the extremes of.
struct SharedTotals {
  static let most = 4

  private(set) var unions: [String: Share.Union] = [:]
  private var spoiled: Set<String> = []
  private let variables: [String: KernelType]

  init(_ body: [Instruction], _ variables: [String: KernelType]) {
    self.variables = variables
    for instruction in body { visit(instruction) }
    for name in spoiled { unions[name] = nil }
  }

  private mutating func visit(_ instruction: Instruction) {
    if let (name, union, values) = total(instruction),
      unions[name] ?? union == union
    {
      unions[name] = union
      for value in values { visit(value) }
      return
    }
    switch instruction {
    case .assign(let name, _): spoiled.insert(name)
    case .for(let names, _, _): spoiled.formUnion(names)
    default: break
    }
    for value in instruction.values { visit(value) }
    for block in instruction.blocks {
      for inner in block { visit(inner) }
    }
  }

  private mutating func visit(_ value: Value) {
    if case .variable(let name) = value.kind { spoiled.insert(name) }
    for operand in value.operands { visit(operand) }
  }

  /// The name that the instruction does nothing but add to, and what it adds.
  private func total(
    _ instruction: Instruction
  ) -> (String, Share.Union, [Value])? {
    switch instruction {
    case .assign(let name, let value):
      guard variables[name]?.isInt == true else { return nil }
      if let added = value.added(to: name) { return (name, .sum, [added]) }
      if let (union, other) = value.extreme(of: name) {
        return (name, union, [other])
      }
      return nil
    case .if(let test, let then, let orElse):
      let rest = then.filter { !$0.isComment }
      guard orElse.allSatisfy(\.isComment), rest.count == 1,
        case .assign(let name, let value) = rest[0],
        variables[name]?.isInt == true,
        let (union, other) = test.comparison(with: name),
        value.isVariable, value.type.isInt, value.isSame(as: other)
      else { return nil }
      return (name, union, [other])
    default: return nil
    }
  }
}

extension Value {
  fileprivate var withoutBounds: Value {
    if case .inBounds(let index) = kind { return index }
    return self
  }

  fileprivate var isVariable: Bool {
    if case .variable = kind { true } else { false }
  }

  /// The same variable.
  fileprivate func isSame(as other: Value) -> Bool {
    guard case .variable(let name) = kind else { return false }
    return other.isVariable(name)
  }

  /// Both may be of one list, which the caller may pass twice, or of one
  /// buffer's memory.
  fileprivate func mayBe(_ other: Value) -> Bool {
    switch (type, other.type) {
    case (.list(let left), .list(let right)): left.kind == right.kind
    case (.buffer, .buffer): true
    default: false
    }
  }

  /// Of `name + value` and `name - value`, what is added.
  fileprivate func added(to name: String) -> Value? {
    guard type.isInt, case .apply(let operation, let operands) = kind,
      operation.form == .infix, operands.count == 2,
      operands.allSatisfy(\.type.isInt)
    else { return nil }
    let (left, right) = (operands[0], operands[1])
    switch operation.name {
    case "+", "+!":
      if left.isVariable(name), !right.uses(name) { return right }
      return right.isVariable(name) && !left.uses(name) ? left : nil
    case "-", "-!":
      return left.isVariable(name) && !right.uses(name) ? right : nil
    default: return nil
    }
  }

  /// Of `name < value` and its like, what the larger or smaller of both is
  /// taken by, and the value.
  fileprivate func comparison(with name: String) -> (Share.Union, Value)? {
    guard case .apply(let operation, let operands) = kind,
      operation.form == .infix, operands.count == 2,
      operands.allSatisfy(\.type.isInt)
    else { return nil }
    let isFirst = operands[0].isVariable(name)
    let other = operands[isFirst ? 1 : 0]
    guard isFirst || operands[1].isVariable(name), !other.uses(name) else {
      return nil
    }
    switch operation.name {
    case "<", "<=": return (isFirst ? .greatest : .least, other)
    case ">", ">=": return (isFirst ? .least : .greatest, other)
    default: return nil
    }
  }

  /// Of the larger or smaller of the variable and a value, the value.
  fileprivate func extreme(of name: String) -> (Share.Union, Value)? {
    guard case .conditional(let test, let then, let orElse) = kind,
      case .apply(let operation, let operands) = test.kind,
      let (_, other) = test.comparison(with: name), other.isVariable,
      operands[0].isSame(as: then), operands[1].isSame(as: orElse)
    else { return nil }
    return (operation.name.hasPrefix(">") ? .greatest : .least, other)
  }
}

extension KernelType {
  fileprivate var hasItems: Bool {
    switch self {
    case .list, .buffer: true
    default: false
    }
  }
}

extension Instruction {
  fileprivate var isComment: Bool {
    if case .comment = self { true } else { false }
  }

  /// With other names for some that have no view.
  func renaming(_ names: [String: String]) -> Instruction {
    func renamed(_ value: Value) -> Value {
      if case .variable(let name) = value.kind, let other = names[name] {
        return .variable(other, value.type, value.interval)
      }
      return value.mappingOperands(renamed)
    }
    if case .assign(let name, let value) = self {
      return .assign(names[name] ?? name, renamed(value))
    }
    return mapping(renamed) { block in block.map { $0.renaming(names) } }
  }
}
