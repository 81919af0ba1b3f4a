import ProfileModel

/// Samples of what runs in an event loop, under its task.
extension SampleAssembly {
  /// Frames inside the one in which an event loop waits: its selector's.
  private static let mostInside = 3

  /// The place among a sample's frames of the event loop that waits there.
  func waitingLoop(_ sample: SampleRecord.Sample) -> Int? {
    sample.frames.prefix(Self.mostInside + 1).firstIndex { frame in
      code(frame).map(EventLoops.isWaiting(in:)) == true
    }
  }

  /// Adds a sample of an event loop that waits, where its tasks do; for nil,
  /// where they did a moment ago. Those that wait for other tasks count only
  /// where all of them do.
  func add(
    _ sample: SampleRecord.Sample, awaiting awaits: [EventLoops.Await]?
  ) {
    if awaits == nil, waitAsBefore(sample) { return }
    let awaits = awaits ?? []
    let loop = waitingLoop(sample) ?? 0
    let thread = tables.index(ofThread: sample.thread, inProcess: process)
    let outside = awaits.filter { wait in
      !wait.isForTasks
        && wait.frames.first.flatMap(code).map(EventLoops.isForTasks) != true
    }
    let outer = stack(
      Array(sample.frames[(awaits.isEmpty ? 0 : loop)...]),
      thread: sample.thread)
    let stacks =
      awaits.isEmpty
      ? [outer]
      : (outside.isEmpty ? awaits : outside).map {
        stack($0.frames, inTask: $0.task, above: outer)
      }
    wait(
      stacks.map {
        RecordingTables.Group(
          thread: thread, stack: $0, state: sample.state, native: nil)
      }, sample)
  }

  /// The stack of a sample, with the task above the outermost coroutine.
  func stack(of sample: SampleRecord.Sample) -> Int? {
    guard let owned = sample.owned, let eventLoops,
      sample.frames.indices.contains(owned.index + 1),
      let caller = code(sample.frames[owned.index + 1]),
      caller.qualifiedName == "Handle._run",
      caller.file.hasSuffix("/asyncio/events.py")
    else { return stack(sample.frames, thread: sample.thread) }
    let outer = stack(
      Array(sample.frames[(owned.index + 1)...]), thread: sample.thread)
    return stack(
      Array(sample.frames[...owned.index]),
      inTask: eventLoops.task(ownFrame: owned.frame), above: outer)
  }

  /// A task without a name is known by its coroutine.
  private func stack(
    _ frames: [SampleRecord.Sample.RawFrame], inTask name: String?,
    above outer: Int?
  ) -> Int? {
    let coroutine = frames.last.flatMap(code)?.qualifiedName
    guard let name = name ?? coroutine else { return outer }
    let task = tables.index(of: CodeObject.task(named: name))
    let frame = tables.index(of: Frame(code: task, position: nil))
    var node = tables.index(of: StackNode(parent: outer, frame: frame))
    for frame in frames.reversed().compactMap(self.frame) {
      node = tables.index(of: StackNode(parent: node, frame: frame))
    }
    return node
  }
}
