/// Has shared loops look at rows of lists of lists without counting references
/// to them: threads would wait for one another at every count.
///
/// Nothing that shared loops do puts another row into a row's place.
struct SharedRows {
  static func apply(_ body: KernelFunctionBody) -> KernelFunctionBody {
    var result = body
    result.body = body.body.map(translated)
    return result
  }

  private static func translated(_ instruction: Instruction) -> Instruction {
    if case .share(let share, let inner) = instruction {
      return .share(share, inner.map(inShared))
    }
    return instruction.mappingBlocks { $0.map(translated) }
  }

  private static func inShared(_ instruction: Instruction) -> Instruction {
    let mapped = instruction.mapping(uncounted) { $0.map(inShared) }
    guard case .store(let list, let index, let value) = mapped else {
      return mapped
    }
    return .store(list: row(list), index: index, value: value)
  }

  private static func uncounted(_ value: Value) -> Value {
    var result = value.mappingOperands(uncounted)
    switch result.kind {
    case .element(let list, let index):
      result.kind = .element(of: row(list), at: index)
    case .count(let list): result.kind = .count(row(list))
    case .apply(let operation, let operands)
    where operation.name == "ListView":
      let row = row(operands[0])
      if case .apply = row.kind { result.kind = row.kind }
    default: break
    }
    return result
  }

  /// The view of a row, for the row.
  private static func row(_ list: Value) -> Value {
    guard case .element(let rows, let index) = list.kind, list.type.isList,
      rows.type.isList
    else { return list }
    var result = list
    let label = index.placeLabel.map { "(\($0):)" } ?? ""
    result.kind = .apply(
      .method("row" + label, canFallBack: list.canFallBack), [rows, index])
    return result
  }
}
