import PythonSyntax
import SwiftCode

/// How containers compare instances of a class.
extension ClassTranslation {
  func comparisons(_ values: ValueTranslation) -> [SwiftFunction] {
    var functions = [isEqual(values)]
    if let name = type.comparisons[.less] {
      functions.append(
        function("isLess", [.return(call(name, values))]))
    }
    return functions
  }

  private func isEqual(_ values: ValueTranslation) -> SwiftFunction {
    let test = SwiftExpression.call(
      "isSameContainer", [.name("left"), .name("right")])
    if type.comparesByIdentity { return function("isEqual", [.return(test)]) }
    let other: SwiftStatement =
      type.comparisons[.equal].map { .return(call($0, values)) }
      ?? .throw(.call("Fallback", []))
    return function(
      "isEqual",
      [
        .comment("Containers take one object for equal to itself."),
        .if([test], then: [.return(.literal("true"))], else: []), other,
      ])
  }

  private func call(
    _ name: String, _ values: ValueTranslation
  ) -> SwiftExpression {
    var arguments: [SwiftExpression] = [.name("left"), .name("right")]
    if values.recursive.contains(name) { arguments.append(.literal("0")) }
    return .try(.call(values.names.name(name), arguments))
  }

  private func function(
    _ name: String, _ body: [SwiftStatement]
  ) -> SwiftFunction {
    SwiftFunction(
      modifier: "static", name: name,
      parameters: ["left", "right"].map { .init($0, type.swiftName) },
      throwing: "Fallback", result: "Bool", body: body)
  }
}
