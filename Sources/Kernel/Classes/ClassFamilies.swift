/// Classes whose instances come in the same places of a kernel, in groups:
/// what several classes extend, or what a list mixes.
struct ClassFamilies: Equatable {
  private var groups: [Set<String>] = []

  /// More would not fit in the kind of an instance.
  static let mostMembers = 30

  /// The names of a class and of those that it shares a cell with, in order.
  func family(of name: String) -> [String] {
    groups.first { $0.contains(name) }?.sorted() ?? [name]
  }

  mutating func unite(_ left: String, _ right: String) {
    let whole = Set(family(of: left)).union(family(of: right))
    guard whole.count <= Self.mostMembers else { return }
    groups.removeAll { !$0.isDisjoint(with: whole) }
    groups.append(whole)
  }
}
