import PythonSyntax

extension Expression {
  /// The tree with some parts replaced: where `change` gives something, it
  /// stands for that part, and what is inside is left to it.
  func rewritten(_ change: (Expression) -> Expression?) -> Expression {
    if let changed = change(self) { return changed }
    func each(_ part: Expression) -> Expression { part.rewritten(change) }
    func all(_ parts: [Expression]) -> [Expression] { parts.map(each) }
    var result = self
    switch kind {
    case .attribute(let value, let name):
      result.kind = .attribute(each(value), name)
    case .await(let value): result.kind = .await(each(value))
    case .binary(let left, let symbol, let right):
      result.kind = .binary(each(left), symbol, each(right))
    case .boolean(let symbol, let values):
      result.kind = .boolean(symbol, all(values))
    case .call(var call):
      call.function = each(call.function)
      call.arguments = all(call.arguments)
      for index in call.keywords.indices {
        call.keywords[index].value = each(call.keywords[index].value)
      }
      result.kind = .call(call)
    case .compare(let first, let symbols, let rest):
      result.kind = .compare(each(first), symbols, all(rest))
    case .comprehension(var comprehension):
      comprehension.element = each(comprehension.element)
      comprehension.value = comprehension.value.map(each)
      for index in comprehension.clauses.indices {
        var clause = comprehension.clauses[index]
        clause.target = each(clause.target)
        clause.iterable = each(clause.iterable)
        clause.conditions = all(clause.conditions)
        comprehension.clauses[index] = clause
      }
      result.kind = .comprehension(comprehension)
    case .conditional(let test, let body, let orElse):
      result.kind = .conditional(
        test: each(test), body: each(body), orElse: each(orElse))
    case .dict(let keys, let values):
      result.kind = .dict(keys: keys.map { $0.map(each) }, values: all(values))
    case .formattedString(let parts): result.kind = .formattedString(all(parts))
    case .formatted(let value, let conversion, let specification):
      result.kind = .formatted(
        each(value), conversion: conversion,
        specification: specification.map(each))
    case .lambda(var parameters, let body):
      parameters.defaults = all(parameters.defaults)
      result.kind = .lambda(parameters, each(body))
    case .list(let values): result.kind = .list(all(values))
    case .named(let target, let value):
      result.kind = .named(each(target), value: each(value))
    case .set(let values): result.kind = .set(all(values))
    case .slice(let lower, let upper, let step):
      result.kind = .slice(
        lower: lower.map(each), upper: upper.map(each), step: step.map(each))
    case .starred(let value): result.kind = .starred(each(value))
    case .subscript(let value, let place):
      result.kind = .subscript(each(value), each(place))
    case .tuple(let values): result.kind = .tuple(all(values))
    case .unary(let symbol, let value):
      result.kind = .unary(symbol, each(value))
    case .yield(let value): result.kind = .yield(value.map(each))
    case .yieldFrom(let value): result.kind = .yieldFrom(each(value))
    case .constant, .name, .other: break
    }
    return result
  }

  /// The names that an assignment to it binds, where it consists of nothing
  /// but names; nil where it does more.
  var plainNames: [String]? {
    switch kind {
    case .name(let name): return [name]
    case .tuple(let targets), .list(let targets):
      let names = targets.map(\.plainNames)
      return names.contains { $0 == nil }
        ? nil : names.flatMap { $0 ?? [] }
    default: return nil
    }
  }
}

extension Statement {
  /// The statement with its own expressions changed, and each block inside by
  /// `inner`; functions inside are given to `function`.
  func rewritten(
    _ change: (Expression) -> Expression,
    inner: ([Statement]) -> [Statement],
    function: (FunctionDefinition) -> FunctionDefinition
  ) -> Statement {
    var result = self
    switch kind {
    case .annotatedAssign(let target, let annotation, let value):
      result.kind = .annotatedAssign(
        change(target), annotation: annotation, value: value.map(change))
    case .assert(let test, let message):
      result.kind = .assert(change(test), message: message.map(change))
    case .assign(let targets, let value):
      result.kind = .assign(targets.map(change), change(value))
    case .augmentedAssign(let target, let symbol, let value):
      result.kind = .augmentedAssign(change(target), symbol, change(value))
    case .delete(let targets): result.kind = .delete(targets.map(change))
    case .expression(let value): result.kind = .expression(change(value))
    case .for(var loop):
      loop.target = change(loop.target)
      loop.iterable = change(loop.iterable)
      loop.body = inner(loop.body)
      loop.orElse = inner(loop.orElse)
      result.kind = .for(loop)
    case .function(var definition):
      definition.decorators = definition.decorators.map(change)
      definition.parameters.defaults = definition.parameters.defaults.map(
        change)
      result.kind = .function(function(definition))
    case .if(let test, let body, let orElse):
      result.kind = .if(change(test), body: inner(body), orElse: inner(orElse))
    case .match(let subject, var cases):
      for index in cases.indices {
        cases[index].guard = cases[index].guard.map(change)
        cases[index].body = inner(cases[index].body)
      }
      result.kind = .match(change(subject), cases)
    case .raise(let value, let cause):
      result.kind = .raise(value.map(change), cause: cause.map(change))
    case .return(let value): result.kind = .return(value.map(change))
    case .try(var statement):
      statement.body = inner(statement.body)
      for index in statement.handlers.indices {
        statement.handlers[index].body = inner(statement.handlers[index].body)
      }
      statement.orElse = inner(statement.orElse)
      statement.finally = inner(statement.finally)
      result.kind = .try(statement)
    case .while(var loop):
      loop.test = change(loop.test)
      loop.body = inner(loop.body)
      loop.orElse = inner(loop.orElse)
      result.kind = .while(loop)
    case .with(var items, let body, let isAsync):
      for index in items.indices {
        items[index].context = change(items[index].context)
        items[index].target = items[index].target.map(change)
      }
      result.kind = .with(items: items, body: inner(body), isAsync: isAsync)
    case .break, .classDefinition, .continue, .global, .import, .importFrom,
      .nonlocal, .pass, .other:
      break
    }
    return result
  }

  /// The same change everywhere, except in functions and classes inside.
  func rewritten(_ change: (Expression) -> Expression?) -> Statement {
    rewritten(
      { $0.rewritten(change) }, inner: { $0.rewritten(change) },
      function: { $0 })
  }
}

extension [Statement] {
  func rewritten(_ change: (Expression) -> Expression?) -> [Statement] {
    map { $0.rewritten(change) }
  }

  /// How often each name stands in the statements, functions inside included.
  var nameCounts: [String: Int] {
    var counts: [String: Int] = [:]
    visitExpressions { expression in
      if case .name(let name) = expression.kind {
        counts[name, default: 0] += 1
      }
    }
    return counts
  }

  /// How many loops and comprehensions go over what the name stands for.
  func iterations(over name: String) -> Int {
    var count = 0
    visitOwnStatements { statement in
      if case .for(let loop) = statement.kind,
        loop.iterable.kind == .name(name)
      {
        count += 1
      }
      for expression in statement.expressions {
        expression.visit { inner in
          if case .comprehension(let comprehension) = inner.kind {
            count += comprehension.clauses.count {
              $0.iterable.kind == .name(name)
            }
          }
        }
      }
    }
    return count
  }
}

/// Places for what no source has, near what it stands for: what is made at
/// each is told apart by them.
struct MadeUpPlaces {
  let place: SourceRange
  private var count = 0

  init(_ place: SourceRange) { self.place = place }

  mutating func next() -> SourceRange {
    count += 1
    var range = place
    range.column += 20_000 + count
    range.endColumn += 20_000 + count
    return range
  }

  mutating func name(_ name: String) -> Expression {
    Expression(.name(name), next())
  }

  mutating func int(_ value: Int) -> Expression {
    Expression(
      .constant(.int(Int64(value), text: "0x\(String(value, radix: 16))")),
      next())
  }

  mutating func call(
    _ function: String, _ arguments: [Expression]
  ) -> Expression {
    Expression(
      .call(Call(function: name(function), arguments: arguments)), next())
  }

  mutating func assign(_ target: Expression, _ value: Expression) -> Statement {
    Statement(.assign([target], value), next())
  }
}
