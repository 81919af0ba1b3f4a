/// What a loop does with lists, as far as it matters to where they lie in
/// memory.
struct ListUses {
  /// Every name that the loop gives a value.
  private(set) var assigned: Set<String> = []
  /// The variables that are lists, by what the lists are in Swift: two of one
  /// kind may be one list, whatever the names say, because the caller may pass
  /// the same list twice.
  private(set) var names: [String: Set<String>] = [:]
  private(set) var types: [String: ElementCell] = [:]
  /// Variables whose elements are looked at.
  private(set) var indexed: Set<String> = []
  /// Buffers whose elements are looked at, and lists and buffers that are gone
  /// through.
  private(set) var buffers: Set<String> = []
  private(set) var iterated: Set<String> = []
  /// The loop writes to memory, so that what a list says of itself could have
  /// changed as far as the compiler knows.
  private(set) var stores = false
  /// Variables used as anything but `list[i]`, `len(list)`, `for x in list` or
  /// `list.append(item)`.
  private(set) var passedOn: Set<String> = []
  /// How often the text of the loop appends to a variable.
  private(set) var appends: [String: Int] = [:]
  private(set) var callees: Set<String> = []
  private(set) var returns = false
  /// It may leave for a place other than its own end.
  private(set) var leavesFar = false
  /// Kinds of lists that are held by something other than a variable.
  private(set) var heldElsewhere: Set<String> = []
  /// Kinds of lists with which something unknown is done.
  private(set) var unknown: Set<String> = []
  private var labels: Set<String> = []
  private let made: Set<String>

  /// `made` are the names that stand for the memory of lists already.
  init(_ loop: Instruction, made: Set<String>) {
    self.made = made
    visit(loop)
  }

  /// What leaves a list as long as it is.
  private static let harmless: Set<String> = [
    "contains", "occurrences", "index", "copy", "plainCopy", "slice", "joined",
    "repeated", "isSameContainer", "keep",
  ]

  private mutating func visit(_ instruction: Instruction) {
    switch instruction {
    case .assign(let name, let value):
      assigned.insert(name)
      visit(value)
    case .declare(let name): assigned.insert(name)
    case .evaluate(let value):
      if let (name, cell, item) = value.appendedItem {
        if !made.contains(name) {
          note(name, cell)
          appends[name, default: 0] += 1
        }
        stores = true
        visit(item)
      } else {
        visit(value)
      }
    case .store(let list, let index, let value):
      stores = true
      look(at: list, isElement: true)
      visit(index)
      visit(value)
    case .for(let names, .items(let list), _):
      assigned.formUnion(names)
      visitItems(list)
    case .for(let names, _, _):
      assigned.formUnion(names)
      for value in instruction.values { visit(value) }
    case .return(let value):
      returns = true
      if let value { visit(value) }
    case .leave(let label?):
      if !labels.contains(label) { leavesFar = true }
    case .block(let label, _): labels.insert(label)
    default:
      for value in instruction.values { visit(value) }
    }
    for block in instruction.blocks {
      for inner in block { visit(inner) }
    }
  }

  private mutating func visit(_ value: Value) {
    if case .list(let cell) = value.type {
      if case .variable(let name) = value.kind {
        if !made.contains(name) {
          note(name, cell)
          passedOn.insert(name)
        }
      } else {
        heldElsewhere.insert(cell.kind)
      }
    }
    switch value.kind {
    case .element(let list, let index):
      look(at: list, isElement: true)
      visit(index)
      return
    case .count(let list):
      look(at: list, isElement: false)
      return
    case .apply(let operation, let operands)
    where !Self.harmless.contains(operation.name):
      for operand in operands {
        for cell in operand.type.cells {
          unknown.insert(cell.kind)
        }
      }
    case .call(let name, _): callees.insert(name)
    default: break
    }
    for operand in value.operands { visit(operand) }
  }

  /// What a loop goes through: another loop may not change its length.
  private mutating func visitItems(_ list: Value) {
    guard case .variable(let name) = list.kind, case .list(let cell) = list.type
    else {
      visit(list)
      return
    }
    if made.contains(name) { return }
    note(name, cell)
    iterated.insert(name)
  }

  private mutating func look(at list: Value, isElement: Bool) {
    if isElement, case .buffer(let type) = list.type, type.owner != .numpy,
      case .variable(let name) = list.kind, !made.contains(name)
    {
      buffers.insert(name)
      return
    }
    guard case .list(let cell) = list.type,
      case .variable(let name) = list.kind
    else {
      visit(list)
      return
    }
    if made.contains(name) { return }
    note(name, cell)
    if isElement { indexed.insert(name) }
  }

  private mutating func note(_ name: String, _ cell: ElementCell) {
    names[cell.kind, default: []].insert(name)
    types[name] = cell.root
  }
}

extension Value {
  /// Of `list.append(item)`, the variable, its cell and the item.
  var appendedItem: (name: String, cell: ElementCell, item: Value)? {
    guard case .apply(let operation, let operands) = kind,
      operation.name == "append", operation.form == .method,
      operands.count == 2, case .variable(let name) = operands[0].kind,
      case .list(let cell) = operands[0].type
    else { return nil }
    return (name, cell, operands[1])
  }
}

extension ElementCell {
  /// What a list of such elements is in Swift.
  var kind: String { KernelType.list(self).swiftName }
}

extension KernelType {
  /// Values that can be copied and forgotten bit by bit.
  var isBits: Bool {
    switch self {
    case .bool, .int, .word, .float, .letter, .number, .complex: true
    case .optional(let type): type.isBits
    case .tuple(let types): types.allSatisfy(\.isBits)
    default: false
    }
  }
}
