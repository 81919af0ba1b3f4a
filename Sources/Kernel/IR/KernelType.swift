/// What is known of a value's Python type.
indirect enum KernelType {
  /// Nothing yet: inference has not come by, or never will (the element of a
  /// list that stays empty).
  case unknown
  case none
  case bool
  case int
  /// An int from 0 to 2**64 - 1, such as a mask leaves.
  case word
  case float
  /// A str, and one that is known to have length 1.
  case text
  case letter
  /// Bytes as a value: any of the caller's that are only read item by item
  /// stay a buffer.
  case bytes
  /// A bool, an int or a float, told apart at run time.
  case number
  case complex
  /// A bool, an int, a float or a complex, told apart at run time.
  case anyNumber
  /// None, a number or a str, told apart at run time.
  case mixed
  /// None or a value of the type.
  case optional(KernelType)
  case tuple([KernelType])
  /// A tuple of any length, of items of one type.
  case sequence(ElementCell)
  /// An instance of a named tuple's class.
  case named(ClassCell, [KernelType])
  case list(ElementCell)
  /// Keys and values.
  case dict(ElementCell, ElementCell)
  case set(ElementCell)
  case deque(ElementCell)
  /// An instance of exactly this class of the module.
  case object(ClassCell)
  case buffer(BufferType)
  /// A `random.Random`.
  case random
  /// A `numpy.random.Generator`.
  case generator
  /// An `itertools.count` of ints.
  case counting
  /// A scalar of NumPy, or one of Python's where both flow together.
  case numpy(NumPyType)
  /// What comparing a scalar of NumPy gives: good for a test, not as a value.
  case condition
  /// The running total of `sum`; never a value of Python.
  case floatSum
  /// An intermediate result of 128 bits; never a value of Python.
  case wide
}

/// The element type of a list. All lists that may be one another share it.
final class ElementCell {
  private var representative: ElementCell?
  private var elementType = KernelType.unknown
  private var resized = false
  private var mutated = false

  init(_ type: KernelType = .unknown, isMutated: Bool = false) {
    elementType = type
    mutated = isMutated
  }

  var root: ElementCell {
    var cell = self
    while let next = cell.representative { cell = next }
    return cell
  }

  var type: KernelType {
    get { root.elementType }
    set {
      // A type that holds itself would have no end. Whoever asks for it finds
      // it missing in the next pass, and gives up at the last.
      if !newValue.holds(self) { root.elementType = newValue }
    }
  }

  /// Some list of these grows or shrinks.
  var isResized: Bool {
    get { root.resized }
    set { root.resized = newValue }
  }

  /// Some list of these is changed, in place or in length.
  var isMutated: Bool {
    get { root.mutated }
    set { root.mutated = newValue }
  }

  /// Makes two cells one; false where they were one already.
  func merge(_ other: ElementCell) -> Bool {
    let (left, right) = (root, other.root)
    if left === right { return false }
    right.representative = left
    left.resized = left.resized || right.resized
    left.mutated = left.mutated || right.mutated
    return true
  }
}

extension ElementCell {
  /// Makes two cells one whose type holds both's; false where there is none.
  fileprivate func unite(with other: ElementCell) -> Bool {
    let (first, second) = (type, other.type)
    if root !== other.root, first.holds(other) || second.holds(self) {
      return false
    }
    guard merge(other) else { return true }
    guard let joined = first.joined(with: second), !joined.holds(self) else {
      return false
    }
    type = joined
    return true
  }
}

extension ElementCell {
  /// Widens the type to hold all of these; false where none does.
  fileprivate func holdAll(_ types: [KernelType]) -> Bool {
    var whole = type
    for type in types {
      guard let joined = whole.joined(with: type) else { return false }
      whole = joined
    }
    if whole.holds(self) { return false }
    type = whole
    return true
  }
}

extension KernelType {
  /// What a value that is known only at run time may be.
  fileprivate var isMixable: Bool {
    switch self {
    case .none, .bool, .int, .float, .number, .text, .letter, .mixed: true
    case .optional(let type): type.isMixable
    default: false
    }
  }

  var isMixed: Bool { if case .mixed = self { true } else { false } }

  /// Or None.
  fileprivate var orNone: KernelType { isMixed ? .mixed : .optional(self) }

  /// A tuple of any length of such items; nil where no type holds them all.
  static func anyLength(of types: [KernelType]) -> KernelType? {
    let cell = ElementCell()
    // The list inside is made item by item.
    cell.isResized = true
    return cell.holdAll(types) ? .sequence(cell) : nil
  }

  var isSequence: Bool { if case .sequence = self { true } else { false } }
}

/// A buffer of one dimension, or an array of NumPy of up to four.
struct BufferType: Hashable {
  enum Owner: String, Hashable {
    case bytes
    case bytearray
    case array
    case numpy
  }

  var owner: Owner
  /// The letter of the `struct` module: `d`, `l`, `B`...
  var format: Character
  var rank = 1

  /// The same with another number of dimensions.
  func with(rank: Int) -> BufferType {
    BufferType(owner: owner, format: format, rank: rank)
  }
}

extension KernelType {
  /// A bool or an int, which arithmetic treats alike.
  var isIntegral: Bool {
    switch self {
    case .bool, .int: true
    default: false
    }
  }

  var isScalar: Bool {
    switch self {
    case .bool, .int, .float, .number: true
    default: false
    }
  }

  var isTextual: Bool {
    switch self {
    case .text, .letter: true
    default: false
    }
  }

  var isUnknown: Bool {
    if case .unknown = self { true } else { false }
  }

  var isObject: Bool { if case .object = self { true } else { false } }

  var isCounting: Bool { if case .counting = self { true } else { false } }

  /// It is what holds variables of the module or of a class.
  var holdsVariables: Bool {
    if case .object(let type) = self { type.holdsVariables } else { false }
  }

  var isNumPyArray: Bool {
    if case .buffer(let type) = self { type.owner == .numpy } else { false }
  }

  /// The same type, element cells compared by identity.
  func isSame(as other: KernelType) -> Bool {
    switch (self, other) {
    case (.unknown, .unknown), (.none, .none), (.bool, .bool), (.int, .int),
      (.float, .float), (.number, .number), (.condition, .condition),
      (.floatSum, .floatSum), (.word, .word), (.wide, .wide),
      (.text, .text), (.letter, .letter), (.bytes, .bytes),
      (.complex, .complex), (.anyNumber, .anyNumber), (.random, .random),
      (.generator, .generator), (.mixed, .mixed), (.counting, .counting):
      true
    case (.numpy(let left), .numpy(let right)): left == right
    case (.optional(let left), .optional(let right)): left.isSame(as: right)
    case (.tuple(let left), .tuple(let right)):
      left.count == right.count
        && zip(left, right).allSatisfy { $0.isSame(as: $1) }
    case (.named(let left, let types), .named(let right, let others)):
      left === right
        && zip(types, others).allSatisfy { $0.isSame(as: $1) }
    case (.list(let left), .list(let right)),
      (.sequence(let left), .sequence(let right)):
      left.root === right.root
    case (.set(let left), .set(let right)),
      (.deque(let left), .deque(let right)):
      left.root === right.root
    case (.dict(let left, let first), .dict(let right, let second)):
      left.root === right.root && first.root === second.root
    case (.buffer(let left), .buffer(let right)): left == right
    case (.object(let left), .object(let right)): left === right
    default: false
    }
  }

  /// Every cell in the type, outermost first, those of attributes included.
  var cells: [ElementCell] {
    var cells: [ElementCell] = []
    var classes: [ClassCell] = []
    collect(&cells, &classes)
    return cells
  }

  /// Instances are known by their class: what they hold may be of the very
  /// type that holds them.
  fileprivate func holds(_ cell: ElementCell) -> Bool {
    switch self {
    case .list(let own), .set(let own), .deque(let own), .sequence(let own):
      own.root === cell.root || own.type.holds(cell)
    case .dict(let keys, let values):
      keys.root === cell.root || values.root === cell.root
        || keys.type.holds(cell) || values.type.holds(cell)
    case .optional(let type): type.holds(cell)
    case .tuple(let types), .named(_, let types):
      types.contains { $0.holds(cell) }
    default: false
    }
  }

  /// The classes of all instances in it.
  var classes: [ClassCell] {
    var cells: [ElementCell] = []
    var classes: [ClassCell] = []
    collect(&cells, &classes)
    return classes
  }

  private func collect(
    _ cells: inout [ElementCell], _ classes: inout [ClassCell]
  ) {
    switch self {
    case .list(let cell), .set(let cell), .deque(let cell),
      .sequence(let cell):
      cells.append(cell)
      cell.type.collect(&cells, &classes)
    case .dict(let keys, let values):
      cells.append(keys)
      keys.type.collect(&cells, &classes)
      cells.append(values)
      values.type.collect(&cells, &classes)
    case .optional(let type): type.collect(&cells, &classes)
    case .tuple(let types):
      for type in types { type.collect(&cells, &classes) }
    case .named(let type, let types):
      if !classes.contains(where: { $0 === type }) { classes.append(type) }
      for type in types { type.collect(&cells, &classes) }
    case .object(let type):
      if classes.contains(where: { $0 === type }) { return }
      classes.append(type)
      for name in type.attributeNames {
        guard let cell = type.attributes[name] else { continue }
        cells.append(cell)
        cell.type.collect(&cells, &classes)
      }
    default: break
    }
  }

  /// The smallest type that holds both, merging the cells of lists; nil where
  /// the kernel has none.
  func joined(with other: KernelType) -> KernelType? {
    switch (self, other) {
    case (.condition, _), (_, .condition): return nil
    case (.unknown, let type), (let type, .unknown): return type
    case (.mixed, let type) where type.isMixable,
      (let type, .mixed) where type.isMixable:
      return .mixed
    case (.none, .none), (.bool, .bool), (.int, .int), (.float, .float),
      (.word, .word),
      (.text, .text), (.letter, .letter), (.bytes, .bytes),
      (.complex, .complex), (.random, .random), (.generator, .generator),
      (.counting, .counting):
      return self
    case (.bytes, .buffer(let type)) where type.owner == .bytes,
      (.buffer(let type), .bytes) where type.owner == .bytes:
      return .bytes
    case (.text, .letter), (.letter, .text): return .text
    case (let left, let right)
    where (left.mayBeComplex || right.mayBeComplex)
      && left.isAnyNumber && right.isAnyNumber:
      return .anyNumber
    case (.word, .int), (.int, .word): return .word
    case (.word, let type) where type.isScalar: return .number
    case (let type, .word) where type.isScalar: return .number
    case (.numpy(let left), .numpy(let right)):
      return left == right ? self : nil
    case (.numpy(let type), let other) where type.flowsTogether(with: other):
      return self
    case (let type, .numpy(let scalar)) where scalar.flowsTogether(with: type):
      return other
    case (.optional(let left), .optional(let right)):
      return left.joined(with: right).map(\.orNone)
    case (.optional(let type), .none), (.none, .optional(let type)):
      return .optional(type)
    case (.optional(let left), let right), (let right, .optional(let left)):
      return left.joined(with: right).map(\.orNone)
    case (.none, let type), (let type, .none): return .optional(type)
    case (.tuple(let left), .tuple(let right)) where left.count == right.count:
      return Self.joined(left, right).map { .tuple($0) }
    case (.tuple(let left), .tuple(let right)):
      return Self.anyLength(of: left + right)
    case (.sequence(let cell), .tuple(let types)),
      (.tuple(let types), .sequence(let cell)):
      return cell.holdAll(types) ? .sequence(cell) : nil
    case (.sequence(let left), .sequence(let right)):
      return left.unite(with: right) ? self : nil
    case (.named(let left, let types), .named(let right, let others))
    where left === right:
      return Self.joined(types, others).map { .named(left, $0) }
    case (.list(let left), .list(let right)):
      return left.unite(with: right) ? self : nil
    case (.set(let left), .set(let right)),
      (.deque(let left), .deque(let right)):
      return left.unite(with: right) ? self : nil
    case (.dict(let left, let first), .dict(let right, let second)):
      return left.unite(with: right) && first.unite(with: second) ? self : nil
    case (.buffer(let left), .buffer(let right)):
      return left == right ? self : nil
    case (.object(let left), .object(let right)):
      if left !== right { left.wishUnion(with: right) }
      return left === right ? self : nil
    default:
      if isScalar && other.isScalar { return .number }
      return isMixable && other.isMixable ? .mixed : nil
    }
  }
}

extension KernelType {
  /// Part by part.
  private static func joined(
    _ left: [KernelType], _ right: [KernelType]
  ) -> [KernelType]? {
    var types: [KernelType] = []
    for (first, second) in zip(left, right) {
      guard let type = first.joined(with: second) else { return nil }
      types.append(type)
    }
    return types
  }
}
