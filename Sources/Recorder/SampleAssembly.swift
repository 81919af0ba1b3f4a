import Foundation
import ProfileModel

/// Puts the samples of one process into the recording, as they come.
final class SampleAssembly {
  private struct Code {
    /// Index into the recording's.
    var index: Int
    var lines: LineTable
    /// A function of the user's own.
    var isUsersFunction: Bool
    /// Index into the recording's frames by byte offset of the instruction.
    var frames: [Int32: Int] = [:]
  }

  /// The last stack of a thread: the next is mostly the same, seen from its
  /// outer end.
  private struct LastStack {
    /// Outermost first.
    var frames: [SampleRecord.Sample.RawFrame] = []
    var nodes: [Int] = []
  }

  /// Index of the process in the recording.
  let process: Int
  private let isTraced: Bool
  private let capturesCalls: Bool
  let tables: RecordingTables
  private let resolver: NativeResolver
  private let ring: SharedRing
  private let interpreter: Interpreter
  private let version: PythonVersion
  private let workingDirectory: String
  private var observations: ObservationAssembly?
  private var calls: CallAssembly?
  private let memoryInterval: Int
  private let memory = MemoryAssembly()
  private var described: [UInt32: Code] = [:]
  private var lastStacks: [Int: LastStack] = [:]
  private var lastWaiting: [Int: WaitingPlaces] = [:]
  /// Nil where they cannot be read.
  var eventLoops: EventLoops?
  /// Threads that waited in one when they were seen last.
  private var inEventLoops: Set<Int> = []

  private(set) var receivedCount = 0
  private(set) var truncatedCount = 0
  private(set) var ownNanoseconds: UInt64 = 0

  init(
    process: Int, ring: SharedRing, tables: RecordingTables,
    images: NativeImages, interpreter: Interpreter, version: PythonVersion,
    workingDirectory: String, isTraced: Bool = false,
    capturesCalls: Bool = true, memoryInterval: Int = 0
  ) {
    self.isTraced = isTraced
    self.memoryInterval = memoryInterval
    self.capturesCalls = capturesCalls
    self.process = process
    self.ring = ring
    self.tables = tables
    self.interpreter = interpreter
    self.version = version
    self.workingDirectory = workingDirectory
    resolver = NativeResolver(ring: ring, images: images)
  }

  func define(_ code: SampleRecord.Code) {
    let object = CodeObject(
      file: Self.absolute(code.file, in: workingDirectory),
      qualifiedName: code.qualifiedName,
      firstLine: code.firstLine)
    let isUsers = interpreter.isUserCode(object.file)
    described[UInt32(code.id)] = Code(
      index: tables.index(of: object),
      lines: LineTable(code.lineTable, firstLine: code.firstLine),
      isUsersFunction: isUsers && !code.qualifiedName.hasPrefix("<module>"))
    if isUsers { ring.setInterest(inCode: code.id, true) }
  }

  /// Nanoseconds until variables should be looked at again.
  var lookInterval: UInt64 { observations?.interval ?? 1_000_000 }

  func observe(_ look: SampleRecord.Look) {
    guard let code = described[UInt32(look.code)] else { return }
    ownNanoseconds += UInt64(min(look.ownNanoseconds, 200_000))
    if look.isAtCall {
      callAssembly().add(look)
      return
    }
    let assembly =
      observations
      ?? ObservationAssembly(
        process: ring.process, layout: ring.layout, version: version)
    observations = assembly
    if look.isOfModule {
      let file = tables.codes.values[code.index].file
      let module = CodeObject(
        file: file, qualifiedName: "<module>", firstLine: 1)
      _ = assembly.add(look, code: tables.index(of: module), frame: nil)
      return
    }
    // Traced code has counters among its iterators, and exact counts.
    let frame =
      isTraced || look.offset < 0
      ? nil
      : self.frame(
        SampleRecord.Sample.RawFrame(
          code: UInt32(look.code), offset: look.offset))
    if !assembly.add(look, code: code.index, frame: frame) {
      ring.setInterest(inCode: look.code, false)
    }
  }

  func add(_ call: SampleRecord.Call) { callAssembly().add(call) }

  func add(_ end: SampleRecord.CallEnd) { callAssembly().add(end) }

  func add(_ allocation: SampleRecord.Allocation) {
    memory.add(
      allocation,
      stack: stack(allocation.frames, thread: allocation.thread))
  }

  func release(_ number: UInt64) { memory.release(number) }

  func add(_ capture: SampleRecord.Capture) { callAssembly().add(capture) }

  func add(_ window: SampleRecord.Window) {
    ownNanoseconds += callAssembly().add(window)
  }

  /// Asks for a window in which calls of hot functions are looked at, when it
  /// is time for one.
  func considerWindow(_ now: UInt64) {
    if let request = callAssembly().request(now) { ring.want(request) }
  }

  private func callAssembly() -> CallAssembly {
    let assembly =
      calls
      ?? CallAssembly(
        process: ring.process, layout: ring.layout, version: version,
        capturesCalls: capturesCalls)
    calls = assembly
    return assembly
  }

  /// Counts the sample for the function of the user's that was running.
  private func countForCalls(_ sample: SampleRecord.Sample) {
    let inner = sample.frames.first {
      described[$0.code]?.isUsersFunction == true
    }
    callAssembly().count(sampleIn: inner.map { Int($0.code) })
  }

  /// Returns false, and adds nothing, for a sample of an event loop that waits:
  /// it is its tasks that do.
  func add(_ sample: SampleRecord.Sample) -> Bool {
    if !sample.state.isOnCPU, eventLoops != nil, waitingLoop(sample) != nil {
      return false
    }
    if sample.isTruncated { truncatedCount += 1 }
    let thread = tables.index(ofThread: sample.thread, inProcess: process)
    var group = RecordingTables.Group(
      thread: thread, stack: stack(of: sample), state: sample.state,
      native: nil)
    if !sample.state.isOnCPU {
      lastWaiting[sample.thread] = WaitingPlaces([group])
      inEventLoops.remove(sample.thread)
    } else {
      receivedCount += 1
      countForCalls(sample)
      // Read from the clock on the wall: longer than this, the thread was
      // not running.
      ownNanoseconds += UInt64(min(sample.ownNanoseconds, 20_000))
      group.native = resolver.frame(of: sample).map { tables.index(of: $0) }
    }
    tables.add(1, nanoseconds: sample.nanoseconds, to: group)
    return true
  }

  /// CPU time of a thread during which nobody looked.
  func add(unseen nanoseconds: UInt64, thread: Int) {
    if nanoseconds == 0 { return }
    tables.add(
      unseen: nanoseconds,
      thread: tables.index(ofThread: thread, inProcess: process))
  }

  /// Whether a thread waited in an event loop when it was seen last.
  func isInEventLoop(thread: Int) -> Bool { inEventLoops.contains(thread) }

  /// Adds a sample of an event loop that waits, in several places.
  func wait(
    _ groups: [RecordingTables.Group], _ sample: SampleRecord.Sample
  ) {
    inEventLoops.insert(sample.thread)
    lastWaiting[sample.thread] = WaitingPlaces(groups)
    _ = waitAsBefore(sample)
  }

  /// The same in the places where its tasks waited last. Returns whether it
  /// waited in an event loop then.
  func waitAsBefore(_ sample: SampleRecord.Sample) -> Bool {
    guard inEventLoops.contains(sample.thread) else { return false }
    extendWaiting(
      thread: sample.thread, count: 1, nanoseconds: sample.nanoseconds)
    return true
  }

  /// More waiting time in the place where the thread was seen last.
  func extendWaiting(thread: Int, count: Int, nanoseconds: UInt64) {
    guard let places = lastWaiting[thread] else { return }
    for part in places.parts(count: count, nanoseconds: nanoseconds) {
      tables.add(part.count, nanoseconds: part.nanoseconds, to: part.group)
    }
  }

  func name(thread: Int, _ name: String?) {
    tables.name(thread: thread, inProcess: process, name)
  }

  /// It has ended.
  func forget(thread: Int) {
    lastStacks[thread] = nil
    lastWaiting[thread] = nil
    inEventLoops.remove(thread)
  }

  /// At the end of the process.
  func finish() {
    for observation in observations?.observations ?? [] {
      tables.add(observation)
    }
    for (code, closeLook) in calls?.observations ?? [:] {
      guard let index = described[UInt32(code)]?.index else { continue }
      tables.add(
        FunctionObservation(
          code: index, looks: 0, variables: [], closeLook: closeLook))
    }
    tables.add(observations?.iterators ?? [])
    observations = nil
    calls = nil
    if memoryInterval > 0 {
      tables.add(memory.profile(interval: memoryInterval))
    }
  }

  func stack(
    _ frames: [SampleRecord.Sample.RawFrame], thread: Int
  ) -> Int? {
    let raw = Array(frames.reversed())
    let last = lastStacks[thread] ?? LastStack()
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
        tables.index(of: StackNode(parent: nodes.last, frame: index)))
    }
    // A node for each frame, or the next comparison would be off.
    lastStacks[thread] =
      nodes.count == raw.count
      ? LastStack(frames: raw, nodes: nodes) : LastStack()
    return nodes.last
  }

  func code(_ raw: SampleRecord.Sample.RawFrame) -> CodeObject? {
    described[raw.code].map { tables.codes.values[$0.index] }
  }

  func frame(_ raw: SampleRecord.Sample.RawFrame) -> Int? {
    guard let code = described[raw.code] else { return nil }
    if let known = code.frames[raw.offset] { return known }
    let frame = Frame(
      code: code.index,
      position: isTraced
        // What counts has no line of its own; it counts what follows.
        ? code.lines.nextPosition(atOffset: Int(raw.offset))
        : code.lines.position(atOffset: Int(raw.offset)))
    let index = tables.index(of: frame)
    described[raw.code]?.frames[raw.offset] = index
    return index
  }

  /// A code object's file name, made absolute.
  static func absolute(_ file: String, in workingDirectory: String) -> String {
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
