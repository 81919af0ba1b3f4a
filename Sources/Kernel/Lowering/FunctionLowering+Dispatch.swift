import PythonSyntax

/// What depends on which of several classes an instance is of.
extension FunctionLowering {
  /// The instance is of one of the kinds.
  func hasKind(_ object: Value, _ kinds: Int) -> Value {
    Value(
      .apply(.function("hasKind", canFallBack: false), [object, .int(kinds)]),
      .bool)
  }

  /// Falls back unless the instance is of one of the kinds.
  func requireKind(_ object: Value, _ kinds: Int, of type: ClassCell) {
    if kinds == type.allKinds { return }
    emit(.if(negated(hasKind(object, kinds)), then: [.fallBack], else: []))
  }

  /// What each slot gives, chosen by the kind of the instance, which costs
  /// nothing to repeat. Kinds for which there is nothing fall back.
  func dispatch(
    _ object: Value, _ type: ClassCell, _ groups: [ClassCell.SlotGroup],
    at range: SourceRange,
    _ make: (ClassCell.Slot) throws(Blocker) -> Value
  ) throws(Blocker) -> Value {
    let present = groups.filter {
      if case .missing = $0.slot { false } else { true }
    }
    guard !present.isEmpty else {
      emit(.fallBack)
      return Value(.none, .unknown)
    }
    requireKind(object, present.reduce(0) { $0 | $1.kinds }, of: type)
    return try choose(object, present[...], at: range, make)
  }

  private func choose(
    _ object: Value, _ groups: ArraySlice<ClassCell.SlotGroup>,
    at range: SourceRange,
    _ make: (ClassCell.Slot) throws(Blocker) -> Value
  ) throws(Blocker) -> Value {
    guard let first = groups.first else { return .none }
    if groups.count == 1 { return try make(first.slot) }
    let before = bound
    let then = try branch { () throws(Blocker) in try make(first.slot) }
    let orElse = try branch { () throws(Blocker) in
      try choose(object, groups.dropFirst(), at: range, make)
    }
    bound = before
    let test = hasKind(object, first.kinds)
    // What only raises gives nothing.
    if then.result.type.isUnknown {
      emit(.if(test, then: [.fallBack], else: []))
      emit(orElse.instructions)
      return orElse.result
    }
    if orElse.result.type.isUnknown {
      emit(.if(negated(test), then: [.fallBack], else: []))
      emit(then.instructions)
      return then.result
    }
    guard then.result.type.isNone, orElse.result.type.isNone else {
      return try choose(test, then, orElse, at: range)
    }
    let blocks = [then, orElse].map { part in
      part.result.isRepeatable
        ? part.instructions : part.instructions + [.evaluate(part.result)]
    }
    emit(.if(test, then: blocks[0], else: blocks[1]))
    return .none
  }
}
