import PythonSyntax

/// `self.handlers = {"add": self.add}`, made once and only called: what each
/// key stands for is known from the source.
extension ModuleFacts {
  mutating func noteMethodTables(_ module: Module) {
    var uses: [String: Int] = [:]
    module.body.visitExpressions { expression in
      switch expression.kind {
      case .attribute(_, let name): uses[name, default: 0] += 1
      case .call(let call):
        if case .subscript(let table, _) = call.function.kind,
          case .attribute(_, let name) = table.kind
        {
          uses[name, default: 0] -= 1
        }
      case .compare(_, let symbols, let rest):
        for (symbol, container) in zip(symbols, rest)
        where symbol == .in || symbol == .notIn {
          if case .attribute(_, let name) = container.kind {
            uses[name, default: 0] -= 1
          }
        }
      default: break
      }
    }
    noteClassTables(uses)
    for (className, facts) in classes where facts.refusal == nil {
      guard let maker = facts.methods["__init__"]?.function,
        let own = maker.parameters.all.first?.name
      else { continue }
      for statement in maker.body {
        guard case .assign(let targets, let value) = statement.kind,
          targets.count == 1,
          case .attribute(let owner, let name) =
            targets[0].kind,
          owner.kind == .name(own), uses[name] == 1,
          !classes.values.contains(where: {
            $0.defines(name) || $0.constants[name] != nil
          }),
          let entries = methods(in: value, of: className, own)
        else { continue }
        methodTables[name] = entries
      }
    }
  }

  /// `OPERATORS = {"+": operator.add}` in a class, likewise.
  private mutating func noteClassTables(_ uses: [String: Int]) {
    for (className, facts) in classes {
      for (name, value) in facts.constants
      where uses[name, default: 0] == 0 && !assignedAttributes.contains(name)
        && !changedClassAttributes.contains(name)
      {
        let others = classes.filter { $0.key != className }.values
        guard let entries = functions(in: value),
          !others.contains(where: {
            $0.defines(name) || $0.constants[name] != nil
          }),
          !classes.values.contains(where: {
            $0.assignedAttributes.contains(name)
          }),
          // What the class has of that name is not the module's.
          entries.flatMap({ $0.function.freeNames }).allSatisfy({
            !facts.defines($0) && facts.constants[$0] == nil
          })
        else { continue }
        classTables[name] = (className, entries)
      }
    }
  }

  /// The keys and the names of the methods.
  private func methods(
    in table: Expression, of className: String, _ own: String
  ) -> [(key: Expression, method: String)]? {
    guard case .dict(let keys, let values) = table.kind, !keys.isEmpty,
      let lineage = lineage(of: className)
    else { return nil }
    var entries: [(key: Expression, method: String)] = []
    for (key, value) in zip(keys, values) {
      guard let key, key.isTextOrInt, key.isText == keys[0]?.isText,
        !entries.contains(where: { $0.key.kind == key.kind }),
        case .attribute(let owner, let method) = value.kind,
        owner.kind == .name(own), lineage.method(method) != nil,
        !assignedAttributes.contains(method)
      else { return nil }
      entries.append((key, method))
    }
    return entries
  }
}
