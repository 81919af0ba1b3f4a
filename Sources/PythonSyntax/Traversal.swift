extension Statement {
  /// The statements directly inside, by block (body, else, handlers...). The
  /// bodies of functions and classes are included.
  package var blocks: [[Statement]] {
    switch kind {
    case .classDefinition(let definition): [definition.body]
    case .for(let loop): [loop.body, loop.orElse]
    case .function(let function): [function.body]
    case .if(_, let body, let orElse): [body, orElse]
    case .match(_, let cases): cases.map(\.body)
    case .try(let statement):
      [statement.body] + statement.handlers.map(\.body)
        + [statement.orElse, statement.finally]
    case .while(let loop): [loop.body, loop.orElse]
    case .with(_, let body, _): [body]
    default: []
    }
  }

  /// The expressions that belong to the statement itself, not to its blocks.
  package var expressions: [Expression] {
    switch kind {
    case .annotatedAssign(let target, let annotation, let value):
      [target, annotation] + [value].compactMap(\.self)
    case .assert(let test, let message): [test] + [message].compactMap(\.self)
    case .assign(let targets, let value): targets + [value]
    case .augmentedAssign(let target, _, let value): [target, value]
    case .classDefinition(let definition):
      definition.decorators + definition.bases
        + definition.keywords.map(\.value)
    case .delete(let targets): targets
    case .expression(let value): [value]
    case .for(let loop): [loop.target, loop.iterable]
    case .function(let function):
      function.decorators + function.parameters.defaults
        + function.parameters.keywordDefaults.compactMap(\.self)
    case .if(let test, _, _): [test]
    case .match(let subject, let cases):
      [subject] + cases.compactMap(\.guard)
    case .raise(let value, let cause): [value, cause].compactMap(\.self)
    case .return(let value): [value].compactMap(\.self)
    case .try(let statement): statement.handlers.compactMap(\.type)
    case .while(let loop): [loop.test]
    case .with(let items, _, _):
      items.flatMap { [$0.context] + [$0.target].compactMap(\.self) }
    case .break, .continue, .global, .import, .importFrom, .nonlocal, .pass,
      .other:
      []
    }
  }
}

extension Expression {
  /// The expressions directly inside, in source order.
  package var children: [Expression] {
    switch kind {
    case .attribute(let value, _), .await(let value), .starred(let value),
      .unary(_, let value), .yieldFrom(let value):
      [value]
    case .binary(let left, _, let right): [left, right]
    case .boolean(_, let values), .formattedString(let values),
      .list(let values), .set(let values), .tuple(let values):
      values
    case .call(let call):
      [call.function] + call.arguments + call.keywords.map(\.value)
    case .compare(let first, _, let rest): [first] + rest
    case .comprehension(let comprehension):
      [comprehension.element] + [comprehension.value].compactMap(\.self)
        + comprehension.clauses.flatMap {
          [$0.target, $0.iterable] + $0.conditions
        }
    case .conditional(let test, let body, let orElse): [body, test, orElse]
    case .dict(let keys, let values): keys.compactMap(\.self) + values
    case .formatted(let value, _, let specification):
      [value] + [specification].compactMap(\.self)
    case .lambda(let parameters, let body): parameters.defaults + [body]
    case .named(let target, let value): [target, value]
    case .slice(let lower, let upper, let step):
      [lower, upper, step].compactMap(\.self)
    case .subscript(let value, let index): [value, index]
    case .yield(let value): [value].compactMap(\.self)
    case .constant, .name, .other: []
    }
  }

  /// This expression and all inside it, outermost first.
  package func visit(_ body: (Expression) -> Void) {
    body(self)
    for child in children { child.visit(body) }
  }

  /// This expression or one inside it is as asked.
  package func contains(where condition: (Expression) -> Bool) -> Bool {
    condition(self) || children.contains { $0.contains(where: condition) }
  }

  /// There is a `yield` in it.
  package var yields: Bool {
    contains {
      switch $0.kind {
      case .yield, .yieldFrom: true
      default: false
      }
    }
  }
}

extension [Statement] {
  /// Every statement in the blocks, nested functions and classes included.
  package func visitStatements(_ body: (Statement) -> Void) {
    for statement in self {
      body(statement)
      for block in statement.blocks { block.visitStatements(body) }
    }
  }

  /// Every statement of the function itself, not those of the functions and
  /// classes inside.
  package func visitOwnStatements(_ body: (Statement) -> Void) {
    for statement in self {
      body(statement)
      switch statement.kind {
      case .function, .classDefinition: break
      default: for block in statement.blocks { block.visitOwnStatements(body) }
      }
    }
  }

  /// There is a `yield` of the function itself.
  package var yields: Bool {
    var found = false
    visitOwnStatements { statement in
      found = found || statement.expressions.contains(where: \.yields)
    }
    return found
  }

  /// Every expression in the blocks, nested functions and classes included.
  package func visitExpressions(_ body: (Expression) -> Void) {
    visitStatements { statement in
      for expression in statement.expressions { expression.visit(body) }
    }
  }
}

extension FunctionDefinition {
  /// The body yields, nested functions left out.
  package var isGenerator: Bool { body.yields }
}
