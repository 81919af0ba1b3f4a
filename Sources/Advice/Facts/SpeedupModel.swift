import ProfileModel

/// How much faster a kernel is likely to be: a first guess from what the
/// profile shows, with room on both sides. `swiftlet prove` measures it.
///
/// The CPU time of the hotspot is split into the interpreter's part, the part
/// of libm (`**`, `exp`...), lines that make objects, those whose objects the
/// caller gets, and compiled code that stays. Each becomes faster by its own
/// factor, and the rest stays as it is:
///
///     speedup = 1 / (interpreter / S + libm / m + objects / o + leaving / l
///                    + rest)
///
/// Then the boundary caps it, by what an element of a list costs in a Python
/// loop, against what it costs to read or to make one. A nest that goes
/// through its lists many times pays this once. Last, each call of the function
/// costs something of its own, which matters where calls are short.
///
/// The factors and costs are rules, each with its source (`rules/gains.yaml`);
/// `bench/calibration.py` holds all of this against what was proved.
struct SpeedupModel {
  var rules: Rules
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
  /// There are dicts or sets of numbers in the loop, or a heap.
  var hasMappings: Bool
  /// Seconds of one call of the function on average, where calls were seen.
  var callSeconds: Double?
  var crossing: Crossing
  /// The kernel is of a function around the calls, which do not cross.
  var isMoved: Bool

  init(
    _ hotspot: Hotspot, _ facts: Facts, _ rules: Rules, isMoved: Bool
  ) {
    self.rules = rules
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
    crossing = Crossing(look?.arguments ?? [])
    self.isMoved = isMoved
  }

  /// Of the hotspot.
  var speedup: ClosedRange<Double> {
    var low = factor(\.lowerBound)
    var high = factor(\.upperBound)
    if loopDepth <= 1, !isRecursive {
      let operation = rules.gain(.pythonOperation)
      let kernel = rules.gain(.kernelElement)
      let count = 1 + Double(operations)
      low = min(
        low,
        count * operation.lowerBound
          / (conversion.upperBound + kernel.upperBound))
      high = min(
        high,
        count * operation.upperBound
          / (conversion.lowerBound + kernel.lowerBound))
    }
    if let callSeconds, callSeconds > 0, !isRecursive, !isMoved {
      func withCall(
        _ speedup: Double, _ bound: KeyPath<ClosedRange<Double>, Double>
      ) -> Double {
        let nanoseconds =
          rules.gain(.call)[keyPath: bound]
          + crossing.nanoseconds(rules, bound, withNumbers: loopDepth > 1)
        return callSeconds / (callSeconds / speedup + 1e-9 * nanoseconds)
      }
      low = withCall(low, \.upperBound)
      high = withCall(high, \.lowerBound)
    }
    low = max(low, 0.5)
    return low...max(low, high)
  }

  /// By the kinds of work alone.
  private func factor(
    _ bound: KeyPath<ClosedRange<Double>, Double>
  ) -> Double {
    func gain(_ name: Gain.Name) -> Double { rules.gain(name)[keyPath: bound] }
    return 1
      / (interpreter / gain(hasMappings ? .mappings : .interpreter)
        + libm / gain(.libm) + objects / gain(.objects)
        + leaving / gain(.leavingObjects) + rest)
  }

  /// What crosses the boundary in a call, against the work in it.
  var crossingTexts: [String] {
    guard let callSeconds, callSeconds > 0 else { return [] }
    let time = FactName.Unit.microseconds.text(callSeconds * 1e6)
    var texts = [
      crossing.elements > 0
        ? "up to \(countText(Int(min(crossing.elements, 1e15)))) elements of lists "
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
    let reading = listsIn ? rules.gain(.elementIn) : 0...0
    let making = listsOut ? rules.gain(.elementOut) : 0...0
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
