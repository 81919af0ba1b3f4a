/// An expression of Swift.
package indirect enum SwiftExpression: Hashable, Sendable {
  /// A name as it stands, escaped by the renderer where it is a keyword.
  case name(String)
  /// A literal, spelled as it will be rendered.
  case literal(String)
  case call(SwiftExpression, [SwiftArgument])
  case member(SwiftExpression, String)
  case `subscript`(SwiftExpression, [SwiftArgument])
  case prefix(String, SwiftExpression)
  case infix(SwiftExpression, String, SwiftExpression)
  case conditional(
    SwiftExpression, then: SwiftExpression, else: SwiftExpression)
  /// Covers everything in the expression.
  case `try`(SwiftExpression)

  package static func call(
    _ function: String, _ arguments: [SwiftExpression]
  ) -> SwiftExpression {
    .call(.name(function), arguments.map { SwiftArgument($0) })
  }

  package static func method(
    _ receiver: SwiftExpression, _ name: String, _ arguments: [SwiftExpression]
  ) -> SwiftExpression {
    .call(.member(receiver, name), arguments.map { SwiftArgument($0) })
  }
}

package struct SwiftArgument: Hashable, Sendable {
  package var label: String?
  package var value: SwiftExpression

  package init(_ value: SwiftExpression) {
    self.value = value
  }

  package init(_ label: String, _ value: SwiftExpression) {
    self.label = label
    self.value = value
  }
}
