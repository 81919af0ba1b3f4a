/// Makes names of lists within a list, such as `row = rows[i]`, stand for
/// where the items lie: nobody counts references to them then.
///
/// The outer list must be the caller's, so that it is there as long as the
/// call is, and nothing in the kernel may put another list into its place, or
/// change the length of the inner one.
struct RowViews {
  private let body: KernelFunctionBody
  private let counts: [String: Int]
  private var views: Set<String>

  static func apply(_ body: KernelFunctionBody) -> KernelFunctionBody {
    var pass = RowViews(body)
    var result = body
    result.body = pass.translated(body.body, items: [])
    result.views = pass.views
    return result
  }

  private init(_ body: KernelFunctionBody) {
    self.body = body
    views = body.views
    var counts: [String: Int] = [:]
    LoopUses.count(body.body, &counts)
    self.counts = counts
  }

  /// `items` are the names that loops around give to lists of the caller's.
  private mutating func translated(
    _ block: [Instruction], items: Set<String>
  ) -> [Instruction] {
    var result: [Instruction] = []
    for (index, instruction) in block.enumerated() {
      switch instruction {
      case .assign(let name, let row):
        let rest = Array(block[(index + 1)...])
        guard isSteady(row, items), isOnlyUsed(name, in: rest) else { break }
        views.insert(name)
        result.append(
          .assign(
            name,
            Value(
              .apply(
                .function("ListView", canFallBack: row.canFallBack), [row]),
              row.type)))
        continue
      case .for(let names, let source, let inner):
        var items = items
        if names.count == 1, case .items(let list) = source,
          holdsRows(list)
        {
          items.insert(names[0])
        }
        result.append(
          .for(names, source, translated(inner, items: items)))
        continue
      default: break
      }
      result.append(
        instruction.mappingBlocks {
          translated($0, items: items)
        })
    }
    return result
  }

  /// A list of the caller's whose items stay the lists that they are.
  private func holdsRows(_ list: Value) -> Bool {
    guard case .variable(let name) = list.kind,
      case .list(let cell) = list.type, case .list(let inner) = cell.type
    else { return false }
    return body.parameters.contains { $0.name == name }
      && counts[name] == nil && !cell.isMutated && !cell.isResized
      && !inner.isResized
  }

  private func isSteady(_ row: Value, _ items: Set<String>) -> Bool {
    switch row.kind {
    case .element(let list, _): holdsRows(list)
    case .variable(let name): items.contains(name) && row.type.isList
    default: false
    }
  }

  /// The name has no other value, and stands for items wherever it is used.
  private func isOnlyUsed(_ name: String, in rest: [Instruction]) -> Bool {
    counts[name] == 1 && !body.flagged.contains(name)
      && body.parameters.allSatisfy { $0.name != name }
      && uses(name, in: rest) == uses(name, in: body.body)
      && rest.allSatisfy { !passesOn(name, $0) }
  }

  private func uses(_ name: String, in block: [Instruction]) -> Int {
    block.reduce(0) { sum, instruction in
      sum + instruction.values.reduce(0) { $0 + uses(name, in: $1) }
        + instruction.blocks.reduce(0) { $0 + uses(name, in: $1) }
    }
  }

  private func uses(_ name: String, in value: Value) -> Int {
    (value.isVariable(name) ? 1 : 0)
      + value.operands.reduce(0) { $0 + uses(name, in: $1) }
  }

  private func passesOn(_ name: String, _ instruction: Instruction) -> Bool {
    if case .store(let list, let index, let value) = instruction,
      list.isVariable(name)
    {
      return passesOn(name, index) || passesOn(name, value)
    }
    return instruction.values.contains { passesOn(name, $0) }
      || instruction.blocks.contains { $0.contains { passesOn(name, $0) } }
  }

  private func passesOn(_ name: String, _ value: Value) -> Bool {
    switch value.kind {
    case .element(let list, let index) where list.isVariable(name):
      passesOn(name, index)
    case .count(let list) where list.isVariable(name): false
    case .variable(name): true
    default: value.operands.contains { passesOn(name, $0) }
    }
  }
}
