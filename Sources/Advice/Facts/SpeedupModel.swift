import ProfileModel

/// How much faster a kernel is likely to be: a first guess from what the
/// profile shows, with room on both sides. `swiftlet prove` measures it.
///
/// The CPU time of the hotspot is split into the interpreter's part, the part
/// of libm (`**`, `exp`...), and compiled code that stays. The interpreter's
/// part becomes 7 to 100 times faster, libm, which loses only the calls and
/// objects around it, 1 to 2 times, lines that make objects or text 1 to 4
/// times, those whose objects the caller gets 0.4 to 1.6 times, and the rest
/// stays as it is:
///
///     speedup = 1 / (interpreter / S + libm / m + objects / o + leaving / l
///                    + rest)
///
/// Then the boundary caps it, by what was measured for each element of a
/// list: 45 to 130 ns for an element of a Python loop, here 15 ns and 15 more
/// for each operation, against 2.6 ns to read a float from a list and 21 to
/// 27 ns to make and free one. A nest that goes
/// through its lists many times pays this once. Last, each call of the function
/// costs something of its own, which matters where calls are short.
///
/// `bench/calibration.py` holds all of this against what was proved.
struct SpeedupModel {
  var interpreter: Double
  var libm: Double
  /// Lines that make objects or text, or look text up in tables.
  var objects: Double
  /// Lines that make objects or text for the caller.
  var leaving: Double
  var rest: Double
  var listsIn: Bool
  var listsOut: Bool
  var loopDepth: Int
  var operations: Int
  var isRecursive: Bool
  /// There are dicts or sets of numbers in the loop, or a heap: 3 to 13 times
  /// faster.
  var hasMappings: Bool
  /// Seconds of one call of the function on average, where calls were seen.
  var callSeconds: Double?
  /// Elements of lists, dictionaries... that go into one call, at most.
  var elementsIn: Double

  init(_ hotspot: Hotspot, _ facts: Facts) {
    let compiled = facts.number(.compiledShare) ?? 0
    libm = min(hotspot.libmShare, 1 - compiled)
    rest = compiled
    let python = max(0, 1 - libm - rest)
    leaving = python * (facts.number(.leavingShare) ?? 0)
    objects = max(0, python * (facts.number(.objectShare) ?? 0) - leaving)
    interpreter = max(0, python - objects - leaving)
    listsIn = facts.isTrue(.listsIn)
    listsOut = facts.isTrue(.listsOut)
    loopDepth = Int(facts.number(.loopDepth) ?? 1)
    operations = Int(facts.number(.operationsPerElement) ?? 4)
    isRecursive = hotspot.kind == .recursion
    hasMappings =
      (facts.number(.mappingOperations) ?? 0) > 0 || hotspot.heapShare >= 0.1
    let look = hotspot.observation?.closeLook
    callSeconds = look?.meanSeconds
    elementsIn = (look?.arguments ?? []).map(\.elementCount).reduce(0, +)
  }

  /// Of the hotspot.
  var speedup: ClosedRange<Double> {
    func plain(
      _ interpreterGain: Double, _ libmGain: Double, _ objectGain: Double,
      _ leavingGain: Double
    ) -> Double {
      1
        / (interpreter / interpreterGain + libm / libmGain
          + objects / objectGain + leaving / leavingGain + rest)
    }
    var low = plain(hasMappings ? 3 : 7, 1, 1, 0.4)
    var high = plain(hasMappings ? 20 : 100, 2, 4, 1.6)
    if loopDepth <= 1, !isRecursive {
      let element = 15 + 15 * Double(operations)
      let low1 = element * 0.8 / (conversion.upperBound + 2)
      let high1 = element * 1.3 / (conversion.lowerBound + 1)
      low = min(low, low1)
      high = min(high, high1)
    }
    if let callSeconds, callSeconds > 0, !isRecursive {
      // What goes through its lists once has their cost already.
      let elements = loopDepth > 1 ? elementsIn : 0
      low = callSeconds / (callSeconds / low + 0.4e-6 + 5e-9 * elements)
      high = callSeconds / (callSeconds / high + 0.05e-6 + 1e-9 * elements)
    }
    low = max(low, 0.5)
    return low...max(low, high)
  }

  /// What crosses the boundary in a call, against the work in it.
  var crossing: [String] {
    guard let callSeconds, callSeconds > 0 else { return [] }
    let time = FactName.Unit.microseconds.text(callSeconds * 1e6)
    var texts = [
      elementsIn > 0
        ? "up to \(countText(Int(min(elementsIn, 1e15)))) elements of lists "
          + "and other containers go into a call, which takes \(time)"
        : "no element of a container goes into a call, which takes \(time)"
    ]
    if callSeconds < Self.shortCall, !isRecursive {
      texts.append(
        "calls are so short that the loop around them is the better kernel")
    }
    return texts
  }

  private static let unsampled = 0.04

  /// Where the call itself takes a tenth of a fast kernel's time and more.
  private static let shortCall = 20e-6

  /// Nanoseconds for each element.
  private var conversion: ClosedRange<Double> {
    let reading = listsIn ? 1.6...5.0 : 0...0
    let making = listsOut ? 16.0...27.0 : 0...0
    let low = reading.lowerBound + making.lowerBound
    let high = reading.upperBound + making.upperBound
    return low...high
  }

  /// What a speedup of one part makes of the whole run (Amdahl's law), where
  /// the part is not known better than to a factor. Starting Python and ending
  /// it is in no sample, and takes some hundredths of a second.
  static func secondsAfter(
    run: Double, part: Double, uncertainty: ClosedRange<Double> = 1...1,
    speedup: ClosedRange<Double>
  ) -> ClosedRange<Double> {
    let least = min(part * uncertainty.lowerBound, run)
    let most = min(part * uncertainty.upperBound, run)
    let ends = [least, most].flatMap { part in
      [speedup.lowerBound, speedup.upperBound].map {
        run - part + part / $0
      }
    }
    let low = min(ends.min() ?? run, run)
    return low...max(low, min((ends.max() ?? run) + unsampled, run))
  }
}

extension ObservedArgument {
  /// What has to be taken out of Python's objects one by one.
  fileprivate var elementCount: Double {
    guard let type = types.first?.type, let length = lengths?.upperBound
    else { return 0 }
    switch type.kind {
    case .list, .tuple, .dict, .set:
      // How long inner lists are is not seen: as if they were as many.
      let isNested = type.elements.contains { $0.kind == .list }
      return Double(length) * (isNested ? Double(min(length, 1000)) : 1)
    default: return 0
    }
  }
}
