import PythonSyntax

/// Arrays that the function makes.
extension FunctionLowering {
  /// `numpy.zeros` and the like; nil for other functions.
  func lowerArrayMaking(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard Self.makers.contains(name) else { return nil }
    var dtype: Expression?
    var fill: Expression?
    var shape: Expression?
    for keyword in call.keywords {
      switch keyword.name {
      case "dtype": dtype = keyword.value
      case "fill_value": fill = keyword.value
      case "shape" where call.arguments.isEmpty: shape = keyword.value
      default: return nil
      }
    }
    var arguments = call.arguments[...]
    guard let first = shape ?? arguments.popFirst() else { return nil }
    if name.hasPrefix("full") { fill = fill ?? arguments.popFirst() }
    if name == "arange" {
      guard dtype == nil else { return nil }
      return try lowerCounting([first] + arguments, at: range)
    }
    dtype = dtype ?? arguments.popFirst()
    guard arguments.isEmpty else { return nil }
    let type = try dtype.map { dtype throws(Blocker) in
      try scalarType(named: dtype)
    }
    switch name {
    case "zeros", "ones", "empty", "full":
      // NumPy promises nothing of what is in an empty array.
      return try lowerNewArray(name, first, fill, type, at: range)
    case "zeros_like", "ones_like", "empty_like", "full_like":
      let model = present(try lower(first))
      guard case .buffer(let own) = model.type, own.owner == .numpy else {
        return model.type.isUnknown ? model : nil
      }
      let result = BufferType(
        owner: .numpy, format: type?.rawValue ?? own.format, rank: own.rank)
      let array = repeatable(model)
      let zeros = Value(
        .apply(
          .function("\(KernelType.buffer(result).swiftName).zerosAlike"),
          [array]), .buffer(result))
      return try filled(
        zeros, String(name.dropLast(5)), fill, at: range)
    case "array", "asarray", "ascontiguousarray":
      if let written = try lowerWrittenArray(first, type) { return written }
      let items = present(try lower(first))
      if items.type.isNumPyArray, name == "array" {
        return try copied(items, type, at: range)
      }
      if case .list = items.type {
        return try array(ofList: items, type?.rawValue, at: range)
      }
      return items.type.isUnknown ? items : nil
    default: return nil
    }
  }

  private static let makers: Set<String> = [
    "arange", "zeros", "ones", "empty", "full", "zeros_like", "ones_like",
    "empty_like", "full_like", "array", "asarray", "ascontiguousarray",
  ]

  private func lowerNewArray(
    _ name: String, _ shape: Expression, _ fill: Expression?,
    _ type: NumPyType?, at range: SourceRange
  ) throws(Blocker) -> Value? {
    let shape = present(try lower(shape))
    if shape.type.isUnknown { return Value(.none, .unknown) }
    var lengths: [Value] = []
    if case .tuple(let types) = shape.type {
      let whole = repeatable(shape)
      for part in types.indices {
        lengths.append(try index(component(whole, part), at: range))
      }
    } else {
      lengths = [try index(shape, at: range)]
    }
    guard 1...4 ~= lengths.count else { return nil }
    var item: Value?
    var type = type
    if name == "full" {
      guard let fill else { return nil }
      let value = present(try lower(fill))
      if value.type.isUnknown { return value }
      type = type ?? value.type.arrayType
      item = value
    }
    guard let type = name == "full" ? type : type ?? .float64 else {
      return nil
    }
    let result = BufferType(
      owner: .numpy, format: type.rawValue, rank: lengths.count)
    let zeros = Value(
      .apply(
        .function("\(KernelType.buffer(result).swiftName).zeros"), lengths),
      .buffer(result))
    if let item { return try filled(zeros, with: item, at: range) }
    return try filled(zeros, name, nil, at: range)
  }

  private func filled(
    _ zeros: Value, _ name: String, _ fill: Expression?, at range: SourceRange
  ) throws(Blocker) -> Value? {
    switch name {
    case "ones": return try filled(zeros, with: .int(1), at: range)
    case "full":
      guard let fill else { return nil }
      return try filled(zeros, with: present(lower(fill)), at: range)
    default: return zeros
    }
  }

  private func filled(
    _ zeros: Value, with value: Value, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard case .buffer(let type) = zeros.type, !value.type.isUnknown else {
      return zeros
    }
    let item = try keptByArray(value, scalarType(type, at: range), at: range)
    return Value(.apply(.method("filled"), [zeros, item]), zeros.type)
  }

  /// `numpy.arange` of ints.
  private func lowerCounting(
    _ bounds: [Expression], at range: SourceRange
  ) throws(Blocker) -> Value? {
    var values = try lowerAll(bounds).map(present)
    if values.contains(where: \.type.isUnknown) {
      return Value(.none, .unknown)
    }
    guard 1...3 ~= values.count, values.allSatisfy({ $0.type.isInt }) else {
      return nil
    }
    if values.count == 1 { values.insert(.int(0), at: 0) }
    if values.count == 2 { values.append(.int(1)) }
    let type = KernelType.buffer(BufferType(owner: .numpy, format: "l"))
    return Value(.apply(.function("\(type.swiftName).counting"), values), type)
  }

  /// A list of numbers, or of rows of them, as an array.
  func array(
    ofList list: Value, _ format: Character?, at range: SourceRange
  ) throws(Blocker) -> Value {
    guard case .list(let cell) = list.type else { return list }
    var rank = 1
    var element = cell.type
    if case .list(let inner) = element { (rank, element) = (2, inner.type) }
    if element.isUnknown { return Value(.none, .unknown) }
    let type = format.flatMap(NumPyType.init(rawValue:)) ?? element.arrayType
    guard let type, element.isScalar || element.isNumPy else {
      throw blocker(
        "an array of a list of \(cell.type)", range,
        "Say its dtype, or fill an array of zeros.")
    }
    let result = BufferType(owner: .numpy, format: type.rawValue, rank: rank)
    let whole = spilled(list)
    let count = Value(.count(whole), .int, .listLengths)
    // The first row says how long all are.
    let name = "\(KernelType.buffer(result).swiftName).zeros"
    let zeros = Value(
      .apply(
        .function(name),
        rank == 1
          ? [count]
          : [
            count,
            Value(
              .apply(.function("rowLength"), [whole]), .int, .listLengths),
          ]), .buffer(result))
    if format == nil, type != .float64 {
      // Of no items at all NumPy makes float64.
      emit(
        .evaluate(
          Value(.apply(.function("requireItem"), [count]), .none)))
    }
    let array = spilled(zeros)
    try fill(array, [], from: whole, at: range)
    return array
  }

  private func fill(
    _ array: Value, _ places: [Value], from list: Value,
    at range: SourceRange
  ) throws(Blocker) {
    guard case .buffer(let type) = array.type, case .list(let cell) = list.type
    else { return }
    let place = temporary("place")
    state.variables[place] = VariableState(type: .int)
    let here = Value.variable(place, .int, .listLengths)
    let (body, _) = try capture { () throws(Blocker) in
      let item = Value(.element(of: list, at: here), cell.type)
      if case .list = cell.type {
        let row = spilled(item)
        emit(
          .evaluate(
            Value(
              .apply(
                .function("requireLength"),
                [Value(.count(row), .int), array.length(axis: 1)]), .none)))
        try fill(array, places + [here], from: row, at: range)
      } else {
        emit(
          .store(
            list: array, index: Value.indices(places + [here]),
            value: try keptByArray(
              type.format == "d" ? real(item) : item,
              scalarType(type, at: range), at: range)))
      }
    }
    let count = Value(.count(list), .int, .listLengths)
    emit(.for([place], .range(.int(0), count), body))
  }

  /// The array with elements of another type.
  func array(
    _ array: Value, of format: Character, at range: SourceRange
  ) throws(Blocker) -> Value {
    guard case .buffer(let type) = array.type, type.format != format else {
      return array
    }
    let result = KernelType.buffer(
      BufferType(owner: .numpy, format: format, rank: type.rank))
    _ = try scalarType(type, at: range)
    return Value(
      .apply(.function("\(result.swiftName).converting"), [array]), result)
  }

  func copied(
    _ array: Value, _ type: NumPyType?, at range: SourceRange
  ) throws(Blocker) -> Value {
    guard case .buffer(let own) = array.type else { return array }
    if let type, type.rawValue != own.format {
      return try self.array(array, of: type.rawValue, at: range)
    }
    return Value(.apply(.method("copied"), [array]), array.type)
  }
}
