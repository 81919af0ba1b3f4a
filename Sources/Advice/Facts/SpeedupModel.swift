import ProfileModel

/// How much faster a kernel is likely to be: a first guess from what the
/// profile shows, with room on both sides. `swiftlet prove` measures it.
///
/// The CPU time of the hotspot is split into the interpreter's part, the part
/// of libm (`**`, `exp`...), and compiled code that stays. The interpreter's
/// part becomes 10 to 60 times faster, libm, which loses only the calls and
/// objects around it, 1 to 2 times, and the rest stays as it is:
///
///     speedup = 1 / (interpreter / S + libm / m + rest)
///
/// Then the boundary caps it, by what was measured for each element of a
/// list: 45 to 130 ns for an element of a Python loop, here 15 ns and 15 more
/// for each operation, against 2.6 ns to read a float from a list and 21 to
/// 27 ns to make and free one. A nest that goes
/// through its lists many times pays this once.
struct SpeedupModel {
  var interpreter: Double
  var libm: Double
  var rest: Double
  var listsIn: Bool
  var listsOut: Bool
  var loopDepth: Int
  var operations: Int
  var isRecursive: Bool
  /// There are dicts or sets of numbers in the loop: 3 to 13 times faster.
  var hasMappings: Bool

  init(_ hotspot: Hotspot, _ facts: Facts) {
    let compiled = facts.number(.compiledShare) ?? 0
    libm = min(hotspot.libmShare, 1 - compiled)
    rest = compiled
    interpreter = max(0, 1 - libm - rest)
    listsIn = facts.isTrue(.listsIn)
    listsOut = facts.isTrue(.listsOut)
    loopDepth = Int(facts.number(.loopDepth) ?? 1)
    operations = Int(facts.number(.operationsPerElement) ?? 4)
    isRecursive = hotspot.kind == .recursion
    hasMappings =
      (facts.number(.dynamicOperations) ?? 0)
      > (facts.number(.objectOperations) ?? 0)
  }

  /// Of the hotspot.
  var speedup: ClosedRange<Double> {
    func plain(_ interpreterGain: Double, _ libmGain: Double) -> Double {
      1 / (interpreter / interpreterGain + libm / libmGain + rest)
    }
    var low = plain(hasMappings ? 3 : 10, 1)
    var high = plain(hasMappings ? 20 : 60, 2)
    if loopDepth <= 1, !isRecursive {
      let element = 15 + 15 * Double(operations)
      let low1 = element * 0.8 / (conversion.upperBound + 2)
      let high1 = element * 1.3 / (conversion.lowerBound + 1)
      low = min(low, low1)
      high = min(high, high1)
    }
    low = max(low, 0.5)
    return low...max(low, high)
  }

  /// Nanoseconds for each element.
  private var conversion: ClosedRange<Double> {
    let reading = listsIn ? 1.6...5.0 : 0...0
    let making = listsOut ? 16.0...27.0 : 0...0
    let low = reading.lowerBound + making.lowerBound
    let high = reading.upperBound + making.upperBound
    return low...high
  }

  /// What a speedup of one part makes of the whole run (Amdahl's law).
  static func secondsAfter(
    run: Double, part: Double, speedup: ClosedRange<Double>
  ) -> ClosedRange<Double> {
    let part = min(part, run)
    let best = run - part + part / speedup.upperBound
    let worst = run - part + part / speedup.lowerBound
    return min(best, worst)...max(best, worst)
  }
}
