import PythonSyntax

extension Expression {
  /// The identifier, where the expression is one.
  var identifier: String? {
    if case .name(let name) = kind { return name }
    return nil
  }

  var call: Call? {
    if case .call(let call) = kind { return call }
    return nil
  }

  /// `receiver.name(...)`: the receiver and the method's name.
  var methodCall: (receiver: Expression, name: String, call: Call)? {
    guard case .call(let call) = kind,
      case .attribute(let receiver, let name) = call.function.kind
    else { return nil }
    return (receiver, name, call)
  }

  /// Every identifier read or written anywhere inside.
  var identifiers: Set<String> {
    var names: Set<String> = []
    visit { if let name = $0.identifier { names.insert(name) } }
    return names
  }

  func mentions(_ names: Set<String>) -> Bool {
    !identifiers.isDisjoint(with: names)
  }

  /// The names that assigning to this expression binds.
  var boundNames: Set<String> {
    switch kind {
    case .name(let name): [name]
    case .tuple(let items), .list(let items):
      items.reduce(into: []) { $0.formUnion($1.boundNames) }
    case .starred(let value): value.boundNames
    default: []
    }
  }

  var integer: Int64? {
    switch kind {
    case .constant(.int(let value, _)): value
    case .unary(.minus, let value): value.integer.map { -$0 }
    default: nil
    }
  }

  var isConstant: Bool {
    switch kind {
    case .constant: true
    case .unary(_, let value): value.isConstant
    default: false
    }
  }

  /// The expression in one spelling, whatever the source's spaces: for
  /// comparing two of them, and for showing short ones.
  var spelling: String {
    switch kind {
    case .name(let name): name
    case .attribute(let value, let name): "\(value.spelling).\(name)"
    case .subscript(let value, let index):
      "\(value.spelling)[\(index.spelling)]"
    case .binary(let left, let op, let right):
      "(\(left.spelling) \(op.symbol) \(right.spelling))"
    case .unary(.minus, let value): "-\(value.spelling)"
    case .constant(.int(_, let text)):
      integer.map(String.init) ?? text
    case .constant(.float(_, let text)): text
    case .constant(.bool(let value)): value ? "True" : "False"
    case .constant(.none): "None"
    case .constant(.string(let text)): "'\(text)'"
    case .tuple(let items):
      "(\(items.map(\.spelling).joined(separator: ", ")))"
    case .slice(let lower, let upper, let step):
      [lower, upper, step].map { $0?.spelling ?? "" }.joined(separator: ":")
    case .call(let call) where call.keywords.isEmpty:
      "\(call.function.spelling)("
        + call.arguments.map(\.spelling).joined(separator: ", ") + ")"
    default:
      "<\(range.line):\(range.column)-\(range.endLine):\(range.endColumn)>"
    }
  }
}

extension Statement {
  /// The names that the statement itself binds, not those of its blocks.
  var boundNames: Set<String> {
    switch kind {
    case .assign(let targets, _):
      targets.reduce(into: []) { $0.formUnion($1.boundNames) }
    case .augmentedAssign(let target, _, _): target.boundNames
    case .annotatedAssign(let target, _, .some): target.boundNames
    case .for(let loop): loop.target.boundNames
    case .with(let items, _, _):
      items.reduce(into: []) { $0.formUnion($1.target?.boundNames ?? []) }
    default: []
    }
  }
}
