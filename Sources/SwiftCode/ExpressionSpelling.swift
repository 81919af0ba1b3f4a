/// An expression as text, with the parentheses it needs.
struct ExpressionSpelling {
  let text: String
  private let precedence: Precedence

  /// From loosest to tightest.
  private enum Precedence: Int, Comparable {
    case `try`
    case ternary
    case or
    case and
    case comparison
    case addition
    case multiplication
    case shift
    case prefix
    case primary

    static func < (left: Precedence, right: Precedence) -> Bool {
      left.rawValue < right.rawValue
    }

    /// Operators that are not listed bind like addition.
    init(of symbol: String) {
      switch symbol {
      case "||": self = .or
      case "&&": self = .and
      case "==", "!=", "<", "<=", ">", ">=", "===", "!==": self = .comparison
      case "*", "/", "%", "&*", "*!", "&": self = .multiplication
      case "<<", ">>", "&<<", "&>>": self = .shift
      default: self = .addition
      }
    }
  }

  init(_ expression: SwiftExpression) {
    switch expression {
    case .name(let name):
      (text, precedence) = (SwiftName.escaped(name), .primary)
    case .literal(let literal):
      (text, precedence) = (
        literal, literal.hasPrefix("-") ? .prefix : .primary
      )
    case .call(let function, let arguments):
      text = Self.inner(function, .primary) + "(\(Self.list(arguments)))"
      precedence = .primary
    case .member(let value, let name):
      text = Self.inner(value, .primary) + ".\(SwiftName.escaped(name))"
      precedence = .primary
    case .subscript(let value, let arguments):
      text = Self.inner(value, .primary) + "[\(Self.list(arguments))]"
      precedence = .primary
    case .prefix(let symbol, let value):
      text = symbol + Self.inner(value, .primary)
      precedence = .prefix
    case .infix(let left, let symbol, let right):
      let own = Precedence(of: symbol)
      (text, precedence) = (
        Self.left(left, own) + " \(symbol) " + Self.right(right, own), own
      )
    case .conditional(let test, let then, let orElse):
      text =
        Self.inner(test, .or) + " ? " + Self.inner(then, .ternary) + " : "
        + Self.inner(orElse, .ternary)
      precedence = .ternary
    case .try(let value):
      text = "try " + ExpressionSpelling(value).text
      precedence = .try
    }
  }

  /// In parentheses, where it binds looser than what is around it.
  private static func inner(
    _ expression: SwiftExpression, _ least: Precedence
  ) -> String {
    let spelling = ExpressionSpelling(expression)
    return spelling.precedence < least ? "(\(spelling.text))" : spelling.text
  }

  /// Operators of one precedence associate to the left, except comparisons
  /// and shifts, which do not associate.
  private static func left(
    _ expression: SwiftExpression, _ own: Precedence
  ) -> String {
    let spelling = ExpressionSpelling(expression)
    let mustGroup =
      spelling.precedence < own
      || (spelling.precedence == own && (own == .comparison || own == .shift))
    return mustGroup ? "(\(spelling.text))" : spelling.text
  }

  private static func right(
    _ expression: SwiftExpression, _ own: Precedence
  ) -> String {
    let spelling = ExpressionSpelling(expression)
    let mustGroup =
      spelling.precedence <= own && own != .and && own != .or
      || spelling.precedence < own
    return mustGroup ? "(\(spelling.text))" : spelling.text
  }

  private static func list(_ arguments: [SwiftArgument]) -> String {
    arguments.map { argument in
      let value = ExpressionSpelling(argument.value).text
      return argument.label.map { "\($0): \(value)" } ?? value
    }.joined(separator: ", ")
  }

  /// The expression broken at its outermost operator or between a call's
  /// arguments, nil where it has neither.
  static func broken(
    _ expression: SwiftExpression
  ) -> (first: String, rest: [String])? {
    switch expression {
    case .try(let value):
      guard let (first, rest) = broken(value) else { return nil }
      return ("try " + first, rest)
    case .infix(let left, let symbol, let right):
      let own = Precedence(of: symbol)
      return (Self.left(left, own), ["\(symbol) \(Self.right(right, own))"])
    case .conditional(let test, let then, let orElse):
      return (
        inner(test, .or),
        ["? \(inner(then, .ternary))", ": \(inner(orElse, .ternary))"]
      )
    case .call(let function, let arguments) where !arguments.isEmpty:
      let parts = arguments.map { list([$0]) }
      return (
        inner(function, .primary) + "(",
        parts.dropLast().map { $0 + "," } + [parts[parts.count - 1] + ")"]
      )
    default: return nil
    }
  }
}
