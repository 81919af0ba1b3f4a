import PythonSyntax

extension FunctionLowering {
  /// A module's table of numbers, `GAPS = (701, 301, 132)`, as a list that is
  /// made once before the function's first statement. Nil where the
  /// expression names no such table.
  ///
  /// Only for uses that do not let the table out: its elements, its length.
  func table(_ expression: Expression) throws(Blocker) -> Value? {
    guard case .name(let name) = expression.kind,
      renamedName(name) == nil, !state.localNames.contains(name),
      let constant = program.facts.tables[name], !constant.isKeyed
    else { return nil }
    let cell = cell(at: constant.range)
    var items: [Value] = []
    for element in constant.elements {
      let item = try lower(element)
      try learnElement(cell, item, at: expression.range)
      items.append(item)
    }
    let variable = "table_" + name
    let type = KernelType.list(cell)
    if !prologue.contains(where: { $0.assigns(variable) }) {
      state.variables[variable] = VariableState(type: type)
      prologue.append(
        .assign(
          variable,
          Value(.list(items.map { converted($0, to: cell.type) }), type)))
    }
    return .variable(variable, type)
  }
}

extension FunctionLowering {
  /// A module's dict or set that nothing changes, made likewise.
  func keyedTable(
    _ constant: Expression, _ name: String
  ) throws(Blocker) -> Value? {
    guard program.facts.tables[name] == constant, constant.isKeyed else {
      return nil
    }
    let variable = "table_" + name
    let (instructions, value) = try capture { () throws(Blocker) in
      try lower(constant)
    }
    if !prologue.contains(where: { $0.assigns(variable) }) {
      state.variables[variable] = VariableState(type: value.type)
      prologue += instructions + [.assign(variable, value)]
    }
    return .variable(variable, value.type)
  }
}

extension Expression {
  /// A dict or a set.
  var isKeyed: Bool {
    switch kind {
    case .dict, .set: true
    default: false
    }
  }

  fileprivate var elements: [Expression] {
    switch kind {
    case .tuple(let values), .list(let values): values
    default: []
    }
  }

  /// A literal index or a slice: not worth a table.
  var isConstantIndex: Bool {
    switch kind {
    case .constant(.int), .slice: true
    case .unary(.minus, let operand): operand.isConstantIndex
    default: false
    }
  }

  /// A tuple or list of numbers, or of tuples of numbers.
  func isTable(in facts: ModuleFacts, depth: Int = 0) -> Bool {
    switch kind {
    case .tuple(let values), .list(let values):
      if case .list = kind, depth > 0 { return false }
      return !values.isEmpty && depth < 2
        && values.allSatisfy { value in
          value.isNumeric(in: facts) || value.isText
            || value.isTable(in: facts, depth: depth + 1)
        }
    case .dict(let keys, let values):
      // What is in it must not change either.
      return depth == 0 && !keys.isEmpty
        && (keys.map { $0 } + values.map { $0 }).allSatisfy { value in
          value?.isUnchanging(in: facts) ?? false
        }
    case .set(let values):
      return depth == 0 && values.allSatisfy { $0.isUnchanging(in: facts) }
    default: return false
    }
  }
  /// A number, a str, or a tuple of them.
  private func isUnchanging(in facts: ModuleFacts) -> Bool {
    if case .tuple(let values) = kind {
      return values.allSatisfy { $0.isUnchanging(in: facts) }
    }
    return isNumeric(in: facts) || isText
  }
}
