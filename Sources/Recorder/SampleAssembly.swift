import Foundation
import ProfileModel

/// Puts samples together into a recording, as they come. What it keeps grows
/// with the number of different stacks, not with the length of the run.
final class SampleAssembly {
  private struct Code {
    /// Index into `codes`.
    var index: Int
    var lines: LineTable
    /// Index into `frames` by byte offset of the instruction.
    var frames: [Int32: Int] = [:]
  }

  private struct Group: Hashable {
    var thread: Int
    var stack: Int?
    var state: ThreadState
    var native: Int?
  }

  private struct Weight {
    var count = 0
    var nanoseconds = 0
  }

  /// The last stack of a thread: the next is mostly the same, seen from its
  /// outer end.
  private struct LastStack {
    /// Outermost first.
    var frames: [SampleRecord.Sample.RawFrame] = []
    var nodes: [Int] = []
  }

  private let workingDirectory: String
  private let resolver: NativeResolver
  private let ring: SharedRing
  private let process: pid_t
  private let interpreter: Interpreter
  private var observations: ObservationAssembly?
  private var described: [UInt32: Code] = [:]
  private var codes = Interning<CodeObject>()
  private var frames = Interning<Frame>()
  private var stacks = Interning<StackNode>()
  private var natives = Interning<NativeFrame>()
  private var threads = Interning<Int>()
  private var names: [Int: String] = [:]
  private var lastStacks: [Int: LastStack] = [:]
  private var lastWaiting: [Int: Group] = [:]
  private var groups: [Group: Weight] = [:]

  private(set) var receivedCount = 0
  private(set) var truncatedCount = 0
  private(set) var ownNanoseconds: UInt64 = 0

  init(
    process: pid_t, ring: SharedRing, interpreter: Interpreter,
    workingDirectory: String
  ) {
    self.process = process
    self.ring = ring
    self.interpreter = interpreter
    self.workingDirectory = workingDirectory
    resolver = NativeResolver(
      process: process, ring: ring, library: interpreter.library)
  }

  func define(_ code: SampleRecord.Code) {
    let object = CodeObject(
      file: absolute(code.file), qualifiedName: code.qualifiedName,
      firstLine: code.firstLine)
    described[UInt32(code.id)] = Code(
      index: codes.index(of: object),
      lines: LineTable(code.lineTable, firstLine: code.firstLine))
    // Module level code keeps its variables in a dictionary.
    let isFunction = !code.qualifiedName.hasPrefix("<module>")
    if isFunction, interpreter.isUserCode(object.file) {
      ring.setInterest(inCode: code.id, true)
    }
  }

  /// Nanoseconds until variables should be looked at again.
  var lookInterval: UInt64 { observations?.interval ?? 1_000_000 }

  func observe(_ look: SampleRecord.Look) {
    guard let code = described[UInt32(look.code)] else { return }
    let assembly =
      observations
      ?? ObservationAssembly(
        process: process, layout: ring.layout, version: interpreter.version)
    observations = assembly
    ownNanoseconds += UInt64(min(look.ownNanoseconds, 200_000))
    if !assembly.add(look, code: code.index) {
      ring.setInterest(inCode: look.code, false)
    }
  }

  func add(_ sample: SampleRecord.Sample) {
    if sample.isTruncated { truncatedCount += 1 }
    let thread = threads.index(of: sample.thread)
    var group = Group(
      thread: thread, stack: stack(of: sample),
      state: sample.state, native: nil)
    if !sample.state.isOnCPU {
      lastWaiting[sample.thread] = group
    } else {
      receivedCount += 1
      // Read from the clock on the wall: longer than this, the thread was
      // not running.
      ownNanoseconds += UInt64(min(sample.ownNanoseconds, 20_000))
      group.native = resolver.frame(of: sample).map { natives.index(of: $0) }
    }
    add(1, nanoseconds: sample.nanoseconds, to: group)
  }

  /// More waiting time in the place where the thread was seen last.
  func extendWaiting(thread: Int, count: Int, nanoseconds: UInt64) {
    guard let group = lastWaiting[thread] else { return }
    add(count, nanoseconds: nanoseconds, to: group)
  }

  func name(thread: Int, _ name: String?, isMain: Bool) {
    if isMain { names[thread] = "main" } else { names[thread] = name }
  }

  func fill(_ recording: inout Recording) {
    recording.threads = threads.values.map {
      ThreadDescription(id: $0, name: names[$0])
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
    recording.nativeFrames = settledNatives.values
    recording.observations = observations?.observations ?? []
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

  private func hasBigIntegers(inStack stack: Int?) -> Bool? {
    stack.flatMap { stack in
      let code = frames.values[stacks.values[stack].frame].code
      return observations?.hasBigIntegers(code: code)
    }
  }

  private func add(_ count: Int, nanoseconds: UInt64, to group: Group) {
    // Shared memory is the script's, too: what it says may be nonsense.
    let bounded = Int(min(nanoseconds, 1 << 50))
    groups[group, default: Weight()].count += count
    groups[group, default: Weight()].nanoseconds +=
      bounded
  }

  private func stack(of sample: SampleRecord.Sample) -> Int? {
    let raw = Array(sample.frames.reversed())
    let last = lastStacks[sample.thread] ?? LastStack()
    var shared = 0
    while shared < raw.count, shared < last.frames.count,
      raw[shared] == last.frames[shared], last.nodes.count > shared
    { shared += 1 }
    var nodes = Array(last.nodes.prefix(shared))
    for frame in raw[shared...] {
      guard let index = self.frame(frame) else {
        // Unknown code: its caller stands for it.
        if let parent = nodes.last { nodes.append(parent) }
        continue
      }
      nodes.append(
        stacks.index(of: StackNode(parent: nodes.last, frame: index)))
    }
    // A node for each frame, or the next comparison would be off.
    lastStacks[sample.thread] =
      nodes.count == raw.count
      ? LastStack(frames: raw, nodes: nodes) : LastStack()
    return nodes.last
  }

  private func frame(_ raw: SampleRecord.Sample.RawFrame) -> Int? {
    guard let code = described[raw.code] else { return nil }
    if let known = code.frames[raw.offset] { return known }
    let frame = Frame(
      code: code.index,
      position: code.lines.position(atOffset: Int(raw.offset)))
    let index = frames.index(of: frame)
    described[raw.code]?.frames[raw.offset] = index
    return index
  }

  private func absolute(_ file: String) -> String {
    // `<string>`, `<frozen importlib._bootstrap>`.
    if file.hasPrefix("/") || file.hasPrefix("<") || file.isEmpty {
      return file
    }
    return URL(
      fileURLWithPath: file,
      relativeTo: URL(fileURLWithPath: workingDirectory, isDirectory: true)
    ).standardizedFileURL.path
  }
}

/// Distinct values in order of arrival, each with its index.
struct Interning<Value: Hashable> {
  private(set) var values: [Value] = []
  private var indices: [Value: Int] = [:]

  mutating func index(of value: Value) -> Int {
    if let index = indices[value] { return index }
    values.append(value)
    indices[value] = values.count - 1
    return values.count - 1
  }
}
