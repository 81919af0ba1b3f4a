import SwiftCode

/// Instances as keys, by what their attributes are.
extension ClassTranslation {
  var keys: [SwiftFunction] {
    guard type.isUsedAsKey, let names = type.keyAttributes else { return [] }
    let parts = names.compactMap { name in
      attributes.first { $0.name == name }
    }
    guard parts.count == names.count, type.isKeyByAttributes else { return [] }
    let own = SwiftExpression.name("own")
    var hash: [SwiftStatement] = [
      .declare(
        isConstant: false, name: "bits", type: "UInt", value: .literal("0"))
    ]
    for part in parts {
      hash.append(
        .assign(
          .name("bits"),
          .infix(
            .call("mixed", [.infix(.name("bits"), "&+", .literal("1"))]), "^",
            .member(.name(part.property), "hashBits"))))
    }
    let other = SwiftExpression.call(
      .name("unsafeDowncast"),
      [
        SwiftArgument(.name("other")),
        SwiftArgument("to", .literal("\(type.swiftName).self")),
      ])
    let tests = parts.map { part in
      SwiftExpression.infix(
        .name(part.property), "==", .member(own, part.property))
    }
    return [
      SwiftFunction(
        modifier: "override", name: "keyBits", parameters: [], result: "UInt",
        body: hash + [.return(.name("bits"))]),
      SwiftFunction(
        modifier: "override", name: "isSameKey",
        parameters: [.init("other", "AnyContainer")], result: "Bool",
        body: [
          .declare(isConstant: true, name: "own", type: nil, value: other),
          .return(Self.all(tests)),
        ]),
      SwiftFunction(
        modifier: "override", name: "isUsableKey", parameters: [],
        result: "Bool",
        body: [
          .return(
            Self.all(
              parts.map { .member(.name($0.property), "isKey") }))
        ]),
    ]
  }

  private static func all(_ tests: [SwiftExpression]) -> SwiftExpression {
    guard let first = tests.first else { return .literal("true") }
    return tests.dropFirst().reduce(first) { .infix($0, "&&", $1) }
  }
}
