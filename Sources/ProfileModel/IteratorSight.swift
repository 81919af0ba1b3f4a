/// How far the iterator of a loop had to go, seen when the loop's frame was
/// looked at.
package struct IteratorSight: Codable, Hashable, Sendable {
  /// What an iterator says of the items that it gives.
  package enum Walk: Codable, Comparable, Hashable, Sendable {
    /// So many in all.
    case items(Int)
    /// Those of a range that ends here; where it began is no longer known.
    case range(end: Int, step: Int)

    private var numbers: (Int, Int, Int) {
      switch self {
      case .items(let count): (0, count, 0)
      case .range(let end, let step): (1, end, step)
      }
    }

    package static func < (one: Self, other: Self) -> Bool {
      one.numbers < other.numbers
    }

    /// Whether the memory may really have been an iterator's.
    package var isBelievable: Bool {
      switch self {
      case .items(let count): (0...1 << 40).contains(count)
      case .range(let end, let step):
        end.magnitude < 1 << 60 && (1...1 << 40).contains(step.magnitude)
      }
    }
  }

  /// Index into `Recording.frames`.
  package var frame: Int
  /// The iterator's place on the frame's stack, counted from the bottom.
  package var slot: Int
  package var walk: Walk

  package init(frame: Int, slot: Int, walk: Walk) {
    self.frame = frame
    self.slot = slot
    self.walk = walk
  }
}

/// The same thing, seen so many times.
package struct IteratorSights: Codable, Equatable, Sendable {
  package var sight: IteratorSight
  package var count: Int

  package init(sight: IteratorSight, count: Int) {
    self.sight = sight
    self.count = count
  }

  /// A file may say anything.
  var isConsistent: Bool {
    sight.walk.isBelievable && (1...1 << 40).contains(count)
  }
}
