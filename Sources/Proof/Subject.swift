import Foundation
import Kernel
import ProfileModel
import PythonSyntax
import Recorder

/// What may become a kernel for a hotspot: its function, a function around it,
/// or one of its loops.
struct Subject {
  var hotspot: Hotspot
  /// As `Hotspot.function`.
  private var function: String
  var code: CodeObject
  /// Index into `Recording.codes`; where the function is not among them,
  /// one past its end.
  var codeIndex: Int
  /// What to translate, with the types that were sampled; nil where the
  /// source is not at hand.
  var request: KernelRequest?

  /// For each hotspot, what to try: the function where it can be translated,
  /// and those around it from the nearest out; else its loops from the
  /// outermost in, and last what there is to say something about.
  static func attempts(
    _ hotspots: [Hotspot], in profile: Profile,
    translate: (KernelRequest) -> Translation
  ) -> [[Subject]] {
    var seen: Set<[String]> = []
    return hotspots.compactMap { hotspot in
      let whole = Subject(hotspot, in: profile)
      let functions = KernelCut.candidates(
        for: hotspot, in: profile, translate: translate
      ).map { whole.calling($0, in: profile) }
      let around = KernelRequest.outline(around: hotspot, in: profile)
        .flatMap { request in
          translate(request).blockers.allSatisfy(\.isLackOfEvidence)
            ? whole.outlining(request).moved(to: "<module>", in: profile) : nil
        }
      let callers = functions + [around].compactMap(\.self)
      var attempts = [whole] + callers
      if let request = whole.request,
        !translate(request).blockers.allSatisfy(\.isLackOfEvidence)
      {
        let loops = request.outlines(of: hotspot).requests
        let hopeful = whole.loops(translate)
        // Of a module, there is nothing else to tell of.
        let isModule = hotspot.qualifiedName == "<module>"
        attempts =
          callers + hopeful
          + (isModule && !loops.isEmpty
            ? loops.prefix(hopeful.isEmpty ? 1 : 0).map(whole.outlining)
            : [whole])
      }
      guard seen.insert(attempts[0].identity).inserted else { return nil }
      return attempts
    }
  }

  /// The hotspot's loops that can be translated alone, from the outermost in.
  func loops(_ translate: (KernelRequest) -> Translation) -> [Subject] {
    (request?.outlines(of: hotspot).requests ?? []).filter {
      translate($0).blockers.allSatisfy(\.isLackOfEvidence)
    }.map(outlining)
  }

  /// Several hotspots in one function have it in common.
  var identity: [String] {
    [code.file, code.qualifiedName]
      + (outline.map { ["\($0.range.line)"] } ?? [])
  }

  /// Where a loop is meant, and no whole function.
  var outline: OutlinedLoop? { request?.outline }

  private func outlining(_ request: KernelRequest) -> Subject {
    var subject = self
    subject.request = request
    return subject
  }

  /// The same in another code object of the file.
  private func moved(to name: String, in profile: Profile) -> Subject? {
    let codes = profile.recording.codes
    guard
      let index = codes.firstIndex(where: {
        $0.file == request?.file && $0.qualifiedName == name
      })
    else { return nil }
    var subject = self
    subject.code = codes[index]
    subject.codeIndex = index
    subject.function = profile.moduleName(of: subject.code.file)
    return subject
  }

  private func calling(_ cut: KernelCut, in profile: Profile) -> Subject {
    var subject = self
    subject.request = cut.request
    subject.code = cut.code
    subject.codeIndex =
      profile.recording.codes.firstIndex(of: cut.code) ?? subject.codeIndex
    subject.function =
      "\(profile.moduleName(of: cut.code.file)).\(cut.code.qualifiedName)"
    return subject
  }

  /// It is a function around the hotspot's.
  var isCaller: Bool {
    code.qualifiedName != hotspot.qualifiedName || code.file != hotspot.file
  }

  /// The function in the script, or the loop, for a redirection.
  func redirect(to destination: Injection.Destination) -> Injection.Redirect {
    Injection.Redirect(
      code: code,
      loop: outline.map {
        Injection.Loop(
          source: request?.source ?? "", line: $0.range.line,
          column: $0.range.column, inputs: $0.inputs, outputs: $0.outputs)
      }, destination: destination)
  }

  /// As the report calls it.
  var name: String {
    guard let lines = outline?.range.lines else { return function }
    return lines.count == 1
      ? "\(function), line \(lines.lowerBound)"
      : "\(function), lines \(lines.lowerBound)–\(lines.upperBound)"
  }

  private init(_ hotspot: Hotspot, in profile: Profile) {
    let recording = profile.recording
    self.hotspot = hotspot
    function = hotspot.function
    request = KernelRequest(hotspot, in: profile)
    let scope = request?.module.scopes.scope(
      named: hotspot.qualifiedName, firstLine: hotspot.lines.lowerBound)
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
  }

  /// What to translate, with the exact types of the captured calls.
  func request(_ calls: CapturedCalls) -> KernelRequest? {
    guard var request else { return nil }
    let scope = request.module.scopes.last {
      $0.qualifiedName == request.function
    }
    guard let function = scope?.function else { return request }
    request.observations[request.function] = calls.refined(
      request.observations[request.function], code: codeIndex,
      names: function.parameters.all.map(\.name))
    request.signatures[request.function] = calls.signatures
    for (name, variables) in calls.attributes {
      request.observations[KernelRequest.attributes(of: name)] =
        FunctionObservation(code: codeIndex, looks: 1, variables: variables)
    }
    return request
  }
}
