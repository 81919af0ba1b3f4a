import PythonSyntax

extension FunctionLowering {
  func lowerAssignment(
    _ targets: [Expression], _ value: Expression, at range: SourceRange
  ) throws(Blocker) {
    if targets.count == 1, case .tuple(let names) = targets[0].kind,
      case .tuple(let values) = value.kind, names.count == values.count,
      !(names + values).contains(where: \.isStarred)
    {
      // The right side first, then the stores from left to right.
      var parts = try lowerAll(values)
      if parts.count > 1 {
        parts = parts.map { $0.isConstant ? $0 : spilled($0) }
      }
      for (name, part) in zip(names, parts) {
        try store(part, in: name, at: range)
      }
      return
    }
    if targets.count == 1, case .name(let name) = targets[0].kind,
      value.isStep(of: name)
    {
      let result = try lower(value)
      try assign(
        renamedName(name) ?? name, result, isStep: result.type.isInt,
        at: range)
      return
    }
    if targets.count == 1, try lowerOwnSlice(targets[0], value, at: range) {
      return
    }
    if targets.count == 1, case .name(let name) = targets[0].kind,
      let items = itemsInstead(of: value, for: name)
    {
      try lowerAssignment(targets, items, at: range)
      return
    }
    let isSliced = targets.contains { target in
      if case .subscript(_, let place) = target.kind,
        case .slice = place.kind
      {
        return true
      }
      return false
    }
    let isUnpacked = targets.contains { target in
      switch target.kind {
      case .tuple, .list: true
      default: false
      }
    }
    if isUnpacked, targets.count == 1,
      let columns = try lowerColumns(value, for: targets[0], at: range)
    {
      try store(columns, in: targets[0], at: range)
      return
    }
    var result = try lower(isSliced || isUnpacked ? asList(value) : value)
    if targets.count > 1 { result = repeatable(result) }
    for target in targets { try store(result, in: target, at: range) }
  }

  /// Assigns to a name, an element, or the parts of a tuple.
  func store(
    _ value: Value, in target: Expression, at range: SourceRange
  ) throws(Blocker) {
    switch target.kind {
    case .name(let name):
      try assign(renamedName(name) ?? name, value, at: range)
    case .subscript(let container, let place):
      if try storeArrayPart(value, in: container, place, at: target.range) {
        return
      }
      if case .slice(let lower, let upper, let step) = place.kind {
        try storeSlice(
          value, in: container, lower, upper, step, at: target.range)
        return
      }
      let (instructions, operands) = try capture { () throws(Blocker) in
        try lowerAll([container, place])
      }
      // The value comes first.
      let value =
        value.isUnchanged(by: instructions) ? value : spilled(value)
      emit(instructions)
      try storeElement(value, operands[0], operands[1], at: target.range)
    case .tuple(let targets), .list(let targets):
      try unpack(value, into: targets, at: range)
    case .attribute(let receiver, let name):
      try storeAttribute(value, in: receiver, name, at: target.range)
    default:
      throw blocker(
        "this assignment target", target.range, "Assign to plain names.")
    }
  }

  func storeElement(
    _ value: Value, _ target: Value, _ place: Value, at range: SourceRange
  ) throws(Blocker) {
    let container = present(target)
    if case .dict = container.type {
      try storeItem(value, container, place, at: range)
      return
    }
    if case .object = container.type {
      discard(
        try specialMethod(
          "__setitem__", of: container, [place, value], at: range))
      return
    }
    if try storeArrayElement(value, container, place, at: range) { return }
    let place = try index(place, at: range)
    switch container.type {
    case .list(let cell), .deque(let cell):
      noteMutation(of: cell)
      try learnElement(cell, value, at: range)
      emit(
        .store(
          list: container, index: place, value: converted(value, to: cell.type))
      )
    case .buffer(let buffer):
      guard buffer.owner != .bytes else {
        // Bytes do not change: Python raises.
        emit(.fallBack)
        return
      }
      program.noteChange(of: buffer)
      emit(
        .store(
          list: container, index: place,
          value: try stored(present(value), in: buffer, at: range)))
    case .unknown: break
    default:
      throw blocker(
        "the assignment of an element of a \(container.type)", range,
        "Use a list.")
    }
  }

  /// `container[lower:upper] = value`, of two lists.
  private func storeSlice(
    _ value: Value, in container: Expression, _ lower: Expression?,
    _ upper: Expression?, _ step: Expression?, at range: SourceRange
  ) throws(Blocker) {
    // The value comes first.
    let items = spilled(present(value))
    let operands = try lowerAll(
      [container] + [lower, upper, step].compactMap(\.self))
    let list = present(operands[0])
    if list.type.isUnknown || items.type.isUnknown { return }
    guard case .list(let cell) = list.type, case .list = items.type else {
      throw blocker(
        "the assignment of a slice of a \(list.type)", range,
        "Assign a list to a slice of a list.")
    }
    if step == nil { markResized(cell) } else { noteMutation(of: cell) }
    _ = try join(list.type, items.type, at: range) {
      "a list joined of \($0) and \($1)"
    }
    var bounds = operands.dropFirst()
    var arguments = [list, items]
    for bound in step == nil ? [lower, upper] : [lower, upper, step] {
      let value =
        bound == nil
        ? Value.none : try index(bounds.removeFirst(), at: range)
      arguments.append(converted(value, to: .optional(.int)))
    }
    emit(
      .evaluate(
        Value(
          .apply(.method(step == nil ? "replace" : "setSlice"), arguments),
          .none)))
  }

  /// What a buffer keeps of a value.
  func stored(
    _ value: Value, in buffer: BufferType, at range: SourceRange
  ) throws(Blocker) -> Value {
    if value.type.isUnknown { return value }
    if buffer.owner == .numpy {
      return try keptByArray(value, scalarType(buffer, at: range), at: range)
    }
    let item = try elementType(buffer, at: range).type
    if item.isFloat {
      if value.type.isScalar || value.type.isNumPy { return float(value) }
    } else if value.type.isIntegral || value.type.isNumPyInteger {
      return integer(value)
    } else if value.type.isNumber {
      return Value(
        .apply(.property("integral", canFallBack: true), [value]), .int)
    } else if value.type.isFloat {
      emit(.fallBack)
      return .int(0)
    }
    throw blocker(
      "storing a \(value.type) in a \(buffer.owner.rawValue)", range,
      "Store numbers.")
  }

  /// The cell's type is widened to hold the value's.
  func learnElement(
    _ cell: ElementCell, _ value: Value, at range: SourceRange
  ) throws(Blocker) {
    let old = cell.type
    let type = value.type.isBytes ? .bytes : value.type
    let new = try join(old, type, at: range) {
      "a list holding both \($0) and \($1)"
    }
    if !new.isSame(as: old) {
      cell.type = new
      program.hasChanged = true
    }
  }

  func lowerAugmented(
    _ target: Expression, _ symbol: BinaryOperator, _ value: Expression,
    at range: SourceRange
  ) throws(Blocker) {
    switch target.kind {
    case .name(let name):
      guard
        state.localNames.contains(name) || renamedName(name) != nil
          || state.globalNames.contains(name)
      else {
        throw blocker(
          "the assignment of the outer name `\(name)`", range,
          "Pass the value in and return the new one.")
      }
      let operands = try lowerOperands([target, value])
      if try lowerInPlace(operands[0], symbol, operands[1], at: range) {
        return
      }
      let isStep =
        (symbol == .add || symbol == .subtract) && operands[0].type.isInt
        && operands[1].type.isIntegral
        && Interval.steps.contains(integer(operands[1]).interval)
      try assign(
        renamedName(name) ?? name,
        operateInPlace(operands[0], symbol, operands[1], at: range),
        isStep: isStep,
        at: range)
    case .subscript(let container, let place):
      if let part = try lowerArrayPart(container, place, at: range) {
        let whole = spilled(part)
        _ = try lowerInPlace(whole, symbol, lower(value), at: range)
        return
      }
      let places = try lowerAll([container, place])
      let list = repeatableContainer(places[0])
      if list.type.isNumPyArray, places[1].type.isNumPyArray {
        let chosen = spilled(places[1])
        let old = try element(of: list, at: chosen, target.range)
        let result = try operate(old, symbol, lower(value), at: range)
        try storeElement(result, list, chosen, at: range)
        return
      }
      let position: Value
      if case .tuple(let parts) = places[1].kind, list.type.isNumPyArray {
        let kept = try parts.map { part throws(Blocker) in
          repeatable(try index(part, at: range))
        }
        position = Value(.tuple(kept), .tuple(kept.map(\.type)))
      } else if list.type.isDictOrSet || list.type.isObject {
        position = repeatable(places[1])
      } else {
        position = repeatable(try index(places[1], at: range))
      }
      let old = try element(of: list, at: position, target.range)
      let (instructions, operand) = try capture { () throws(Blocker) in
        try lower(value)
      }
      let left = instructions.isEmpty ? old : spilled(old)
      emit(instructions)
      if try lowerInPlace(left, symbol, operand, at: range) { return }
      let result = try operateInPlace(left, symbol, operand, at: range)
      try storeElement(result, list, position, at: range)
    case .attribute(let receiver, let name):
      try augmentAttribute(receiver, name, symbol, value, at: target.range)
    default:
      throw blocker(
        "an augmented assignment of this target", target.range,
        "Keep the value in a local name.")
    }
  }
}

extension FunctionLowering {
  /// What `left += right` gives: what the class says itself of that, or else
  /// `left + right`.
  func operateInPlace(
    _ left: Value, _ symbol: BinaryOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    guard case .object(let type) = present(left).type,
      let name = symbol.methodName.map({ "__i\($0)__" }), type.hasMethod(name)
    else { return try operate(left, symbol, right, at: range) }
    guard type.members.allSatisfy({ $0.method(name) != nil }) else {
      throw blocker(
        "`\(symbol.symbol)=` on a \(type.name), of which some classes have "
          + "`\(name)`", range, "Use a plain assignment.")
    }
    return try specialMethod(name, of: present(left), [right], at: range)
  }

  /// `list += items` and `set |= set`, which change what is there; false for
  /// other types.
  func lowerInPlace(
    _ left: Value, _ symbol: BinaryOperator, _ right: Value,
    at range: SourceRange
  ) throws(Blocker) -> Bool {
    switch left.type {
    case .list(let cell):
      guard symbol == .add else {
        throw blocker(
          "`\(symbol.symbol)=` on a list", range, "Use a plain assignment.")
      }
      try extend(cell, left, with: right, at: range)
      return true
    case .buffer(let type) where type.owner == .numpy:
      let result = try operate(left, symbol, right, at: range)
      guard case .buffer(let made) = result.type, made.format == type.format
      else {
        if result.type.isUnknown { return true }
        throw blocker(
          "`\(symbol.symbol)=` of a \(left.type) and a \(right.type)", range,
          "Convert the right side first.")
      }
      try store(result, inArray: left, at: range)
      return true
    case .set:
      guard right.type.isSet,
        let name = Self.changingSetMethods[symbol],
        let value = try lowerSetMethod(left, name, [right], at: range)
      else {
        throw blocker(
          "`\(symbol.symbol)=` on a set", range, "Use a plain assignment.")
      }
      _ = value
      return true
    case .dict where symbol == .bitOr && right.type.isDict:
      // A Counter would keep the greater counts.
      emit(.if(isCounter(left), then: [.fallBack], else: []))
      try take(right, into: left, at: range)
      return true
    case .dict where right.type.isDict && symbol == .add || symbol == .subtract:
      try addInPlace(symbol, right, to: left, at: range)
      return true
    case .deque, .dict:
      throw blocker(
        "`\(symbol.symbol)=` on a \(left.type)", range, "Use its methods.")
    default: return false
    }
  }
}

extension Expression {
  var isStarred: Bool { if case .starred = kind { true } else { false } }
}

extension Expression {
  /// `name + 1`, or the like with another small number.
  fileprivate func isStep(of name: String) -> Bool {
    guard case .binary(let left, let symbol, let right) = kind,
      symbol == .add || symbol == .subtract, case .name(name) = left.kind,
      case .constant(.int(let step?, _)) = right.kind
    else { return false }
    return abs(step) <= 256
  }
}
