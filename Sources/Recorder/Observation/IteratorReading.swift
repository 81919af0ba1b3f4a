import CSampler
import ProfileModel

extension TypeReading {
  /// What the iterators on the frame's stack say, by their place there. A
  /// place above the stack's top may be among them.
  var stackedWalks: [(slot: Int, walk: IteratorSight.Walk)] {
    look.nodes.indices.compactMap { index in
      let node = look.nodes[index]
      guard node.role == SL_STACKED, let walk = walk(index),
        walk.isBelievable
      else { return nil }
      return (node.place, walk)
    }
  }

  private func walk(_ index: Int) -> IteratorSight.Walk? {
    let node = look.nodes[index]
    func number(_ offset: Int) -> Int {
      Int(truncatingIfNeeded: node.field(offset))
    }
    switch objects.typeName(node.type) {
    case "list_iterator", "tuple_iterator", "str_iterator",
      "str_ascii_iterator", "bytes_iterator", "bytearray_iterator",
      "list_reverseiterator", "reversed", "array.arrayiterator":
      // Index, sequence; all of these have their length first.
      return walked(index, 1).map { sequence in
        .items(Int(truncatingIfNeeded: look.nodes[sequence].field(16)))
      }
    case "range_iterator":
      // Begin, step, and what is left; before 3.12 all of it, after an index.
      return objects.integersAreTagged
        ? .range(end: number(16) &+ number(24) &* number(32), step: number(24))
        : .items(number(40))
    case "dict_keyiterator", "dict_valueiterator", "dict_itemiterator",
      "dict_reversekeyiterator", "dict_reversevalueiterator",
      "dict_reverseitemiterator", "set_iterator":
      // The dictionary, and how many it had.
      return .items(number(24))
    case "enumerate": return walked(index, 1).flatMap { walk($0) }
    case "zip": return walked(index, 1).flatMap { shortest($0) }
    case "map": return walked(index, 0).flatMap { shortest($0) }
    default: return nil
    }
  }

  /// Of a tuple of iterators that are used together.
  private func shortest(_ tuple: Int) -> IteratorSight.Walk? {
    let count = Int(truncatingIfNeeded: look.nodes[tuple].field(16))
    let all = (0..<max(0, min(count, 3))).map { place in
      walked(tuple, place).flatMap { walk($0) }
    }
    var least: Int?
    for walk in all {
      guard case .items(let items) = walk else { return nil }
      least = min(least ?? items, items)
    }
    return least.map { .items($0) }
  }

  /// What a node refers to in one of its places.
  private func walked(_ index: Int, _ place: Int) -> Int? {
    look.nodes.indices.first {
      look.nodes[$0].role == SL_WALKED && look.nodes[$0].parent == index
        && look.nodes[$0].place == place && look.nodes[$0].type != 0
    }
  }
}
