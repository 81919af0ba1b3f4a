import PythonSyntax

extension HotCode {
  /// Names that carry a value from one pass of a loop to the next, other than
  /// in a reduction such as a sum: what keeps a loop from being written as
  /// one operation on whole arrays.
  func carriedNames(in loop: ForLoop) -> Set<String> {
    var assigned: Set<String> = []
    loop.body.visitStatements { assigned.formUnion($0.boundNames) }
    var reader = CarriedReader(
      assigned: assigned, reductions: Self.reductions(in: loop.body))
    var known = loop.target.boundNames
    reader.read(loop.body, known: &known)
    return reader.carried
  }

  /// Names whose every use is one of `s += e`, `s = s + e`, `s = max(s, e)`
  /// or `if e > s: s = e`.
  static func reductions(in body: [Statement]) -> Set<String> {
    var inside: [String: Int] = [:]
    var all: [String: Int] = [:]
    body.visitExpressions {
      if let name = $0.identifier { all[name, default: 0] += 1 }
    }
    func note(_ name: String, _ uses: Int) {
      inside[name, default: 0] += uses
    }
    body.visitStatements { statement in
      switch statement.kind {
      case .augmentedAssign(let target, let op, let value):
        if let name = target.identifier, op.isReduction,
          !value.identifiers.contains(name)
        {
          note(name, 1)
        }
      case .assign(let targets, let value) where targets.count == 1:
        if let name = targets[0].identifier, value.reduces(name) {
          note(name, 2)
        }
      case .if(let test, let ifBody, let orElse) where orElse.isEmpty:
        guard case .compare(let left, let ops, let rest) = test.kind,
          ops.count == 1, let right = rest.first,
          case .assign(let targets, let value)? = ifBody.first?.kind,
          let name = targets.first?.identifier,
          [left.identifier, right.identifier].contains(name),
          !value.identifiers.contains(name)
        else { return }
        note(name, 2)
      default: break
      }
    }
    return Set(inside.filter { all[$0.key] == $0.value }.keys)
  }

  /// Arrays that one pass of the loops writes and another one reads, as in
  /// `a[i] = a[i - 1]`: they are subscripted in more than one way.
  func carriesArrays(in body: [Statement]) -> Bool {
    var written: [String: Set<String>] = [:]
    var read: [String: Set<String>] = [:]
    body.visitStatements { statement in
      let targets: [Expression]
      switch statement.kind {
      case .assign(let list, _): targets = list
      case .augmentedAssign(let target, _, _): targets = [target]
      default: targets = []
      }
      for target in targets {
        if case .subscript(let array, let index) = target.kind {
          written[array.spelling, default: []].insert(index.spelling)
        }
      }
    }
    body.visitExpressions { expression in
      if case .subscript(let array, let index) = expression.kind {
        read[array.spelling, default: []].insert(index.spelling)
      }
    }
    // A row of a nested list is another name for part of it.
    return written.contains { array, indexes in
      indexes.union(read[array] ?? []).count > 1
        || read.keys.contains {
          $0 != array && $0.base == array.base && array.base != array
        }
    }
  }
}

extension String {
  /// What stands before the first subscript.
  fileprivate var base: Substring { prefix { $0 != "[" } }
}

extension BinaryOperator {
  fileprivate var isReduction: Bool {
    switch self {
    case .add, .subtract, .multiply, .bitOr, .bitXor, .bitAnd: true
    default: false
    }
  }
}

extension Expression {
  /// `s + e`, `e + s`, `max(s, e)`, with `e` free of `s`.
  fileprivate func reduces(_ name: String) -> Bool {
    let parts: [Expression]
    switch kind {
    case .binary(let left, let op, let right) where op.isReduction:
      parts = [left, right]
    case .call(let call)
    where ["min", "max"].contains(call.function.identifier):
      parts = call.arguments
    default: return false
    }
    return parts.filter { $0.identifier == name }.count == 1
      && parts.allSatisfy {
        $0.identifier == name || !$0.identifiers.contains(name)
      }
  }
}

/// Walks one pass of a loop, noting names that are read before the pass has
/// set them.
private struct CarriedReader {
  let assigned: Set<String>
  let reductions: Set<String>
  private(set) var carried: Set<String> = []

  init(assigned: Set<String>, reductions: Set<String>) {
    self.assigned = assigned
    self.reductions = reductions
  }

  mutating func read(_ body: [Statement], known: inout Set<String>) {
    for statement in body { read(statement, known: &known) }
  }

  private mutating func read(
    _ statement: Statement, known: inout Set<String>
  ) {
    switch statement.kind {
    case .assign(let targets, let value):
      read(value, known: known)
      for target in targets where target.boundNames.isEmpty {
        read(target, known: known)
      }
      known.formUnion(statement.boundNames)
    case .augmentedAssign(let target, _, let value):
      read(target, known: known)
      read(value, known: known)
      known.formUnion(statement.boundNames)
    case .if(let test, let body, let orElse):
      read(test, known: known)
      var first = known
      var second = known
      read(body, known: &first)
      read(orElse, known: &second)
      known = first.intersection(second)
    case .for(let loop):
      read(loop.iterable, known: known)
      var inside = known.union(loop.target.boundNames)
      read(loop.body, known: &inside)
    case .while(let loop):
      read(loop.test, known: known)
      var inside = known
      read(loop.body, known: &inside)
    default:
      for expression in statement.expressions {
        read(expression, known: known)
      }
      for block in statement.blocks {
        var inside = known
        read(block, known: &inside)
      }
      known.formUnion(statement.boundNames)
    }
  }

  private mutating func read(_ expression: Expression, known: Set<String>) {
    let names = expression.identifiers.intersection(assigned)
    carried.formUnion(names.subtracting(known).subtracting(reductions))
  }
}
