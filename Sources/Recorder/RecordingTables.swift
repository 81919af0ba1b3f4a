import ProfileModel

/// What the samples of all processes of a run come down to. It grows with the
/// number of different stacks, not with the length of the run.
final class RecordingTables {
  struct Group: Hashable {
    var thread: Int
    var stack: Int?
    var state: ThreadState
    var native: Int?
  }

  private struct Weight {
    var count = 0
    var nanoseconds = 0
  }

  private struct ThreadKey: Hashable {
    var process: Int
    var id: Int
  }

  private(set) var processes: [ProcessDescription] = []
  private(set) var codes = Interning<CodeObject>()
  private(set) var frames = Interning<Frame>()
  private(set) var stacks = Interning<StackNode>()
  private(set) var natives = Interning<NativeFrame>()
  private var threads = Interning<ThreadKey>()
  private var names: [ThreadKey: String] = [:]
  private var groups: [Group: Weight] = [:]
  private var unseen: [Int: Int] = [:]
  private var observations: [Int: FunctionObservation] = [:]
  private var iterators: [IteratorSight: Int] = [:]
  private var memory: MemoryProfile?

  func add(_ process: ProcessDescription) -> Int {
    processes.append(process)
    return processes.count - 1
  }

  func setUnsampled(because reason: String, process: Int) {
    processes[process].unsampled = reason
  }

  func setCommand(_ command: [String], ofProcess process: Int) {
    processes[process].command = command
  }

  func index(of code: CodeObject) -> Int { codes.index(of: code) }
  func index(of frame: Frame) -> Int { frames.index(of: frame) }
  func index(of node: StackNode) -> Int { stacks.index(of: node) }
  func index(of native: NativeFrame) -> Int { natives.index(of: native) }

  /// Threads come and go: of too many, the later ones are one.
  func index(ofThread id: Int, inProcess process: Int) -> Int {
    let key = ThreadKey(process: process, id: id)
    if threads.values.count < Self.mostThreads || threads.contains(key) {
      return threads.index(of: key)
    }
    let others = ThreadKey(process: process, id: 0)
    names[others] = "further threads"
    return threads.index(of: others)
  }

  private static let mostThreads = 1000

  func name(thread id: Int, inProcess process: Int, _ name: String?) {
    let key = ThreadKey(process: process, id: id)
    guard names.count < Self.mostNames || names[key] != nil else { return }
    names[key] = name
  }

  /// Of threads that run no Python, too.
  private static let mostNames = 4 * mostThreads

  func add(_ count: Int, nanoseconds: UInt64, to group: Group) {
    // Shared memory is the script's, too: what it says may be nonsense.
    let bounded = Int(min(nanoseconds, 1 << 50))
    groups[group, default: Weight()].count += count
    groups[group, default: Weight()].nanoseconds += bounded
  }

  /// CPU time of a thread during which nobody looked.
  func add(unseen nanoseconds: UInt64, thread: Int) {
    unseen[thread, default: 0] += Int(min(nanoseconds, 1 << 50))
  }

  func add(_ observation: FunctionObservation) {
    observations[observation.code] =
      observations[observation.code]?.merged(with: observation) ?? observation
  }

  func add(_ sights: [IteratorSights]) {
    for entry in sights { iterators[entry.sight, default: 0] += entry.count }
  }

  func add(_ profile: MemoryProfile) {
    if memory?.add(profile) == nil { memory = profile }
  }

  func fill(_ recording: inout Recording) {
    recording.memory = memory
    recording.iterators = iterators.map {
      IteratorSights(sight: $0.key, count: $0.value)
    }
    .sorted {
      ($0.sight.frame, $0.sight.slot, $0.sight.walk)
        < ($1.sight.frame, $1.sight.slot, $1.sight.walk)
    }
    recording.processes = processes
    recording.threads = threads.values.map {
      ThreadDescription(id: $0.id, name: names[$0], process: $0.process)
    }
    recording.codes = codes.values
    recording.frames = frames.values
    recording.stacks = stacks.values
    var settledNatives = Interning<NativeFrame>()
    var settled: [Group: Weight] = [:]
    for (group, weight) in groups {
      var group = group
      group.native = group.native.map { index in
        let frame = NativeResolver.settled(
          natives.values[index],
          integersAreBig: hasBigIntegers(inStack: group.stack))
        return settledNatives.index(of: frame)
      }
      settled[group, default: Weight()].count += weight.count
      settled[group, default: Weight()].nanoseconds += weight.nanoseconds
    }
    spreadUnseen(over: &settled)
    recording.nativeFrames = settledNatives.values
    recording.observations = observations.values.sorted { $0.code < $1.code }
    recording.samples = settled.map { group, weight in
      SampleGroup(
        thread: group.thread, stack: group.stack, state: group.state,
        native: group.native, count: weight.count,
        nanoseconds: weight.nanoseconds)
    }
    // Hash order differs from run to run; a file should not.
    .sorted {
      ($0.thread, $0.stack ?? -1, $0.state.rawValue, $0.native ?? -1)
        < ($1.thread, $1.stack ?? -1, $1.state.rawValue, $1.native ?? -1)
    }
  }

  /// What was not seen of a thread's CPU time went by as what was.
  private func spreadUnseen(over groups: inout [Group: Weight]) {
    if unseen.isEmpty { return }
    var seen: [Int: Int] = [:]
    for (group, weight) in groups where group.state.isOnCPU {
      seen[group.thread, default: 0] += weight.nanoseconds
    }
    for (group, weight) in groups where group.state.isOnCPU {
      guard let more = unseen[group.thread], let all = seen[group.thread],
        all > 0
      else { continue }
      let part = Double(weight.nanoseconds) / Double(all)
      groups[group]?.nanoseconds += Int(Double(more) * part)
    }
  }

  private func hasBigIntegers(inStack stack: Int?) -> Bool? {
    stack.flatMap { stack in
      let code = frames.values[stacks.values[stack].frame].code
      return observations[code]?.hasBigIntegers
    }
  }
}

/// Distinct values in order of arrival, each with its index.
struct Interning<Value: Hashable> {
  private(set) var values: [Value] = []
  private var indices: [Value: Int] = [:]

  func contains(_ value: Value) -> Bool { indices[value] != nil }

  mutating func index(of value: Value) -> Int {
    if let index = indices[value] { return index }
    values.append(value)
    indices[value] = values.count - 1
    return values.count - 1
  }
}
