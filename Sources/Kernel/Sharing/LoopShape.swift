// What loops look like, as far as it matters to sharing them.

extension Instruction {
  /// How often the name occurs.
  func count(of name: String) -> Int {
    var count = values.reduce(0) { $0 + $1.count(of: name) }
    switch self {
    case .assign(name, _), .declare(name), .requireBound(name): count += 1
    case .for(let names, _, _): count += names.filter { $0 == name }.count
    default: break
    }
    return blocks.joined().reduce(count) { $0 + $1.count(of: name) }
  }

  var isLoop: Bool {
    switch self {
    case .for, .while: true
    default: false
    }
  }

  /// It takes more than some instructions.
  var isLong: Bool {
    switch self {
    case .for, .while: true
    default:
      values.contains(where: \.calls)
        || blocks.contains { $0.contains(where: \.isLong) }
    }
  }

  func calls(_ functions: Set<String>) -> Bool {
    values.contains { $0.calls(functions) }
      || blocks.contains { $0.contains { $0.calls(functions) } }
  }

  /// What comes after it in the pass may not run.
  var continues: Bool {
    switch self {
    case .next: true
    case .for, .while: false
    default: blocks.contains { $0.contains(where: \.continues) }
    }
  }

  /// It leaves for a place outside of the labels, and of loops.
  func leaves(within labels: Set<String>, inLoop: Bool = false)
    -> Bool
  {
    switch self {
    case .return: return true
    case .leave(nil): return !inLoop
    case .leave(let label?): return !labels.contains(label)
    case .for, .while:
      return blocks.contains { block in
        block.contains { $0.leaves(within: labels, inLoop: true) }
      }
    case .block(let label, let inner):
      return inner.contains {
        $0.leaves(within: labels.union([label]), inLoop: inLoop)
      }
    default:
      return blocks.contains { block in
        block.contains { $0.leaves(within: labels, inLoop: inLoop) }
      }
    }
  }
}

extension Value {
  func isAny(of names: Set<String>) -> Bool {
    if case .variable(let name) = kind { return names.contains(name) }
    return operands.contains { $0.isAny(of: names) }
  }

  func count(of name: String) -> Int {
    operands.reduce(isVariable(name) ? 1 : 0) { $0 + $1.count(of: name) }
  }

  var calls: Bool {
    if case .call = kind { return true }
    return operands.contains(where: \.calls)
  }

  func calls(_ functions: Set<String>) -> Bool {
    if case .call(let name, _) = kind, functions.contains(name) { return true }
    return operands.contains { $0.calls(functions) }
  }

  /// Of a list that an item is appended to, both.
  var grown: (list: Value, item: Value)? {
    guard case .apply(let operation, let operands) = kind,
      operation.form == .method, operands.count == 2,
      ["append", "appendReserved"].contains(operation.name)
    else { return nil }
    return (operands[0], operands[1])
  }
}
