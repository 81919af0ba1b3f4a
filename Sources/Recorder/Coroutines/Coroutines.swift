import CSampler

/// Where a version keeps a suspended coroutine's frame; generators and
/// asynchronous generators have it in the same place.
struct CoroutineLayout {
  /// Offset of a byte.
  var state: UInt64
  var frame: UInt64
  /// What the byte is while the coroutine waits for another awaitable.
  var awaiting: Int8

  /// Nil for versions that are not known.
  init?(_ version: PythonVersion) {
    switch (version.major, version.minor) {
    case (3, 11): (state, frame) = (75, 80)
    case (3, 12), (3, 13): (state, frame) = (67, 72)
    default: return nil
    }
    awaiting = -1
  }
}

/// A coroutine that waits, and those that it waits for, innermost first.
struct AwaitChain {
  /// Addresses of the code objects.
  var codes: [UInt64] = []
  var instructions: [UInt64] = []

  private static let mostFrames = 64
  private static let innerOffset: UInt64 = 16

  /// Follows a coroutine of another process to what it waits for in the end.
  /// Nil where it does not wait.
  init?(
    from coroutine: UInt64, _ objects: RemoteObjects, _ layout: CoroutineLayout
  ) {
    var next: UInt64? = coroutine
    while let current = next, codes.count < Self.mostFrames {
      guard let awaited = append(current, objects, layout) else { break }
      next = Self.coroutine(behind: awaited, objects)
    }
    if codes.isEmpty { return nil }
    codes.reverse()
    instructions.reverse()
  }

  /// Adds one coroutine, and returns what it waits for.
  private mutating func append(
    _ coroutine: UInt64, _ objects: RemoteObjects, _ layout: CoroutineLayout
  ) -> UInt64? {
    let python = objects.layout
    let frame = Int(layout.frame / 8)
    let locals = UInt64(python.frame_locals)
    guard
      let words = objects.words(
        at: coroutine, count: frame + Int(locals / 8))
    else { return nil }
    let state = words[Int(layout.state / 8)] >> (layout.state % 8 * 8)
    guard Int8(truncatingIfNeeded: state) == layout.awaiting else {
      return nil
    }
    // The stack's height is counted from the first variable on.
    let height = words[frame + Int(locals / 8) - 1] & 0xffff_ffff
    guard (1..<1 << 16).contains(height) else { return nil }
    codes.append(
      words[frame + Int(python.frame_code / 8)] & python.reference_mask)
    instructions.append(words[frame + Int(python.frame_instruction / 8)])
    return objects.word(
      coroutine + layout.frame + locals + 8 * (height - 1))
  }

  /// The coroutine that an awaitable stands for; nil for a future.
  private static func coroutine(
    behind awaited: UInt64, _ objects: RemoteObjects
  ) -> UInt64? {
    switch objects.type(of: awaited).flatMap(objects.typeName) {
    case "coroutine", "generator", "async_generator": awaited
    case "coroutine_wrapper", "async_generator_asend",
      "async_generator_athrow":
      objects.word(awaited + innerOffset)
    default: nil
    }
  }
}
