import SwiftCode

/// What holds variables of a module or a class: read at the start of a call,
/// and put back when it has succeeded.
extension ClassTranslation {
  func translateVariables(_ values: ValueTranslation) -> SwiftClass {
    SwiftClass(
      documentation: ["Variables of `\(type.name)` of the Python source."],
      name: type.swiftName, bases: ["AnyContainer"],
      properties: stored.map {
        .init($0.property, $0.type.swiftName, values.placeholder($0.type))
      },
      functions: [open, writeBack])
  }

  private var holder: SwiftExpression {
    type.lineage[0].kind == .module
      ? .call("kernel_original_globals", [])
      : .call("kernel_class", [literal])
  }

  private var open: SwiftFunction {
    let result = SwiftExpression.name("result")
    let boundary = SwiftExpression.name("boundary")
    return SwiftFunction(
      modifier: "static", name: "open",
      parameters: [.init("boundary", "Boundary")], throwing: "Fallback",
      result: type.swiftName,
      body: [
        .guard(
          .infix(.literal("let object"), "=", holder),
          else: [.throw(.call("Fallback", []))]),
        .defer([.expression(.call("kernel_release", [.name("object")]))]),
        .declare(
          isConstant: true, name: "result", type: nil,
          value: .call(
            .name(type.swiftName), [SwiftArgument("origin", .name("object"))])),
      ] + readings(into: result) + [
        .expression(.try(.method(boundary, "note", [result]))),
        .return(result),
      ])
  }
}
