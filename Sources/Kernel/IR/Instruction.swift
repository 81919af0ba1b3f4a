/// A statement of the kernel.
indirect enum Instruction {
  /// The Python line above what it became.
  case comment(String)
  case assign(String, Value)
  /// Gives the name its type before the first assignment.
  case declare(String)
  case evaluate(Value)
  case store(list: Value, index: Value, value: Value)
  case storeAttribute(of: Value, String, value: Value)
  /// Falls back unless the name was assigned.
  case requireBound(String)
  case `if`(Value, then: [Instruction], else: [Instruction])
  case `while`(Value, [Instruction])
  case `for`([String], Iteration, [Instruction])
  /// A loop in parts, which threads may share.
  case share(Share, [Instruction])
  /// What a `break` to the label leaves.
  case block(label: String, [Instruction])
  /// Leaves the innermost loop, or the block with the label.
  case leave(label: String?)
  case next
  case `return`(Value?)
  case fallBack
  /// Raises an exception of the module, by its number; nil raises the one that
  /// is being handled again.
  case raise(Int?)
  /// What is raised in the block is handled by the first handler of it.
  case attempt([Instruction], [Handler])

  struct Handler {
    var exceptions: [Int]
    var body: [Instruction]
  }
}

/// What a `for` loop goes over.
indirect enum Iteration {
  case range(Value, Value)
  case steppedRange(Value, Value, step: Value)
  /// A list or a buffer.
  case items(Value)
  /// A list from last to first.
  case reversedItems(Value)
  /// The keys, values or items of a dict, looked at one by one.
  case dictKeys(Value)
  case dictValues(Value)
  case dictItems(Value)
  case enumerated(Iteration, first: Value)
  case zipped(Iteration, Iteration)
}

extension Iteration {
  var operands: [Value] {
    switch self {
    case .range(let first, let end): [first, end]
    case .steppedRange(let first, let end, let step): [first, end, step]
    case .items(let list), .reversedItems(let list), .dictKeys(let list),
      .dictValues(let list), .dictItems(let list):
      [list]
    case .enumerated(let source, let first): source.operands + [first]
    case .zipped(let left, let right): left.operands + right.operands
    }
  }
}

/// One Python function with its types.
struct KernelFunctionBody {
  var name: String
  /// The function's range in the source, as text for the comment above it.
  var place: String
  var parameters: [(name: String, type: KernelType)]
  var result: KernelType
  /// Every name that is assigned, parameters included.
  var variables: [String: KernelType]
  /// The names that need a flag that tells whether they were assigned.
  var flagged: Set<String>
  var isRecursive: Bool
  /// It computes with complex numbers.
  var usesComplex: Bool
  /// It calls functions of the `random` module.
  var usesSharedRandom: Bool
  /// It computes with numbers of Python and scalars of NumPy together.
  var usesWeakNumbers: Bool
  /// It calls functions of NumPy's own, for which it needs Python.
  var asksNumPy: Bool
  /// It draws what the functions of `numpy.random` draw.
  var usesNumPyRandom: Bool
  /// The names that stand for lists which some loop leaves as long as they
  /// are, and those by which some loop appends to lists.
  var views: Set<String> = []
  var tails: Set<String> = []
  /// The names of arrays that are made anew in the memory that they have.
  var remade: Set<String> = []
  /// An exception may go through it to a handler.
  var mayRaise = false
  var body: [Instruction]
}
