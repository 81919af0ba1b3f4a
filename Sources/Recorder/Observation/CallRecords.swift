import CSampler

/// The records of `calls.h`; times are in ticks.
extension SampleRecord {
  struct Call {
    var code: Int
    var number: UInt64
    var digest: UInt64
    var flags: CallFlags
    var arguments: [Argument]
  }

  struct Argument {
    /// Address of its type.
    var type: UInt64
    /// Of an integer its value, saturated; otherwise what is, in containers,
    /// the number of their elements.
    var value: Int64
    /// It does not fit in 64 bits.
    var isBig: Bool
    /// Of an array: its first axes.
    var shape: [Int]
  }

  struct CallEnd {
    var number: UInt64
    var ticks: UInt64
    /// Address of the result's type.
    var type: UInt64
    var digest: UInt64
    var flags: CallFlags
  }

  struct Window {
    var evaluationCount: Int
    var ticks: UInt64
    var ownTicks: UInt64
  }

  struct Capture {
    var number: UInt64
    var isResult: Bool
    /// Empty where the values cannot be written down.
    var pickle: [UInt8]
  }

  struct CallFlags: OptionSet {
    var rawValue: UInt16

    static let opaque = Self(rawValue: UInt16(SL_OPAQUE.rawValue))
    static let unhashable = Self(rawValue: UInt16(SL_UNHASHABLE.rawValue))
    static let raised = Self(rawValue: UInt16(SL_RAISED.rawValue))
  }
}

extension SampleRecord.Call {
  @unsafe
  init?(_ bytes: UnsafeRawBufferPointer) {
    let start = MemoryLayout<sl_call>.size
    let stride = MemoryLayout<sl_argument>.stride
    guard bytes.count >= start else { return nil }
    let call = unsafe bytes.loadUnaligned(as: sl_call.self)
    let count = Int(call.argument_count)
    guard count <= Int(SL_MAX_ARGUMENTS), bytes.count >= start + count * stride
    else { return nil }
    self.init(
      code: Int(call.code), number: call.number, digest: call.digest,
      flags: SampleRecord.CallFlags(rawValue: call.record.flags),
      arguments: (0..<count).map { index in
        let argument = unsafe bytes.loadUnaligned(
          fromByteOffset: start + index * stride, as: sl_argument.self)
        return SampleRecord.Argument(
          type: argument.type, value: argument.value,
          isBig: call.big >> UInt32(index) & 1 != 0,
          shape: [Int(argument.shape.0), Int(argument.shape.1)])
      })
  }
}

extension SampleRecord.CallEnd {
  @unsafe
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= MemoryLayout<sl_return>.size else { return nil }
    let end = unsafe bytes.loadUnaligned(as: sl_return.self)
    self.init(
      number: end.number, ticks: end.ticks, type: end.type,
      digest: end.digest,
      flags: SampleRecord.CallFlags(rawValue: end.record.flags))
  }
}

extension SampleRecord.Window {
  @unsafe
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= MemoryLayout<sl_window>.size else { return nil }
    let window = unsafe bytes.loadUnaligned(as: sl_window.self)
    // What comes from the script's process can be anything.
    guard window.end >= window.begin else { return nil }
    self.init(
      evaluationCount: Int(window.evaluations),
      ticks: window.end - window.begin, ownTicks: window.own)
  }
}

extension SampleRecord.Capture {
  @unsafe
  init?(_ bytes: UnsafeRawBufferPointer) {
    let start = MemoryLayout<sl_capture>.size
    guard bytes.count >= start else { return nil }
    let capture = unsafe bytes.loadUnaligned(as: sl_capture.self)
    let end = start + Int(capture.size)
    guard capture.size <= UInt32(SL_CAPTURE_SIZE), bytes.count >= end else {
      return nil
    }
    self.init(
      number: capture.number, isResult: capture.is_result != 0,
      pickle: unsafe Array(bytes[start..<end]))
  }
}
