/// A statement of Swift.
package indirect enum SwiftStatement: Hashable, Sendable {
  /// One `//` comment for each line of the text.
  case comment(String)
  case blank
  case expression(SwiftExpression)
  case assign(SwiftExpression, SwiftExpression)
  case declare(
    isConstant: Bool, name: String, type: String?, value: SwiftExpression?)
  /// Conditions are separated by commas: all must hold, in order.
  case `if`(
    [SwiftExpression], then: [SwiftStatement], else: [SwiftStatement])
  case `guard`(SwiftExpression, else: [SwiftStatement])
  case `while`(label: String?, [SwiftExpression], [SwiftStatement])
  /// The pattern is spelled as it will be rendered.
  case `for`(
    label: String?, pattern: String, in: SwiftExpression, [SwiftStatement])
  /// A function inside another.
  case function(SwiftFunction)
  case `defer`([SwiftStatement])
  case `do`(label: String?, [SwiftStatement])
  case doCatch([SwiftStatement], throwing: String, catch: [SwiftStatement])
  case `break`(String?)
  case `continue`(String?)
  case `return`(SwiftExpression?)
  case `throw`(SwiftExpression)
}
