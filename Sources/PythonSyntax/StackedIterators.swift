/// A `for` statement under way, and where on its frame's stack CPython keeps
/// the iterator, counted from the bottom.
package struct StackedIterator {
  package var range: SourceRange
  package var loop: ForLoop
  package var slot: Int
}

extension [Statement] {
  /// The `for` statements that run at a place of a function's body, outermost
  /// first. Between their iterators lies what `with` needs at its end, a number
  /// of values for each item, and in a handler the exception before.
  package func stackedIterators(
    at place: SourceRange, valuesPerContext: Int
  ) -> [StackedIterator] {
    var found: [StackedIterator] = []
    var slot = 0
    var body = self
    while let statement = body.first(where: { $0.range.contains(place) }) {
      switch statement.kind {
      case .for(let loop):
        // The next item is fetched with exactly the place of the iterable.
        let isBefore =
          loop.iterable.range.contains(place) && loop.iterable.range != place
        guard !isBefore else { return found }
        if loop.orElse.contains(where: { $0.range.contains(place) }) {
          body = loop.orElse
          continue
        }
        if !loop.isAsync {
          found.append(
            StackedIterator(range: statement.range, loop: loop, slot: slot))
        }
        slot += 1
        body = loop.body
      case .with(let items, let inner, _):
        slot += items.count * valuesPerContext
        body = inner
      case .try(let attempt):
        let block = [attempt.body, attempt.orElse].first { block in
          block.contains { $0.range.contains(place) }
        }
        if let block {
          body = block
          continue
        }
        let handler = attempt.handlers.first { handler in
          handler.body.contains { $0.range.contains(place) }
        }
        // `finally` is there twice, with and without an exception.
        guard let handler, !attempt.isGroup else { return found }
        slot += 1
        body = handler.body
      case .if, .while, .match:
        let block = statement.blocks.first { block in
          block.contains { $0.range.contains(place) }
        }
        guard let block else { return found }
        body = block
      default: return found
      }
    }
    return found
  }
}
