import Foundation
package import ProfileModel

/// What to translate for a hotspot, and what came of it: its function where
/// that works, else a function around it, else one of its loops, else what is
/// in the way. Where its calls are short, a function around it is better; one
/// that is defined inside another is part of that.
package func translate(
  _ hotspot: Hotspot, in profile: Profile
) -> (request: KernelRequest, translation: Translation)? {
  guard let request = KernelRequest(hotspot, in: profile) else { return nil }
  let whole = translate(request)
  if whole.blockers.isEmpty, !hotspot.hasShortCalls { return (request, whole) }
  let cut = KernelCut.candidates(for: hotspot, in: profile) { translate($0) }
    .first { $0.translation.blockers.isEmpty }
  if let cut { return (cut.request, cut.translation) }
  if whole.blockers.isEmpty { return (request, whole) }
  if let around = request.enclosing { return (around, translate(around)) }
  let (requests, _) = request.outlines(of: hotspot)
  let outlined = requests.map { ($0, translate($0)) }
  let isModule = hotspot.qualifiedName == "<module>"
  return outlined.first { $0.1.blockers.isEmpty }
    // What nothing but evidence is missing for may work out.
    ?? outlined.first { $0.1.blockers.allSatisfy(\.isLackOfEvidence) }
    ?? (isModule ? outlined.first : nil) ?? (request, whole)
}

extension KernelRequest {
  /// The function around one that is defined inside it.
  fileprivate var enclosing: KernelRequest? {
    guard let inside = function.range(of: ".<locals>.") else { return nil }
    var around = self
    around.function = String(function[..<inside.lowerBound])
    return around
  }
}
