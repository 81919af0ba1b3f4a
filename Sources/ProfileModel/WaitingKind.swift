import PythonSyntax

/// Tells waiting for the world from waiting for the interpreter's own lock.
///
/// A thread that is off the CPU may wait for input, output or time; or it may
/// only be waiting for the GIL, or for threads of the same program that are
/// computing meanwhile. The kernel does not say which, but the code does: an
/// addition cannot block, so a thread that is off the CPU there stands in
/// line for the GIL, and code of `threading` waits for other threads.
struct WaitingKind {
  private let recording: Recording
  private let sources: SourceIndex
  private let territory: Territory
  private var known: [Int: Bool] = [:]
  private var blocking: [String: Set<SourceRange>] = [:]

  init(
    _ recording: Recording, sources: SourceIndex, territory: Territory
  ) {
    self.recording = recording
    self.sources = sources
    self.territory = territory
  }

  /// The innermost frame of the stack waits for other threads, not for
  /// anything outside the program. A program with one thread never does.
  mutating func isForThreads(stack: Int) -> Bool {
    guard recording.threads.count > 1 else { return false }
    let index = recording.stacks[stack].frame
    if let answer = known[index] { return answer }
    let answer = decide(recording.frames[index])
    known[index] = answer
    return answer
  }

  private mutating func decide(_ frame: Frame) -> Bool {
    let path = recording.codes[frame.code].file
    if !territory.isOwn(path) {
      return path.hasSuffix("/threading.py") || path.hasSuffix("/queue.py")
        || path.contains("/concurrent/futures/")
    }
    guard let position = frame.position, let file = sources.file(path) else {
      return false
    }
    let places =
      blocking[path] ?? file.module.placesThatMayBlock
    blocking[path] = places
    return !places.contains(position)
  }
}

extension Module {
  /// Ranges of what runs other code: calls, iteration, `with`, `import`,
  /// attributes and operators of objects aside.
  fileprivate var placesThatMayBlock: Set<SourceRange> {
    var places: Set<SourceRange> = []
    body.visitExpressions { expression in
      switch expression.kind {
      case .call, .await, .yield, .yieldFrom, .attribute:
        places.insert(expression.range)
      case .comprehension(let comprehension):
        places.insert(expression.range)
        for clause in comprehension.clauses {
          places.insert(clause.iterable.range)
        }
      default: break
      }
    }
    body.visitStatements { statement in
      switch statement.kind {
      case .for(let loop): places.insert(loop.iterable.range)
      case .with(let items, _, _):
        places.insert(statement.range)
        for item in items { places.insert(item.context.range) }
      case .import, .importFrom, .delete: places.insert(statement.range)
      default: break
      }
    }
    return places
  }
}
