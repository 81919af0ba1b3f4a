import PythonSyntax

extension [Statement] {
  /// `if isinstance(x, int): x = Number(x)` as an assignment of what `x` is
  /// from there on: where its type is known, it is one thing or the other.
  var withTestedNames: [Statement] {
    map { statement in
      guard case .if(let test, let body, let orElse) = statement.kind,
        orElse.isEmpty, test.isTypeTest, body.count == 1,
        case .assign(let targets, let value) = body[0].kind,
        targets.count == 1, case .name(let name) = targets[0].kind,
        test.testedName == name
      else { return statement }
      let choice = Expression(
        .conditional(
          test: test, body: value,
          orElse: Expression(.name(name), targets[0].range)), value.range)
      return Statement(.assign(targets, choice), statement.range)
    }
  }
}

extension Expression {
  /// `isinstance(...)`, or `not isinstance(...)`.
  var isTypeTest: Bool { testedName != nil }

  /// The name of which such a test asks; empty where it is no name.
  fileprivate var testedName: String? {
    switch kind {
    case .unary(.not, let operand): return operand.testedName
    case .call(let call):
      guard case .name("isinstance") = call.function.kind else { return nil }
      if case .name(let name)? = call.arguments.first?.kind { return name }
      return ""
    default: return nil
    }
  }
}
