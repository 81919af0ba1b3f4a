import SwiftCode

/// What instances that may hold one another do instead: see
/// `LinkedInstances.swift`.
extension ClassTranslation {
  var readLinked: SwiftFunction {
    let result = SwiftExpression.name("result")
    return SwiftFunction(
      modifier: "static", name: "read",
      parameters: [
        .init("object", "PythonObject"), .init("boundary", "Boundary"),
      ], throwing: "Fallback", result: type.swiftName,
      body: reading + [
        .expression(.try(.method(.name("boundary"), "note", [result]))),
        .expression(.call("readLater", [result])),
        .return(result),
      ])
  }

  var readAttributes: SwiftFunction {
    SwiftFunction(
      modifier: "override", name: "readAttributes",
      parameters: [.init("boundary", "Boundary")], throwing: "Fallback",
      body: origin(else: []) + readings(into: nil))
  }

  var setAttributes: SwiftFunction {
    SwiftFunction(
      modifier: "override", name: "setAttributes", parameters: [],
      result: "Bool",
      body: origin(else: [.return(.literal("true"))])
        + givings(else: [.return(.literal("false"))])
        + [.return(.literal("true"))])
  }

  private func origin(else body: [SwiftStatement]) -> [SwiftStatement] {
    attributes.isEmpty
      ? []
      : [
        .guard(
          .literal("let object = origin"),
          else: body.isEmpty ? [.return(nil)] : body)
      ]
  }

  var clear: SwiftFunction {
    SwiftFunction(
      modifier: "override", name: "clear", parameters: [],
      body: stored.filter { $0.type.isReference }.map {
        .expression(.call("letGo", [.prefix("&", .name($0.property))]))
      })
  }

  /// Objects of Python were made for all instances before.
  var buildLinked: SwiftFunction {
    SwiftFunction(
      name: "build", parameters: [], result: "PythonObject?",
      body: [
        .guard(
          .literal("let origin"), else: [.return(.literal("nil"))]),
        .expression(.call("kernel_retain", [.name("origin")])),
        .return(.name("origin")),
      ])
  }
}

extension KernelType {
  /// An instance or a container, or one or None.
  fileprivate var isReference: Bool {
    switch self {
    case .object, .list, .dict, .set, .deque: true
    case .optional(let type): type.isReference
    default: false
    }
  }
}
