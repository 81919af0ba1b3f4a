import PythonSyntax

/// Calls of `itertools.groupby` each of whose groups is gone through once, as a
/// whole, in the loop's body: a list does the same.
enum GroupedItems {
  static func calls(in body: [Statement]) -> Set<SourceRange> {
    var found: Set<SourceRange> = []
    body.visitStatements { statement in
      if case .for(let loop) = statement.kind {
        let uses = loop.body.nameCounts
        note(loop.target, loop.iterable, uses, loop.body.taken, &found)
      }
      for expression in statement.expressions {
        expression.visit { inner in
          guard case .comprehension(let comprehension) = inner.kind else {
            return
          }
          for (index, clause) in comprehension.clauses.enumerated() {
            var parts =
              [comprehension.element]
              + [comprehension.value].compactMap(\.self) + clause.conditions
            for later in comprehension.clauses[(index + 1)...] {
              parts += [later.iterable] + later.conditions
            }
            let rest = parts.map { Statement(.expression($0), $0.range) }
            var taken = rest.taken
            for later in comprehension.clauses[(index + 1)...] {
              if case .name(let name) = later.iterable.kind {
                taken.insert(name)
              }
            }
            note(clause.target, clause.iterable, rest.nameCounts, taken, &found)
          }
        }
      }
    }
    return found
  }

  private static func note(
    _ target: Expression, _ iterable: Expression, _ uses: [String: Int],
    _ taken: Set<String>, _ found: inout Set<SourceRange>
  ) {
    guard case .tuple(let targets) = target.kind, targets.count == 2,
      case .name(let group) = targets[1].kind
    else { return }
    let count = uses[group] ?? 0
    if count == 0 || count == 1 && taken.contains(group) {
      found.insert(iterable.range)
    }
  }
}

extension [Statement] {
  /// The names that something takes all items of, in one go.
  fileprivate var taken: Set<String> {
    let takers: Set<String> = [
      "list", "sorted", "sum", "set", "max", "min", "tuple", "dict", "join",
    ]
    var names: Set<String> = []
    func take(_ expression: Expression) {
      if case .name(let name) = expression.kind { names.insert(name) }
    }
    visitStatements { statement in
      if case .for(let loop) = statement.kind { take(loop.iterable) }
    }
    visitExpressions { expression in
      switch expression.kind {
      case .comprehension(let comprehension):
        take(comprehension.clauses[0].iterable)
      case .call(let call):
        switch call.function.kind {
        case .name(let name) where takers.contains(name),
          .attribute(_, let name) where takers.contains(name):
          if call.arguments.count == 1 { take(call.arguments[0]) }
        default: break
        }
      default: break
      }
    }
    return names
  }
}
