import PythonSyntax

/// Assignments to several targets at once.
extension FunctionLowering {
  func unpack(
    _ value: Value, into targets: [Expression], at range: SourceRange
  ) throws(Blocker) {
    let whole = repeatableContainer(unnamed(present(value)))
    if let starred = targets.firstIndex(where: \.isStarred) {
      try unpack(whole, into: targets, starredAt: starred, at: range)
      return
    }
    switch whole.type {
    case .tuple(let types):
      guard types.count == targets.count else {
        emit(.fallBack)
        isReachable = false
        return
      }
      let parts = targets.indices.map { component(whole, $0) }
      for (target, part) in zip(targets, parts) {
        try store(part, in: target, at: range)
      }
    case .list(let cell), .sequence(let cell):
      let count = Value(.count(whole), .int, .lengths)
      emit(
        .if(
          compare(count, "!=", .int(targets.count)), then: [.fallBack],
          else: []))
      let parts = targets.indices.map { position in
        spilled(
          Value(.element(of: whole, at: .int(position)), cell.type))
      }
      for (target, part) in zip(targets, parts) {
        try store(part, in: target, at: range)
      }
    case .buffer(let type) where type.owner == .numpy:
      emit(
        .if(
          compare(whole.rowLength, "!=", .int(targets.count)),
          then: [.fallBack], else: []))
      var parts: [Value] = []
      for position in targets.indices {
        parts.append(
          spilled(try element(of: whole, at: .int(position), range)))
      }
      for (target, part) in zip(targets, parts) {
        try store(part, in: target, at: range)
      }
    case .unknown:
      for target in targets {
        try store(Value(.none, .unknown), in: target, at: range)
      }
    default:
      throw blocker(
        "the unpacking of a \(whole.type)", range, "Index it instead.")
    }
  }

  /// `first, *rest, last = items`, of a list.
  private func unpack(
    _ whole: Value, into targets: [Expression], starredAt place: Int,
    at range: SourceRange
  ) throws(Blocker) {
    if whole.type.isUnknown { return }
    let whole = repeatable(try asItems(whole, at: range))
    guard case .list(let cell) = whole.type,
      case .starred(let rest) = targets[place].kind
    else {
      throw blocker(
        "a starred target for a \(whole.type)", range,
        "Take a slice instead.")
    }
    let after = targets.count - place - 1
    let count = Value(.count(whole), .int, .lengths)
    emit(
      .if(
        compare(count, "<", .int(targets.count - 1)), then: [.fallBack],
        else: []))
    let none = converted(Value.none, to: .optional(.int))
    let slice = spilled(
      Value(
        .apply(
          .method("slice"),
          [
            whole, converted(.int(place), to: .optional(.int)),
            after == 0 ? none : converted(.int(-after), to: .optional(.int)),
            none,
          ]), whole.type))
    let parts = targets.indices.map { position in
      position == place
        ? slice
        : spilled(
          Value(
            .element(
              of: whole,
              at: .int(position < place ? position : position - targets.count)),
            cell.type))
    }
    for (position, part) in parts.enumerated() {
      try store(
        part, in: position == place ? rest : targets[position], at: range)
    }
  }
}
