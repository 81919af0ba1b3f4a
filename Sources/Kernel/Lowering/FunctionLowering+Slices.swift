import PythonSyntax

/// Slices, and their assignment.
extension FunctionLowering {
  func lowerSlice(
    _ container: Expression, _ lower: Expression?, _ upper: Expression?,
    _ step: Expression?, at range: SourceRange
  ) throws(Blocker) -> Value {
    var bounds: [Expression] = []
    for bound in [lower, upper, step] {
      if let bound { bounds.append(bound) }
    }
    var operands = try lowerAll([container] + bounds)
    var list = unnamed(present(operands.removeFirst()))
    if list.type.isTuple {
      if let part = try partOfTuple(list, [lower, upper, step]) { return part }
      list = try asSequence(list, at: range, "sliced")
    }
    let isText = list.type.isTextual
    if list.type.isUnknown { return Value(.none, .unknown) }
    if list.type.isBytes { list = try bytes(list, at: range) }
    guard
      list.type.isList || list.type.isSequence || isText || list.type.isBytes
    else {
      throw blocker(
        "a slice of a \(list.type)", range, "Slice a list instead.")
    }
    var arguments = [isText ? converted(list, to: .text) : list]
    for bound in [lower, upper, step] {
      if let bound {
        arguments.append(
          converted(
            try index(operands.removeFirst(), at: bound.range),
            to: .optional(.int)))
      } else {
        arguments.append(converted(.none, to: .optional(.int)))
      }
    }
    return Value(
      .apply(.method("slice"), arguments), isText ? .text : list.type)
  }

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
