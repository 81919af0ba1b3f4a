import ProfileModel

/// What has to be taken out of Python's objects one by one, for a kernel to
/// take the arguments of a call.
struct Crossing: Equatable {
  /// How many of each kind go into a call, at most.
  private(set) var counts: [Gain.Name: Double] = [:]

  init(_ arguments: [ObservedArgument]) {
    for argument in arguments {
      guard let type = argument.types.first?.type,
        let length = argument.lengths?.upperBound
      else { continue }
      add(type, Double(length))
    }
  }

  var elements: Double { counts.values.reduce(0, +) }

  /// Of a call; numbers aside where their loop has their cost already.
  func nanoseconds(
    _ rules: Rules, _ bound: KeyPath<ClosedRange<Double>, Double>,
    withNumbers: Bool
  ) -> Double {
    counts.reduce(0) { sum, part in
      part.key == .elementIn && !withNumbers
        ? sum : sum + part.value * rules.gain(part.key)[keyPath: bound]
    }
  }

  private mutating func add(_ type: ObservedType, _ length: Double) {
    switch type.kind {
    case .list, .tuple: add(itemOf: type.element, length, among: length)
    case .set:
      counts[.entryIn, default: 0] += length
      add(itemOf: type.element, length, among: 0)
    case .dict:
      counts[.entryIn, default: 0] += length
      for part in type.elements {
        add(itemOf: part.elements.first, length, among: 0)
      }
    default: break
    }
  }

  private mutating func add(
    itemOf type: ObservedType?, _ count: Double, among length: Double
  ) {
    switch type?.kind {
    case .string: counts[.textIn, default: 0] += count
    case .tuple:
      let parts = Double(max(type?.elements.count ?? 1, 1))
      counts[.elementIn, default: 0] += count * parts
    case .list, .dict, .set:
      // How long inner lists are is not seen: as if they were as many, but
      // nobody keeps more than a few million numbers in lists of lists.
      counts[.entryIn, default: 0] += count
      counts[.elementIn, default: 0] += min(count * length, 1e6)
    case .object: counts[.instanceIn, default: 0] += count
    default: counts[.elementIn, default: 0] += count
    }
  }
}
