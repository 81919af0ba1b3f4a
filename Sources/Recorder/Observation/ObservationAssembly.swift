import CSampler
import ProfileModel

/// Puts looks together into what is known of each function's variables.
final class ObservationAssembly {
  private struct Function {
    var names: [String]
    var parameterCount: Int
    var looks = 0
    /// By number of the variable.
    var types: [Int: [ObservedVariable.TypeCount]] = [:]
  }

  private let objects: RemoteObjects
  private let integersAreTagged: Bool
  private var functions: [Int: Function] = [:]
  private var lastCost: UInt64 = 0
  private var lookCount = 0

  /// Enough to know a function by; then others get their turn.
  private static let looksPerFunction = 1000
  /// Looks may take this part of the time.
  private static let share: UInt64 = 400

  init(process: pid_t, layout: sl_layout, version: PythonVersion) {
    objects = RemoteObjects(process: process, layout: layout)
    integersAreTagged = version >= PythonVersion(3, 12)
  }

  /// Nanoseconds until the next look should be taken: soon at first, for
  /// short runs; seldom later, so that a long run is seen from end to end.
  var interval: UInt64 {
    let wanted: UInt64 = lookCount < 60 ? 5 : lookCount < 200 ? 20 : 100
    return max(wanted * 1_000_000, lastCost * Self.share)
  }

  /// Adds a look at the function of a code object, `code` in the recording.
  /// Returns whether more of them are wanted.
  func add(_ look: SampleRecord.Look, code: Int) -> Bool {
    lookCount += 1
    lastCost = min(UInt64(look.ownNanoseconds), 200_000)
    var function: Function
    if let known = functions[code] {
      function = known
    } else {
      guard let variables = objects.variables(of: look) else { return true }
      function = Function(
        names: variables.names, parameterCount: variables.parameterCount)
    }
    function.looks += 1
    let reading = TypeReading(
      look, objects, integersAreTagged: integersAreTagged)
    for (number, type) in reading.locals where number < function.names.count {
      Self.count(type, in: &function.types[number, default: []])
    }
    functions[code] = function
    return function.looks < Self.looksPerFunction
  }

  private static func count(
    _ type: ObservedType, in types: inout [ObservedVariable.TypeCount]
  ) {
    for (index, known) in types.enumerated() {
      if let merged = known.type.merged(type) {
        types[index].type = merged
        types[index].count += 1
        return
      }
    }
    if types.count < 16 {
      types.append(ObservedVariable.TypeCount(type: type, count: 1))
    }
  }

  var observations: [FunctionObservation] {
    functions.sorted { $0.key < $1.key }.map { code, function in
      let variables = function.names.enumerated().map { number, name in
        ObservedVariable(
          name: name, isParameter: number < function.parameterCount,
          types: function.types[number, default: []].sorted {
            ($1.count, $0.type.description) < ($0.count, $1.type.description)
          })
      }
      return FunctionObservation(
        code: code, looks: function.looks, variables: variables)
    }
  }
}
