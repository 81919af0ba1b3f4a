import CSampler
import Foundation
import ProfileModel

/// The memory in which the script's process counts, seen from its parent.
@safe
final class TraceMemory {
  let file: MemoryFile
  private let pointer: UnsafeMutablePointer<sl_trace>
  private let start = Clocks()
  private var lastTick: UInt64?
  private var longestPause: UInt64 = 0

  /// The same moment by the counter that the script's process reads, and in
  /// nanoseconds.
  private struct Clocks {
    var ticks = sl_ticks()
    var nanoseconds = DispatchTime.now().uptimeNanoseconds
  }

  init(_ version: PythonVersion) throws(LaunchError) {
    file = try MemoryFile(named: "swiftlet-trace")
    let resized = sl_resize_file(file.descriptor, UInt64(sl_trace_size()))
    guard resized == 0 else {
      throw .cannotStart(
        resized == EFBIG
          ? "no room for counts under the limit on file sizes; raise it with: "
            + "ulimit -f unlimited" : systemMessage(resized))
    }
    guard let pointer = unsafe sl_trace_map(file.descriptor) else {
      throw .cannotStart(systemMessage(errno))
    }
    unsafe self.pointer = pointer
    let layout = FrameLayout(version)
    unsafe pointer.pointee.frame_code = layout.code
    unsafe pointer.pointee.frame_globals = layout.globals
    unsafe pointer.pointee.frame_locals = layout.locals
    unsafe pointer.pointee.clears_frames = layout.isClearedByEvaluation ? 1 : 0
    unsafe pointer.pointee.reference_mask = layout.referenceMask
  }

  deinit { unsafe sl_trace_unmap(pointer) }

  /// Tells the script's process that time has gone by: what it sees begin and
  /// end in between was short.
  func tick() {
    let now = sl_ticks()
    longestPause = max(longestPause, now &- (lastTick ?? now))
    lastTick = now
    unsafe sl_trace_set_lately(pointer, now)
  }

  /// What was counted, with absolute file names.
  func contents(absolute: (String) -> String) -> Trace {
    let now = Clocks()
    let ticks = max(1, Double(now.ticks &- start.ticks))
    let rate = Double(now.nanoseconds &- start.nanoseconds) / ticks
    let places = self.places(rate: rate, absolute: absolute)
    // What never ran says nothing; the rest in the order of the sources.
    let order = places.indices.filter { places[$0].entries > 0 }.sorted {
      places[$0].precedes(places[$1])
    }
    var numbers: [Int: Int] = [:]
    for (number, index) in order.enumerated() { numbers[index] = number }
    let entries = self.entries(rate: rate, numbers: numbers)
    let all = places.lazy.filter { $0.nanoseconds != nil }
      .reduce(0) { $0 &+ $1.entries &- $1.open }
    let leftOut = max(0, all - entries.count)
    let shortest = unsafe max(pointer.pointee.event_threshold, longestPause)
    return Trace(
      places: order.map { places[$0] }, entries: entries,
      shortestEntryNanoseconds: leftOut == 0 ? 0 : Int(Double(shortest) * rate),
      entriesLeftOut: leftOut,
      placesLeftOut: unsafe Int(
        truncatingIfNeeded: pointer.pointee.places_left_out),
      filesLeftOut: notes(absolute: absolute))
  }

  private func places(
    rate: Double, absolute: (String) -> String
  ) -> [TracedPlace] {
    var files: [UInt32: String] = [:]
    var places: [TracedPlace] = []
    while let place = unsafe sl_trace_place(pointer, UInt32(places.count)) {
      let file = unsafe place.pointee.file
      let path = files[file] ?? absolute(text(file))
      files[file] = path
      unsafe places.append(
        TracedPlace(
          place, file: path, name: text(place.pointee.name), rate: rate))
    }
    return places
  }

  private func entries(rate: Double, numbers: [Int: Int]) -> [TracedEntry] {
    var entries: [TracedEntry] = []
    var index: UInt32 = 0
    while let event = unsafe sl_trace_event(pointer, index)?.pointee {
      index += 1
      guard let place = numbers[Int(event.place)], event.begin >= start.ticks,
        event.end >= event.begin
      else { continue }
      // Both rounded alike, so that what was inside another stays inside.
      let begin = Int(Double(event.begin - start.ticks) * rate)
      let end = Int(Double(event.end - start.ticks) * rate)
      entries.append(
        TracedEntry(
          place: place, thread: Int(event.thread), begin: begin,
          nanoseconds: end - begin))
    }
    return entries
  }

  private func notes(absolute: (String) -> String) -> [Trace.FileLeftOut] {
    var notes: [Trace.FileLeftOut] = []
    while let note = unsafe sl_trace_note(pointer, UInt32(notes.count)) {
      unsafe notes.append(
        Trace.FileLeftOut(
          file: absolute(text(note.pointee.file)),
          reason: text(note.pointee.reason)))
    }
    return notes
  }

  private func text(_ begin: UInt32) -> String {
    unsafe String(cString: sl_trace_text(pointer, begin))
  }
}

/// Where an interpreter keeps what one frame is evaluated with. From 3.12 on
/// it has been the same.
struct FrameLayout {
  var code: UInt32
  var globals: UInt32
  var locals: UInt32
  var isClearedByEvaluation: Bool
  var referenceMask: UInt64

  init(_ version: PythonVersion) {
    let isFirst = version < PythonVersion(3, 12)
    code = isFirst ? 32 : 0
    globals = isFirst ? 8 : 24
    locals = isFirst ? 24 : 40
    isClearedByEvaluation = !isFirst
    referenceMask = version < PythonVersion(3, 14) ? ~0 : ~3
  }
}
