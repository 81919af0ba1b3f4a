import ProfileModel
import PythonSyntax

extension KernelPackage {
  /// The package of a translation; `origin` is the script or module as the
  /// user knows it. It is empty where the function is defined inside
  /// another one, or no function at all: that cannot be reached from
  /// elsewhere.
  package init(
    _ translation: Translation, request: KernelRequest, origin: String
  ) {
    let sources = translation.sources
    let linked = LinkedModule(request)
    let gaps = translation.blockers.map {
      "\($0.place): \($0.construct). \($0.advice)"
    }
    let importable = request.module.body.flatMap(\.functionNames)
    let functions = sources.functions.filter {
      importable.contains($0.name)
    }.map { function in
      Function(
        name: function.name,
        parameters: function.parameters.map { "\($0.name): \($0.type)" },
        examples: ExampleArguments(
          of: request.observations[function.name],
          count: function.parameters.count
        ).texts,
        strategies: request.observations[function.name]?.strategies(
          count: function.parameters.count))
    }
    var contents = Contents(
      moduleName: request.moduleName,
      origin: origin.split(separator: "/").last.map(String.init) ?? origin,
      functions: functions,
      sources: sources.files,
      original: OriginalModule(
        functions: functions.map(\.name), names: sources.pythonNames,
        of: linked, moduleName: request.moduleName,
        outline: request.outline),
      gaps: gaps,
      manifest: KernelManifest(
        request, linked, names: sources.pythonNames, links: sources.links,
        origin: origin, gaps: gaps))
    contents.links = sources.links
    self.init(contents)
  }
}

extension Statement {
  /// Of a function, or of the methods of a class.
  fileprivate var functionNames: [String] {
    switch kind {
    case .function(let function): [function.name]
    case .classDefinition(let definition):
      definition.body.flatMap(\.functionNames).map {
        "\(definition.name).\($0)"
      }
    default: []
    }
  }
}
