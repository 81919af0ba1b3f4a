import PythonSyntax

/// Variables of the module, and of classes, that are no constants: kernels
/// look at them as at attributes of an instance that is always there.
extension ClassTable {
  /// What holds the module's variables.
  var moduleVariables: ClassCell {
    holder(named: "<module>", kind: .module) { [unowned self] name in
      joined(
        (facts.variables[name] ?? []).map { evident($0, in: nil) }
          + [observed(name, in: "<module>")])
    }
  }

  /// What holds the variables of a class.
  func variables(of className: String) -> ClassCell {
    holder(named: className, kind: .classItself) { [unowned self] name in
      if facts.classes[className]?.members?[name] != nil {
        return cell(named: className).flatMap(instanceType)
      }
      let own = facts.classes[className]?.constants[name]
      let later = facts.classVariables[className]?[name] ?? []
      return joined(
        ((own.map { [$0] } ?? []) + later).map { evident($0, in: nil) })
    }
  }

  /// The type of the values of an `Enum`'s members; nil where they differ.
  func typeOfValues(_ members: [String: Expression]) -> KernelType? {
    let types = members.values.map { evident($0, in: nil) }
    guard let first = types.first ?? nil,
      types.allSatisfy({ $0?.isSame(as: first) ?? false })
    else { return nil }
    return first
  }

  private func joined(_ types: [KernelType?]) -> KernelType? {
    var result: KernelType?
    for case let type? in types {
      result = result.map { $0.joined(with: type) ?? $0 } ?? type
    }
    return result
  }

  private func holder(
    named name: String, kind: ClassFacts.Kind,
    evidence: @escaping (String) -> KernelType?
  ) -> ClassCell {
    let key = "variables of \(name)"
    if let cell = cells[key] { return cell }
    let range = SourceRange(line: 1, column: 0, endLine: 1, endColumn: 0)
    var holder = ClassFacts(
      ClassDefinition(name: name, bases: [], body: []), range)
    holder.kind = kind
    let stem = kind == .module ? "Module" : "\(name)_"
    let cell = ClassCell(
      [[holder]], swiftName: unused("\(stem)Variables"), evidence: evidence,
      wish: { _, _ in })
    cells[key] = cell
    return cell
  }
}

extension ClassCell {
  /// It holds variables, and is no class of instances.
  var holdsVariables: Bool {
    lineage[0].kind == .module || lineage[0].kind == .classItself
  }

  /// What functions call what holds the variables: no name of Python's.
  var variableName: String { "the\(swiftName)" }
}
