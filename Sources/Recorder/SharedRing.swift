import CSampler
import Foundation
import ProfileModel

/// The memory shared with one of the script's processes, seen from the
/// sampler.
@safe
final class SharedRing {
  private var ring = unsafe sl_ring()
  /// The process that writes to it.
  let process: pid_t

  /// Nil where the slot cannot be mapped, or no process of this sampler's is
  /// behind it.
  init?(slot: UInt32, of file: MemoryFile) {
    let code = unsafe sl_ring_map(
      file.descriptor, sl_arena_slot_offset(slot), &ring)
    guard code == 0 else { return nil }
    process = unsafe sl_shared_process(ring.shared)
    let token = unsafe RemoteMemory.word(
      of: process, at: sl_shared_token_address(ring.shared))
    guard unsafe token == sl_shared_token(ring.shared), token != 0 else {
      unsafe sl_ring_unmap(&ring)
      return nil
    }
  }

  deinit { unsafe sl_ring_unmap(&ring) }

  /// Whether the process can be sampled by now, and still.
  var isReady: Bool {
    unsafe sl_shared_ready(ring.shared) != 0
      && sl_shared_leaving(ring.shared) == 0
  }

  /// Of the interpreter; nil where it did not say.
  var version: PythonVersion? {
    let number = unsafe sl_shared_version(ring.shared)
    return number == 0
      ? nil
      : PythonVersion(
        Int(number >> 24), Int(number >> 16 & 0xff), Int(number >> 8 & 0xff))
  }

  /// The process fills in the addresses; the offsets are this side's.
  var layout: sl_layout {
    get { unsafe sl_shared_layout(ring.shared).pointee }
    set { unsafe sl_shared_layout(ring.shared).pointee = newValue }
  }

  /// Address of `_PyRuntime` in the process, 0 if it has none.
  var runtimeAddress: UInt64 { unsafe sl_shared_runtime(ring.shared) }

  /// Address of the dictionary of imported modules, 0 if it is not known.
  var modulesAddress: UInt64 { unsafe sl_shared_modules(ring.shared) }

  /// Address of the main thread's state, 0 if it is not known.
  var mainThreadState: UInt64 { unsafe sl_shared_main_thread(ring.shared) }

  /// Addresses of `_PyRuntime`; empty where they are not known.
  var runtime: Range<UInt64> {
    let end = runtimeAddress.addingReportingOverflow(
      unsafe sl_shared_runtime_size(ring.shared))
    return runtimeAddress..<(end.overflow ? runtimeAddress : end.partialValue)
  }

  /// Whether calls cannot be looked at because another tool evaluates frames.
  var hasOtherEvaluator: Bool {
    unsafe sl_shared_has_other_evaluator(ring.shared) != 0
  }

  var lostCount: Int { Int(unsafe sl_shared_lost(ring.shared)) }

  /// Ticks that found a thread in line for a processor: the next sample has
  /// their time.
  var postponedCount: Int { Int(unsafe sl_shared_postponed(ring.shared)) }

  /// Tells the handler where native stacks are of no interest.
  func setQuiet(_ ranges: [Range<UInt64>]) {
    for (index, range) in ranges.prefix(Int(SL_QUIET_RANGES)).enumerated() {
      unsafe sl_shared_set_quiet(
        ring.shared, Int32(index), range.lowerBound, range.upperBound)
    }
  }

  /// Asks the next sample in code of interest for a look at its variables.
  func wantLook() { unsafe sl_shared_want_look(ring.shared) }

  func setInterest(inCode id: Int, _ interest: Bool) {
    unsafe sl_shared_set_interest(ring.shared, UInt32(id), interest ? 1 : 0)
  }

  /// Asks the process to look at calls, from its next sample on.
  func want(_ request: CallAssembly.Request) {
    var captures: UInt32 = 0
    for index in 0..<Int(SL_TARGETS) {
      var code: UInt32 = 0
      if index < request.targets.count {
        code = UInt32(request.targets[index])
        if request.captured.contains(request.targets[index]) {
          captures |= 1 << UInt32(index)
        }
      }
      unsafe sl_shared_set_target(ring.shared, Int32(index), code)
    }
    unsafe sl_shared_set_captures(ring.shared, captures)
    unsafe sl_shared_want_window(ring.shared, request.ticks)
  }

  /// Records that wait to be read, oldest first, until the ring is empty.
  func drain(_ body: (SampleRecord) -> Void) {
    while let record = unsafe sl_ring_next(&ring) {
      let size = unsafe Int(sl_record_size(record))
      let bytes = unsafe UnsafeRawBufferPointer(start: record, count: size)
      if let record = unsafe SampleRecord(bytes) { body(record) }
      unsafe sl_ring_release(&ring, record)
    }
  }

  /// What samples have for frames that were found by other means, innermost
  /// first; those of unknown code are left out.
  func identify(
    codes: [UInt64], instructions: [UInt64], _ walk: RemoteWalk
  ) -> [SampleRecord.Sample.RawFrame] {
    let count = unsafe sl_identify_frames(
      &ring, walk.pointer, process, codes, instructions, UInt32(codes.count))
    return unsafe withUnsafeBytes(of: &walk.pointer.pointee.frames) { bytes in
      unsafe SampleRecord.frames(bytes, from: 0, count: Int(count))
    }
  }

  /// Adds a sample of a thread that waits.
  func sampleWaiting(
    _ walk: RemoteWalk, process: pid_t, thread: pid_t, threadState: UInt64,
    nanoseconds: UInt64, state: ThreadState
  ) {
    let flags =
      switch state {
      case .waitingForGIL: SL_FOR_GIL.rawValue
      case .blocked: SL_BLOCKED.rawValue
      case .waiting, .running, .runningWithoutGIL: UInt32(0)
      }
    unsafe _ = sl_sample_remote(
      &ring, walk.pointer, process, thread, threadState, nanoseconds,
      UInt16(flags))
  }
}

/// Room for walks over another process' frames.
@safe
final class RemoteWalk {
  fileprivate let pointer: UnsafeMutablePointer<sl_walk>

  init() {
    unsafe pointer = .allocate(capacity: 1)
    unsafe pointer.initialize(to: sl_walk())
  }

  deinit { unsafe pointer.deallocate() }
}

/// A record of the ring, copied out of it.
enum SampleRecord {
  case code(Code)
  case sample(Sample)
  case look(Look)
  case call(Call)
  case callEnd(CallEnd)
  case window(Window)
  case capture(Capture)
  case allocation(Allocation)
  /// Of the allocation with this number.
  case release(UInt64)

  struct Code {
    var id: Int
    var file: String
    var qualifiedName: String
    var firstLine: Int
    var lineTable: [UInt8]
  }

  struct Sample {
    struct RawFrame: Equatable {
      var code: UInt32
      var offset: Int32
    }

    var thread: Int
    var state: ThreadState
    var isTruncated: Bool
    var nanoseconds: UInt64
    var ownNanoseconds: UInt32
    var threadState: UInt64
    /// Innermost first.
    var frames: [RawFrame]
    /// Program counter, stack pointer and further; empty where waiting.
    var registers: [UInt64]
    var stack: [UInt8]
    /// The outermost frame that a generator or coroutine owns.
    var owned: (frame: UInt64, index: Int)?
  }

  /// Nil for a record that holds nothing, or whose sizes do not agree: the
  /// user's program can have written over it.
  @unsafe
  fileprivate init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= MemoryLayout<sl_record>.size else { return nil }
    let kind = unsafe bytes.loadUnaligned(fromByteOffset: 4, as: UInt16.self)
    switch sl_record_kind(rawValue: UInt32(kind)) {
    case SL_CODE:
      guard let code = unsafe Self.code(bytes) else { return nil }
      self = .code(code)
    case SL_SAMPLE:
      guard let sample = unsafe Self.sample(bytes) else { return nil }
      self = .sample(sample)
    case SL_LOOK:
      guard let look = unsafe Look(bytes) else { return nil }
      self = .look(look)
    case SL_CALL:
      guard let call = unsafe Call(bytes) else { return nil }
      self = .call(call)
    case SL_RETURN:
      guard let end = unsafe CallEnd(bytes) else { return nil }
      self = .callEnd(end)
    case SL_WINDOW:
      guard let window = unsafe Window(bytes) else { return nil }
      self = .window(window)
    case SL_CAPTURE:
      guard let capture = unsafe Capture(bytes) else { return nil }
      self = .capture(capture)
    case SL_ALLOCATION:
      guard let allocation = unsafe Allocation(bytes) else { return nil }
      self = .allocation(allocation)
    case SL_RELEASE:
      guard bytes.count >= MemoryLayout<sl_release>.size else { return nil }
      self = .release(unsafe bytes.loadUnaligned(as: sl_release.self).number)
    default: return nil
    }
  }

  @unsafe
  private static func code(_ bytes: UnsafeRawBufferPointer) -> Code? {
    let start = MemoryLayout<sl_code>.size
    guard bytes.count >= start else { return nil }
    let head = unsafe bytes.loadUnaligned(as: sl_code.self)
    let sizes = [head.file_size, head.name_size, head.table_size].map(Int.init)
    var parts: [ArraySlice<UInt8>] = []
    var offset = start
    for size in sizes {
      guard offset + size <= bytes.count else { return nil }
      parts.append(unsafe Array(bytes[offset..<offset + size])[...])
      offset += (size + 7) & ~7
    }
    return Code(
      id: Int(head.id),
      file: String(pythonCharacters: parts[0], kind: Int(head.file_kind)),
      qualifiedName: String(
        pythonCharacters: parts[1], kind: Int(head.name_kind)),
      firstLine: Int(head.first_line), lineTable: Array(parts[2]))
  }

  @unsafe
  static func frames(
    _ bytes: UnsafeRawBufferPointer, from start: Int, count: Int
  ) -> [Sample.RawFrame] {
    (0..<count).map { index in
      unsafe Sample.RawFrame(
        code: bytes.loadUnaligned(
          fromByteOffset: start + index * 8, as: UInt32.self),
        offset: bytes.loadUnaligned(
          fromByteOffset: start + index * 8 + 4, as: Int32.self))
    }
  }

  @unsafe
  private static func sample(_ bytes: UnsafeRawBufferPointer) -> Sample? {
    let start = MemoryLayout<sl_sample>.size
    guard bytes.count >= start else { return nil }
    let head = unsafe bytes.loadUnaligned(as: sl_sample.self)
    let flags = unsafe bytes.loadUnaligned(fromByteOffset: 6, as: UInt16.self)
    let frameCount = Int(head.frame_count)
    let stackSize = Int(head.stack_size)
    guard frameCount <= Int(SL_MAX_FRAMES), stackSize <= Int(SL_STACK_BYTES),
      start + frameCount * 8 + stackSize <= bytes.count
    else { return nil }
    let frames = unsafe Self.frames(bytes, from: start, count: frameCount)
    let stackStart = start + frameCount * 8
    let state = Self.state(flags)
    return Sample(
      thread: Int(head.thread), state: state,
      isTruncated: flags & UInt16(SL_TRUNCATED.rawValue) != 0,
      nanoseconds: head.nanoseconds, ownNanoseconds: head.own_nanoseconds,
      threadState: head.thread_state, frames: frames,
      registers: state.isOnCPU ? Self.registers(head) : [],
      stack: unsafe Array(bytes[stackStart..<stackStart + stackSize]),
      owned: head.owned_frame == 0
        ? nil : (head.owned_frame, Int(head.owned_index)))
  }
}

extension SampleRecord {
  private static func state(_ flags: UInt16) -> ThreadState {
    func has(_ flag: sl_sample_flags) -> Bool {
      flags & UInt16(flag.rawValue) != 0
    }
    if has(SL_WAITING) {
      return has(SL_FOR_GIL)
        ? .waitingForGIL : has(SL_BLOCKED) ? .blocked : .waiting
    }
    return has(SL_WITHOUT_GIL) ? .runningWithoutGIL : .running
  }

  private static func registers(_ head: sl_sample) -> [UInt64] {
    unsafe withUnsafeBytes(of: head.registers) { bytes in
      (0..<Int(SL_REGISTERS)).map { index in
        unsafe bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)
      }
    }
  }
}

extension String {
  /// The characters of a Python string as they lie in memory: 1, 2 or 4
  /// bytes each. Lone surrogates, which stand for bytes that are not UTF-8 in
  /// file names, become U+FFFD.
  init(pythonCharacters bytes: some Collection<UInt8>, kind: Int) {
    var scalars = String.UnicodeScalarView()
    var value: UInt32 = 0
    var shift: UInt32 = 0
    for byte in bytes {
      value |= UInt32(byte) << shift
      shift += 8
      guard shift == 8 * UInt32(kind) else { continue }
      scalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
      (value, shift) = (0, 0)
    }
    self.init(scalars)
  }
}
