import SwiftCode

/// The function that Python's call arrives at: reads the arguments, calls the
/// kernel, puts changes back and builds the result.
struct EntryTranslation {
  private let names: SwiftNames
  private let index: Int
  /// Which one it is where the function has several kernels.
  private let kind: Int?
  /// The function's own, and those of the functions that it calls.
  private let bodies: [KernelFunctionBody]
  private let body: KernelFunctionBody
  /// The buffers that the kernel stores into.
  private let changedBuffers: Set<BufferType>
  private let stores: BufferStores
  /// Some function of the kernel computes with complex numbers.
  private let usesComplex: Bool
  /// Some function of the kernel calls functions of the `random` module.
  private let usesSharedRandom: Bool
  /// Some function of the kernel needs the arithmetic of NumPy 2.
  private let usesWeakNumbers: Bool
  /// Some function of the kernel calls functions of `numpy.random`.
  private let usesNumPyRandom: Bool
  /// Some function of the kernel calls functions of NumPy's own.
  private let asksNumPy: Bool
  /// Instances of some class may hold one another.
  private let usesLinked: Bool

  init(
    names: SwiftNames, index: Int, kind: Int?, body: KernelFunctionBody,
    among bodies: [KernelFunctionBody], changedBuffers: Set<BufferType>,
    usesLinked: Bool
  ) {
    self.names = names
    self.index = index
    self.kind = kind
    self.body = body
    self.bodies = bodies
    self.changedBuffers = changedBuffers
    usesComplex = bodies.contains(where: \.usesComplex)
    usesSharedRandom = bodies.contains(where: \.usesSharedRandom)
    usesWeakNumbers = bodies.contains(where: \.usesWeakNumbers)
    usesNumPyRandom = bodies.contains(where: \.usesNumPyRandom)
    asksNumPy = bodies.contains(where: \.asksNumPy)
    self.usesLinked = usesLinked
    stores = BufferStores(body)
  }

  static func symbol(_ index: Int) -> String { "kernel_entry_\(index)" }

  func translate() -> SwiftFunction {
    let changes =
      usesSharedRandom || usesNumPyRandom
      || body.parameters.contains {
        isChanged($0) || !$0.type.classes.isEmpty
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
    if usesSharedRandom { openRandom("SharedRandom", &work) }
    if usesNumPyRandom { openRandom("NumPyRandom", &work) }
    if usesLinked {
      work += [
        .declare(
          isConstant: true, name: "outer", type: nil,
          value: .call("openInstances", [])),
        .defer([.expression(.call("closeInstances", [.name("outer")]))]),
      ]
    }
    if asksNumPy {
      work.append(.defer([.expression(.call("kernel_end_asking", []))]))
    }
    if usesComplex {
      work.append(.expression(.try(.call("requireComplex", []))))
    }
    if usesWeakNumbers {
      work.append(.expression(.try(.call("requireWeakNumbers", []))))
    }
    var isChanging = false
    // Buffers that are changed come first: the same object in another place is
    // the same buffer then.
    let positions = body.parameters.indices.sorted {
      let (left, right) = (isChanged($0), isChanged($1))
      return left == right ? $0 < $1 : left
    }
    for position in positions {
      let parameter = body.parameters[position]
      if isChanged(parameter) != isChanging {
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
          value: read(parameter, position)))
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
    var values = body.parameters.indices.map {
      SwiftExpression.name("argument\($0)")
    }
    if body.isRecursive { values.append(.literal("0")) }
    let plain = SwiftExpression.call(names.name(body.name), values)
    let call = SwiftExpression.try(
      mayTakeLong
        ? .call(
          .name("working"),
          [
            SwiftArgument(
              "alone",
              .literal(
                Independence.holds(for: bodies, changing: changes)
                  ? "true" : "false")),
            SwiftArgument(plain),
          ]) : plain)
    let hasResult = !body.result.isNone && !body.result.isUnknown
    work.append(.expression(.call("kernel_step", [.literal("0")])))
    let makesNoise = bodies.contains(where: \.makesNoise)
    if makesNoise { work.append(.expression(.call("kernel_listen", []))) }
    work.append(
      hasResult
        ? .declare(isConstant: true, name: "result", type: nil, value: call)
        : .expression(call))
    if makesNoise {
      work.append(.expression(.try(.call("requireSilentWork", []))))
    }
    work.append(.expression(.call("kernel_step", [.literal("1")])))
    // Those that nobody can come to need no objects.
    let outside = [body.result] + body.parameters.map(\.type)
    if usesLinked, outside.flatMap(\.classes).contains(where: \.isLinked) {
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

  /// Somewhere in it there are pauses.
  private var mayTakeLong: Bool {
    bodies.contains { $0.isRecursive || $0.body.contains(where: \.pauses) }
  }

  private func openRandom(_ name: String, _ work: inout [SwiftStatement]) {
    let flag = SwiftExpression.member(.name("boundary"), "isChanging")
    work += [
      .defer([.expression(.call("close\(name)", []))]),
      .assign(flag, .literal("true")),
      .expression(.try(.call("open\(name)", [.name("boundary")]))),
      .assign(flag, .literal("false")),
    ]
  }

  private func isChanged(_ position: Int) -> Bool {
    isChanged(body.parameters[position])
  }

  /// What the parameter holds may be changed in place.
  private func isChanged(_ parameter: (name: String, type: KernelType)) -> Bool
  {
    if case .buffer(let buffer) = parameter.type {
      return changedBuffers.contains(buffer)
        && stores.changed.contains(parameter.name)
    }
    return parameter.type.isRandom || parameter.type.isGenerator
      || parameter.type.isCounting
      || parameter.type.cells.contains(where: \.isMutated)
  }

  private func read(
    _ parameter: (name: String, type: KernelType), _ position: Int
  ) -> SwiftExpression {
    let type = parameter.type
    if case .object(let cell) = type, cell.holdsVariables {
      return .try(
        .call(
          .member(.name(cell.swiftName), "open"),
          [SwiftArgument(.name("boundary"))]))
    }
    let object = SwiftExpression.call(
      "argument", [.name("arguments"), .literal("\(position)")])
    if case .buffer(let buffer) = type {
      return .try(
        .call(
          .member(.name(type.swiftName), "open"),
          [
            SwiftArgument(object),
            buffer.kindArgument,
            SwiftArgument("access", access(parameter)),
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

extension EntryTranslation {
  /// How a buffer is opened, as `BufferAccess` names it.
  private func access(
    _ parameter: (name: String, type: KernelType)
  ) -> SwiftExpression {
    .literal(
      !isChanged(parameter) ? ".read" : stores.areFinal ? ".store" : ".change")
  }
}

extension KernelType {
  /// The counts of containers that were never seen with anything in them:
  /// only empty ones will do.
  fileprivate func unseenCounts(of name: String) -> [String] {
    switch self {
    case .list, .dict, .set, .deque, .sequence:
      holdsUnknown ? ["\(name).count"] : []
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
  /// What else `open` has to know of it.
  var kindArgument: SwiftArgument {
    owner == .numpy
      ? SwiftArgument("rank", .literal("\(rank)"))
      : SwiftArgument("owner", .literal("\(ownerCode)"))
  }

  /// As in `enum KernelOwner` of the shim.
  private var ownerCode: Int {
    switch owner {
    case .bytes: 1
    case .bytearray: 2
    case .array: 3
    case .numpy: 4
    }
  }
}
