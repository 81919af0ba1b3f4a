/// How long a run keeps someone waiting, by the scale of HDBSCAN's
/// documentation ("should I get a coffee?").
package enum CoffeeBand: Int, Codable, CaseIterable, Comparable, Sendable {
  case interactive
  case getCoffee
  case overLunch
  case overnight
  case tooLong

  package init(seconds: Double) {
    self =
      Self.allCases.first { seconds <= $0.limit ?? .infinity } ?? .tooLong
  }

  /// The longest run in it, in seconds; nil for the last.
  package var limit: Double? {
    switch self {
    case .interactive: 30
    case .getCoffee: 300
    case .overLunch: 3600
    case .overnight: 28_800
    case .tooLong: nil
    }
  }

  package var name: String {
    switch self {
    case .interactive: "Interactive"
    case .getCoffee: "Get coffee"
    case .overLunch: "Over lunch"
    case .overnight: "Overnight"
    case .tooLong: "Longer than a night"
    }
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.rawValue < right.rawValue
  }
}
