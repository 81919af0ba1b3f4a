import PythonSyntax

/// Assignments of slices.
extension FunctionLowering {
  /// `items[a:b] = items[c:d:e]`, which needs no list in between where it
  /// turns a part around; false for anything else.
  func lowerOwnSlice(
    _ target: Expression, _ value: Expression, at range: SourceRange
  ) throws(Blocker) -> Bool {
    guard case .subscript(let container, let place) = target.kind,
      case .subscript(let source, let sourcePlace) = value.kind,
      case .name(let name) = container.kind, case .name(name) = source.kind,
      case .slice(let lower, let upper, nil) = place.kind,
      case .slice(let first, let end, let step) = sourcePlace.kind
    else { return false }
    let bounds = [first, end, step, lower, upper]
    // The target's bounds come after the slice was taken.
    guard bounds.allSatisfy({ $0?.isSimple ?? true }) else { return false }
    let list = present(try self.lower(container))
    guard case .list(let cell) = list.type else { return false }
    markResized(cell)
    var arguments = [list]
    var values = try lowerAll(bounds.compactMap(\.self))[...]
    for bound in bounds {
      let value =
        bound == nil ? Value.none : try index(values.removeFirst(), at: range)
      arguments.append(converted(value, to: .optional(.int)))
    }
    emit(
      .evaluate(Value(.apply(.method("replaceWithOwn"), arguments), .none)))
    return true
  }
}

extension Expression {
  /// Only names and numbers: nothing is called.
  fileprivate var isSimple: Bool {
    switch kind {
    case .name, .constant: true
    case .unary(_, let operand): operand.isSimple
    case .binary(let left, _, let right): left.isSimple && right.isSimple
    default: false
    }
  }
}
