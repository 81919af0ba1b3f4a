package import ProfileModel

/// A function around a hotspot that can become a kernel with the hotspot
/// inside it, so that fewer calls cross from Python into compiled code.
package struct KernelCut {
  package var code: CodeObject
  package var request: KernelRequest
  package var translation: Translation

  /// From the nearest outwards, as far as they can be translated.
  package static func candidates(
    for hotspot: Hotspot, in profile: Profile,
    translate: (KernelRequest) -> Translation
  ) -> [KernelCut] {
    guard let own = KernelRequest(hotspot, in: profile) else { return [] }
    var cuts: [KernelCut] = []
    for code in profile.callers(of: hotspot).prefix(mostCallers) {
      var request = own
      request.function = code.qualifiedName
      if code.file != own.file {
        guard
          let other = KernelRequest(
            function: code.qualifiedName, of: code.file, in: profile)
        else { break }
        request = other
      }
      let translation = translate(request)
      guard translation.blockers.allSatisfy(\.isLackOfEvidence) else { break }
      cuts.append(
        KernelCut(code: code, request: request, translation: translation))
    }
    return cuts
  }

  private static let mostCallers = 4

  /// Seconds of Python that a call should hold for a kernel in its place:
  /// below, crossing the boundary (one to some microseconds) is a good part of
  /// what is left.
  package static let leastSecondsPerCall = 2e-4
}

extension Hotspot {
  /// Calls of its function, as seen, hold too little for a kernel.
  var hasShortCalls: Bool {
    guard let seconds = observation?.closeLook?.meanSeconds else {
      return false
    }
    return seconds < KernelCut.leastSecondsPerCall
  }
}
