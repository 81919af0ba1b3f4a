import CSampler

extension SampleRecord {
  /// A block of memory that stands for a number of bytes.
  struct Allocation {
    var thread: Int
    var number: UInt64
    var byteCount: Int
    /// Innermost first.
    var frames: [Sample.RawFrame]

    @unsafe
    init?(_ bytes: UnsafeRawBufferPointer) {
      let start = MemoryLayout<sl_allocation>.size
      guard bytes.count >= start else { return nil }
      let head = unsafe bytes.loadUnaligned(as: sl_allocation.self)
      let count = Int(head.frame_count)
      // What comes from the script's process can be anything.
      guard count <= Int(SL_MAX_FRAMES), start + count * 8 <= bytes.count,
        head.bytes < 1 << 48
      else { return nil }
      thread = Int(head.thread)
      number = head.number
      byteCount = Int(head.bytes)
      frames = unsafe SampleRecord.frames(bytes, from: start, count: count)
    }
  }
}
