/// What one pass of a loop does, as far as threads that run others at the same
/// time must know it.
///
/// A pass works with numbers, with items of lists and buffers that stay as
/// long as they are, with rows of lists of lists, and with lists that it makes
/// itself. Anything else is not known to be harmless, and ends the look.
struct SharedPass {
  /// What a pass may have in common with others.
  enum Place: Hashable {
    case whole(String)
    /// A row of the list, as far from the pass's own as `offset`; nil may be
    /// any.
    case row(of: String, offset: Int?)
  }

  struct Access {
    var place: Place
    /// The list or buffer whose item it is.
    var type: KernelType
    /// How far the item is from the pass's own; nil may be any.
    var offset: Int?
    var isStore: Bool
  }

  /// What a name stands for that gets its value in the pass.
  private enum Meaning: Hashable {
    /// A list that the pass makes.
    case own
    case shared(Place)
    /// A number, so far from the pass's own place.
    case number(Int)
  }

  private(set) var accesses: [Access] = []
  private var meanings: [String: Meaning] = [:]
  private let uses: LoopUses
  private let assignments: [String: Int]
  private let views: Set<String>
  private let functions: Set<String>

  /// Nil where the pass does something else. `functions` may be called by
  /// several threads at once.
  init?(
    _ item: String, _ body: [Instruction], views: Set<String>,
    functions: Set<String>
  ) {
    uses = LoopUses(item, body)
    assignments = Self.assignments(body)
    self.views = views
    self.functions = functions
    if uses.assigned.contains(item) || !visit(body) { return nil }
  }

  /// A function that works with numbers alone.
  static func holds(
    for body: KernelFunctionBody, functions: Set<String>
  ) -> Bool {
    let scalars = [body.result] + body.parameters.map(\.type)
    guard !body.usesSharedRandom, body.flagged.isEmpty,
      scalars.allSatisfy(\.isWhole)
    else { return false }
    var pass = SharedPass(body.body, functions: functions)
    return pass.visit(body.body, mayReturn: true)
  }

  private init(_ function: [Instruction], functions: Set<String>) {
    uses = LoopUses("", function)
    assignments = Self.assignments(function)
    self.functions = functions
    views = []
  }

  private static func assignments(_ body: [Instruction]) -> [String: Int] {
    var counts: [String: Int] = [:]
    LoopUses.count(body, &counts)
    return counts
  }

  // MARK: Instructions

  private mutating func visit(
    _ block: [Instruction], mayReturn: Bool = false
  ) -> Bool {
    for instruction in block
    where !visit(instruction, mayReturn: mayReturn) { return false }
    return true
  }

  private mutating func visit(
    _ instruction: Instruction, mayReturn: Bool
  ) -> Bool {
    switch instruction {
    case .comment, .leave, .next, .fallBack: return true
    case .assign(let name, let value):
      if value.type.isPlaceOfItems { return call(name, value) }
      if let offset = offset(value), assignments[name] == 1 {
        meanings[name] = .number(offset)
      }
      return isPlain(value)
    case .evaluate(let value): return isPlain(value) || isHarmless(value)
    case .store(let list, let index, let value):
      return look(list, index, isStore: true) && isPlain(index)
        && isPlain(value)
    case .if, .while:
      return instruction.values.allSatisfy { isPlain($0) }
        && instruction.blocks.allSatisfy { visit($0, mayReturn: mayReturn) }
    case .for(let names, let source, let inner):
      return goes(names, through: source)
        && visit(inner, mayReturn: mayReturn)
    case .block(_, let inner): return visit(inner, mayReturn: mayReturn)
    case .return(let value):
      return mayReturn && (value.map { isPlain($0) } ?? true)
    case .declare, .requireBound, .storeAttribute, .share, .raise, .attempt:
      return false
    }
  }

  private mutating func goes(
    _ names: [String], through source: Iteration
  ) -> Bool {
    switch source {
    case .range, .steppedRange:
      return source.operands.allSatisfy { isPlain($0) }
    case .items(let list), .reversedItems(let list):
      guard let meaning = meaning(of: list) else { return false }
      if case .shared(let place) = meaning {
        accesses.append(
          Access(place: place, type: list.type, offset: nil, isStore: false))
      }
      guard case .list(let cell) = list.type, !cell.type.isWhole else {
        return true
      }
      guard names.count == 1, cell.type.isPlaceOfItems,
        case .shared(.whole(let rows)) = meaning
      else { return false }
      return call(names[0], .shared(.row(of: rows, offset: nil)))
    case .enumerated(let inner, let first):
      return isPlain(first) && goes(Array(names.dropFirst()), through: inner)
    case .zipped(let left, let right):
      return names.count == 2 && goes([names[0]], through: left)
        && goes([names[1]], through: right)
    default: return false
    }
  }

  // MARK: Lists

  private mutating func call(_ name: String, _ list: Value) -> Bool {
    meaning(of: list).map { call(name, $0) } ?? false
  }

  /// A name that stands for several things is not followed.
  private mutating func call(_ name: String, _ meaning: Meaning) -> Bool {
    let known = meanings.updateValue(meaning, forKey: name)
    return known ?? meaning == meaning
  }

  /// What the list or buffer is; nil for what is not followed.
  private mutating func meaning(of list: Value) -> Meaning? {
    switch list.kind {
    case .variable(let name):
      if let known = meanings[name] { return known }
      return !uses.assigned.contains(name)
        && (views.contains(name) || list.type.hasConstantLength)
        ? .shared(.whole(name)) : nil
    case .element(let rows, let index):
      guard list.type.isPlaceOfItems, isPlain(index),
        case .shared(.whole(let name)) = meaning(of: rows)
      else { return nil }
      return .shared(.row(of: name, offset: offset(index)))
    case .list(let items):
      return list.type.holdsNumbers && items.allSatisfy { isPlain($0) }
        ? .own : nil
    case .repeated(let item, let count):
      return list.type.holdsNumbers && isPlain(item) && isPlain(count)
        ? .own : nil
    case .apply(let operation, let operands)
    where ["ListView", "BufferView"].contains(operation.name):
      return meaning(of: operands[0])
    case .apply(let operation, let operands)
    where operation.name == "ListTail":
      return meaning(of: operands[0]) == .own ? .own : nil
    default: return nil
    }
  }

  /// How far the index is from the pass's own place, where that is certain.
  private func offset(_ index: Value) -> Int? {
    let index = index.withoutBounds
    if case .variable(let name) = index.kind, index.interval.isNatural,
      case .number(let offset) = meanings[name]
    {
      return offset
    }
    return uses.offset(index)
  }

  private mutating func look(
    _ list: Value, _ index: Value, isStore: Bool
  ) -> Bool {
    // What NumPy's arrays have in common is not known.
    guard list.type.holdsNumbers, !isStore || !list.type.isNumPyArray,
      let meaning = meaning(of: list)
    else { return false }
    if case .shared(let place) = meaning {
      accesses.append(
        Access(
          place: place, type: list.type, offset: offset(index),
          isStore: isStore))
    }
    return true
  }

  /// A list of the pass's own grows, or is put at the pass's place, or any list
  /// is known to live on.
  private mutating func isHarmless(_ value: Value) -> Bool {
    guard case .apply(let operation, let operands) = value.kind,
      let list = operands.first
    else { return false }
    switch operation.name {
    case "keep": return meaning(of: list) != nil
    case "putShared":
      return isPlain(operands[1])
        && (isPlain(operands[2]) || meaning(of: operands[2]) == .own)
    case "append", "appendReserved", "finish", "reserve":
      return meaning(of: list) == .own
        && operands.dropFirst().allSatisfy { isPlain($0) }
    default: return false
    }
  }

  // MARK: Values

  /// It needs nothing but numbers, and items of what is followed.
  private mutating func isPlain(_ value: Value) -> Bool {
    switch value.kind {
    case .element(let list, let index):
      return value.type.isWhole && look(list, index, isStore: false)
        && isPlain(index)
    case .count(let list): return meaning(of: list) != nil
    case .call(let name, let operands):
      return functions.contains(name) && operands.allSatisfy { isPlain($0) }
    case .variable(let name):
      if case .floatSum = value.type { return uses.assigned.contains(name) }
      return value.type.isWhole
    case .apply(let operation, let operands):
      return !operation.asksNumPy
        && (value.type.isWhole || value.type.isFloatSum)
        && operands.allSatisfy { isPlain($0) }
    case .none, .bool, .int, .word, .float, .tuple, .component, .convert,
      .narrow, .inBounds, .conditional, .and, .or, .not, .isNone:
      return value.type.isWhole && value.operands.allSatisfy { isPlain($0) }
    case .text, .letter, .attribute, .instance, .list, .repeated: return false
    }
  }
}

extension KernelType {
  fileprivate var isFloatSum: Bool {
    if case .floatSum = self { true } else { false }
  }

  fileprivate var isPlaceOfItems: Bool {
    switch self {
    case .list, .buffer: true
    default: false
    }
  }

  /// Its items are numbers, or what is made of them.
  fileprivate var holdsNumbers: Bool {
    switch self {
    case .list(let cell): cell.type.isWhole
    // What an array refers to is counted without atomic instructions.
    case .buffer(let type): type.owner != .numpy
    default: false
    }
  }
}
