/// Gives a small innermost loop over a range a copy without checks, for when all
/// places in arrays that its passes may look at are in bounds. A few comparisons
/// before the loop tell, which have no effect: so this goes further than
/// `BoundsHoisting`, which moves the checks of what every pass certainly does.
struct LoopVersions {
  private static let mostInstructions = 32
  private static let mostTests = 12

  private let flagged: Set<String>
  private let naming: LoopCopies
  private var variables: [String: KernelType]
  private var made = 0

  static func apply(_ body: KernelFunctionBody) -> KernelFunctionBody {
    var pass = LoopVersions(body)
    var result = body
    result.body = pass.versioned(body.body)
    result.variables = pass.variables
    return result
  }

  private init(_ body: KernelFunctionBody) {
    flagged = body.flagged
    variables = body.variables
    naming = LoopCopies(body)
  }

  private mutating func versioned(_ block: [Instruction]) -> [Instruction] {
    var result: [Instruction] = []
    for instruction in block {
      result +=
        copies(of: instruction) ?? [instruction.mappingBlocks { versioned($0) }]
    }
    return result
  }

  /// The two loops; nil where there is nothing to gain.
  private mutating func copies(of loop: Instruction) -> [Instruction]? {
    guard case .for(let names, let source, let inner) = loop, names.count == 1,
      let (first, end, step) = source.ascendingRange,
      step?.isRepeatable ?? true, inner.size <= Self.mostInstructions,
      !inner.contains(where: \.hasLoops)
    else { return nil }
    var before: [Instruction] = []
    let (low, high) = (kept(first, &before), kept(end, &before))
    let places = TestedPlaces(
      LoopUses(names[0], inner), in: low, high, apart: flagged)
    let unchecked = inner.map(places.unchecked)
    guard 1...Self.mostTests ~= places.tests.count else { return nil }
    let range =
      step.map { Iteration.steppedRange(low, high, step: $0) }
      ?? .range(low, high)
    return before + [
      .if(
        places.allHold, then: [.for(names, range, unchecked)],
        else: [
          naming.renamed(.for(names, range, inner), &variables, &made)
        ])
    ]
  }

  private mutating func kept(
    _ value: Value, _ before: inout [Instruction]
  ) -> Value {
    if value.isRepeatable { return value }
    let name = variables.freshName("limit", &made)
    variables[name] = value.type
    before.append(.assign(name, value))
    return .variable(name, value.type, value.interval)
  }
}

/// Finds what has to hold for the places in a loop to be in bounds, by the text
/// of each test.
private final class TestedPlaces {
  private(set) var tests: [String: Value] = [:]
  private let uses: LoopUses
  private let low: Value
  private let high: Value
  private let flagged: Set<String>

  init(
    _ uses: LoopUses, in low: Value, _ high: Value, apart flagged: Set<String>
  ) {
    self.uses = uses
    self.low = low
    self.high = high
    self.flagged = flagged
  }

  var allHold: Value {
    tests.sorted { $0.key < $1.key }.map(\.value).reduce(nil) {
      (all: Value?, test) in
      all.map { Value(.and($0, test), .bool) } ?? test
    } ?? .bool(true)
  }

  func unchecked(_ instruction: Instruction) -> Instruction {
    if case .store(let list, let index, let value) = instruction {
      return .store(
        list: list, index: unchecked(index, of: list), value: unchecked(value))
    }
    return instruction.mapping(unchecked) { $0.map(self.unchecked) }
  }

  private func unchecked(_ value: Value) -> Value {
    guard case .element(let list, let index) = value.kind else {
      return value.mappingOperands(unchecked)
    }
    var result = value
    result.kind = .element(of: list, at: unchecked(index, of: list))
    return result
  }

  private func unchecked(_ index: Value, of list: Value) -> Value {
    guard list.type.isNumPyArray, case .variable(let name) = list.kind,
      isSteady(name)
    else { return unchecked(index) }
    let parts = index.indices.enumerated().map { axis, part in
      if case .inBounds = part.kind { return unchecked(part) }
      guard let test = test(part, list.length(axis: axis)) else {
        return unchecked(part)
      }
      tests["\(name) \(axis) \(test.text)"] = test.value
      return Value(
        .inBounds(unchecked(part.unguarded)), part.type, part.interval)
    }
    return parts.count == 1
      ? parts[0] : Value(.tuple(parts), index.type, index.interval)
  }

  /// It is the same in every pass, and has a value before the first.
  private func isSteady(_ name: String) -> Bool {
    !uses.assigned.contains(name) && !uses.places.contains(name)
      && !flagged.contains(name)
  }

  private func test(
    _ index: Value, _ length: Value
  ) -> (text: String, value: Value)? {
    func test(_ name: String, _ operands: [Value]) -> Value {
      Value(
        .apply(.function(name, canFallBack: false), [length] + operands), .bool)
    }
    func all(from distance: Value) -> Value {
      test("areWithin", [low, high, distance])
    }
    if let bound = index.smallBound {
      return ("< \(bound)", test("isWithin", [.int(bound)]))
    }
    switch index.kind {
    case .variable(let name) where uses.places.contains(name):
      return ("+ 0", all(from: .int(0)))
    case .variable(let name) where isSteady(name):
      return ("= \(name)", test("isWithin", [index]))
    case .apply(let operation, let operands) where operands.count == 2:
      let (left, right) = (operands[0], operands[1])
      if operation.name == "wrapped", case .variable(let name) = right.kind,
        isSteady(name)
      {
        return ("% \(name)", test("isWhole", [right]))
      }
      guard index.isSum, case .variable(let first) = left.kind else {
        return nil
      }
      let isPlace = uses.places.contains(first)
      guard isPlace || isSteady(first) else { return nil }
      let sign = operation.name.prefix(1)
      switch right.kind {
      case .int(let constant) where abs(constant) < 1 << 20:
        let distance = Value.int(sign == "+" ? constant : -constant)
        if isPlace { return ("\(sign) \(constant)", all(from: distance)) }
        return (
          "= \(first) \(sign) \(constant)",
          test(
            "isWithin",
            [Value(.apply(.infix("&\(sign)"), [left, .int(constant)]), .int)])
        )
      case .variable(let second) where isPlace && isSteady(second):
        return (
          "\(sign) \(second)",
          all(
            from: sign == "+"
              ? right : Value(.apply(.infix("&-"), [.int(0), right]), .int))
        )
      case .variable(let second)
      where sign == "+" && !isPlace && uses.places.contains(second):
        return ("+ \(first)", all(from: left))
      default: return nil
      }
    default: return nil
    }
  }
}

extension Value {
  /// The highest that it can be, where that is not much and it is never below
  /// zero.
  fileprivate var smallBound: Int? {
    interval.isNatural && interval.high < 1 << 17 ? interval.high : nil
  }

  fileprivate var isSum: Bool {
    guard case .apply(let operation, _) = kind else { return false }
    return ["+", "+!", "-", "-!"].contains(operation.name)
  }

  /// A sum that is in bounds is not too large.
  fileprivate var unguarded: Value {
    guard isSum, smallBound == nil,
      case .apply(let operation, let operands) = kind
    else { return self }
    var result = self
    result.kind = .apply(
      .infix(String(operation.name.prefix(1))), operands)
    return result
  }
}
