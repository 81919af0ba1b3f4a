import CSampler
import Foundation
import ProfileModel

/// Samples one process from outside.
///
/// A thread that runs is asked, by a signal, to write down its own stack; one
/// that waits is left alone, and its stack read from here.
final class ProcessSampler {
  let process: pid_t
  private let ring: SharedRing
  private let assembly: SampleAssembly
  private let version: PythonVersion
  private let interval: Double
  private let walk = RemoteWalk()
  private var threads: [pid_t: SampledThread] = [:]
  private var order: [pid_t] = []
  private var nextListing: UInt64 = 0
  private var nextDrain: UInt64 = 0
  private var nextLook: UInt64 = 0
  private var nextStateSearch: UInt64 = 0
  private var statePause = leastStatePause
  private var isPrepared = false
  private var threadNames: ThreadNames?
  /// Whether there is nothing more to come.
  private(set) var hasEnded = false
  /// Why nothing can be sampled, where that is so.
  private(set) var unknownLayout: InterpreterLayout.UnknownLayout?
  private var sentCount = 0
  private var unansweredCount = 0
  /// CPU time, in nanoseconds, that nobody was there to sample.
  private var unseen: UInt64 = 0

  /// Signals in one tick at most; of more threads, some have to wait for the
  /// next, in turn.
  private static let signalsPerTick = 64
  private static let idleThreadsPerTick = 8
  private static let idleAfter = 20
  private static let milliseconds: UInt64 = 1_000_000
  private static let leastStatePause = 20 * milliseconds

  init(
    ring: SharedRing, assembly: SampleAssembly, version: PythonVersion,
    rate: Double
  ) {
    process = ring.process
    self.ring = ring
    self.assembly = assembly
    self.version = version
    interval = 1e9 / rate
  }

  /// Tells the process where its interpreter keeps what a walk needs.
  private func prepare() {
    isPrepared = true
    do {
      ring.layout = try InterpreterLayout.complete(
        ring.layout, version: version
      ) { count in
        let words = RemoteMemory.words(
          of: process, at: ring.runtimeAddress, count: count)
        // Gone meanwhile, or about to become another program.
        if words == nil { isPrepared = false }
        return words
      }
    } catch {
      if !isPrepared { return }
      unknownLayout = error
      hasEnded = true
      return
    }
    let objects = RemoteObjects(
      process: process, layout: ring.layout, version: version)
    let variables = ModuleVariables(objects) { [ring] in ring.modulesAddress }
    threadNames = ThreadNames(objects, variables)
    assembly.eventLoops = EventLoops(
      objects, variables, ring: ring, walk: walk, version: version)
  }

  /// Looks at each thread, if the process is ready for it.
  func tick(_ now: UInt64) {
    guard ring.isReady else { return }
    if !isPrepared { prepare() }
    if isPrepared, unknownLayout == nil { visitThreads(now) }
  }

  /// Takes what is left. To be called once, when the process has ended.
  func finish() -> Outcome {
    drain()
    assembly.finish()
    return outcome
  }

  /// So far.
  var outcome: Outcome {
    Outcome(
      taken: assembly.receivedCount,
      missed: missedCount(
        answered: assembly.receivedCount + ring.lostCount
          + ring.postponedCount),
      lost: ring.lostCount, truncated: assembly.truncatedCount,
      ownNanoseconds: assembly.ownNanoseconds,
      hasOtherEvaluator: ring.hasOtherEvaluator)
  }

  /// How the sampling of a process went, or of several.
  struct Outcome {
    var taken = 0
    var missed = 0
    var lost = 0
    var truncated = 0
    var ownNanoseconds: UInt64 = 0
    var hasOtherEvaluator = false

    static func += (left: inout Self, right: Self) {
      left.taken += right.taken
      left.missed += right.missed
      left.lost += right.lost
      left.truncated += right.truncated
      left.ownNanoseconds += right.ownNanoseconds
      left.hasOtherEvaluator = left.hasOtherEvaluator || right.hasOtherEvaluator
    }
  }

  /// Ticks at which a thread was due and gave no sample.
  private func missedCount(answered: Int) -> Int {
    unansweredCount + max(0, sentCount - answered)
      + Int(Double(unseen) / interval)
  }

  private func visitThreads(_ now: UInt64) {
    if now >= nextListing {
      listThreads(now)
      nextListing = now + 10 * Self.milliseconds
    }
    var budget = Self.signalsPerTick
    var idleBudget = Self.idleThreadsPerTick
    let first = order.isEmpty ? 0 : Int.random(in: 0..<order.count)
    for offset in order.indices {
      let id = order[(first + offset) % order.count]
      guard let thread = threads[id] else { continue }
      // One that has been idle for long is looked at in turn with the others
      // like it: hundreds of them would keep a processor busy.
      if thread.idleCount > Self.idleAfter {
        guard idleBudget > 0 else { continue }
        idleBudget -= 1
      }
      visit(thread, now: now, budget: &budget)
    }
    if now >= nextLook {
      ring.wantLook()
      nextLook = now + assembly.lookInterval
    }
    if now >= nextDrain {
      drain()
      assembly.considerWindow(now)
      nextDrain = now + 10 * Self.milliseconds
    }
  }

  private func visit(_ thread: SampledThread, now: UInt64, budget: inout Int) {
    guard let status = thread.status() else {
      forget(thread)
      return
    }
    let elapsed = now - thread.lastTick
    thread.lastTick = now
    if status.isRunning {
      thread.noteAbsence(
        elapsed - min(elapsed, UInt64(2 * interval)), until: now)
      if thread.waitingSince != nil { settle(thread) }
      thread.waitingSince = nil
      thread.idleCount = 0
      guard status.acceptsSignal, budget > 0 else {
        unansweredCount += 1
        return
      }
      budget -= 1
      if sl_signal_thread(process, thread.id) == 0 { sentCount += 1 }
    } else if status.isWaiting {
      wait(thread, isStopped: status.isStopped, elapsed: elapsed, now: now)
    }
  }

  private func wait(
    _ thread: SampledThread, isStopped: Bool, elapsed: UInt64, now: UInt64
  ) {
    if thread.threadState == 0, now >= nextStateSearch { findStates(now) }
    let counters = thread.counters()
    if let counters, counters == thread.waitingSince {
      thread.idleCount += 1
      thread.pendingCount += 1
      thread.pendingNanoseconds += elapsed
      return
    }
    settle(thread)
    thread.waitingSince = counters
    thread.idleCount = 0
    ring.sampleWaiting(
      walk, process: process, thread: thread.id,
      threadState: thread.threadState, nanoseconds: elapsed,
      state: isStopped
        ? .waiting : thread.waitingState(runtime: ring.runtime))
    // What its tasks wait at is to be read before they go on.
    if assembly.isInEventLoop(thread: Int(thread.id)) { drainRing() }
  }

  /// Adds the waiting time that went by with the stack unchanged.
  private func settle(_ thread: SampledThread) {
    guard thread.pendingCount > 0 else { return }
    drainRing()
    assembly.extendWaiting(
      thread: Int(thread.id), count: thread.pendingCount,
      nanoseconds: thread.pendingNanoseconds)
    thread.pendingCount = 0
    thread.pendingNanoseconds = 0
  }

  private func drain() {
    drainRing()
    for thread in threads.values { settle(thread) }
  }

  private func drainRing() {
    var inEventLoops: [SampleRecord.Sample] = []
    ring.drain { record in
      switch record {
      case .code(let code): assembly.define(code)
      case .look(let look): assembly.observe(look)
      case .call(let call): assembly.add(call)
      case .callEnd(let end): assembly.add(end)
      case .window(let window): assembly.add(window)
      case .capture(let capture): assembly.add(capture)
      case .allocation(let allocation): assembly.add(allocation)
      case .release(let number): assembly.release(number)
      case .sample(var sample):
        if let thread = threads[pid_t(sample.thread)] {
          if sample.threadState != 0 { thread.threadState = sample.threadState }
          if sample.state.isOnCPU {
            let late = thread.discount(&sample, by: interval)
            unseen += late
            assembly.add(unseen: late, thread: Int(thread.id))
          }
        }
        if !assembly.add(sample) { inEventLoops.append(sample) }
      }
    }
    guard !inEventLoops.isEmpty else { return }
    let awaits = inEventLoops.map { sample in
      assembly.eventLoops?.awaits(
        threadState: threads[pid_t(sample.thread)]?.threadState ?? 0)
    }
    // Code that was new is described there.
    drainRing()
    for (sample, awaits) in zip(inEventLoops, awaits) {
      assembly.add(sample, awaiting: awaits)
    }
  }

  private func listThreads(_ now: UInt64) {
    let folder = "/proc/\(process)/task"
    let current = Set(entries(of: folder) ?? [])
    if current.isEmpty || isZombie(current) { hasEnded = true }
    for id in current.subtracting(threads.keys) {
      guard let thread = SampledThread(id: id, of: process, now: now) else {
        continue
      }
      if id == process { thread.threadState = ring.mainThreadState }
      threads[id] = thread
      threadNames?.expectNew()
      assembly.name(thread: Int(id), id == process ? "main" : thread.name)
    }
    for id in Set(threads.keys).subtracting(current) {
      threads[id].map(forget)
    }
    order = threads.keys.sorted()
    for (id, name) in threadNames?.read(now) ?? [:]
    where threads[id] != nil && (id != process || name != "MainThread") {
      assembly.name(thread: Int(id), name)
    }
  }

  private func forget(_ thread: SampledThread) {
    drainRing()
    settle(thread)
    assembly.forget(thread: Int(thread.id))
    threads[thread.id] = nil
  }

  /// Nobody has asked yet how the process ended.
  private func isZombie(_ current: Set<pid_t>) -> Bool {
    current == [process] && threads[process]?.status()?.isZombie == true
  }

  private func entries(of folder: String) -> [pid_t]? {
    try? FileManager.default.contentsOfDirectory(atPath: folder)
      .compactMap { pid_t($0) }
  }

  /// A thread that has waited since before its first sample is found in the
  /// interpreter's list of threads, which starts at the main thread's.
  private func findStates(_ now: UInt64) {
    var isFound = false
    let layout = ring.layout
    for link in [layout.thread_previous, layout.thread_next] {
      var state = ring.mainThreadState
      // A list that changes meanwhile may lead astray; it ends in any case.
      for _ in 0..<4096 where state != 0 {
        let id = RemoteMemory.word(
          of: process, at: state &+ UInt64(layout.thread_native_id))
        guard let id else { break }
        if let thread = threads[pid_t(truncatingIfNeeded: id)],
          thread.threadState == 0
        {
          thread.threadState = state
          // Seen without a stack so far.
          settle(thread)
          thread.waitingSince = nil
          isFound = true
        }
        state =
          RemoteMemory.word(of: process, at: state &+ UInt64(link)) ?? 0
      }
    }
    // Threads that run no Python never get a state: ask ever less for them.
    statePause =
      isFound
      ? Self.leastStatePause : min(2 * statePause, 1000 * Self.milliseconds)
    nextStateSearch = now + statePause
  }
}
