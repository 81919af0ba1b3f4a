import ProfileModel
import PythonSyntax

extension KernelPackage {
  /// The package of a translation; `origin` is the script or module as the
  /// user knows it.
  package init(
    _ translation: Translation, request: KernelRequest, origin: String
  ) {
    let sources = translation.sources
    let functions = sources.functions.map { function in
      Function(
        name: function.name,
        parameters: function.parameters.map { "\($0.name): \($0.type)" },
        examples: ExampleArguments(
          of: request.observations[function.name],
          count: function.parameters.count
        ).texts)
    }
    self.init(
      Contents(
        moduleName: request.moduleName, origin: origin, functions: functions,
        sources: sources.files,
        original: OriginalModule(
          functions: functions.map(\.name), names: sources.pythonNames,
          of: request.module, source: request.source,
          moduleName: request.moduleName),
        gaps: translation.blockers.map {
          "line \($0.range.line): \($0.construct). \($0.advice)"
        }))
  }
}
