import PythonSyntax

/// Tells waiting for the world from waiting for the interpreter's own lock.
///
/// A thread that is off the CPU may wait for input, output or time; or it may
/// only be waiting for the GIL, or for threads or processes of the same program
/// that are computing meanwhile. Where it was not seen which, the code tells: an
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

  /// The thread waits for other threads, or processes, not for anything outside
  /// the program. A program with one thread never does.
  mutating func isForThreads(_ group: SampleGroup) -> Bool {
    switch group.state {
    case .running, .runningWithoutGIL: return false
    case .waitingForGIL: return true
    case .blocked, .waiting:
      guard let stack = group.stack, recording.threads.count > 1 else {
        return false
      }
      return isForThreads(stack: stack, state: group.state)
    }
  }

  private mutating func isForThreads(
    stack: Int, state: ThreadState
  ) -> Bool {
    let index = recording.stacks[stack].frame
    let frame = recording.frames[index]
    if waitsInLibrary(frame) || waitsForProcesses(stack) { return true }
    if state == .blocked { return false }
    if let answer = known[index] { return answer }
    let answer = decide(frame)
    known[index] = answer
    return answer
  }

  private func waitsInLibrary(_ frame: Frame) -> Bool {
    let path = recording.codes[frame.code].file
    return !territory.isOwn(path)
      && (path.hasSuffix("/threading.py") || path.hasSuffix("/queue.py")
        || path.contains("/concurrent/futures/"))
  }

  /// The standard library waits there for processes of the program's own.
  private func waitsForProcesses(_ stack: Int) -> Bool {
    guard recording.processes.count > 1 else { return false }
    var next: Int? = stack
    while let index = next {
      let node = recording.stacks[index]
      let path = recording.codes[recording.frames[node.frame].code].file
      if territory.isOwn(path) { return false }
      if path.contains("/multiprocessing/") || path.hasSuffix("/subprocess.py")
      {
        return true
      }
      next = node.parent
    }
    return false
  }

  private mutating func decide(_ frame: Frame) -> Bool {
    let path = recording.codes[frame.code].file
    guard territory.isOwn(path) else { return false }
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
