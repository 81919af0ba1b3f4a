/// The ints and bools that the passes of a loop do nothing with but add to
/// them, or take the extremes of: what several threads have found of them can
/// be joined in any order.
///
/// Floats are not among them: their sum depends on the order.
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
    if let (name, union, values) = total(instruction) {
      if unions[name] ?? union != union { spoiled.insert(name) }
      unions[name] = union
      for value in values { visit(value) }
      return
    }
    switch instruction {
    case .assign(let name, _), .declare(let name), .requireBound(let name):
      spoiled.insert(name)
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
      switch variables[name] {
      case .int:
        if let added = value.added(to: name) { return (name, .sum, [added]) }
        return value.extreme(of: name).map { (name, $0, [$1]) }
      case .bool: return value.flag(name).map { (name, $0, $1) }
      default: return nil
      }
    case .if(let test, let then, let orElse):
      let rest = then.filter { !$0.isComment }
      guard orElse.allSatisfy(\.isComment), rest.count == 1,
        case .assign(let name, let value) = rest[0],
        variables[name]?.isInt == true,
        let (union, other) = test.comparison(with: name),
        value.type.isInt, value.isSame(as: other)
      else { return nil }
      return (name, union, [other])
    default: return nil
    }
  }
}

extension Value {
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
    guard type.isInt, case .conditional(let test, let then, let orElse) = kind,
      case .apply(let operation, let operands) = test.kind,
      let (_, other) = test.comparison(with: name), other.isSame(as: other),
      operands[0].isSame(as: then), operands[1].isSame(as: orElse)
    else { return nil }
    return (operation.name.hasPrefix(">") ? .greatest : .least, other)
  }

  /// Of what makes a flag true, or false, and never the other: which, and the
  /// condition.
  fileprivate func flag(_ name: String) -> (Share.Union, [Value])? {
    switch kind {
    case .bool(let value): return (value ? .greatest : .least, [])
    case .or(let left, let right)
    where left.isVariable(name) && !right.uses(name):
      return (.greatest, [right])
    case .and(let left, let right)
    where left.isVariable(name) && !right.uses(name):
      return (.least, [right])
    default: return nil
    }
  }
}
