/// Gives the places of arrays that a loop leaves as they are names of their
/// own: the compiler does not know that what a loop stores cannot change where
/// its arrays lie, and would look there in every pass.
struct ArrayPlaces {
  private let parameters: Set<String>
  private let views: Set<String>
  private var variables: [String: KernelType]
  /// The names of places.
  private var own: Set<String> = []

  static func apply(_ body: KernelFunctionBody) -> KernelFunctionBody {
    var pass = ArrayPlaces(
      parameters: Set(body.parameters.map(\.name)), views: body.views,
      variables: body.variables)
    var result = body
    result.body = pass.named(body.body)
    result.variables = pass.variables
    return result
  }

  private mutating func named(_ block: [Instruction]) -> [Instruction] {
    var result: [Instruction] = []
    for instruction in block {
      switch instruction {
      case .for, .while: result += named(loop: instruction)
      case .if(let test, let then, let orElse):
        result.append(.if(test, then: named(then), else: named(orElse)))
      case .block(let label, let inner):
        result.append(.block(label: label, named(inner)))
      case .share(let share, let inner):
        result.append(.share(share, named(inner)))
      default: result.append(instruction)
      }
    }
    return result
  }

  private mutating func named(loop: Instruction) -> [Instruction] {
    var used: [String: Value] = [:]
    Self.note(loop, &used)
    var counts: [String: Int] = [:]
    LoopUses.count([loop], &counts)
    var names: [String: Value] = [:]
    var before: [Instruction] = []
    var after: [Instruction] = []
    for (name, array) in used.sorted(by: { $0.key < $1.key })
    where counts[name] == nil && !views.contains(name) && !own.contains(name) {
      let place = newName(array.type)
      before.append(.assign(place, array.partOfName))
      names[name] = .variable(place, array.type)
      if parameters.contains(name) { continue }
      after.append(
        .evaluate(
          Value(
            .apply(.function("keep", canFallBack: false), [array]), .none)))
    }
    let changed = loop.mappingLists { $0.replacement(in: names) }
    let inner: Instruction
    switch changed {
    case .for(let names, let source, let body):
      inner = .for(names, source, named(body))
    case .while(let test, let body): inner = .while(test, named(body))
    default: inner = changed
    }
    return before + [inner] + after
  }

  private mutating func newName(_ type: KernelType) -> String {
    var number = own.count
    var name: String
    repeat {
      number += 1
      name = "near\(number)"
    } while variables[name] != nil
    variables[name] = type
    own.insert(name)
    return name
  }

  // MARK: Elements

  private static func note(
    _ instruction: Instruction, _ used: inout [String: Value]
  ) {
    if case .store(let list, _, _) = instruction { note(list: list, &used) }
    for value in instruction.values { note(value, &used) }
    for block in instruction.blocks {
      for inner in block { note(inner, &used) }
    }
  }

  private static func note(_ value: Value, _ used: inout [String: Value]) {
    if case .element(let list, _) = value.kind { note(list: list, &used) }
    for operand in value.operands { note(operand, &used) }
  }

  private static func note(list: Value, _ used: inout [String: Value]) {
    if case .variable(let name) = list.kind, list.type.isNumPyArray {
      used[name] = list
    }
  }
}

extension Value {
  /// What stands for the list; nil where it stays.
  fileprivate func replacement(in names: [String: Value]) -> Value? {
    if case .variable(let name) = kind { names[name] } else { nil }
  }
}
