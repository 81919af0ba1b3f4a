/// Lets a list that a loop makes anew in each pass, as `row = other[:]` does,
/// keep the memory that it had in the pass before.
///
/// Nothing else may know the list: it is only indexed, changed by its own
/// methods and gone through, and every value that the name gets is a new list.
struct ListReuse {
  private let body: KernelFunctionBody
  /// Names of lists that something else may know.
  private var known: Set<String>
  private var makers: [String: Int] = [:]

  static func apply(_ body: KernelFunctionBody) -> KernelFunctionBody {
    var pass = ListReuse(body: body, known: Set(body.parameters.map(\.name)))
    pass.known.formUnion(body.flagged)
    pass.known.formUnion(body.views)
    for instruction in body.body { pass.visit(instruction, inLoop: false) }
    let own = Set(pass.makers.keys).subtracting(pass.known)
    if own.isEmpty { return body }
    var result = body
    result.body = body.body.map { refilling($0, own) }
    for name in own.sorted() {
      result.body.insert(
        .assign(name, Value(.list([]), body.variables[name] ?? .unknown)),
        at: pass.start(of: name))
    }
    return result
  }

  private init(body: KernelFunctionBody, known: Set<String>) {
    self.body = body
    self.known = known
  }

  /// The list is made just before the one loop that uses it, or first of all.
  private func start(of name: String) -> Int {
    let users = body.body.indices.filter { index in
      body.body[index].uses(name)
    }
    guard users.count == 1, body.body[users[0]].isLoop else { return 0 }
    return users[0]
  }

  // MARK: What the names are used for

  /// Methods that tell nobody of the list.
  private static let ownMethods: Set<String> = [
    "append", "clear", "contains", "copy", "index", "insert", "occurrences",
    "plainCopy", "pop", "replaceWithOwn", "reverse", "slice",
  ]

  private mutating func visit(_ instruction: Instruction, inLoop: Bool) {
    switch instruction {
    case .assign(let name, let value):
      if body.variables[name]?.isRefillable != true
        || Self.refill(name, value) == nil
      {
        known.insert(name)
      } else if inLoop {
        makers[name, default: 0] += 1
      }
      visit(value)
    case .declare(let name): known.insert(name)
    case .store(let list, let index, let value):
      visit(owner: list)
      visit(index)
      visit(value)
    case .for(let names, let source, let inner):
      known.formUnion(names)
      if case .items(let list) = source, case .variable(let name) = list.kind {
        // Python goes on through the old list where the name gets another.
        if inner.contains(where: { $0.assignsAnywhere(name) }) {
          known.insert(name)
        }
      } else {
        for value in source.operands { visit(value) }
      }
    default: for value in instruction.values { visit(value) }
    }
    let isLoop = inLoop || instruction.isLoop
    for block in instruction.blocks {
      for inner in block { visit(inner, inLoop: isLoop) }
    }
  }

  private mutating func visit(owner: Value) {
    if case .variable = owner.kind { return }
    visit(owner)
  }

  private mutating func visit(_ value: Value) {
    switch value.kind {
    case .variable(let name): known.insert(name)
    case .element(let list, let index):
      visit(owner: list)
      visit(index)
    case .count(let list): visit(owner: list)
    case .apply(let operation, let operands)
    where operation.form == .method
      && Self.ownMethods.contains(operation.name):
      visit(owner: operands[0])
      for operand in operands.dropFirst() { visit(operand) }
    default: for operand in value.operands { visit(operand) }
    }
  }

  // MARK: Filling again

  /// `name = value` as a change of the list that the name has; nil where the
  /// value is no new list, or is made of the old one.
  private static func refill(_ name: String, _ value: Value) -> Instruction? {
    guard !value.uses(name) else { return nil }
    let list = Value.variable(name, value.type)
    switch value.kind {
    case .apply(let operation, let operands)
    where operation.form == .method && operation.name == "slice"
      && operands[0].type.isList:
      return .evaluate(
        Value(.apply(.method("takeSlice"), [list] + operands), .none))
    case .repeated(let item, let count):
      return .evaluate(
        Value(.apply(.method("takeItems"), [list, item, count]), .none))
    default: return nil
    }
  }

  private static func refilling(
    _ instruction: Instruction, _ own: Set<String>
  ) -> Instruction {
    if case .assign(let name, let value) = instruction, own.contains(name),
      let refill = refill(name, value)
    {
      return refill
    }
    return instruction.mappingBlocks { block in
      block.map { refilling($0, own) }
    }
  }
}

extension KernelType {
  /// Lists that can change their length, of items that are bits.
  fileprivate var isRefillable: Bool {
    if case .list(let cell) = self { return cell.isResized && cell.type.isBits }
    return false
  }
}

extension Instruction {
  fileprivate func assignsAnywhere(_ name: String) -> Bool {
    if case .assign(name, _) = self { return true }
    return blocks.contains { $0.contains { $0.assignsAnywhere(name) } }
  }

  fileprivate func uses(_ name: String) -> Bool {
    assignsAnywhere(name) || values.contains { $0.uses(name) }
      || blocks.contains { $0.contains { $0.uses(name) } }
  }
}
