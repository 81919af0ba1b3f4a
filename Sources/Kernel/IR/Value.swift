/// An expression with its type: what Python means, free of how Swift says it.
struct Value {
  indirect enum Kind {
    case none
    case bool(Bool)
    case int(Int)
    /// Beyond the signed ints.
    case word(UInt)
    /// The text is Python's `repr`.
    case float(Double)
    /// A str, by its characters.
    case text([UInt32])
    case letter(UInt32)
    case variable(String)
    /// A function or operator of the runtime.
    case apply(Operation, [Value])
    /// Another function of the kernel.
    case call(String, [Value])
    case element(of: Value, at: Value)
    case attribute(of: Value, String)
    /// A new instance, whose attributes are yet to be set.
    case instance(ClassCell, kind: Int)
    case count(Value)
    case tuple([Value])
    case component(Value, Int)
    case list([Value])
    /// `[item] * count`.
    case repeated(Value, count: Value)
    /// The operand as another type that holds its value.
    case convert(Value)
    /// The operand as a type that not every value of its own type has.
    case narrow(Value)
    /// An index that was found to be in bounds before.
    case inBounds(Value)
    case conditional(Value, then: Value, else: Value)
    case and(Value, Value)
    case or(Value, Value)
    case not(Value)
    case isNone(Value)
  }

  var kind: Kind
  var type: KernelType
  /// Where the type is int.
  var interval: Interval

  init(_ kind: Kind, _ type: KernelType, _ interval: Interval = .all) {
    self.kind = kind
    self.type = type
    self.interval = interval
  }

  static func int(_ value: Int) -> Value {
    Value(.int(value), .int, Interval(value))
  }

  static func bool(_ value: Bool) -> Value { Value(.bool(value), .bool) }

  static func variable(
    _ name: String, _ type: KernelType, _ interval: Interval = .all
  ) -> Value {
    Value(.variable(name), type, interval)
  }

  static var none: Value { Value(.none, .none) }
}

/// A function or operator that the kernel's runtime, or Swift itself, has for
/// the operands' types.
struct Operation: Hashable {
  enum Form: Hashable {
    case function
    case infix
    case prefix
    /// The first operand is the receiver.
    case method
    case property
  }

  var name: String
  var form: Form
  var canFallBack: Bool

  static func function(_ name: String, canFallBack: Bool = true) -> Operation {
    Operation(name: name, form: .function, canFallBack: canFallBack)
  }

  static func infix(_ name: String) -> Operation {
    Operation(name: name, form: .infix, canFallBack: name.hasSuffix("!"))
  }

  static func method(_ name: String, canFallBack: Bool = true) -> Operation {
    Operation(name: name, form: .method, canFallBack: canFallBack)
  }

  static func property(_ name: String, canFallBack: Bool) -> Operation {
    Operation(name: name, form: .property, canFallBack: canFallBack)
  }
}

extension Operation {
  /// What NumPy itself does.
  static func asking(
    _ path: String, for result: KernelType, packs: Bool = false
  ) -> Operation {
    var arguments = "\"\(path)\""
    if case .buffer(let type) = result { arguments += ", rank: \(type.rank)" }
    if packs { arguments += ", packs: true" }
    let answer = result.isNone ? "Nothing" : result.swiftName
    return .function("Question<\(answer)>(\(arguments))")
  }

  /// What the loop for one or two floats in a function of NumPy does.
  static func own(_ path: String) -> Operation {
    .function("OwnFunction(\"\(path)\")")
  }

  /// Python is needed for it.
  var asksNumPy: Bool {
    name.hasPrefix("Question<") || name.hasPrefix("OwnFunction(")
      || [
        "dot", "rowProduct", "rowNorm", "orderedTotal", "orderedMean",
        "median",
      ]

      .contains(name)
  }

  /// The first operand, an array, is changed by NumPy.
  var asksForChange: Bool { name.hasPrefix("Question<Nothing>") }
}

extension Value {
  /// The values directly inside.
  var operands: [Value] {
    switch kind {
    case .none, .bool, .int, .word, .float, .text, .letter, .variable,
      .instance:
      []
    case .attribute(let object, _): [object]
    case .apply(_, let operands), .call(_, let operands),
      .tuple(let operands), .list(let operands):
      operands
    case .element(let list, let index): [list, index]
    case .count(let value), .component(let value, _), .convert(let value),
      .narrow(let value), .inBounds(let value), .not(let value),
      .isNone(let value):
      [value]
    case .repeated(let item, let count): [item, count]
    case .conditional(let test, let then, let orElse): [test, then, orElse]
    case .and(let left, let right), .or(let left, let right): [left, right]
    }
  }

  /// Nothing but this value is needed to have it again: no effect, no cost.
  var isRepeatable: Bool {
    switch kind {
    case .none, .bool, .int, .word, .float, .text, .letter, .variable: true
    case .convert(let value): value.isRepeatable
    default: false
    }
  }

  /// The same wherever it is evaluated in a statement.
  var isConstant: Bool {
    switch kind {
    case .none, .bool, .int, .word, .float, .text, .letter: true
    case .convert(let value): value.isConstant
    default: false
    }
  }
}
