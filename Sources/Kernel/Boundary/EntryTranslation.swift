import SwiftCode

/// The function that Python's call arrives at: reads the arguments, calls the
/// kernel, puts changes back and builds the result.
struct EntryTranslation {
  let names: SwiftNames
  let index: Int
  /// Which one it is where the function has several kernels.
  let kind: Int?
  let body: KernelFunctionBody
  /// The buffers that the kernel stores into.
  let changedBuffers: Set<BufferType>
  /// Some function of the kernel computes with complex numbers.
  let usesComplex: Bool
  /// Some function of the kernel calls functions of the `random` module.
  let usesSharedRandom: Bool
  /// Instances of some class may hold one another.
  let usesLinked: Bool

  static func symbol(_ index: Int) -> String { "kernel_entry_\(index)" }

  func translate() -> SwiftFunction {
    let changes =
      usesSharedRandom
      || body.parameters.contains {
        isChanged($0.type) || !$0.type.classes.isEmpty
      }
    var work: [SwiftStatement] = [
      .declare(
        isConstant: true, name: "boundary", type: nil,
        value: .call(
          .name("Boundary"),
          [SwiftArgument("tracking", .literal(changes ? "true" : "false"))]))
    ]
    if changes {
      work.append(
        .defer([.expression(.method(.name("boundary"), "close", []))]))
    }
    if usesSharedRandom { openSharedRandom(&work) }
    if usesLinked {
      work += [
        .declare(
          isConstant: true, name: "outer", type: nil,
          value: .call("openInstances", [])),
        .defer([.expression(.call("closeInstances", [.name("outer")]))]),
      ]
    }
    if usesComplex {
      work.append(.expression(.try(.call("requireComplex", []))))
    }
    var values: [SwiftExpression] = []
    var isChanging = false
    for (position, parameter) in body.parameters.enumerated() {
      if isChanged(parameter.type) != isChanging {
        isChanging.toggle()
        work.append(
          .assign(
            .member(.name("boundary"), "isChanging"),
            .literal(isChanging ? "true" : "false")))
      }
      let name = "argument\(position)"
      work.append(
        .declare(
          isConstant: true, name: name, type: nil,
          value: read(parameter.type, position)))
      values.append(.name(name))
      for count in parameter.type.unseenCounts(of: name) {
        work.append(
          .guard(
            .infix(.literal(count), "==", .literal("0")),
            else: [.throw(.call("Fallback", []))]))
      }
      if parameter.type.classes.contains(where: \.isLinked) {
        work.append(
          .expression(
            .try(.call("readInstances", [.name("boundary")]))))
      }
    }
    if body.isRecursive { values.append(.literal("0")) }
    let call = SwiftExpression.try(
      .call(names.name(body.name), values))
    let hasResult = !body.result.isNone && !body.result.isUnknown
    work.append(
      hasResult
        ? .declare(isConstant: true, name: "result", type: nil, value: call)
        : .expression(call))
    if usesLinked {
      work.append(
        .guard(
          .call("buildInstances", []), else: [.return(.literal("nil"))]))
    }
    let built =
      hasResult
      ? SwiftExpression.method(.name("result"), "build", [])
      : .call("kernel_new_none", [])
    work.append(
      .return(
        changes
          ? .method(.name("boundary"), "finished", [built])
          : built))
    return SwiftFunction(
      documentation: ["Python's call of `\(body.name)`."],
      attributes: kind == nil ? ["@_cdecl(\"\(Self.symbol(index))\")"] : [],
      name: "entry\(index)" + (kind.map { "_\($0)" } ?? ""),
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

  /// Python's call where the function has several kernels: the first that does
  /// not give up.
  static func choice(
    _ index: Int, of count: Int, for name: String
  ) -> SwiftFunction {
    let arguments = SwiftExpression.name("arguments")
    var body: [SwiftStatement] = []
    for kind in 0..<count - 1 {
      body += [
        .if(
          [.literal("let result = entry\(index)_\(kind)(arguments)")],
          then: [.return(.name("result"))], else: []),
        .if(
          [.literal("kernel_has_error() != 0")],
          then: [.return(.literal("nil"))],
          else: []),
      ]
    }
    return SwiftFunction(
      documentation: ["Python's call of `\(name)`."],
      attributes: ["@_cdecl(\"\(symbol(index))\")"], name: "entry\(index)",
      parameters: [.init("arguments", "UnsafePointer<PythonObject?>")],
      result: "PythonObject?",
      body: body + [
        .return(.call("entry\(index)_\(count - 1)", [arguments]))
      ])
  }

  private func openSharedRandom(_ work: inout [SwiftStatement]) {
    let flag = SwiftExpression.member(.name("boundary"), "isChanging")
    work += [
      .defer([.expression(.call("closeSharedRandom", []))]),
      .assign(flag, .literal("true")),
      .expression(.try(.call("openSharedRandom", [.name("boundary")]))),
      .assign(flag, .literal("false")),
    ]
  }

  /// Values of the type may be changed in place.
  private func isChanged(_ type: KernelType) -> Bool {
    if case .buffer(let buffer) = type {
      return changedBuffers.contains(buffer)
    }
    return type.isRandom || type.cells.contains(where: \.isMutated)
  }

  private func read(_ type: KernelType, _ position: Int) -> SwiftExpression {
    let object = SwiftExpression.call(
      "argument", [.name("arguments"), .literal("\(position)")])
    if case .buffer(let buffer) = type {
      return .try(
        .call(
          .member(.name(type.swiftName), "open"),
          [
            SwiftArgument(object),
            SwiftArgument("owner", .literal("\(buffer.ownerCode)")),
            SwiftArgument(
              "changing",
              .literal(changedBuffers.contains(buffer) ? "true" : "false")),
            SwiftArgument(.name("boundary")),
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

extension KernelType {
  /// The counts of containers that were never seen with anything in them:
  /// only empty ones will do.
  fileprivate func unseenCounts(of name: String) -> [String] {
    switch self {
    case .list, .dict, .set, .deque: holdsUnknown ? ["\(name).count"] : []
    case .optional(let type):
      type.unseenCounts(of: name).isEmpty ? [] : ["(\(name) == nil ? 0 : 1)"]
    case .tuple(let types):
      types.enumerated().flatMap { index, type in
        type.unseenCounts(of: "\(name).item\(index)")
      }
    case .named(_, let types):
      KernelType.tuple(types).unseenCounts(of: "\(name).items")
    default: []
    }
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
