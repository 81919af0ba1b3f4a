import PythonSyntax

/// Tuples, of a known length or of any.
extension FunctionLowering {
  /// `tuple(source)`.
  func lowerTuple(
    of source: Expression, at range: SourceRange
  ) throws(Blocker) -> Value {
    if source.mayBeTuple {
      let (_, value) = try branch { () throws(Blocker) in try lower(source) }
      switch value.type {
      case .tuple, .sequence: return try lower(source)
      case .named: return unnamed(try lower(source))
      default: break
      }
    }
    let cell = self.cell(at: range, "tuple")
    if !cell.isResized {
      cell.isResized = true
      program.hasChanged = true
    }
    let type = KernelType.sequence(cell)
    let list = spilled(Value(.list([]), .list(cell)))
    try forEach(source) { item throws(Blocker) in
      try append(item, to: list, cell, at: range)
    }
    return Value(
      .apply(
        .function("\(type.swiftName)(listing:)", canFallBack: false), [list]),
      type)
  }

  /// The items of a tuple in a list; a list as it is.
  func asItems(_ value: Value, at range: SourceRange) throws(Blocker) -> Value {
    let cell = self.cell(at: range, "items")
    switch value.type {
    case .tuple(let types):
      for type in types {
        try learnElement(cell, Value(.none, type), at: range)
      }
      let whole = repeatable(value)
      return Value(
        .list(
          types.indices.map { converted(component(whole, $0), to: cell.type) }),
        .list(cell))
    case .sequence(let items):
      markResized(cell)
      try learnElement(cell, Value(.none, items.type), at: range)
      guard cell.type.isSame(as: items.type) else { return value }
      return Value(.apply(.method("listed"), [value]), .list(cell))
    default: return value
    }
  }

  /// A slice of a tuple of known length with literal bounds; nil for others.
  func partOfTuple(
    _ tuple: Value, _ bounds: [Expression?]
  ) throws(Blocker) -> Value? {
    guard case .tuple(let types) = tuple.type else { return nil }
    var places: [Int?] = []
    for bound in bounds {
      let value = bound.flatMap(exactValue)
      if case .int(let place)? = value?.kind {
        places.append(place)
      } else if bound == nil {
        places.append(nil)
      } else {
        return nil
      }
    }
    let count = types.count
    let step = places[2] ?? 1
    if step == 0 { return nil }
    func clipped(_ place: Int, _ low: Int, _ high: Int) -> Int {
      let place = place < 0 ? place + count : place
      return max(low, min(high, place))
    }
    let (low, high) = step > 0 ? (0, count) : (-1, count - 1)
    let first = places[0].map { clipped($0, low, high) }
    let end = places[1].map { clipped($0, low, high) }
    let chosen = Array(
      stride(
        from: first ?? (step > 0 ? 0 : count - 1),
        to: end ?? (step > 0 ? count : -1), by: step))
    let whole = repeatable(tuple)
    let parts = chosen.map { component(whole, $0) }
    return Value(.tuple(parts), .tuple(parts.map(\.type)))
  }

  /// `zip(*rows)` for as many targets as each row, which is a tuple, has
  /// parts: a tuple of the columns; nil for anything else.
  func lowerColumns(
    _ value: Expression, for target: Expression, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard case .call(let call) = value.kind,
      case .name("zip") = call.function.kind, isBuiltin("zip"),
      call.arguments.count == 1, call.keywords.isEmpty,
      case .starred(let source) = call.arguments[0].kind,
      let targets = target.parts, !targets.contains(where: \.isStarred)
    else { return nil }
    let (_, trial) = try branch { () throws(Blocker) in try lower(source) }
    guard case .list(let rows) = trial.type,
      case .tuple(let types) = rows.type, types.count == targets.count
    else { return nil }
    let list = repeatable(try lower(source))
    // Of no rows there are no columns.
    emit(
      .if(
        compare(Value(.count(list), .int, .lengths), "==", .int(0)),
        then: [.fallBack], else: []))
    var columns: [(list: Value, cell: ElementCell)] = []
    for index in types.indices {
      let cell = self.cell(at: range, "column\(index)")
      if !cell.isResized {
        cell.isResized = true
        program.hasChanged = true
      }
      columns.append((spilled(Value(.list([]), .list(cell))), cell))
    }
    try forEach(of: list, at: range) { row throws(Blocker) in
      let whole = repeatable(row)
      for (index, column) in columns.enumerated() {
        try append(
          component(whole, index), to: column.list, column.cell, at: range)
      }
    }
    let parts = columns.map { column in
      let type = KernelType.sequence(column.cell)
      return Value(
        .apply(
          .function("\(type.swiftName)(listing:)", canFallBack: false),
          [column.list]), type)
    }
    return Value(.tuple(parts), .tuple(parts.map(\.type)))
  }

  /// `tuple + tuple` and `tuple * count`.
  func operateTuples(
    _ left: Value, _ symbol: BinaryOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    func refused() -> Blocker {
      blocker(
        "`\(symbol.symbol)` of a \(left.type) and a \(right.type)", range,
        "Use tuples whose items are of one type.")
    }
    if right.type.isIntegral {
      guard symbol == .multiply else { throw refused() }
      if case .tuple(let types) = left.type, case .int(let times) = right.kind,
        types.count * max(times, 0) <= 8
      {
        let whole = repeatable(left)
        let parts = (0..<max(times, 0)).flatMap { _ in
          types.indices.map { component(whole, $0) }
        }
        return Value(.tuple(parts), .tuple(parts.map(\.type)))
      }
      let sequence = try asSequence(left, at: range, "repeated")
      return Value(
        .apply(.method("repeated"), [sequence, integer(right)]), sequence.type)
    }
    guard symbol == .add else { throw refused() }
    if case .tuple(let first) = left.type, case .tuple(let second) = right.type,
      first.count + second.count <= 8
    {
      let (left, right) = (repeatable(left), repeatable(right))
      let parts =
        first.indices.map { component(left, $0) }
        + second.indices.map { component(right, $0) }
      return Value(.tuple(parts), .tuple(parts.map(\.type)))
    }
    let operands = [
      try asSequence(left, at: range, "left"),
      try asSequence(right, at: range, "right"),
    ]
    let type = try join(operands[0].type, operands[1].type, at: range) {
      "a tuple joined of \($0) and \($1)"
    }
    return Value(
      .apply(.method("joined"), operands.map { converted($0, to: type) }),
      type)
  }

  /// The tuple as one of any length, of a type that is the same in every pass.
  func asSequence(
    _ value: Value, at range: SourceRange, _ role: String
  ) throws(Blocker) -> Value {
    guard case .tuple(let types) = value.type else { return value }
    let cell = self.cell(at: range, role)
    cell.isResized = true
    for type in types { try learnElement(cell, Value(.none, type), at: range) }
    return converted(value, to: .sequence(cell))
  }

  /// `count` and `index`; nil for anything else.
  func lowerTupleMethod(
    _ tuple: Value, _ name: String, _ operand: Value, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard name == "count" || name == "index" else { return nil }
    switch tuple.type {
    case .sequence: break
    case .tuple:
      let sequence = try asSequence(tuple, at: range, "sought")
      return try lowerTupleMethod(sequence, name, operand, at: range)
    default: return nil
    }
    if operand.type.isUnknown { return .int(0) }
    guard let item = try sought(operand, in: tuple, at: range) else {
      return nil
    }
    return Value(
      .apply(.method(name == "count" ? "occurrences" : name), [tuple, item]),
      .int, .lengths)
  }
}

extension Expression {
  /// Of a tuple or a list.
  fileprivate var parts: [Expression]? {
    switch kind {
    case .tuple(let parts), .list(let parts): parts
    default: nil
    }
  }

  /// Not certainly something else than a tuple, and no generator.
  fileprivate var mayBeTuple: Bool {
    switch kind {
    case .name, .attribute, .subscript, .tuple, .conditional, .binary: true
    case .call(let call):
      switch call.function.kind {
      case .name(let name):
        ![
          "list", "range", "sorted", "map", "filter", "zip", "reversed",
          "enumerate", "set", "iter",
        ].contains(name)
      default: false
      }
    default: false
    }
  }
}
