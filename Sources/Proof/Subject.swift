import Foundation
import Kernel
import ProfileModel
import PythonSyntax

/// The function of a hotspot, found in the recording and in the source.
struct Subject {
  var hotspot: Hotspot
  var code: CodeObject
  /// Index into `Recording.codes`; where the function is not among them,
  /// one past its end.
  var codeIndex: Int
  /// Nil where the source is not at hand or the hotspot is no function.
  var definition: FunctionDefinition?
  var module: Module?
  var source: String?
  /// Of other functions of the same file, by qualified name.
  var observations: [String: FunctionObservation]

  /// One for each function, in the order of the hotspots.
  static func distinct(
    _ hotspots: [Hotspot], in profile: Profile
  ) -> [Subject] {
    var seen: Set<[String]> = []
    return hotspots.compactMap {
      seen.insert([$0.file, $0.qualifiedName]).inserted
        ? Subject($0, in: profile) : nil
    }
  }

  private init(_ hotspot: Hotspot, in profile: Profile) {
    let recording = profile.recording
    self.hotspot = hotspot
    module = profile.modules[hotspot.file]
    source = recording.sources.first { $0.path == hotspot.file }?.text
    let scope = module?.scopes.scope(
      named: hotspot.qualifiedName, firstLine: hotspot.lines.lowerBound)
    definition =
      scope?.qualifiedName == hotspot.qualifiedName ? scope?.function : nil
    let found = recording.codes.indices.first {
      let code = recording.codes[$0]
      return code.file == hotspot.file
        && code.qualifiedName == hotspot.qualifiedName
    }
    codeIndex = hotspot.observation?.code ?? found ?? recording.codes.count
    code =
      found.map { recording.codes[$0] }
      ?? CodeObject(
        file: hotspot.file, qualifiedName: hotspot.qualifiedName,
        firstLine: scope?.range.line ?? hotspot.lines.lowerBound)
    observations = [:]
    for observation in recording.observations {
      let code = recording.codes[observation.code]
      if code.file == hotspot.file {
        observations[code.qualifiedName] = observation
      }
    }
    observations[hotspot.qualifiedName] =
      hotspot.observation ?? observations[hotspot.qualifiedName]
  }

  /// The module's name as a package is called after it.
  var moduleName: String {
    let name =
      hotspot.function.hasSuffix("." + hotspot.qualifiedName)
      ? String(hotspot.function.dropLast(hotspot.qualifiedName.count + 1))
      : hotspot.function
    guard name == "__main__" else {
      return name.split(separator: ".").last.map(String.init) ?? name
    }
    if hotspot.file.hasPrefix("<") { return "command" }
    let file = URL(filePath: hotspot.file)
    let stem = file.deletingPathExtension().lastPathComponent
    // A package run with `-m`.
    return stem == "__main__"
      ? file.deletingLastPathComponent().lastPathComponent : stem
  }

  /// What to translate, with the exact types of the captured calls.
  func request(_ calls: CapturedCalls) -> KernelRequest? {
    guard let module, let source, let definition else { return nil }
    var observations = observations
    observations[hotspot.qualifiedName] = calls.refined(
      observations[hotspot.qualifiedName], code: codeIndex,
      names: definition.parameters.all.map(\.name))
    return KernelRequest(
      module: module, source: source, moduleName: moduleName,
      function: hotspot.qualifiedName, observations: observations)
  }
}
