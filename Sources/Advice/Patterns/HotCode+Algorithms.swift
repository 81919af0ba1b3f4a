import ProfileModel
import PythonSyntax

extension HotCode {
  /// `x in list`, searched from the front again and again.
  var listMembership: [PatternMatch] {
    repeated.compactMap { placed in
      guard case .compare(_, let operators, let rest) = placed.node.kind,
        let op = operators.last, op == .in || op == .notIn,
        let container = rest.last, types.kind(of: container) == .list,
        !container.isDisplay, container.range.lines.count == 1
      else { return nil }
      return PatternMatch(
        placed.node.range.lines, ["list": container.spelling])
    }
  }

  /// Everything moves when a list changes at its front.
  var listFront: [PatternMatch] {
    let calls = repeated.compactMap { placed -> PatternMatch? in
      guard let (list, method, call) = placed.node.methodCall,
        types.kind(of: list) == .list || types.kind(of: list) == nil,
        call.arguments.first?.integer == 0
      else { return nil }
      let isFront =
        method == "pop" && call.arguments.count == 1
        || method == "insert" && call.arguments.count == 2
      // Only a list has `insert`; a dict has `pop` too.
      guard isFront, method == "insert" || types.kind(of: list) == .list
      else { return nil }
      return PatternMatch(
        placed.node.range.lines,
        [
          "list": list.spelling,
          "call": method == "pop" ? ".pop(0)" : ".insert(0, ...)",
        ])
    }
    let others = repeatedStatements.compactMap { placed -> PatternMatch? in
      switch placed.node.kind {
      case .delete(let targets):
        guard case .subscript(let list, let index)? = targets.first?.kind,
          index.integer == 0, types.kind(of: list) == .list
        else { return nil }
        return PatternMatch(
          placed.node.range.lines,
          ["list": list.spelling, "call": "[0] in del"])
      case .assign(let targets, let value):
        guard case .subscript(let list, let index) = value.kind,
          case .slice(let lower, nil, nil) = index.kind,
          lower?.integer == 1, types.kind(of: list) == .list,
          targets.first?.spelling == list.spelling
        else { return nil }
        return PatternMatch(
          placed.node.range.lines, ["list": list.spelling, "call": "[1:]"])
      default: return nil
      }
    }
    return calls + others
  }

  /// `list.index(x)`, `list.count(x)`, `list.remove(x)`, `min(list)`: each a
  /// search through all of a list that outlives the loop's pass.
  var listSearch: [PatternMatch] {
    repeated.compactMap { placed in
      if let (list, method, call) = placed.node.methodCall,
        ["index", "count", "remove"].contains(method),
        call.arguments.count == 1, types.kind(of: list) == .list,
        !list.mentions(placed.variables)
      {
        return PatternMatch(
          placed.node.range.lines,
          ["list": list.spelling, "call": "\(list.spelling).\(method)"])
      }
      guard let call = placed.node.call, let name = callName(call),
        ["min", "max"].contains(name), call.arguments.count == 1,
        let list = call.arguments.first, list.identifier != nil,
        types.kind(of: list) == .list, !list.mentions(placed.variables),
        placed.loops.contains(where: { $0.changes(list.spelling) })
      else { return nil }
      return PatternMatch(
        placed.node.range.lines,
        ["list": list.spelling, "call": "\(name)(\(list.spelling))"])
    }
  }

  /// `list = list + [x]` copies the list each time.
  var listConcatenation: [PatternMatch] {
    growth { types.kind(of: $0) == .list }
  }

  /// `text = text + x`. CPython avoids the copy for `+=` on a local variable
  /// in most cases; the share of the line tells.
  var stringConcatenation: [PatternMatch] {
    let grown = growth { types.kind(of: $0) == .string }
    let augmented = repeatedStatements.compactMap { placed -> PatternMatch? in
      guard
        case .augmentedAssign(let target, .add, let value) = placed.node.kind,
        types.kind(of: target) == .string || types.kind(of: value) == .string
      else { return nil }
      return PatternMatch(
        placed.node.range.lines, ["target": target.spelling])
    }
    return grown + augmented
  }

  private func growth(
    _ isWanted: (Expression) -> Bool
  ) -> [PatternMatch] {
    repeatedStatements.compactMap { placed in
      guard case .assign(let targets, let value) = placed.node.kind,
        let target = targets.first, targets.count == 1,
        case .binary(let left, .add, let right) = value.kind,
        [left.spelling, right.spelling].contains(target.spelling),
        isWanted(target)
      else { return nil }
      return PatternMatch(
        placed.node.range.lines, ["target": target.spelling])
    }
  }

  /// `for a in xs: for b in ys: if a.key == b.key:` and nothing else: a join
  /// that looks at every pair.
  var nestedJoin: [PatternMatch] {
    statements.compactMap { placed in
      guard case .for(let inner) = placed.node.kind,
        let outer = placed.loops.last, inner.orElse.isEmpty,
        inner.body.count == 1,
        case .if(let test, _, let orElse) = inner.body[0].kind,
        orElse.isEmpty
      else { return nil }
      let conditions: [Expression]
      if case .boolean(.and, let parts) = test.kind {
        conditions = parts
      } else {
        conditions = [test]
      }
      let innerNames = inner.target.boundNames
      let isJoin = conditions.contains { condition in
        guard case .compare(let left, let ops, let rest) = condition.kind,
          ops == [.equal], let right = rest.first
        else { return false }
        return separates(left, right, innerNames, outer.variables)
          || separates(right, left, innerNames, outer.variables)
      }
      guard isJoin else { return nil }
      return PatternMatch(outer.range.lines, ["inner": inner.iterable.spelling])
    }
  }

  /// One side depends on the inner loop only, the other on the outer only.
  private func separates(
    _ a: Expression, _ b: Expression, _ inner: Set<String>,
    _ outer: Set<String>
  ) -> Bool {
    a.mentions(inner) && !a.mentions(outer) && b.mentions(outer)
      && !b.mentions(inner)
      // Two plain counters that are equal are no search.
      && !(a.identifier != nil && b.identifier != nil
        && types.kind(of: a) == .number && types.kind(of: b) == .number)
  }

  var sortInLoop: [PatternMatch] {
    repeated.compactMap { placed in
      if case (let list, "sort", _)? = placed.node.methodCall,
        types.kind(of: list) == .list || types.kind(of: list) == nil,
        placed.loops.contains(where: { $0.changes(list.spelling) }),
        !list.mentions(placed.variables)
      {
        return PatternMatch(
          placed.node.range.lines, ["list": list.spelling])
      }
      guard let call = placed.node.call, callName(call) == "sorted",
        let list = call.arguments.first, list.identifier != nil,
        !list.mentions(placed.variables),
        placed.loops.allSatisfy({ !$0.binds(list.spelling) })
      else { return nil }
      return PatternMatch(placed.node.range.lines, ["list": list.spelling])
    }
  }

  /// `sum(xs[i:j])`: each pass adds up again what the one before it did.
  var sumOfSlice: [PatternMatch] {
    repeated.compactMap { placed in
      guard let call = placed.node.call, let name = callName(call),
        ["sum", "min", "max", "statistics.mean", "statistics.fmean"]
          .contains(name),
        case .subscript(let list, let index)? = call.arguments.first?.kind,
        index.isSlice, index.mentions(placed.variables)
      else { return nil }
      return PatternMatch(
        placed.node.range.lines, ["list": list.spelling, "call": name])
    }
  }

  var deepCopy: [PatternMatch] {
    repeated.compactMap { placed in
      guard let call = placed.node.call, callName(call) == "copy.deepcopy"
      else { return nil }
      return PatternMatch(
        placed.node.range.lines,
        ["value": call.arguments.first?.spelling ?? "value"])
    }
  }
}

extension HotCode.Step {
  /// The pass adds to, takes from or sorts something of this name.
  fileprivate func changes(_ name: String) -> Bool {
    var found = false
    body.visitExpressions { expression in
      if let (receiver, method, _) = expression.methodCall,
        receiver.spelling == name,
        ["append", "remove", "pop", "insert", "extend"].contains(method)
      {
        found = true
      }
    }
    return found
  }

  fileprivate func binds(_ name: String) -> Bool {
    var found = variables.contains(name)
    body.visitStatements { found = found || $0.boundNames.contains(name) }
    return found
  }
}

extension Expression {
  /// A list, tuple or set written out: the compiler makes `in [1, 2]` a
  /// constant.
  fileprivate var isDisplay: Bool {
    switch kind {
    case .list, .tuple, .set: true
    default: false
    }
  }
}
