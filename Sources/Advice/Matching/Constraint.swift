/// What must hold of what a metavariable stands for, or of the loop around:
/// `$list is list or unknown`, `$list is invariant`, `$y ignores $x`.
package struct Constraint: Equatable, Sendable {
  enum Test: Equatable, Sendable {
    case kinds(Set<String>)
    case noneOf(Set<String>)
    case named(Set<String>)
    case mentions(String)
    case ignores(String)
    case property(Property)
    case context(Context)
  }

  /// Of one metavariable.
  enum Property: String, CaseIterable, Sendable {
    case invariant = "is invariant"
    case varies = "varies with the loop"
    case changed = "is changed in the loop"
    case unchanged = "is not changed in the loop"
    case local = "is a local variable"
    case notLocal = "is no local variable"
    case element = "is one element of the loop"
    case pure = "is a pure function"
    case overlapping = "repeats its own calls"
    case handedOver = "is called for each row or element"
    case singleCharacter = "is one character"
    case numeric = "computes with numbers"
    case often = "repeats its arguments"
  }

  /// Of the loop that a match stands in.
  enum Context: String, CaseIterable, Sendable {
    case independent = "passes are independent"
    case arrays = "arrays are gone through by element"
    case arithmetic = "numbers are computed"
    case numpy = "the project uses numpy"
    case tables = "the module uses tables"
    case nested = "loops are nested"
    case single = "there is one loop"
    case busy = "much is computed for each element"
    case helpless = "nothing else is called"
  }

  package var text: String
  /// Without the `$`; nil where the constraint is on the loop.
  var subject: String?
  var test: Test

  /// What is wrong with the text, in words for its author.
  ///
  /// - Throws: `Condition.Invalid`.
  init(_ text: String) throws {
    self.text = text
    if let context = Context(rawValue: text) {
      (subject, test) = (nil, .context(context))
      return
    }
    let words = text.split(separator: " ").map(String.init)
    guard let first = words.first, first.hasPrefix("$"), words.count > 1 else {
      throw Condition.Invalid(
        message: "'\(text)' is no constraint."
          + suggestion(for: text, among: Context.allCases.map(\.rawValue)))
    }
    subject = String(first.dropFirst())
    let rest = words.dropFirst().joined(separator: " ")
    if let property = Property(rawValue: rest) {
      test = .property(property)
      return
    }
    let list = words.dropFirst(2).filter { $0 != "or" }
    switch (words[1], words.dropFirst(2).first) {
    case ("mentions", let other?) where other.hasPrefix("$"):
      test = .mentions(String(other.dropFirst()))
    case ("ignores", let other?) where other.hasPrefix("$"):
      test = .ignores(String(other.dropFirst()))
    case ("named", _): test = .named(Set(list))
    case ("is", "not"):
      test = .noneOf(try Self.kinds(list.filter { $0 != "not" }))
    case ("is", _): test = .kinds(try Self.kinds(list))
    default:
      throw Condition.Invalid(
        message: "'\(rest)' is nothing that can be asked of '\(first)'."
          + suggestion(for: rest, among: Property.allCases.map(\.rawValue)))
    }
  }

  /// What a value, or the expression that makes it, may be.
  static let knownKinds: [String] = [
    "number", "int", "float", "text", "bytes", "bytearray", "list", "tuple",
    "dict", "set",
    "array", "table", "object", "none", "unknown", "generator", "deque",
    "constant", "zero", "name", "call", "function", "comprehension", "display",
    "f-string", "subscript", "attribute", "slice", "arithmetic",
  ]

  private static func kinds(_ words: [String]) throws -> Set<String> {
    for word in words where !knownKinds.contains(word) {
      throw Condition.Invalid(
        message: "There is no kind of value '\(word)'."
          + suggestion(for: word, among: knownKinds))
    }
    guard !words.isEmpty else {
      throw Condition.Invalid(message: "A kind of value is missing.")
    }
    return Set(words)
  }
}
