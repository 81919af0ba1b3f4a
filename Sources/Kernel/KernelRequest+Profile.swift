import Foundation
package import ProfileModel

extension KernelRequest {
  /// The function of a hotspot, with what the profile saw of it and of the
  /// others in its file. Nil where the source is not at hand.
  package init?(_ hotspot: Hotspot, in profile: Profile) {
    let recording = profile.recording
    guard let module = profile.modules[hotspot.file],
      let source = recording.sources.first(where: { $0.path == hotspot.file })
    else { return nil }
    var observations: [String: FunctionObservation] = [:]
    for observation in recording.observations {
      let code = recording.codes[observation.code]
      if code.file == hotspot.file {
        observations[code.qualifiedName] = observation
      }
    }
    if let own = hotspot.observation {
      observations[hotspot.qualifiedName] = own
    }
    self.init(
      module: module, source: source.text,
      moduleName: Self.moduleName(of: hotspot),
      function: hotspot.qualifiedName, observations: observations)
    project = Project(
      around: hotspot.file, module: module, text: source.text,
      wanted: profile.files(defining: observations.values.typeNames),
      sources: profile.projectSources,
      finding: ImportedFiles(recording))
  }

  /// The module's name as a package is called after it.
  private static func moduleName(of hotspot: Hotspot) -> String {
    let name =
      hotspot.function.hasSuffix("." + hotspot.qualifiedName)
      ? String(hotspot.function.dropLast(hotspot.qualifiedName.count + 1))
      : hotspot.function
    guard name == "__main__" else {
      return name.split(separator: ".").last.map(String.init) ?? name
    }
    if hotspot.file.hasPrefix("<") { return "command" }
    let file = URL(fileURLWithPath: hotspot.file)
    let stem = file.deletingPathExtension().lastPathComponent
    // A package run with `-m`.
    return stem == "__main__"
      ? file.deletingLastPathComponent().lastPathComponent : stem
  }
}
