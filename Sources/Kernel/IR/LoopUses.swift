/// How the body of a loop uses the loop's variable.
struct LoopUses {
  struct Access {
    var list: Value
    var axis: Int
    var place: Place
  }

  enum Place {
    /// This far from the loop's variable.
    case offset(Int)
    /// The same in every pass: its text, by which it is known again.
    case fixed(String, Value)
    /// As far from the loop's variable as a variable says that stays the same.
    case shifted(String, Value)
  }

  struct Dimension: Hashable, Comparable {
    var name: String
    var axis: Int

    static func < (left: Dimension, right: Dimension) -> Bool {
      (left.name, left.axis) < (right.name, right.axis)
    }
  }

  struct FixedPlace: Hashable, Comparable {
    var dimension: Dimension
    var text: String

    static func < (left: FixedPlace, right: FixedPlace) -> Bool {
      (left.dimension, left.text) < (right.dimension, right.text)
    }
  }

  /// What was found to be in bounds before the loop.
  struct Limits {
    var offsets: [Dimension: Int]
    var fixed: Set<FixedPlace>
    var shifted: Set<FixedPlace>
  }

  /// The names that stand for the place in the range.
  private(set) var places: Set<String>
  private(set) var assigned: Set<String> = []

  init(_ item: String, _ body: [Instruction]) {
    places = [item]
    var counts: [String: Int] = [:]
    Self.count(body, &counts)
    assigned = Set(counts.keys)
    for instruction in body {
      switch instruction {
      case .comment: continue
      case .assign(let name, let value):
        if case .variable(item) = value.kind, counts[name] == 1 {
          places.insert(name)
          continue
        }
      default: break
      }
      break
    }
  }

  static func count(
    _ body: [Instruction], _ counts: inout [String: Int]
  ) {
    for instruction in body {
      switch instruction {
      case .assign(let name, _), .declare(let name):
        counts[name, default: 0] += 1
      case .for(let names, _, _):
        for name in names { counts[name, default: 0] += 1 }
      default: break
      }
      for block in instruction.blocks { count(block, &counts) }
    }
  }

  /// How far from the loop's variable an index is, nil where it is something
  /// else, or may count from the end.
  func offset(_ index: Value) -> Int? {
    guard index.interval.isNatural else { return nil }
    switch index.kind {
    case .variable(let name): return places.contains(name) ? 0 : nil
    case .apply(let operation, let operands):
      guard operands.count == 2, case .variable(let name) = operands[0].kind,
        places.contains(name), case .int(let constant) = operands[1].kind,
        abs(constant) < 1 << 20
      else { return nil }
      switch operation.name {
      case "+", "+!": return constant
      case "-", "-!": return -constant
      default: return nil
      }
    default: return nil
    }
  }

  // MARK: What is certain

  /// The elements that every pass looks at, whatever happens in it.
  func certainAccesses(_ body: [Instruction]) -> [Access] {
    var result: [Access] = []
    for instruction in body {
      for value in instruction.values { collect(value, &result) }
      if case .store(let list, let index, _) = instruction {
        result += accesses(list, index)
      }
      if instruction.mayLeave { break }
    }
    return result
  }

  private func accesses(_ list: Value, _ index: Value) -> [Access] {
    let isArray = list.type.isNumPyArray
    return (isArray ? index.indices : [index]).enumerated().compactMap {
      axis, index in
      place(index, isArray: isArray).map {
        Access(list: list, axis: axis, place: $0)
      }
    }
  }

  /// Of lists, only what depends on the loop's variable is worth a check.
  private func place(_ index: Value, isArray: Bool) -> Place? {
    if let offset = offset(index) { return .offset(offset) }
    guard isArray else { return nil }
    if let (name, distance) = distance(index) {
      return .shifted(name, distance)
    }
    return fixedText(index).map { .fixed($0, index) }
  }

  /// The variable that an index adds to the loop's.
  private func distance(_ index: Value) -> (String, Value)? {
    guard let (left, right) = index.sumOfVariables,
      case .variable(let first) = left.kind,
      case .variable(let second) = right.kind
    else { return nil }
    if places.contains(first), !assigned.contains(second) {
      return (second, right)
    }
    return places.contains(second) && !assigned.contains(first)
      ? (first, left) : nil
  }

  private func fixedText(_ index: Value) -> String? {
    guard index.interval.isNatural else { return nil }
    switch index.kind {
    case .int(let place): return "\(place)"
    case .variable(let name): return assigned.contains(name) ? nil : name
    case .apply(let operation, let operands):
      if let (left, right) = index.sumOfVariables,
        case .variable(let first) = left.kind, !assigned.contains(first),
        case .variable(let second) = right.kind, !assigned.contains(second)
      {
        return "\(first) + \(second)"
      }
      guard operands.count == 2, case .variable(let name) = operands[0].kind,
        !assigned.contains(name), case .int(let constant) = operands[1].kind,
        ["+", "-"].contains(operation.name)
      else { return nil }
      return "\(name) \(operation.name) \(constant)"
    default: return nil
    }
  }

  private func collect(_ value: Value, _ result: inout [Access]) {
    switch value.kind {
    case .element(let list, let index):
      result += accesses(list, index)
      collect(list, &result)
      collect(index, &result)
    case .conditional(let test, _, _): collect(test, &result)
    case .and(let left, _), .or(let left, _): collect(left, &result)
    default: for operand in value.operands { collect(operand, &result) }
    }
  }

  // MARK: Without checks

  func unchecked(
    _ instruction: Instruction, _ limits: Limits
  ) -> Instruction {
    func value(_ value: Value) -> Value { unchecked(value, limits) }
    func block(_ block: [Instruction]) -> [Instruction] {
      block.map { unchecked($0, limits) }
    }
    switch instruction {
    case .assign(let name, let item): return .assign(name, value(item))
    case .evaluate(let item): return .evaluate(value(item))
    case .store(let list, let index, let item):
      let place = unchecked(list, index, limits)
      return .store(list: value(list), index: place, value: value(item))
    case .storeAttribute(let object, let name, let item):
      return .storeAttribute(of: value(object), name, value: value(item))
    case .if(let test, let then, let orElse):
      return .if(value(test), then: block(then), else: block(orElse))
    case .while(let test, let inner): return .while(value(test), block(inner))
    case .for(let names, let source, let inner):
      return .for(names, source, block(inner))
    case .block(let label, let inner):
      return .block(label: label, block(inner))
    case .return(let item): return .return(item.map(value))
    case .comment, .declare, .requireBound, .leave, .next, .fallBack, .share,
      .raise, .attempt:
      return instruction
    }
  }

  private func unchecked(_ value: Value, _ limits: Limits) -> Value {
    var result = value.mappingOperands { unchecked($0, limits) }
    if case .element(let list, let index) = value.kind,
      case .element(let inner, _) = result.kind
    {
      result.kind = .element(of: inner, at: unchecked(list, index, limits))
    }
    return result
  }

  /// An index with what is known of its parts.
  private func unchecked(
    _ list: Value, _ index: Value, _ limits: Limits
  ) -> Value {
    let indices = list.type.isNumPyArray ? index.indices : [index]
    let parts = indices.enumerated().map { axis, part in
      isWithin(list, axis, part, limits) ? bare(part) : unchecked(part, limits)
    }
    return parts.count == 1
      ? parts[0] : Value(.tuple(parts), index.type, index.interval)
  }

  private func isWithin(
    _ list: Value, _ axis: Int, _ index: Value, _ limits: Limits
  ) -> Bool {
    guard case .variable(let name) = list.kind else { return false }
    let dimension = Dimension(name: name, axis: axis)
    switch place(index, isArray: list.type.isNumPyArray) {
    case .offset(let offset):
      return limits.offsets[dimension].map { offset <= $0 } ?? false
    case .fixed(let text, _):
      return limits.fixed.contains(
        FixedPlace(dimension: dimension, text: text))
    case .shifted(let name, _):
      return limits.shifted.contains(
        FixedPlace(dimension: dimension, text: name))
    case nil: return false
    }
  }

  /// What is in bounds is no sum that is too large.
  private func bare(_ index: Value) -> Value {
    var place = index
    if let (left, right) = index.sumOfVariables {
      place.kind = .apply(.infix("+"), [left, right])
    }
    return Value(.inBounds(place), index.type, index.interval)
  }
}

extension Value {
  /// The operands, where it adds two variables of which neither can be below
  /// zero.
  var sumOfVariables: (Value, Value)? {
    guard case .apply(let operation, let operands) = kind,
      operation.name == "+" || operation.name == "+!", operands.count == 2,
      operands.allSatisfy({ $0.type.isInt && $0.interval.isNatural }),
      case .variable = operands[0].kind, case .variable = operands[1].kind
    else { return nil }
    return (operands[0], operands[1])
  }
}

extension Instruction {
  /// What comes after it in its block may not run.
  var mayLeave: Bool {
    switch self {
    case .leave, .next, .return: true
    default: blocks.contains { $0.contains(where: \.mayLeave) }
    }
  }
}
