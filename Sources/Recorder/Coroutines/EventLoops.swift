import CSampler
import Foundation
import ProfileModel

/// What the event loops of a process have their tasks do, read from outside.
final class EventLoops {
  /// What one task waits at.
  struct Await {
    /// Innermost first.
    var frames: [SampleRecord.Sample.RawFrame]
    var task: String?
    /// It waits for other tasks, by what is seen of its future.
    var isForTasks: Bool
  }

  private let objects: RemoteObjects
  private let tasks: LoopTasks
  private let layout: CoroutineLayout
  private let ring: SharedRing
  private let walk: RemoteWalk
  private var names: [UInt64: String?] = [:]
  private var differentNames: Set<String> = []
  private var nextNaming: UInt64 = 0
  private var nextAwaits: UInt64 = 0

  private static let tasksAtOnce = 12
  private static let namedTasks = 512
  /// Names are made up freely; of more than these, the coroutine tells.
  private static let mostNames = 64
  private static let leastPause: UInt64 = 20_000_000
  private static let share: UInt64 = 50
  private static let pausePerAwaits: UInt64 = 10
  private static let mostFrames = 8
  private static let functionThatWaits = "BaseEventLoop._run_once"

  /// Nil where the version's coroutines cannot be read.
  init?(
    _ objects: RemoteObjects, _ variables: ModuleVariables, ring: SharedRing,
    walk: RemoteWalk, version: PythonVersion
  ) {
    guard let layout = CoroutineLayout(version) else { return nil }
    self.layout = layout
    self.objects = objects
    self.ring = ring
    self.walk = walk
    tasks = LoopTasks(objects, variables)
  }

  /// Whether a function is the one in which an event loop waits.
  static func isWaiting(in code: CodeObject) -> Bool {
    code.qualifiedName == functionThatWaits
      && code.file.hasSuffix("/asyncio/base_events.py")
  }

  /// Whether a function waits for what other tasks of the program do.
  static func isForTasks(_ code: CodeObject) -> Bool {
    guard let name = code.file.split(separator: "/asyncio/").last else {
      return false
    }
    switch name {
    case "taskgroups.py", "locks.py", "queues.py": return true
    case "tasks.py": return code.qualifiedName != "sleep"
    default: return false
    }
  }

  /// Where some of the tasks wait, of the loop that a thread runs. Nil where
  /// they were looked at a moment ago: a loop may wait a thousand times a
  /// second.
  func awaits(threadState: UInt64) -> [Await]? {
    let now = DispatchTime.now().uptimeNanoseconds
    guard now >= nextAwaits else { return nil }
    defer {
      let end = DispatchTime.now().uptimeNanoseconds
      nextAwaits = end + (end - now) * Self.pausePerAwaits
    }
    guard let loop = loop(threadState: threadState) else { return [] }
    return tasks.some(Self.tasksAtOnce, of: loop).compactMap { task in
      guard let chain = AwaitChain(from: task.coroutine, objects, layout)
      else { return nil }
      let frames = ring.identify(
        codes: chain.codes, instructions: chain.instructions, walk)
      guard !frames.isEmpty else { return nil }
      return Await(
        frames: frames, task: bounded(task.name),
        isForTasks: isTask(task.waiter))
    }
  }

  private func isTask(_ future: UInt64) -> Bool {
    let type = objects.type(of: future).flatMap(objects.typeName) ?? ""
    return type.hasSuffix("Task") || type == "?._GatheringFuture"
  }

  /// `self` of the frame in which a thread's event loop waits.
  private func loop(threadState: UInt64) -> UInt64? {
    let python = objects.layout
    guard threadState != 0,
      var frame = objects.word(threadState &+ UInt64(python.thread_frame))
    else { return nil }
    if python.thread_indirect != 0 {
      frame = objects.word(frame &+ UInt64(python.indirect_frame)) ?? 0
    }
    for _ in 0..<Self.mostFrames where frame != 0 {
      guard
        let words = objects.words(
          at: frame, count: Int(python.frame_locals) / 8 + 1)
      else { return nil }
      let code =
        words[Int(python.frame_code) / 8] & python.reference_mask
      if objects.type(of: code) == python.code_type,
        let name = objects.word(code &+ UInt64(python.code_name)),
        objects.name(name) == Self.functionThatWaits
      {
        return words.last.map { $0 & python.reference_mask }
      }
      frame = words[Int(python.frame_previous) / 8]
    }
    return nil
  }

  /// The name that the task has whose outermost coroutine runs in a frame;
  /// nil where it was given none, or is not known.
  func task(ownFrame frame: UInt64) -> String? {
    let coroutine = frame &- layout.frame
    if let known = names[coroutine] { return known }
    let now = DispatchTime.now().uptimeNanoseconds
    guard now >= nextNaming else { return nil }
    // Addresses are used again.
    names = [:]
    for task in tasks.some(Self.namedTasks) {
      names[task.coroutine] = .some(bounded(task.name))
    }
    let end = DispatchTime.now().uptimeNanoseconds
    nextNaming = end + max(Self.leastPause, (end - now) * Self.share)
    return names[coroutine] ?? nil
  }

  private func bounded(_ name: String?) -> String? {
    guard let name else { return nil }
    if differentNames.contains(name) { return name }
    guard differentNames.count < Self.mostNames else { return nil }
    differentNames.insert(name)
    return name
  }
}
