import PythonSyntax
import SwiftCode

/// A function that could not be translated: the signature, the Python source
/// and a gap. It builds, and every call runs the original.
struct SkeletonTranslation {
  let unit: TranslatedUnit
  let names: SwiftNames
  let index: Int

  var function: SwiftFunction {
    var body: [SwiftStatement] = []
    for blocker in unit.blockers {
      body.append(
        .comment(
          "Line \(blocker.range.line): \(blocker.construct).\n"
            + "  \(blocker.advice)"))
    }
    if let range = unit.definition?.range {
      let lines = unit.lines.indices.filter { range.lines.contains($0 + 1) }
      body.append(.comment("The Python source:"))
      body.append(
        .comment(lines.map { "  \(unit.lines[$0])" }.joined(separator: "\n")))
    }
    body.append(
      .comment(
        "TODO(you): write the kernel here, and return its result.\n"
          + "Until then every call runs the original."))
    body.append(.throw(.call("Fallback", [])))
    return SwiftFunction(
      documentation: ["`\(unit.function)`: a gap to fill."],
      name: names.name(unit.swiftName),
      parameters: unit.parameters.map {
        SwiftFunction.Parameter(
          names.name($0.name), $0.type?.parameterName ?? "PythonObject")
      },
      throwing: "Fallback", body: body)
  }

  var entry: SwiftFunction {
    var work: [SwiftStatement] = []
    if unit.parameters.contains(where: { $0.type?.isReadable == true }) {
      work.append(
        .declare(
          isConstant: true, name: "boundary", type: nil,
          value: .call(
            .name("Boundary"),
            [SwiftArgument("tracking", .literal("false"))])))
    }
    var values: [SwiftExpression] = []
    for (position, parameter) in unit.parameters.enumerated() {
      let object = SwiftExpression.call(
        "argument", [.name("arguments"), .literal("\(position)")])
      if let type = parameter.type, type.isReadable {
        values.append(
          .call(
            .member(.name(type.swiftName), "read"),
            [SwiftArgument(object), SwiftArgument(.name("boundary"))]))
      } else {
        values.append(object)
      }
    }
    work.append(
      .expression(.try(.call(names.name(unit.swiftName), values))))
    work.append(.return(.call("kernel_new_none", [])))
    return SwiftFunction(
      documentation: ["Python's call of `\(unit.function)`."],
      attributes: ["@_cdecl(\"\(EntryTranslation.symbol(index))\")"],
      name: "entry\(index)",
      parameters: [.init("arguments", "UnsafePointer<PythonObject?>")],
      result: "PythonObject?",
      body: [
        .doCatch(
          work, throwing: "Fallback", catch: [.return(.literal("nil"))])
      ])
  }

  var exported: KernelFunction {
    KernelFunction(
      name: unit.function,
      parameters: unit.parameters.map {
        .init(name: $0.name, type: $0.type?.description ?? "?")
      },
      result: "?", entryPoint: EntryTranslation.symbol(index))
  }
}

extension KernelType {
  /// Objects of the type are read by the type itself.
  fileprivate var isReadable: Bool {
    switch self {
    case .none, .buffer, .unknown: false
    default: !isTooWide && hasUsableKeys
    }
  }

  /// No dict or set in it, at any depth, has keys that kernels do not know, and
  /// no instance is there.
  private var hasUsableKeys: Bool {
    switch self {
    case .dict(let keys, let values):
      keys.type.isKey && values.type.hasUsableKeys
    case .set(let members): members.type.isKey
    case .list(let elements), .deque(let elements), .sequence(let elements):
      elements.type.hasUsableKeys
    case .tuple(let types): types.allSatisfy(\.hasUsableKeys)
    case .named: false
    case .optional(let type): type.hasUsableKeys
    // Of a gap, no classes are known.
    case .object: false
    default: true
    }
  }

  fileprivate var parameterName: String {
    isReadable ? swiftName : "PythonObject"
  }
}
