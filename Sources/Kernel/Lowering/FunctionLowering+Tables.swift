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
      let constant = program.facts.tables[name]
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

extension Expression {
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
    default: return false
    }
  }
}
