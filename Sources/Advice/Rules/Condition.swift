/// A test of one fact, as verdict rules write it: `cpu_share < 0.1`,
/// `suggests_cache`, `not kernel_complete`, `unknown speedup`.
///
/// A fact that is not known satisfies only `unknown`.
package struct Condition: Equatable, Sendable {
  package enum Test: Equatable, Sendable {
    case less(Double)
    case atMost(Double)
    case greater(Double)
    case atLeast(Double)
    case isTrue
    case isFalse
    case isUnknown
  }

  package var fact: FactName
  package var test: Test

  package func holds(_ facts: Facts) -> Bool {
    guard let value = facts.number(fact) else { return test == .isUnknown }
    return switch test {
    case .less(let bound): value < bound
    case .atMost(let bound): value <= bound
    case .greater(let bound): value > bound
    case .atLeast(let bound): value >= bound
    case .isTrue: value == 1
    case .isFalse: value == 0
    case .isUnknown: false
    }
  }

  /// What is wrong with the text, in words for its author.
  struct Invalid: Error { var message: String }

  /// - Throws: `Invalid`.
  init(_ text: String) throws {
    let words = text.split(separator: " ").map(String.init)
    switch words.count {
    case 1: self = Self(fact: try Self.fact(words[0]), test: .isTrue)
    case 2 where words[0] == "not":
      self = Self(fact: try Self.fact(words[1]), test: .isFalse)
    case 2 where words[0] == "unknown":
      self = Self(fact: try Self.fact(words[1]), test: .isUnknown)
    case 3:
      let fact = try Self.fact(words[0])
      guard let bound = Double(words[2]) else {
        throw Invalid(message: "'\(words[2])' is not a number.")
      }
      switch words[1] {
      case "<": self = Self(fact: fact, test: .less(bound))
      case "<=": self = Self(fact: fact, test: .atMost(bound))
      case ">": self = Self(fact: fact, test: .greater(bound))
      case ">=": self = Self(fact: fact, test: .atLeast(bound))
      default:
        throw Invalid(
          message: "'\(words[1])' does not compare: expected <, <=, > or >=.")
      }
    default:
      throw Invalid(
        message: "'\(text)' is no condition: expected 'fact < number', "
          + "'fact', 'not fact' or 'unknown fact'.")
    }
  }

  private init(fact: FactName, test: Test) {
    self.fact = fact
    self.test = test
  }

  static func fact(_ name: String) throws -> FactName {
    guard let fact = FactName(rawValue: name) else {
      throw Invalid(
        message: "There is no fact '\(name)'."
          + suggestion(
            for: name, among: FactName.allCases.map(\.rawValue)))
    }
    return fact
  }
}
