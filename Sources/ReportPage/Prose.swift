import Report

extension String {
  /// A sentence, for a page.
  var prose: String { sentence.joined }

  /// With no line break between a number and its unit.
  var joined: String {
    replacing(/([0-9]) (%|[µm]?s|min|h|times)(?![a-z])/) {
      "\($0.output.1)\u{a0}\($0.output.2)"
    }
  }
}
