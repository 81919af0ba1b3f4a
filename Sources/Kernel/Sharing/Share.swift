/// A loop that several threads share, as far as it is not in its block.
struct Share {
  /// How the numbers of two threads become one.
  enum Union: Int {
    case sum = 0
    case least = 1
    case greatest = 2
  }

  /// What the passes of a part give: an int, or a bool as 0 or 1.
  struct Total {
    var name: String
    var type: KernelType
    /// The value before the loop.
    var start: Value
    var union: Union
  }

  /// What is run by each thread, and where a part of it begins and ends.
  var work: String
  var firstName: String
  var endName: String
  /// A thread's numbers, and those of all.
  var own: String
  var numbers: String
  /// What was found of the loop when it was entered before.
  var site: String
  var first: Value
  var end: Value
  var totals: [Total]
  /// What is stored is nothing that another pass reads or stores.
  var isApart: Value
  /// Passes call functions that call themselves.
  var isNested: Bool

  var values: [Value] { [first, end, isApart] + totals.map(\.start) }

  /// Names that are declared by the loop itself.
  var names: [String] { [work, firstName, endName, own, numbers] }

  func mapping(_ change: (Value) -> Value) -> Share {
    var result = self
    result.first = change(first)
    result.end = change(end)
    result.isApart = change(isApart)
    for index in totals.indices {
      result.totals[index].start = change(totals[index].start)
    }
    return result
  }
}

extension KernelType {
  /// Values that are all there is to them, and that nothing of Python is
  /// needed to work with.
  var isWhole: Bool {
    switch self {
    case .none, .unknown, .bool, .int, .word, .float, .number, .complex,
      .condition, .wide, .numpy:
      true
    case .optional(let type): type.isWhole
    case .tuple(let types): types.allSatisfy(\.isWhole)
    default: false
    }
  }
}

extension Value {
  var withoutBounds: Value {
    if case .inBounds(let index) = kind { return index }
    return self
  }

  /// The same variable.
  func isSame(as other: Value) -> Bool {
    guard case .variable(let name) = kind else { return false }
    return other.isVariable(name)
  }
}

extension Instruction {
  var isComment: Bool {
    if case .comment = self { true } else { false }
  }

  /// With other names for some variables.
  func renaming(_ names: [String: String]) -> Instruction {
    func renamed(_ value: Value) -> Value {
      if case .variable(let name) = value.kind, let other = names[name] {
        return .variable(other, value.type, value.interval)
      }
      return value.mappingOperands(renamed)
    }
    if case .assign(let name, let value) = self {
      return .assign(names[name] ?? name, renamed(value))
    }
    return mapping(renamed) { block in block.map { $0.renaming(names) } }
  }
}
