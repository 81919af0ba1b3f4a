import ProfileModel
import PythonSyntax

extension Profile {
  /// The user's own files, with what was seen of their functions.
  var projectSources: [String: Project.Source] {
    var observations: [String: [String: FunctionObservation]] = [:]
    for observation in recording.observations {
      let code = recording.codes[observation.code]
      observations[code.file, default: [:]][code.qualifiedName] = observation
    }
    let territory = Territory(recording)
    var result: [String: Project.Source] = [:]
    for source in recording.sources where territory.isOwn(source.path) {
      result[source.path] = Project.Source(
        moduleName: territory.moduleName(of: source.path), text: source.text,
        syntax: source.syntax, observations: observations[source.path] ?? [:])
    }
    return result
  }

  /// What the user's own files assign, but for one of them.
  func assignments(besides file: String) -> OutsideAssignments {
    let territory = Territory(recording)
    return OutsideAssignments(
      modules.filter { $0.key != file && territory.isOwn($0.key) }.map(\.value))
  }

  /// The user's own files that define a class of one of these names.
  func files(defining names: Set<String>) -> [String] {
    let territory = Territory(recording)
    return modules.filter { path, module in
      territory.isOwn(path)
        && module.body.contains { statement in
          guard case .classDefinition(let definition) = statement.kind else {
            return false
          }
          return names.contains(definition.name)
        }
    }.keys.sorted()
  }
}

extension Sequence<FunctionObservation> {
  /// The last parts of the names of all types that were seen, where these are
  /// of classes made in Python.
  var typeNames: Set<String> {
    var names: Set<String> = []
    func note(_ type: ObservedType) {
      let parts = type.name.split(separator: ".")
      if parts.count > 1, let last = parts.last { names.insert(String(last)) }
      for element in type.elements { note(element) }
    }
    for observation in self {
      for variable in observation.variables {
        for count in variable.types { note(count.type) }
      }
    }
    return names
  }
}
