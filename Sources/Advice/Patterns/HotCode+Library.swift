import ProfileModel
import PythonSyntax

extension HotCode {
  /// `counts[x] = counts.get(x, 0) + 1` and its relatives.
  var handCounter: [PatternMatch] {
    repeatedStatements.compactMap { placed in
      switch placed.node.kind {
      case .assign(let targets, let value):
        guard case .subscript(let counts, let key)? = targets.first?.kind,
          case .binary(let left, .add, let right) = value.kind,
          right.integer == 1 || left.integer == 1,
          [left, right].contains(where: {
            guard case (let receiver, "get", let call)? = $0.methodCall else {
              return false
            }
            return receiver.spelling == counts.spelling
              && call.arguments.first?.spelling == key.spelling
          })
        else { return nil }
        return PatternMatch(
          placed.node.range.lines, ["counts": counts.spelling])
      case .augmentedAssign(let target, .add, let value):
        guard case .subscript(let counts, _) = target.kind,
          value.integer == 1, types.kind(of: counts) == .dict
        else { return nil }
        // The test for the key around it changes with it.
        let around = repeatedStatements.last { outer in
          guard case .if(let test, _, _) = outer.node.kind else {
            return false
          }
          return outer.node.range.contains(placed.node.range)
            && test.identifiers.contains(counts.spelling)
        }
        return PatternMatch(
          (around ?? placed).node.range.lines, ["counts": counts.spelling])
      default: return nil
      }
    }
  }

  /// Neighbours swapped, or elements moved up, inside two loops.
  var handSort: [PatternMatch] {
    repeatedStatements.compactMap { placed in
      guard placed.loops.count >= 2 else { return nil }
      guard case .assign(let targets, let value) = placed.node.kind,
        case .tuple(let left)? = targets.first?.kind,
        case .tuple(let right) = value.kind, left.count == 2,
        left.map(\.spelling) == right.reversed().map(\.spelling),
        case .subscript(let list, _) = left[0].kind,
        types.kind(of: list) != .dict
      else { return shifted(placed) }
      let isCompared = comparesElements(
        of: list.spelling, in: placed.loops[placed.loops.count - 1].range)
      guard isCompared else { return nil }
      return PatternMatch(
        placed.loops[0].range.lines, ["list": list.spelling])
    }
  }

  /// The inner loop of an insertion sort: `a[j + 1] = a[j]`.
  private func shifted(_ placed: Placed<Statement>) -> PatternMatch? {
    guard case .assign(let targets, let value) = placed.node.kind,
      case .subscript(let to, let first)? = targets.first?.kind,
      case .subscript(let from, let second) = value.kind,
      to.spelling == from.spelling,
      case .binary(let base, let op, let one) = first.kind,
      op == .add, one.integer == 1, base.spelling == second.spelling,
      let inner = placed.loops.last, inner.iterable == nil,
      comparesElements(of: to.spelling, in: inner.range)
    else { return nil }
    return PatternMatch(placed.loops[0].range.lines, ["list": to.spelling])
  }

  private func comparesElements(
    of list: String, in range: SourceRange
  ) -> Bool {
    expressions.contains { placed in
      guard range.contains(placed.node.range),
        case .compare(let left, let ops, let rest) = placed.node.kind,
        ops.contains(where: {
          [.less, .lessOrEqual, .greater, .greaterOrEqual].contains($0)
        })
      else { return false }
      return ([left] + rest).contains { $0.spelling.hasPrefix(list + "[") }
    }
  }

  /// A loop that does nothing but look for the largest or smallest.
  var handExtremum: [PatternMatch] {
    soleStatements.compactMap { placed in
      guard case .if(let test, let ifBody, let orElse) = placed.node.kind,
        orElse.isEmpty, ifBody.count == 1,
        case .compare(let left, let ops, let rest) = test.kind,
        let op = ops.first, let right = rest.first, ops.count == 1,
        case .assign(let targets, let value) = ifBody[0].kind,
        let best = targets.first?.identifier,
        case let element = left.identifier == best ? right : left,
        value.spelling == element.spelling,
        left.identifier == best || right.identifier == best,
        element.isPlainElement(of: placed.loops)
      else { return nil }
      let isGreater = op == .greater || op == .greaterOrEqual
      let isMaximum = isGreater == (right.identifier == best)
      return PatternMatch(
        placed.loops[0].range.lines,
        ["function": isMaximum ? "max" : "min", "target": best])
    }
  }

  /// A loop that does nothing but add up the elements.
  var handSum: [PatternMatch] {
    soleStatements.compactMap { placed in
      guard
        case .augmentedAssign(let target, .add, let value) = placed.node.kind,
        target.identifier != nil, value.isPlainElement(of: placed.loops),
        types.kind(of: target) != .string, types.kind(of: target) != .list
      else { return nil }
      return PatternMatch(
        placed.loops[0].range.lines, ["target": target.spelling])
    }
  }

  /// Statements that are all there is in the body of the one loop.
  private var soleStatements: [Placed<Statement>] {
    repeatedStatements.filter {
      $0.loops.count == 1 && $0.loops[0].body == [$0.node]
        && $0.loops[0].iterable != nil
    }
  }

  /// `while low < high: middle = (low + high) // 2`.
  var handBisect: [PatternMatch] {
    statements.compactMap { placed in
      guard case .while(let loop) = placed.node.kind,
        case .compare(let low, let ops, let rest) = loop.test.kind,
        ops == [.less] || ops == [.lessOrEqual],
        let low = low.identifier, let high = rest.first?.identifier,
        case .assign(let targets, let value)? = loop.body.first?.kind,
        let middle = targets.first?.identifier,
        case .binary(_, let op, let two) = value.kind,
        op == .floorDivide && two.integer == 2
          || op == .rightShift && two.integer == 1,
        value.mentions([low]), value.mentions([high]),
        let list = subscripted(by: middle, in: loop.body)
      else { return nil }
      return PatternMatch(placed.node.range.lines, ["list": list])
    }
  }

  private func subscripted(by name: String, in body: [Statement]) -> String? {
    var found: String?
    body.visitExpressions { expression in
      if case .subscript(let list, let index) = expression.kind,
        index.identifier == name
      {
        found = list.spelling
      }
    }
    return found
  }

  /// `while b: a, b = b, a % b`.
  var handGCD: [PatternMatch] {
    statements.compactMap { placed in
      guard case .while(let loop) = placed.node.kind, loop.body.count == 1,
        case .assign(let targets, let value) = loop.body[0].kind,
        case .tuple(let left)? = targets.first?.kind,
        case .tuple(let right) = value.kind, left.count == 2,
        right.count == 2, right[0].spelling == left[1].spelling,
        case .binary(let a, .modulo, let b) = right[1].kind,
        a.spelling == left[0].spelling, b.spelling == left[1].spelling
      else { return nil }
      return PatternMatch(placed.node.range.lines)
    }
  }
}

extension Expression {
  /// The loop's variable, or the element at it.
  fileprivate func isPlainElement(of loops: [HotCode.Step]) -> Bool {
    guard let step = loops.last else { return false }
    if let name = identifier { return step.variables.contains(name) }
    if case .subscript(let list, let index) = kind,
      list.identifier != nil, let name = index.identifier
    {
      return step.variables.contains(name)
    }
    return false
  }
}
