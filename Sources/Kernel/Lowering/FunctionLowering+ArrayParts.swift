import PythonSyntax

/// Slices of arrays, which are views of the same memory, and assignments to
/// them.
extension FunctionLowering {
  /// `array[i, a:b]` or `array[a:b]`; nil where the container is no array, or
  /// nothing is sliced.
  func lowerArrayPart(
    _ container: Expression, _ place: Expression, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard place.slices, container.mayBeArray else { return nil }
    let before = bound
    let (instructions, parts) = try capture { () throws(Blocker) in
      try lowerAll([container] + place.places.flatMap(\.bounds))
    }
    guard parts[0].type.isNumPyArray else {
      bound = before
      return nil
    }
    emit(instructions)
    return try part(of: parts[0], place, parts.dropFirst(), at: range)
  }

  /// The view, from the values of all indices and bounds.
  private func part(
    of array: Value, _ place: Expression, _ values: ArraySlice<Value>,
    at range: SourceRange
  ) throws(Blocker) -> Value {
    var values = values
    var result = array
    var axis = 0
    let places = place.places
    let given = places.filter { !$0.isNewAxis && !$0.isEllipsis }.count
    for place in places {
      if place.isNewAxis, case .buffer(let type) = result.type, type.rank < 4 {
        result = Value(
          .apply(.method("widened", canFallBack: false), [result, .int(axis)]),
          .buffer(type.with(rank: type.rank + 1)))
        axis += 1
        continue
      }
      if place.isEllipsis {
        axis += max(0, array.type.rank - given)
        continue
      }
      guard case .buffer(let type) = result.type, axis < type.rank else {
        emit(.fallBack)
        return Value(.none, .unknown)
      }
      guard case .slice(let lower, let upper, let step) = place.kind else {
        let index = try index(values.removeFirst(), at: place.range)
        result = Value(
          .apply(.method("picked"), [result, .int(axis), index]),
          .buffer(type.with(rank: type.rank - 1)))
        continue
      }
      var operands = [result, Value.int(axis)]
      for bound in [lower, upper, step] {
        let value =
          bound == nil
          ? Value.none
          : try index(values.removeFirst(), at: place.range)
        operands.append(converted(value, to: .optional(.int)))
      }
      result = Value(.apply(.method("slicing"), operands), result.type)
      axis += 1
    }
    return result
  }

  /// `array[i, a:b] = value`; false where the target is no part of an array.
  func storeArrayPart(
    _ value: Value, in container: Expression, _ place: Expression,
    at range: SourceRange
  ) throws(Blocker) -> Bool {
    guard place.slices, container.mayBeArray else { return false }
    let before = bound
    let (instructions, part) = try capture { () throws(Blocker) -> Value? in
      try lowerArrayPart(container, place, at: range)
    }
    guard let part else {
      bound = before
      return false
    }
    // The value comes first.
    let value = spilled(value)
    emit(instructions)
    try store(value, inArray: part, at: range)
    return true
  }

  /// Every element of an array, from a number or from another array.
  func store(
    _ value: Value, inArray array: Value, at range: SourceRange
  ) throws(Blocker) {
    let value = present(value)
    guard case .buffer(let type) = array.type, !value.type.isUnknown else {
      return
    }
    program.noteChange(of: type)
    let kept: Value
    let name: String
    if value.type.isNumPyArray {
      kept = try self.array(value, of: type.format, at: range)
      name = "assign"
    } else if case .list = value.type {
      kept = try self.array(ofList: value, type.format, at: range)
      name = "assign"
    } else {
      kept = try keptByArray(value, scalarType(type, at: range), at: range)
      name = "fill"
    }
    let target = array.part ?? array
    let source = name == "assign" ? kept.source(beside: [array]) : kept
    emit(.evaluate(Value(.apply(.method(name), [target, source]), .none)))
  }
}

extension Expression {
  /// The indices of a subscript.
  fileprivate var places: [Expression] {
    if case .tuple(let places) = kind { places } else { [self] }
  }

  fileprivate var slices: Bool {
    places.contains { $0.isSlice || $0.isNewAxis || $0.isEllipsis }
  }

  /// `None` or `numpy.newaxis`.
  fileprivate var isNewAxis: Bool {
    switch kind {
    case .constant(.none): true
    case .attribute(let module, "newaxis"):
      if case .name = module.kind { true } else { false }
    default: false
    }
  }

  fileprivate var isEllipsis: Bool {
    if case .constant(.ellipsis) = kind { true } else { false }
  }

  fileprivate var isSlice: Bool {
    if case .slice = kind { true } else { false }
  }

  /// What has to be evaluated of one index.
  fileprivate var bounds: [Expression] {
    if case .slice(let lower, let upper, let step) = kind {
      [lower, upper, step].compactMap(\.self)
    } else {
      isNewAxis || isEllipsis ? [] : [self]
    }
  }

  /// Looking what it is costs nothing, and no list is made on the way.
  fileprivate var mayBeArray: Bool {
    switch kind {
    case .name, .attribute: true
    case .subscript(let inner, _): inner.mayBeArray
    case .call(let call):
      if case .attribute(_, let name) = call.function.kind {
        Self.arrayMakers.contains(name)
      } else {
        false
      }
    default: false
    }
  }

  /// Functions and methods that nothing else has, or that give no list.
  private static let arrayMakers: Set<String> = [
    "argsort", "astype", "reshape", "ravel", "flatten", "cumsum", "cumprod",
    "zeros", "ones", "arange", "linspace", "permutation", "diff", "unique",
  ]
}
