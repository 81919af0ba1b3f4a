import Foundation

extension String {
  /// With a capital where it begins and a full stop at its end.
  var sentence: String {
    guard let first else { return self }
    let isWord = first.isLowercase && !hasPrefix("`")
    let start = isWord ? first.uppercased() + dropFirst() : self
    let isEnded = last.map { ".!?:".contains($0) } ?? true
    return (isEnded ? start : start + ".").joined
  }

  /// With no line break between a number and its unit.
  var joined: String {
    replacing(/([0-9]) (%|[µm]?s|min|h|times)(?![a-z])/) {
      "\($0.output.1)\u{a0}\($0.output.2)"
    }
  }
}
