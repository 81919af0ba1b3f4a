/// A rule that cannot be used: which, where, and what was expected.
package struct RuleError: Error, Equatable, CustomStringConvertible {
  package var file: String
  /// From 1; nil where the file as a whole is meant.
  package var line: Int?
  package var rule: String?
  package var message: String

  package var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    let rule = rule.map { " rule '\($0)':" } ?? ""
    return "\(place):\(rule) \(message)"
  }
}

/// ` Did you mean 'x'?`, where one of the choices is near enough to be what
/// was meant; else the choices, if they are few, or those that share a word
/// with it.
func suggestion(for word: String, among choices: [String]) -> String {
  let nearest = choices.min {
    editDistance(word, $0) < editDistance(word, $1)
  }
  if let nearest, editDistance(word, nearest) <= max(2, word.count / 3) {
    return " Did you mean '\(nearest)'?"
  }
  let parts = Set(word.split(separator: "-"))
  let related = choices.filter {
    !parts.isDisjoint(with: $0.split(separator: "-"))
  }
  let offered = choices.count <= 12 ? choices : related
  return offered.isEmpty || offered.count > 12
    ? "" : " Expected one of: \(offered.joined(separator: ", "))."
}

private func editDistance(_ a: String, _ b: String) -> Int {
  let a = Array(a)
  let b = Array(b)
  var previous = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var current = [i + 1]
    for (j, y) in b.enumerated() {
      current.append(
        min(
          previous[j] + (x == y ? 0 : 1), previous[j + 1] + 1, current[j] + 1))
    }
    previous = current
  }
  return previous[b.count]
}
