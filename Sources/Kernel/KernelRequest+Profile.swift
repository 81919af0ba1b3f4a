import Foundation
package import ProfileModel

extension KernelRequest {
  /// The function of a hotspot, with what the profile saw of it and of the
  /// others in its file. Nil where the source is not at hand.
  package init?(_ hotspot: Hotspot, in profile: Profile) {
    self.init(
      function: hotspot.qualifiedName, of: hotspot.file, in: profile)
    if let own = hotspot.observation {
      observations[hotspot.qualifiedName] = own
    }
  }

  /// Some function of one of the files. Nil where the source is not at hand.
  init?(function: String, of file: String, in profile: Profile) {
    let recording = profile.recording
    guard let module = profile.modules[file],
      let source = recording.sources.first(where: { $0.path == file })
    else { return nil }
    var observations: [String: FunctionObservation] = [:]
    for observation in recording.observations {
      let code = recording.codes[observation.code]
      if code.file == file { observations[code.qualifiedName] = observation }
    }
    self.init(
      module: module, source: source.text,
      moduleName: Self.moduleName(of: file, in: profile), function: function,
      observations: observations)
    self.file = file
    project = Project(
      around: file, module: module, text: source.text,
      wanted: profile.files(defining: observations.values.typeNames),
      sources: profile.projectSources,
      finding: ImportedFiles(recording))
    project.assigned = profile.assignments(besides: file)
  }

  /// The module's name as a package is called after it.
  private static func moduleName(
    of file: String, in profile: Profile
  ) -> String {
    let name = profile.moduleName(of: file)
    guard name == "__main__" else {
      return name.split(separator: ".").last.map(String.init) ?? name
    }
    if file.hasPrefix("<") { return "command" }
    let url = URL(fileURLWithPath: file)
    let stem = url.deletingPathExtension().lastPathComponent
    // A package run with `-m`.
    return stem == "__main__"
      ? url.deletingLastPathComponent().lastPathComponent : stem
  }
}
