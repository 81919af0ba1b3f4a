/// A change to the Python of a hotspot that can be made by a program.
package struct PythonChange: Equatable, Sendable {
  /// Of the hotspot.
  package var hotspot: String
  package var function: String
  /// Of the rule that asks for it.
  package var pattern: String
  /// What is to be done, in words.
  package var change: String
  package var file: String
  package var qualifiedName: String
  /// The first line of the function, as it is and as it would be.
  package var firstLine: Int
  package var changedFirstLine: Int
  /// The file with the change in it.
  package var changedText: String

  package init(
    hotspot: String, function: String, pattern: String, change: String,
    file: String, qualifiedName: String, firstLine: Int,
    changedFirstLine: Int, changedText: String
  ) {
    self.hotspot = hotspot
    self.function = function
    self.pattern = pattern
    self.change = change
    self.file = file
    self.qualifiedName = qualifiedName
    self.firstLine = firstLine
    self.changedFirstLine = changedFirstLine
    self.changedText = changedText
  }
}

/// What trying a change to the Python found.
package struct ChangeProof: Codable, Equatable, Sendable {
  package enum Status: String, Codable, Sendable, CaseIterable {
    /// Equal on everything compared, and faster.
    case faster
    /// Equal, and no faster that could be told from noise.
    case noFaster = "no-faster"
    /// Results or output are not those of the original.
    case different
    /// It could not be tried, or what it does could not be compared.
    case unknown
  }

  package var hotspot: String
  package var function: String
  package var pattern: String
  package var change: String
  package var status: Status
  /// One sentence, for the reader.
  package var why: String
  /// Calls with the same arguments, in the script as it is and changed, whose
  /// results were compared.
  package var callsChecked: Int
  /// Wall time of the script: medians. Nil where it was not measured.
  package var beforeSeconds: Double?
  package var afterSeconds: Double?

  package init(
    _ change: PythonChange, _ status: Status, why: String,
    callsChecked: Int = 0, beforeSeconds: Double? = nil,
    afterSeconds: Double? = nil
  ) {
    hotspot = change.hotspot
    function = change.function
    pattern = change.pattern
    self.change = change.change
    self.status = status
    self.why = why
    self.callsChecked = callsChecked
    self.beforeSeconds = beforeSeconds
    self.afterSeconds = afterSeconds
  }

  package var speedup: Double? {
    guard let beforeSeconds, let afterSeconds, afterSeconds > 0 else {
      return nil
    }
    return beforeSeconds / afterSeconds
  }
}
