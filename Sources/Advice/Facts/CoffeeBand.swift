/// How long a run keeps someone waiting, by the scale of HDBSCAN's
/// documentation ("should I get a coffee?").
package enum CoffeeBand: Int, Codable, CaseIterable, Comparable, Sendable {
  case interactive
  case getCoffee
  case overLunch
  case overnight
  case tooLong

  package init(seconds: Double) {
    switch seconds {
    case ...30: self = .interactive
    case ...300: self = .getCoffee
    case ...3600: self = .overLunch
    case ...28800: self = .overnight
    default: self = .tooLong
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
