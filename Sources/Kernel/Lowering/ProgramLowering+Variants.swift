import PythonSyntax

/// A function that asks of what type its arguments are has a translation for
/// each kind of them: `vector * 2` and `vector * vector` are two.
extension ProgramLowering {
  /// The translation for such values; nil where their types are not known yet.
  func variant(
    of callee: FunctionState, for values: [Value]
  ) -> FunctionState? {
    guard !callee.tested.isEmpty, !isEntry(callee) else { return callee }
    var kinds: [String] = []
    for (name, value) in zip(callee.parameterNames, values)
    where callee.tested.contains(name) {
      guard let kind = value.type.testedKind else { return nil }
      kinds.append(kind)
    }
    var whole = "\(callee.name)__for__\(kinds.joined(separator: "__"))"
    while facts.boundNames.contains(whole) { whole += "_" }
    if !callee.isTemplate {
      callee.isTemplate = true
      hasChanged = true
    }
    return nestedState(whole) { FunctionState(whole, like: callee, in: facts) }
  }
}

extension KernelType {
  /// What tells the translations of a function apart: as much of the type as
  /// `isinstance` may ask for.
  fileprivate var testedKind: String? {
    switch self {
    case .unknown: nil
    case .none: "None"
    case .bool: "bool"
    case .int, .word: "int"
    case .float: "float"
    case .text, .letter: "str"
    case .bytes: "bytes"
    case .list: "list"
    case .tuple, .sequence: "tuple"
    case .dict: "dict"
    case .set: "set"
    case .object(let type), .named(let type, _): type.swiftName
    default: "any"
    }
  }
}

extension FunctionDefinition {
  /// The parameters of which some `isinstance` asks for the type.
  var testedParameters: Set<String> {
    let own = Set(parameters.all.map(\.name))
    var names: Set<String> = []
    body.visitExpressions { expression in
      guard case .call(let call) = expression.kind,
        call.function.kind == .name("isinstance"),
        case .name(let name)? = call.arguments.first?.kind, own.contains(name)
      else { return }
      names.insert(name)
    }
    return names
  }
}
