/// Takes the bounds checks of a loop over a range out of the loop.
///
/// Where every pass certainly looks at `items[i + c]`, the last pass decides
/// whether all are in bounds: if it is not, Python would raise there, so the
/// kernel may as well fall back before the loop. Inside, no check is left that
/// would keep the compiler from using wide instructions.
struct BoundsHoisting {
  private let body: KernelFunctionBody
  private var variables: [String: KernelType]
  private var made = 0

  static func apply(_ body: KernelFunctionBody) -> KernelFunctionBody {
    var hoisting = BoundsHoisting(body: body)
    var result = body
    result.body = hoisting.hoisted(body.body)
    result.variables = hoisting.variables
    return result
  }

  private init(body: KernelFunctionBody) {
    self.body = body
    variables = body.variables
  }

  private mutating func hoisted(_ block: [Instruction]) -> [Instruction] {
    var result: [Instruction] = []
    for instruction in block {
      switch instruction {
      case .for(let names, let source, let inner):
        let inner = hoisted(inner)
        result += hoisted(names, source, inner) ?? [.for(names, source, inner)]
      case .if(let test, let then, let orElse):
        result.append(
          .if(test, then: hoisted(then), else: hoisted(orElse)))
      case .while(let test, let inner):
        result.append(.while(test, hoisted(inner)))
      case .block(let label, let inner):
        result.append(.block(label: label, hoisted(inner)))
      default: result.append(instruction)
      }
    }
    return result
  }

  /// The loop with its checks before it; nil where there are none to move.
  private mutating func hoisted(
    _ names: [String], _ source: Iteration, _ inner: [Instruction]
  ) -> [Instruction]? {
    guard let item = names.first, names.count == 1,
      let (first, end, step) = source.ascendingRange
    else { return nil }
    let loop = LoopUses(item, inner)
    var needed: [LoopUses.Dimension: (list: Value, offset: Int)] = [:]
    var fixed: [LoopUses.FixedPlace: LoopUses.Access] = [:]
    for access in loop.certainAccesses(inner) {
      guard case .variable(let name) = access.list.kind,
        access.list.type.hasConstantLength || body.views.contains(name),
        !loop.assigned.contains(name),
        !body.flagged.contains(name)
      else { continue }
      let dimension = LoopUses.Dimension(name: name, axis: access.axis)
      switch access.place {
      case .offset(let offset):
        let known = needed[dimension]?.offset ?? offset
        needed[dimension] = (access.list, max(known, offset))
      case .fixed(let text, _):
        fixed[LoopUses.FixedPlace(dimension: dimension, text: text)] = access
      }
    }
    if needed.isEmpty && fixed.isEmpty { return nil }
    var before: [Instruction] = []
    let (low, high) = (kept(first, &before), kept(end, &before))
    let kind = step.map { kept($0, &before) }
    for (dimension, need) in needed.sorted(by: { $0.key < $1.key }) {
      before.append(
        .evaluate(
          Value(
            .apply(
              .function("requireItems"),
              [
                need.list.length(axis: dimension.axis), low, high,
                kind ?? .int(1), .int(need.offset),
              ]),
            .none)))
    }
    for (place, access) in fixed.sorted(by: { $0.key < $1.key }) {
      guard case .fixed(_, let index) = access.place else { continue }
      before.append(
        .evaluate(
          Value(
            .apply(
              .function("requirePlace"),
              [
                access.list.length(axis: place.dimension.axis), index, low,
                high,
              ]),
            .none)))
    }
    let limits = LoopUses.Limits(
      offsets: needed.mapValues(\.offset), fixed: Set(fixed.keys))
    let unchecked = inner.map { loop.unchecked($0, limits) }
    let range =
      kind.map { Iteration.steppedRange(low, high, step: $0) }
      ?? .range(low, high)
    return before + [.for(names, range, unchecked)]
  }

  private mutating func kept(
    _ value: Value, _ before: inout [Instruction]
  ) -> Value {
    if value.isRepeatable { return value }
    var name: String
    repeat {
      made += 1
      name = "bound\(made)"
    } while variables[name] != nil
    variables[name] = value.type
    before.append(.assign(name, value))
    return .variable(name, value.type, value.interval)
  }
}

extension Iteration {
  /// The bounds of a range that goes up, with its step where that is not 1.
  fileprivate var ascendingRange: (Value, Value, Value?)? {
    switch self {
    case .range(let first, let end): (first, end, nil)
    case .steppedRange(let first, let end, let step):
      step.interval.low > 0 ? (first, end, step) : nil
    default: nil
    }
  }
}

extension KernelType {
  /// Lists and buffers that neither grow nor shrink in this kernel.
  var hasConstantLength: Bool {
    switch self {
    case .list(let cell): !cell.isResized
    case .buffer: true
    default: false
    }
  }
}

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
  }

  /// The names that stand for the place in the range.
  private var places: Set<String>
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
    guard isArray, let text = fixedText(index) else { return nil }
    return .fixed(text, index)
  }

  private func fixedText(_ index: Value) -> String? {
    guard index.interval.isNatural else { return nil }
    switch index.kind {
    case .int(let place): return "\(place)"
    case .variable(let name): return assigned.contains(name) ? nil : name
    case .apply(let operation, let operands):
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
    case nil: return false
    }
  }

  private func bare(_ index: Value) -> Value {
    Value(.inBounds(index), index.type, index.interval)
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
