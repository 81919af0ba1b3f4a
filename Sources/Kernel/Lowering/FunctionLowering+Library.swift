import PythonSyntax

/// Functions and constants of the standard library.
extension FunctionLowering {
  /// What an expression is in a library: `heapq.heappush`, or `heappush` where
  /// it was imported by name.
  func libraryName(of expression: Expression) -> ModuleFacts.LibraryName? {
    switch expression.kind {
    case .name(let name):
      guard isOuter(name) else { return nil }
      return state.imported[name] ?? program.facts.imported[name]
    case .attribute(let inner, let name)
    where libraryName(of: inner)?.isNumPyPart ?? false:
      return libraryName(of: inner).map {
        ModuleFacts.LibraryName(
          module: $0.module, name: "\($0.name).\(name)")
      }
    case .attribute(let value, let name):
      guard case .name(let module) = value.kind, isOuter(module),
        let original = state.modules[module] ?? program.facts.modules[module]
      else { return nil }
      return ModuleFacts.LibraryName(module: original, name: name)
    default: return nil
    }
  }

  func libraryConstant(
    _ library: ModuleFacts.LibraryName, at range: SourceRange
  ) throws(Blocker) -> Value {
    switch (library.module, library.name) {
    case ("math", let name): return try mathConstant(name, at: range)
    case ("cmath", "pi"), ("cmath", "e"), ("cmath", "tau"), ("cmath", "inf"):
      return try mathConstant(library.name, at: range)
    case ("numpy", "pi"), ("numpy", "e"), ("numpy", "inf"), ("numpy", "nan"):
      return try mathConstant(library.name, at: range)
    case ("sys", "maxsize"): return .int(.max)
    case ("string", let name):
      guard let text = Self.strings[name] else { break }
      return self.text(text)
    default: break
    }
    throw blocker(
      "`\(library.module).\(library.name)`", range,
      "Pass it in, or keep it outside the function.")
  }

  private static let strings: [String: String] = {
    let lower = "abcdefghijklmnopqrstuvwxyz"
    let upper = lower.uppercased()
    return [
      "ascii_lowercase": lower, "ascii_uppercase": upper,
      "ascii_letters": lower + upper, "digits": "0123456789",
      "hexdigits": "0123456789abcdefABCDEF", "octdigits": "01234567",
      "punctuation": "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    ]
  }()

  func lowerLibraryCall(
    _ library: ModuleFacts.LibraryName, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value {
    switch (library.module, library.name) {
    case ("math", "prod"):
      if let value = try lowerProduct(call, at: range) { return value }
    case ("math", let name):
      return try lowerMath(name, call, at: range)
    case ("cmath", let name):
      if let value = try lowerComplexMath(name, call, at: range) {
        return value
      }
    case ("heapq", let name):
      if let value = try lowerHeap(name, call, at: range) { return value }
    case ("bisect", let name):
      if let value = try lowerBisection(name, call, at: range) { return value }
    case ("collections", let name):
      if let value = try lowerCollection(name, call, at: range) {
        return value
      }
    case ("itertools", "count"):
      if call.keywords.isEmpty, call.arguments.count <= 2 {
        let bounds = try lowerAll(call.arguments).map { value throws(Blocker) in
          try index(value, at: range)
        }
        return spilled(
          Value(
            .apply(.function("Counting", canFallBack: false), bounds),
            .counting))
      }
    case ("random", let name):
      if let value = try lowerSharedRandom(name, call, at: range) {
        return value
      }
    case ("numpy", let name):
      if let value = try lowerNumPyCall(name, call, at: range) {
        return value
      }
    case ("operator", let name):
      if let symbol = ModuleFacts.operators[name], call.keywords.isEmpty,
        call.arguments.count == 2,
        !call.arguments.contains(where: \.isStarred)
      {
        return try lower(
          Expression(
            .binary(call.arguments[0], symbol, call.arguments[1]), range))
      }
    case ("struct", "unpack"), ("struct", "pack"):
      if call.keywords.isEmpty, let first = call.arguments.first,
        case .constant(.string(let format)) = first.kind,
        let layout = StructLayout(format),
        let value =
          library.name == "pack"
          ? try pack(call.arguments.dropFirst(), layout, at: range)
          : try unpack(call.arguments.dropFirst(), layout, at: range)
      {
        return value
      }
    case ("functools", "reduce"):
      if let value = try lowerReduce(call, at: range) { return value }
    case ("copy", "deepcopy"):
      // Of a list of plain values it is a copy.
      if call.arguments.count == 1, call.keywords.isEmpty {
        let value = present(try lower(call.arguments[0]))
        if value.type.isUnknown { return value }
        if case .list(let cell) = value.type, cell.type.isPlain {
          return Value(.apply(.method("copy"), [value]), value.type)
        }
        // Rows stay as different, or as much the same, as they were.
        if case .list(let rows) = value.type, case .list(let cell) = rows.type,
          cell.type.isPlain
        {
          return Value(
            .apply(.function("withCopiedRows"), [value]), value.type)
        }
      }
    default: break
    }
    throw blocker(
      "the call of `\(library.module).\(library.name)`", range,
      "Write it out, or keep it outside the function.")
  }

  // MARK: heapq

  private func lowerHeap(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    if name == "nsmallest" || name == "nlargest" {
      guard call.arguments.count == 2 else { return nil }
      let count = try index(lower(call.arguments[0]), at: range)
      let kept = repeatable(count)
      let list = try lowerSorted(
        Call(
          function: call.function, arguments: [call.arguments[1]],
          keywords: call.keywords),
        isReversed: name == "nlargest", at: range)
      return firstItems(kept, of: list)
    }
    guard call.keywords.isEmpty else { return nil }
    let operands = try lowerAll(call.arguments)
    guard let heap = operands.first.map(present) else { return nil }
    if heap.type.isUnknown { return Value(.none, .unknown) }
    guard case .list(let cell) = heap.type else { return nil }
    markResized(cell)
    if operands.count == 2 {
      try learnElement(cell, operands[1], at: range)
    }
    if try !canCompare(cell.type, .less, at: range) {
      // Noted, and gone on: what is put in later may say more of its type.
      block(
        "a heap of \(cell.type)", range, "Keep numbers, str or tuples in it.")
    }
    let others = operands.dropFirst().map { converted($0, to: cell.type) }
    func method(_ type: KernelType) -> Value {
      Value(.apply(.method(name), [heap] + others), type)
    }
    switch (name, operands.count) {
    case ("heappush", 2), ("heapify", 1):
      emit(.evaluate(method(.none)))
      return Value.none
    case ("heappop", 1), ("heapreplace", 2), ("heappushpop", 2):
      return spilled(method(cell.type))
    default: return nil
    }
  }

  // MARK: bisect

  private func lowerBisection(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    guard call.keywords.isEmpty, 2...4 ~= call.arguments.count else {
      return nil
    }
    let operands = try lowerAll(call.arguments)
    let list = present(operands[0])
    if list.type.isUnknown { return .int(0) }
    guard case .list(let cell) = list.type else { return nil }
    let item = present(operands[1])
    guard let joined = cell.type.joined(with: item.type),
      joined.isSame(as: cell.type),
      try canCompare(cell.type, .less, at: range)
    else {
      if item.type.isUnknown || cell.type.isUnknown { return .int(0) }
      throw blocker(
        "`bisect` for a \(item.type) in a \(list.type)", range,
        "Look for a value of the elements' type.")
    }
    var arguments = [list, converted(item, to: cell.type)]
    for bound in operands.dropFirst(2) {
      arguments.append(
        converted(try index(bound, at: range), to: .optional(.int)))
    }
    let isLeft = name.hasSuffix("_left")
    let place = Value(
      .apply(.method(isLeft ? "bisect_left" : "bisect_right"), arguments),
      .int, .lengths)
    switch name {
    case "bisect", "bisect_left", "bisect_right": return place
    case "insort", "insort_left", "insort_right":
      markResized(cell)
      emit(
        .evaluate(
          Value(
            .apply(.method("insert"), [list, spilled(place), arguments[1]]),
            .none)))
      return Value.none
    default: return nil
    }
  }

  // MARK: collections

  private func lowerCollection(
    _ name: String, _ call: Call, at range: SourceRange
  ) throws(Blocker) -> Value? {
    if name == "deque" { return try lowerDeque(call, at: range) }
    if name == "defaultdict", call.keywords.isEmpty, call.arguments.count == 2,
      let dict = try lowerDefaultDict(call.arguments[0], at: range)
    {
      try fill(dict, from: call.arguments[1], at: range)
      return dict
    }
    guard call.keywords.isEmpty, call.arguments.count <= 1 else { return nil }
    switch name {
    case "defaultdict":
      guard let factory = call.arguments.first else { return nil }
      return try lowerDefaultDict(factory, at: range)
    case "Counter": return try lowerCounter(call.arguments.first, at: range)
    case "OrderedDict":
      guard call.arguments.isEmpty else { return nil }
      let type = dictType(at: range)
      return spilled(
        Value(.apply(.function("\(type.swiftName)(missing:)"), [.int(9)]), type)
      )
    default: return nil
    }
  }
}

extension KernelType {
  /// Values that no change can reach through another name.
  var isPlain: Bool {
    switch self {
    case .none, .bool, .int, .word, .float, .text, .letter, .bytes, .number,
      .unknown, .mixed:
      true
    case .optional(let type): type.isPlain
    case .tuple(let types), .named(_, let types):
      types.allSatisfy(\.isPlain)
    case .sequence(let cell): cell.type.isPlain
    default: false
    }
  }

  /// Of two such values that differ, one is less.
  var hasTotalOrder: Bool {
    switch self {
    case .bool, .int, .word, .text, .letter, .bytes: true
    case .tuple(let types), .named(_, let types):
      types.allSatisfy(\.hasTotalOrder)
    default: false
    }
  }

  /// Python orders two such values with `<`.
  var isOrdered: Bool {
    switch self {
    case .unknown, .bool, .int, .word, .float, .text, .letter, .bytes, .number,
      .mixed:
      true
    case .tuple(let types), .named(_, let types):
      types.allSatisfy(\.isOrdered)
    case .list(let cell), .sequence(let cell): cell.type.isOrdered
    case .optional(let type): type.isOrdered
    // Where none says what `<` means, Python raises.
    case .object(let type):
      type.isOrdered
        ? type.comparisons[.less] != nil : type.comparesByIdentity
    default: false
    }
  }

  /// `==` of two such values is translated.
  var isComparable: Bool {
    switch self {
    case .unknown, .none, .bool, .int, .word, .float, .text, .letter, .bytes,
      .number, .complex, .mixed:
      true
    case .tuple(let types), .named(_, let types):
      types.allSatisfy(\.isComparable)
    case .list(let cell), .set(let cell), .sequence(let cell):
      cell.type.isComparable
    case .dict(let keys, let values):
      keys.type.isComparable && values.type.isComparable
    case .optional(let type): type.isComparable
    case .object(let type):
      type.comparesByIdentity || type.comparisons[.equal] != nil
    default: false
    }
  }
}

extension ModuleFacts.LibraryName {
  /// A module inside NumPy.
  fileprivate var isNumPyPart: Bool {
    module == "numpy" && (name == "linalg" || name == "random")
  }
}
