import CSampler
import Foundation
import ProfileModel

/// Decides whose calls are looked at in one process, and when, and puts
/// together what was seen.
final class CallAssembly {
  private struct Function {
    var observation = CallObservation()
    /// What the calls with these arguments gave; nil where that is not known.
    var results: [UInt64: UInt64?] = [:]
    /// How many calls were to be captured.
    var attempts = 0
  }

  /// A window that is to be opened.
  struct Request {
    var ticks: UInt64
    /// Whose calls are looked at.
    var targets: [Int]
    /// Those of which a call is written down.
    var captured: Set<Int>
  }

  /// A call whose end is still to come.
  private struct OpenCall {
    var code: Int
    /// Of arguments that can be compared.
    var digest: UInt64?
    var isRepeated: Bool
    /// Pickles.
    var arguments: [UInt8]?
    var result: [UInt8]?
  }

  private let capturesCalls: Bool
  private let reading: ArgumentReading
  private let start = Clocks()
  private var functions: [Int: Function] = [:]
  private var openCalls: [UInt64: OpenCall] = [:]
  private var sampleCounts: [Int: Int] = [:]
  private var sampleCount = 0
  private var targets: [Int] = []
  private var nextWindow: UInt64 = 0

  /// The same moment by the counter that the process reads, and in
  /// nanoseconds.
  private struct Clocks {
    var ticks = sl_ticks()
    var nanoseconds = DispatchTime.now().uptimeNanoseconds
  }

  /// A function is hot that has this part of the samples.
  private static let leastShare = 0.01
  private static let samplesToBegin = 40
  private static let milliseconds: UInt64 = 1_000_000
  private static let windowLength = 10 * milliseconds
  private static let leastPause = 100 * milliseconds
  /// Without an answer a window is asked for again.
  private static let patience = 1000 * milliseconds
  /// Windows may cost this part of the time.
  private static let pausePerCost: UInt64 = 300
  /// What a call costs more, in nanoseconds, while frames are not evaluated
  /// by the interpreter's own loop alone.
  private static let evaluationCost: UInt64 = 150
  /// Different arguments that are remembered for a function.
  private static let mostArguments = 50_000
  private static let mostOpenCalls = 10_000
  private static let mostAttempts = 2 * CallObservation.mostCaptured

  init(
    process: pid_t, layout: sl_layout, version: PythonVersion,
    capturesCalls: Bool
  ) {
    self.capturesCalls = capturesCalls
    reading = ArgumentReading(
      process: process, layout: layout, version: version)
  }

  /// A sample in a function of the user's, or in none.
  func count(sampleIn code: Int?) {
    sampleCount += 1
    if let code { sampleCounts[code, default: 0] += 1 }
  }

  /// The window that should be asked for now.
  func request(_ now: UInt64) -> Request? {
    guard now >= nextWindow, sampleCount >= Self.samplesToBegin else {
      return nil
    }
    let least = Double(sampleCount) * Self.leastShare
    targets = sampleCounts.filter { Double($0.value) >= least }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .prefix(Int(SL_TARGETS)).map(\.key)
    guard !targets.isEmpty else { return nil }
    nextWindow = now + Self.patience
    let ticks = Double(Self.windowLength) / nanosecondsPerTick
    return Request(
      ticks: UInt64(ticks), targets: targets,
      captured: Set(targets.filter(wantsCapture)))
  }

  private func wantsCapture(of code: Int) -> Bool {
    guard capturesCalls else { return false }
    let function = functions[code] ?? Function()
    return function.attempts < Self.mostAttempts
      && function.observation.captured.count < CallObservation.mostCaptured
  }

  func add(_ capture: SampleRecord.Capture) {
    guard let call = openCalls[capture.number] else { return }
    if capture.isResult {
      openCalls[capture.number]?.result = capture.pickle
    } else {
      openCalls[capture.number]?.arguments = capture.pickle
      functions[call.code]?.attempts += 1
    }
  }

  func add(_ call: SampleRecord.Call) {
    guard targets.contains(call.code) else { return }
    var function = functions[call.code] ?? Function()
    function.observation.count += 1
    reading.read(call.arguments, into: &function.observation)
    let isComparable = !call.flags.contains(.opaque)
    if call.flags.contains(.unhashable) {
      function.observation.repetition.areHashable = false
    }
    var isRepeated = false
    if isComparable {
      function.observation.repetition.compared += 1
      isRepeated = function.results[call.digest] != nil
      if isRepeated {
        function.observation.repetition.repeated += 1
      } else if function.results.count < Self.mostArguments {
        function.results[call.digest] = .some(nil)
      }
    }
    functions[call.code] = function
    if openCalls.count < Self.mostOpenCalls {
      openCalls[call.number] = OpenCall(
        code: call.code, digest: isComparable ? call.digest : nil,
        isRepeated: isRepeated)
    }
  }

  func add(_ end: SampleRecord.CallEnd) {
    guard let call = openCalls.removeValue(forKey: end.number),
      var function = functions[call.code]
    else { return }
    function.observation.ended += 1
    function.observation.endedSeconds += seconds(end.ticks)
    let raised = end.flags.contains(.raised)
    if raised {
      function.observation.raised += 1
    } else if let type = reading.resultType(end.type) {
      function.observation.results.add(
        ObservedVariable.TypeCount(type: type, count: 1))
    }
    if let arguments = call.arguments, !arguments.isEmpty,
      raised || call.result?.isEmpty == false,
      function.observation.captured.count < CallObservation.mostCaptured
    {
      function.observation.captured.append(
        CapturedCall(
          arguments: Data(arguments), result: call.result.map { Data($0) }))
    }
    if let digest = call.digest, !end.flags.contains(.opaque) {
      compare(end.digest, with: digest, call, &function)
    }
    functions[call.code] = function
  }

  private func compare(
    _ result: UInt64, with arguments: UInt64, _ call: OpenCall,
    _ function: inout Function
  ) {
    guard let known = function.results[arguments] else { return }
    guard let known else {
      function.results[arguments] = result
      return
    }
    guard call.isRepeated else { return }
    if known == result {
      function.observation.repetition.confirmed += 1
    } else {
      function.observation.repetition.contradicted += 1
    }
  }

  /// The arguments of a call.
  func add(_ look: SampleRecord.Look) {
    guard targets.contains(look.code) else { return }
    reading.read(
      look, into: &functions[look.code, default: Function()].observation)
  }

  /// Returns how many nanoseconds it cost.
  func add(_ window: SampleRecord.Window) -> UInt64 {
    let own = UInt64(min(seconds(window.ownTicks), 1) * 1e9)
    let length = max(0, seconds(window.ticks) - Double(own) / 1e9)
    for code in targets {
      functions[code, default: Function()].observation.seconds += length
    }
    let cost =
      own + UInt64(min(window.evaluationCount, 1 << 20)) * Self.evaluationCost
    nextWindow =
      DispatchTime.now().uptimeNanoseconds
      + max(Self.leastPause, cost * Self.pausePerCost)
    return cost
  }

  /// By code.
  var observations: [Int: CallObservation] {
    functions.mapValues(\.observation).filter { $0.value.count > 0 }
  }

  private func seconds(_ ticks: UInt64) -> Double {
    Double(ticks) * nanosecondsPerTick / 1e9
  }

  private var nanosecondsPerTick: Double {
    let now = Clocks()
    let ticks = max(1, Double(now.ticks &- start.ticks))
    return Double(now.nanoseconds &- start.nanoseconds) / ticks
  }
}
