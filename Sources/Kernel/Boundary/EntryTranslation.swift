import SwiftCode

/// The function that Python's call arrives at: reads the arguments, calls the
/// kernel, puts changes back and builds the result.
struct EntryTranslation {
  let names: SwiftNames
  let index: Int
  let body: KernelFunctionBody

  static func symbol(_ index: Int) -> String { "kernel_entry_\(index)" }

  func translate() -> SwiftFunction {
    var work: [SwiftStatement] = [
      .declare(
        isConstant: true, name: "boundary", type: nil,
        value: .call("Boundary", []))
    ]
    var values: [SwiftExpression] = []
    var isTracking = false
    for (position, parameter) in body.parameters.enumerated() {
      let mustTrack = parameter.type.cells.contains(where: \.isMutated)
      if mustTrack != isTracking {
        isTracking = mustTrack
        work.append(
          .assign(
            .member(.name("boundary"), "isTracking"),
            .literal(isTracking ? "true" : "false")))
      }
      let name = "argument\(position)"
      work.append(
        .declare(
          isConstant: true, name: name, type: nil,
          value: read(parameter.type, position)))
      values.append(.name(name))
    }
    if body.isRecursive { values.append(.literal("0")) }
    let call = SwiftExpression.try(
      .call(names.name(body.name), values))
    let hasResult = !body.result.isNone && !body.result.isUnknown
    work.append(
      hasResult
        ? .declare(isConstant: true, name: "result", type: nil, value: call)
        : .expression(call))
    if body.parameters.contains(where: {
      $0.type.cells.contains(where: \.isMutated)
    }) {
      work.append(
        .guard(
          .method(.name("boundary"), "writeBack", []),
          else: [.return(.literal("nil"))]))
    }
    work.append(
      .return(
        hasResult
          ? .method(.name("result"), "build", [])
          : .call("kernel_new_none", [])))
    return SwiftFunction(
      documentation: ["Python's call of `\(body.name)`."],
      attributes: ["@_cdecl(\"\(Self.symbol(index))\")"],
      name: "entry\(index)",
      parameters: [.init("arguments", "UnsafePointer<PythonObject?>")],
      result: "PythonObject?",
      body: [
        .doCatch(
          work, throwing: "Fallback",
          catch: [
            .comment("No exception is set: the module calls the original."),
            .return(.literal("nil")),
          ])
      ])
  }

  private func read(_ type: KernelType, _ position: Int) -> SwiftExpression {
    let object = SwiftExpression.call(
      "argument", [.name("arguments"), .literal("\(position)")])
    if case .buffer(let buffer) = type {
      return .try(
        .call(
          .name(type.swiftName),
          [
            SwiftArgument(object),
            SwiftArgument("owner", .literal("\(buffer.ownerCode)")),
          ]))
    }
    if case .none = type {
      return .try(.call("readNone", [object]))
    }
    return .try(
      .call(
        .member(.name(type.swiftName), "read"),
        [SwiftArgument(object), SwiftArgument(.name("boundary"))]))
  }
}

extension BufferType {
  /// As in `enum KernelOwner` of the shim.
  fileprivate var ownerCode: Int {
    switch owner {
    case .bytes: 1
    case .bytearray: 2
    case .array: 3
    case .numpy: 4
    }
  }
}
