/// A released CPython version.
package struct PythonVersion: Comparable, Hashable, Codable, Sendable {
  package var major: Int
  package var minor: Int
  package var micro: Int

  package init(_ major: Int, _ minor: Int, _ micro: Int = 0) {
    self.major = major
    self.minor = minor
    self.micro = micro
  }

  /// Reads what `Py_GetVersion()` and `python -V` begin with: `3.11.2`, also
  /// `3.14.0rc1` and `3.13.0+`. Nil where there is no such number.
  package init?(parsing text: some StringProtocol) {
    var numbers: [Int] = []
    for part in text.split(separator: ".", maxSplits: 2) {
      guard let number = Int(part.prefix(while: \.isNumber)) else {
        return nil
      }
      numbers.append(number)
    }
    guard numbers.count == 3 else { return nil }
    self.init(numbers[0], numbers[1], numbers[2])
  }

  /// `3.11`.
  package var feature: String { "\(major).\(minor)" }

  package static func < (left: Self, right: Self) -> Bool {
    (left.major, left.minor, left.micro)
      < (right.major, right.minor, right.micro)
  }
}

extension PythonVersion: CustomStringConvertible {
  package var description: String { "\(major).\(minor).\(micro)" }
}
