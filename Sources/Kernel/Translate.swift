import ProfileModel
import PythonSyntax
import SwiftCode

/// Makes a Python function into the sources of an extension module.
///
/// What cannot be translated is a result too: a skeleton that builds, falls
/// back on every call, and has the Python source beside the gap.
package func translate(_ request: KernelRequest) -> Translation {
  translate(request, functions: [request.function])
}

/// Several functions of one module in one extension module. Each is
/// translated for itself; those that cannot be become gaps.
package func translate(
  _ request: KernelRequest, functions: [String]
) -> Translation {
  let linked = LinkedModule(request)
  var request = request
  request.module = linked.module
  request.source = linked.source
  request.observations = linked.observations
  var facts = ModuleFacts(request.module, request.project.assigned)
  var count = 0
  func unit(_ function: String, _ request: KernelRequest) -> TranslatedUnit {
    var unit = TranslatedUnit(
      function, request, ClassTable(facts, request, unit: count))
    // Each attempt may find more classes whose instances come together.
    var attempts = 0
    while unit.classes.wishes != unit.classes.families,
      attempts < ClassFamilies.mostMembers
    {
      attempts += 1
      let next = TranslatedUnit(
        function, request,
        ClassTable(facts, request, unit: count, families: unit.classes.wishes))
      if unit.blockers.isEmpty && !next.blockers.isEmpty { break }
      unit = next
    }
    count += 1
    return unit
  }
  /// Where bytearrays in attributes are in the way, they may be lists.
  func bestUnit(_ function: String) -> TranslatedUnit {
    let first = unit(function, request)
    if first.blockers.isEmpty || facts.byteAttributes.isEmpty { return first }
    facts.listedAttributes = facts.byteAttributes
    defer { facts.listedAttributes = [] }
    let second = unit(function, request)
    return second.blockers.isEmpty ? second : first
  }
  let units = functions.map { function in
    let kinds = request.specialised(function)
    if kinds.count > 1 {
      let units = kinds.map { unit(function, $0) }
      if units.allSatisfy(\.blockers.isEmpty) { return units }
    }
    return [bestUnit(function)]
  }
  var sources = KernelSources(
    units, facts: facts, lines: SourceLines(request.source))
  sources.links = linked.links.filter { link in
    sources.pythonNames.contains(link.name)
  }
  let blockers = units.joined().flatMap(\.blockers).map(linked.placed)
  return blockers.isEmpty ? .complete(sources) : .skeleton(sources, blockers)
}

/// One requested function, with those it calls.
struct TranslatedUnit {
  let function: String
  let definition: ModuleFacts.Definition?
  /// The requested function first; empty where there are blockers.
  private(set) var bodies: [KernelFunctionBody] = []
  private(set) var blockers: [Blocker] = []
  /// The types that were found for the parameters.
  private(set) var parameters: [(name: String, type: KernelType?)] = []
  /// The buffers that some function stores into.
  private(set) var changedBuffers: Set<BufferType> = []
  let lines: [Substring]
  let classes: ClassTable

  init(_ function: String, _ request: KernelRequest, _ classes: ClassTable) {
    self.function = function
    self.classes = classes
    let observation = request.observations[function]
    let method = classes.method(function, observation)
    definition = classes.facts.functions[function] ?? method?.definition
    let program = ProgramLowering(classes: classes, source: request.source)
    lines = program.lines
    guard let definition else {
      blockers = [Self.missing(function, in: request.module, classes.facts)]
      return
    }
    for (index, parameter) in definition.function.parameters.all.enumerated() {
      if let method, index == 0 {
        parameters.append((parameter.name, .object(method.receiver)))
        continue
      }
      let observed = observation?.variables.first {
        $0.name == parameter.name && $0.isParameter
      }
      let type =
        observed.flatMap { KernelType($0.types, classes)?.asParameter }
        ?? (observed?.types.isEmpty ?? true
          ? parameter.annotation.flatMap {
            KernelType(annotation: $0, classes)?.asParameter
          } : nil)
      parameters.append((parameter.name, type))
      if type == nil {
        blockers.append(Self.unknown(parameter, observed))
      }
    }
    let state =
      method.map {
        program.methodState(
          $0.receiver, definition.function.name, definition, owner: $0.owner)
      } ?? program.state(of: function)
    guard let state else {
      blockers = [
        Blocker(
          construct:
            "the method `\(function)`, which is assigned as an attribute",
          range: definition.range, advice: "Give the attribute another name.")
      ]
      return
    }
    let known = parameters.compactMap(\.type)
    guard known.count == parameters.count else {
      let lowering = FunctionLowering(state, in: program)
      lowering.refuseUnsupported(definition.function)
      blockers += lowering.blockers
      return
    }
    switch program.lower(state, parameters: known) {
    case .failure(let list): blockers = list.blockers
    case .success(let bodies):
      if let wide = bodies.first(where: \.isTooWide) {
        blockers = [
          Blocker(
            construct: "a tuple of more than eight parts in `\(wide.name)`",
            range: definition.range, advice: "Use a list.")
        ]
      } else if let name = bodies.lazy.compactMap(\.holderOfBuffers).first {
        blockers = [
          Blocker(
            construct: "`\(name)`, which holds buffers",
            range: definition.range,
            advice: "Pass each buffer as a parameter of its own.")
        ]
      } else if bodies[0].result.hasNoneAsPart {
        blockers = [
          Blocker(
            construct: "a tuple with None in it as the result of `\(function)`",
            range: definition.range, advice: "Return another value for None.")
        ]
      } else if bodies[0].result.holdsUnorderedSet {
        blockers = [
          Blocker(
            construct:
              "a set that loses members, or was made of others, as the result "
              + "of `\(function)`",
            range: definition.range, advice: "Return a sorted list of it.")
        ]
      } else if bodies[0].parameters.contains(where: \.type.keepsUnorderedSet) {
        blockers = [
          Blocker(
            construct:
              "a set that loses members, or was made of others, in a "
              + "container that `\(function)` changes",
            range: definition.range, advice: "Keep sorted lists in it.")
        ]
      } else if let blocker = classes.blocker(bodies[0], definition.range)
        ?? request.outline.flatMap({ classes.blocker($0, definition) })
      {
        blockers = [blocker]
      } else {
        self.bodies = bodies.optimized
        changedBuffers = program.changedBuffers
      }
    }
  }

  /// What a gap in its place is called in Swift.
  var swiftName: String { function.replacing(".", with: "__") }

  /// The classes whose instances the functions use.
  var usedClasses: [ClassCell] {
    classes.all.filter { type in
      type.isMade || type.isGiven
        || bodies.contains { body in
          body.variables.values.contains { variable in
            variable.classes.contains { $0 === type }
          }
        }
    }
  }

  private static func missing(
    _ name: String, in module: Module, _ facts: ModuleFacts
  ) -> Blocker {
    let scope = module.scopes.first { $0.qualifiedName == name }
    let origin = SourceRange(line: 1, column: 0, endLine: 1, endColumn: 0)
    guard let scope, scope.function != nil else {
      return Blocker(
        construct: name == "<module>"
          ? "code at the module's top level"
          : "`\(name)`, which is not a function",
        range: origin,
        advice: "Move the loop into a function of its own.")
    }
    guard let className = scope.className else {
      return Blocker(
        construct:
          "`\(name)`, which is defined inside a function or more than once",
        range: scope.range,
        advice: "Define it once, as a function at the top of the module.")
    }
    let refusal = facts.refusal(of: className)
    return Blocker(
      construct: "the method `\(name)`"
        + (refusal.map { ", whose class has \($0)" } ?? ""),
      range: scope.range,
      advice: "Make it a plain method of a plain class of the module, or a "
        + "function at the top of the module.")
  }

  private static func unknown(
    _ parameter: Parameters.Parameter, _ observed: ObservedVariable?
  ) -> Blocker {
    guard let type = observed?.types.first?.type else {
      return Blocker(
        construct: "the type of `\(parameter.name)`, which was not observed",
        range: parameter.range,
        advice: "Profile a run that calls the function, or annotate it.",
        isLackOfEvidence: true)
    }
    return Blocker(
      construct: "the parameter `\(parameter.name)`, which is a \(type)",
      range: parameter.range,
      advice: "Pass numbers, lists and tuples of them, or plain buffers.")
  }
}

extension KernelFunctionBody {
  fileprivate var isTooWide: Bool {
    result.isTooWide || variables.values.contains(where: \.isTooWide)
  }

  /// What has a buffer inside of something else, where only arrays that the
  /// kernel has may be.
  fileprivate var holderOfBuffers: String? {
    if result.holdsBuffers(besides: .numpy) { return name }
    for parameter in parameters
    where parameter.type.holdsBuffers || parameter.type.mayBeBuffer {
      if case .buffer = parameter.type { continue }
      return parameter.name
    }
    return variables.filter { $0.value.holdsBuffers(besides: .numpy) }.keys
      .min()
  }
}

extension KernelType {
  /// A buffer, or one or None.
  var mayBeBuffer: Bool { mayBeBuffer(besides: nil) }

  /// Some part of it is a buffer, and not the whole.
  var holdsBuffers: Bool { holdsBuffers(besides: nil) }

  private func mayBeBuffer(besides owner: BufferType.Owner?) -> Bool {
    switch self {
    case .buffer(let type): type.owner != owner
    case .optional(let type): type.mayBeBuffer(besides: owner)
    default: false
    }
  }

  /// The same, other than those of one owner.
  func holdsBuffers(besides owner: BufferType.Owner?) -> Bool {
    func isPart(_ type: KernelType) -> Bool {
      type.mayBeBuffer(besides: owner) || type.holdsBuffers(besides: owner)
    }
    return switch self {
    case .optional(let type): type.holdsBuffers(besides: owner)
    case .tuple(let types), .named(_, let types): types.contains(where: isPart)
    case .list(let cell), .set(let cell), .deque(let cell),
      .sequence(let cell):
      isPart(cell.type)
    case .dict(let keys, let values): isPart(keys.type) || isPart(values.type)
    default: false
    }
  }
}
