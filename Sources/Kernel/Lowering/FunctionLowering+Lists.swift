import PythonSyntax

extension FunctionLowering {
  func element(
    of container: Value, at place: Value, _ range: SourceRange
  ) throws(Blocker) -> Value {
    let container = unnamed(present(container))
    switch container.type {
    case .unknown: return Value(.none, .unknown)
    case .list(let cell), .deque(let cell), .sequence(let cell):
      let place = try index(place, at: range)
      return Value(.element(of: container, at: place), cell.type)
    case .tuple(let types):
      let place = try index(place, at: range)
      if case .int(let constant) = place.kind {
        let position = constant < 0 ? constant + types.count : constant
        guard types.indices.contains(position) else {
          emit(.fallBack)
          return Value(.none, .unknown)
        }
        return component(repeatable(container), position)
      }
      return try chosenComponent(container, types, place, at: range)
    case .dict: return try item(of: container, place, at: range)
    case .object:
      return try specialMethod(
        "__getitem__", of: container, [place], at: range)
    case .text, .letter:
      let place = try index(place, at: range)
      return Value(
        .element(of: converted(container, to: .text), at: place), .letter)
    case .bytes:
      return Value(
        .apply(.method("byte"), [container, try index(place, at: range)]),
        .int, .bytes)
    case .buffer(let type):
      if let found = try arrayElement(of: container, type, place, at: range) {
        return found
      }
      let element = try elementType(type, at: range)
      let place = try index(place, at: range)
      return Value(
        .element(of: container, at: place), element.type, element.interval)
    default:
      throw blocker(
        "an index into a \(container.type)", range, "Use a list.")
    }
  }

  /// An element of a short tuple by a computed index.
  private func chosenComponent(
    _ tuple: Value, _ types: [KernelType], _ place: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    let cell = self.cell(at: range)
    for type in types {
      try learnElement(cell, Value(.none, type), at: range)
    }
    let whole = repeatable(tuple)
    let items = types.indices.map {
      converted(component(whole, $0), to: cell.type)
    }
    let list = spilled(Value(.list(items), .list(cell)))
    return Value(.element(of: list, at: place), cell.type)
  }

  /// The value that Python gives for an element of the buffer.
  func elementType(
    _ type: BufferType, at range: SourceRange
  ) throws(Blocker) -> Value {
    switch (type.owner, type.format) {
    case (.numpy, _):
      return Value(.none, .numpy(try scalarType(type, at: range)))
    case (_, "d"), (_, "f"): return Value(.none, .float)
    case (_, let format):
      guard let interval = BufferType.intervals[format] else {
        throw blocker(
          "a buffer with format `\(format)`", range,
          "Use one of d, f, b, B, h, H, i, I, l, q.")
      }
      return Value(.none, .int, interval)
    }
  }

  /// A list display.
  func lowerList(
    _ values: [Expression], at range: SourceRange
  ) throws(Blocker) -> Value {
    let cell = self.cell(at: range)
    if values.contains(where: \.isStarred) {
      return try lowerStarredList(values, cell, at: range)
    }
    let items = try lowerAll(values)
    for item in items { try learnElement(cell, item, at: range) }
    return Value(
      .list(items.map { converted($0, to: cell.type) }), .list(cell))
  }

  /// The cell of the lists that are made at a place, the same in every pass.
  func cell(at range: SourceRange, _ role: String = "") -> ElementCell {
    let place = FunctionState.Place(range: range, role: role)
    if let cell = state.madeLists[place] { return cell }
    let cell = ElementCell()
    state.madeLists[place] = cell
    return cell
  }

  /// `[item] * count`, without the list of one in between.
  func lowerRepetition(
    _ left: Expression, _ right: Expression
  ) throws(Blocker) -> Value? {
    let (display, factor): (Expression, Expression)
    if case .list(let values) = left.kind, values.count == 1 {
      (display, factor) = (left, right)
    } else if case .list(let values) = right.kind, values.count == 1 {
      (display, factor) = (right, left)
    } else {
      return nil
    }
    guard case .list(let values) = display.kind, !values[0].isStarred else {
      return nil
    }
    let operands = try lowerAll([values[0], factor])
    let count = try index(operands[1], at: factor.range)
    let cell = self.cell(at: display.range)
    try learnElement(cell, operands[0], at: display.range)
    return Value(
      .repeated(converted(operands[0], to: cell.type), count: count),
      .list(cell))
  }

  func repeated(_ list: Value, count: Value) -> Value {
    Value(.apply(.method("repeated"), [list, count]), list.type)
  }

  func concatenated(
    _ left: Value, _ cell: ElementCell, _ right: Value, _ other: ElementCell,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    // The result shares the cell: its elements are theirs.
    _ = try join(left.type, right.type, at: range) {
      "a list joined of \($0) and \($1)"
    }
    return Value(.apply(.method("joined"), [left, right]), left.type)
  }

  // MARK: Methods

  func noteMutation(of cell: ElementCell) {
    if cell.isMutated { return }
    cell.isMutated = true
    program.hasChanged = true
  }

  func markResized(_ cell: ElementCell) {
    if !cell.isResized || !cell.isMutated {
      cell.isResized = true
      cell.isMutated = true
      program.hasChanged = true
    }
  }

  func lowerMethod(
    _ receiver: Expression, _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value {
    if isBuiltin("super"),
      receiver.isSuper(in: state.owner?.name, state.parameterNames.first)
    {
      return try lowerSuperCall(name, call, at: range)
    }
    if let className = namedClass(receiver),
      let value = try lowerClassCall(className, name, call, at: range)
    {
      return value
    }
    if receiver.kind == .name("dict"), isBuiltin("dict"), name == "fromkeys",
      let value = try lowerFromKeys(call, at: range)
    {
      return value
    }
    if case .name(let type) = receiver.kind, isBuiltin(type),
      let value = try lowerBytesMaking(type, name, call, at: range)
    {
      return value
    }
    if name == "format", case .constant(.string(let text)) = receiver.kind {
      return try lowerFormatCall(text, call, at: range)
    }
    if receiver.mayBeObject {
      let before = bound
      let trial = try capture { () throws(Blocker) in
        present(try lower(receiver))
      }
      if case .object(let type) = trial.result.type {
        emit(trial.instructions)
        return try lowerObjectMethod(
          trial.result, type, name, call, at: range)
      }
      if case .named(let type, _) = trial.result.type {
        emit(trial.instructions)
        return try lowerNamedTupleMethod(
          trial.result, type, name, call, at: range)
      }
      bound = before
    }
    let call =
      Self.drawingNames.contains(name)
      ? byPosition(
        call, of: ModuleFacts.LibraryName(module: "random", name: name)) : call
    if name == "astype", call.keywords.isEmpty, call.arguments.count == 1 {
      let array = present(try lower(receiver))
      if array.type.isNumPyArray {
        return try copied(
          array, scalarType(named: call.arguments[0]), at: range)
      }
    }
    let takesItems = ["join", "extend", "update", "union"].contains(name)
    let arguments = call.arguments.map {
      takesItems ? asList($0) : $0
    }
    var operands = try lowerAll([receiver] + arguments)
    let list = settledText(present(operands.removeFirst()))
    if list.type.isUnknown { return Value(.none, .unknown) }
    if name == "sort", case .list = list.type, operands.isEmpty {
      try sort(repeatable(list), call.keywords, at: range)
      return .none
    }
    if case .deque = list.type, call.keywords.isEmpty {
      return try lowerDequeMethod(list, name, operands, at: range)
    }
    if list.type.isDict, name == "popitem", operands.isEmpty,
      call.keywords.count == 1, call.keywords[0].name == "last"
    {
      operands = [try lower(call.keywords[0].value)]
      return try lowerDictMethod(list, name, operands, at: range)
    }
    if list.type.isDictOrSet, call.keywords.isEmpty {
      return try lowerDictMethod(list, name, operands, at: range)
    }
    if list.type.isTextual, call.keywords.isEmpty {
      return try lowerTextMethod(list, name, operands, at: range)
    }
    if list.type.isBytes, call.keywords.isEmpty {
      return try lowerBytesMethod(
        bytes(list, at: range), name, operands, at: range)
    }
    if name == "to_bytes", list.type.isIntegral || list.type.isWord {
      return try lowerToBytes(list, operands, call.keywords, at: range)
    }
    if let value = try lowerDraw(
      list, name, operands, call.keywords, at: range)
    {
      return value
    }
    if name == "conjugate", operands.isEmpty, call.keywords.isEmpty,
      let value = lowerPart(name, of: list)
    {
      return value
    }
    if list.type.isNumPyArray,
      let value = try lowerArrayMethod(
        list, name, operands, call.keywords, at: range)
    {
      return value
    }
    if name == "bit_length", list.type.isIntegral, operands.isEmpty {
      return Value(
        .apply(.function("bitLength", canFallBack: false), [integer(list)]),
        .int, Interval(low: 0, high: 64))
    }
    if name == "bit_length", list.type.isWord, operands.isEmpty {
      return Value(
        .apply(.function("bitLength", canFallBack: false), [list]), .int,
        Interval(low: 0, high: 64))
    }
    if call.keywords.isEmpty, operands.count == 1,
      let found = try lowerTupleMethod(list, name, operands[0], at: range)
    {
      return found
    }
    guard case .list(let cell) = list.type, call.keywords.isEmpty else {
      throw blocker(
        "the method `.\(name)` of a \(list.type)", range,
        "Write it out with numbers and lists.")
    }
    func method(
      _ arguments: [Value], _ type: KernelType, _ canFallBack: Bool = true
    ) -> Value {
      Value(
        .apply(.method(name, canFallBack: canFallBack), [list] + arguments),
        type)
    }
    switch (name, operands.count) {
    case ("append", 1):
      markResized(cell)
      try learnElement(cell, operands[0], at: range)
      emit(.evaluate(method([converted(operands[0], to: cell.type)], .none)))
      return .none
    case ("extend", 1):
      try extend(cell, list, with: operands[0], at: range)
      return .none
    case ("pop", 0):
      markResized(cell)
      return spilled(method([], cell.type))
    case ("pop", 1):
      markResized(cell)
      return spilled(method([try index(operands[0], at: range)], cell.type))
    case ("insert", 2):
      markResized(cell)
      try learnElement(cell, operands[1], at: range)
      emit(
        .evaluate(
          method(
            [
              try index(operands[0], at: range),
              converted(operands[1], to: cell.type),
            ], .none)))
      return .none
    case ("clear", 0):
      markResized(cell)
      emit(.evaluate(method([], .none, false)))
      return .none
    case ("reverse", 0):
      noteMutation(of: cell)
      emit(.evaluate(method([], .none, false)))
      return .none
    case ("copy", 0): return method([], list.type)
    case ("count", 1), ("index", 1), ("remove", 1):
      if operands[0].type.isUnknown { return .int(0) }
      guard let item = try sought(operands[0], in: list, at: range) else {
        break
      }
      if name == "remove" {
        markResized(cell)
        emit(.evaluate(method([item], .none)))
        return .none
      }
      return Value(
        .apply(.method(name == "count" ? "occurrences" : name), [list, item]),
        .int, .lengths)
    default: break
    }
    throw blocker(
      "the method `.\(name)` of a \(list.type)", range,
      "Write it out as a loop.")
  }

  /// What makes items one by one, as a list of them.
  func asList(_ source: Expression) -> Expression {
    let source = source.asJoinedItems
    guard case .call(let call) = source.kind,
      case .name(let name) = call.function.kind, isBuiltin(name),
      ["range", "reversed", "zip", "map", "enumerate"].contains(name)
    else { return source }
    return Expression(
      .call(
        Call(
          function: Expression(.name("list"), source.range),
          arguments: [source])), source.range)
  }

  func extend(
    _ cell: ElementCell, _ list: Value, with other: Value,
    at range: SourceRange
  ) throws(Blocker) {
    markResized(cell)
    if other.type.isUnknown { return }
    var isAlike = false
    if case .list(let items) = other.type {
      isAlike =
        cell.type.isSame(as: items.type) || !items.type.isPlain
        || cell.type.isUnknown || items.type.isUnknown
    }
    guard isAlike else {
      let list = repeatable(list)
      try forEach(of: other, at: range) { item throws(Blocker) in
        try append(item, to: list, cell, at: range)
      }
      return
    }
    _ = try join(list.type, other.type, at: range) {
      "a list joined of \($0) and \($1)"
    }
    emit(.evaluate(Value(.apply(.method("extend"), [list, other]), .none)))
  }
}

extension BufferType {
  /// What the integer formats hold.
  static let intervals: [Character: Interval] = [
    "b": Interval(low: -128, high: 127),
    "B": Interval(low: 0, high: 255),
    "h": Interval(low: -32768, high: 32767),
    "H": Interval(low: 0, high: 65535),
    "i": Interval(low: -(1 << 31), high: (1 << 31) - 1),
    "I": Interval(low: 0, high: (1 << 32) - 1),
    "l": .all,
    "q": .all,
  ]
}
