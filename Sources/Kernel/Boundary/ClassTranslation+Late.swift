import SwiftCode

/// Attributes that an instance may lack for a while: each notes when it is
/// set, so that a new object gets them in the order of Python's.
extension ClassTranslation {
  private var late: [Attribute] { attributes.filter(\.isLate) }

  var turns: [SwiftClass.Property] {
    late.isEmpty
      ? []
      : [.init("turns", "Int32", .literal("0"))]
        + late.map {
          .init(SwiftNames.turn($0.name), "Int32", .literal("0"))
        }
  }

  /// For each, whether it is lacking, and what notes that it is set.
  var lateness: [SwiftFunction] {
    late.flatMap { attribute in
      let turn = SwiftExpression.name(SwiftNames.turn(attribute.name))
      return [
        SwiftFunction(
          name: SwiftNames.lacking(attribute.name), parameters: [],
          result: "Bool",
          body: [.return(.infix(turn, "==", .literal("0")))]),
        SwiftFunction(
          name: SwiftNames.noting(attribute.name), parameters: [],
          body: [
            .if(
              [.infix(turn, "==", .literal("0"))],
              then: [
                .assign(
                  .name("turns"),
                  .infix(.name("turns"), "+", .literal("1"))),
                .assign(turn, .name("turns")),
              ], else: [])
          ]),
      ]
    }
  }

  func lateReading(
    _ attribute: Attribute, into result: SwiftExpression?
  ) -> SwiftStatement {
    let noting = SwiftNames.noting(attribute.name)
    let noted = SwiftStatement.expression(
      result.map { .method($0, noting, []) } ?? .call(noting, []))
    if attribute.type.isNone {
      return .if(
        [
          .literal("try isNoneIfSet(object, \(attribute.number))")
        ], then: [noted], else: [])
    }
    let place =
      result.map { SwiftExpression.member($0, attribute.property) }
      ?? .name(attribute.property)
    return .if(
      [
        .literal(
          "let found: \(attribute.type.swiftName) = try attributeIfSet("
            + "object, \(attribute.number), boundary)")
      ], then: [.assign(place, .name("found")), noted], else: [])
  }

  /// What is done for each that is set, in the order in which they were.
  func inTurn(
    _ attributes: [Attribute],
    _ body: (Attribute) -> [SwiftStatement]
  ) -> [SwiftStatement] {
    if attributes.isEmpty { return [] }
    let turn = SwiftExpression.name("turn")
    return [
      .declare(
        isConstant: false, name: "turn", type: "Int32", value: .literal("0")),
      .while(
        label: nil, [.infix(turn, "<", .name("turns"))],
        [.assign(turn, .infix(turn, "+", .literal("1")))]
          + attributes.map { attribute in
            .if(
              [
                .infix(
                  .name(SwiftNames.turn(attribute.name)), "==", turn)
              ], then: body(attribute), else: [])
          }),
    ]
  }
}

extension ClassTranslation.Attribute {
  /// What it holds.
  var stored: SwiftExpression {
    type.isNone
      ? .call(.name("Int?"), [SwiftArgument(.literal("nil"))])
      : .name(property)
  }
}

extension ClassTranslation {
  /// The view keeps the buffer for as long as the call lasts.
  func bufferReading(
    _ attribute: Attribute, _ buffer: BufferType,
    into result: SwiftExpression?
  ) -> SwiftStatement {
    let held = SwiftExpression.name("held")
    let access = changedBuffers.contains(buffer) ? ".change" : ".read"
    return .if(
      [
        .literal("let held = kernel_attribute(object, \(attribute.number))")
      ],
      then: [
        .defer([.expression(.call("kernel_release", [held]))]),
        .assign(
          result.map { .member($0, attribute.property) }
            ?? .name(attribute.property),
          .try(
            .call(
              .member(.name(attribute.type.swiftName), "open"),
              [
                SwiftArgument(held),
                buffer.kindArgument,
                SwiftArgument("access", .literal(access)),
                SwiftArgument(.name("boundary")),
              ]))),
      ], else: [.throw(.call("Fallback", []))])
  }
}
