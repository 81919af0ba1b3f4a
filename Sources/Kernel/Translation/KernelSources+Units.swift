import PythonSyntax
import SwiftCode

extension KernelSources {
  /// The files for the exported functions, each with the units of which the
  /// first that takes a call's arguments is the one.
  init(
    _ functions: [[TranslatedUnit]], facts: ModuleFacts, lines: SourceLines
  ) {
    let units = functions.flatMap(\.self)
    moduleName = "_kernel"
    self.functions = []
    var declarations: [SwiftDeclaration] = []
    var entries: [SwiftDeclaration] = []
    var exports = "// Index, name and parameters of each exported function.\n"
    var taken: Set<String> = []
    var instances = InstanceNames()
    let places = functions.enumerated().flatMap { index, units in
      units.indices.map { (index, units.count == 1 ? nil : $0) }
    }
    for (unit, (index, kind)) in zip(units, places) {
      let names = SwiftNames(
        apart: taken, for: unit.bodies.map(\.name) + [unit.swiftName])
      taken.formUnion(
        (unit.bodies.map(\.name) + [unit.swiftName]).map(names.name))
      let recursive = Set(unit.bodies.filter(\.isRecursive).map(\.name))
      if let body = unit.bodies.first {
        let values = ValueTranslation(
          names: names, recursive: recursive, isInRecursion: false)
        for type in unit.usedClasses {
          declarations.append(
            .class(
              ClassTranslation(
                type, &instances, changing: unit.changedBuffers
              ).translate(values)))
        }
        for body in unit.bodies {
          var translation = FunctionTranslation(
            body, names: names, recursive: recursive)
          declarations.append(.function(translation.translate()))
        }
        entries.append(
          .function(
            EntryTranslation(
              names: names, index: index, kind: kind, body: body,
              among: unit.bodies, changedBuffers: unit.changedBuffers,
              usesLinked: unit.usedClasses.contains(where: \.isLinked)
            ).translate()))
        if kind ?? 0 == 0 {
          self.functions.append(
            KernelFunction(unit.function, body, index: index))
        }
      } else {
        let skeleton = SkeletonTranslation(
          unit: unit, names: names, index: index)
        declarations.append(.function(skeleton.function))
        entries.append(.function(skeleton.entry))
        self.functions.append(skeleton.exported)
      }
      if let kind {
        if kind > 0 { continue }
        entries.append(
          .function(
            EntryTranslation.choice(
              index, of: functions[index].count, for: unit.function)))
      }
      let named = Set(
        unit.definition?.function.parameters.keywordOnly.map(\.name) ?? [])
      let parameters = unit.parameters.map { parameter in
        (named.contains(parameter.name) ? "*" : "") + parameter.name
      }.joined(separator: ",")
      exports += "KERNEL(\(index), \"\(unit.function)\", \"\(parameters)\")\n"
    }
    let kernel =
      SwiftFile(
        [
          .comment(
            "The kernel: what the Python functions mean, in Swift. The lines "
              + "they\ncome from stand above the statements."),
          .import("KernelShim"),
        ] + declarations
      ).text
    let arrivals =
      SwiftFile(
        [
          .comment(
            "Where Python's calls arrive. Nothing is changed outside before "
              + "the\nkernel has succeeded."),
          .import("KernelShim"),
        ] + entries
      ).text
    files = RuntimeSelection.files(for: [kernel, arrivals])
    files["Kernel.swift"] = kernel
    files["Entries.swift"] = arrivals
    files["exports.def"] = exports
    files["classes.def"] = instances.definitions
    let used = units.flatMap(\.usedClasses)
    // The classes of instances must be at hand, to tell them from others.
    let classes = used.flatMap(\.members).map { $0[0] }
      .filter { $0.kind != .module }.map(\.name)
    pythonNames = Set(facts.namesUsed(by: units.map(\.function) + classes))
      .union(classes).sorted()
    let lineages = Dictionary(
      used.flatMap(\.members).joined().filter { $0.kind != .module }
        .map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    files["constants.def"] =
      ConstantDefinitions(
        names: pythonNames,
        classes: lineages.values.sorted { $0.name < $1.name }, facts: facts,
        variables: instances.variables, lines: lines
      ).text
  }
}

extension KernelFunction {
  init(_ name: String, _ body: KernelFunctionBody, index: Int) {
    self.name = name
    parameters = body.parameters.filter { !$0.type.holdsVariables }.map {
      Parameter(name: $0.name, type: $0.type.description)
    }
    result = body.result.isUnknown ? "None" : body.result.description
    takesLinkedInstances = body.parameters.contains {
      $0.type.classes.contains(where: \.isLinked)
    }
    entryPoint = EntryTranslation.symbol(index)
  }
}

extension ModuleFacts {
  /// The names at module level that the functions use, directly or through
  /// other functions, in alphabetical order.
  func namesUsed(by roots: [String]) -> [String] {
    var used: Set<String> = []
    var open = roots
    while let name = open.popLast() {
      guard used.insert(name).inserted else { continue }
      var names: Set<String> = []
      if let definition = functions[name] {
        names = definition.function.namesNeeded
      }
      // A method: with its class.
      if let owner = name.split(separator: ".").first, owner != name {
        names.insert(String(owner))
      }
      if let facts = classes[name] {
        names.formUnion(facts.definition.body.flatMap(\.namesNeeded))
        names.formUnion(facts.base.map { [$0] } ?? [])
      }
      names.formUnion(constants[name]?.names ?? [])
      open += names.filter(boundNames.contains)
    }
    return used.subtracting(roots).sorted()
  }
}
