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
    var shifted: [LoopUses.FixedPlace: LoopUses.Access] = [:]
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
      case .shifted(let name, _):
        if body.flagged.contains(name) { continue }
        shifted[LoopUses.FixedPlace(dimension: dimension, text: name)] = access
      }
    }
    if needed.isEmpty && fixed.isEmpty && shifted.isEmpty { return nil }
    var before: [Instruction] = []
    let (low, high) = (kept(first, &before), kept(end, &before))
    let kind = step.map { kept($0, &before) }
    func require(_ function: String, _ arguments: Value...) {
      before.append(
        .evaluate(Value(.apply(.function(function), arguments), .none)))
    }
    for (dimension, need) in needed.sorted(by: { $0.key < $1.key }) {
      require(
        "requireItems", need.list.length(axis: dimension.axis), low, high,
        kind ?? .int(1), .int(need.offset))
    }
    for (place, access) in shifted.sorted(by: { $0.key < $1.key }) {
      guard case .shifted(_, let distance) = access.place else { continue }
      require(
        "requireItems", access.list.length(axis: place.dimension.axis), low,
        high, kind ?? .int(1), distance)
    }
    for (place, access) in fixed.sorted(by: { $0.key < $1.key }) {
      guard case .fixed(_, let index) = access.place else { continue }
      require(
        "requirePlace", access.list.length(axis: place.dimension.axis), index,
        low, high)
    }
    let limits = LoopUses.Limits(
      offsets: needed.mapValues(\.offset), fixed: Set(fixed.keys),
      shifted: Set(shifted.keys))
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
