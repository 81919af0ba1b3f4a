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
    /// Of a module's variables, by the address of the name.
    private var numbers: [UInt64: Int] = [:]

    init(names: [String], parameterCount: Int) {
      self.names = names
      self.parameterCount = parameterCount
    }

    /// The number of a module's variable; -1 where it has no name to speak
    /// of. Its name's text is read once.
    mutating func number(
      of address: UInt64, reading: () -> String?
    ) -> Int {
      if let known = numbers[address] { return known }
      var number = -1
      if let name = reading(), !name.hasPrefix("__") {
        number = names.firstIndex(of: name) ?? names.count
        if number == names.count { names.append(name) }
      }
      numbers[address] = number
      return number
    }
  }

  private let objects: RemoteObjects
  private var functions: [Int: Function] = [:]
  private var lastCost: UInt64 = 0
  private var lookCount = 0
  private var sights: [IteratorSight: Int] = [:]

  /// Enough to know a function by; then others get their turn.
  private static let looksPerFunction = 1000
  private static let mostSights = 10_000
  /// Looks may take this part of the time.
  private static let share: UInt64 = 400

  init(process: pid_t, layout: sl_layout, version: PythonVersion) {
    objects = RemoteObjects(
      process: process, layout: layout, version: version)
  }

  /// Nanoseconds until the next look should be taken: soon at first, for
  /// short runs; seldom later, so that a long run is seen from end to end.
  var interval: UInt64 {
    let wanted: UInt64 = lookCount < 60 ? 5 : lookCount < 200 ? 20 : 100
    return max(wanted * 1_000_000, lastCost * Self.share)
  }

  /// Adds a look at the function of a code object, `code` in the recording,
  /// at one of its places, `frame`; nil where its iterators are of no interest.
  /// Returns whether more looks are wanted.
  func add(_ look: SampleRecord.Look, code: Int, frame: Int?) -> Bool {
    lookCount += 1
    lastCost = min(UInt64(look.ownNanoseconds), 200_000)
    var function: Function
    if let known = functions[code] {
      function = known
    } else if look.names == 0 {
      function = Function(names: [], parameterCount: 0)
    } else {
      guard let variables = objects.variables(of: look) else { return true }
      function = Function(
        names: variables.names, parameterCount: variables.parameterCount)
    }
    function.looks += 1
    let reading = TypeReading(look, objects)
    if let frame { note(reading.stackedWalks, in: frame) }
    let names = look.names == 0 ? reading.names : nil
    for (place, type) in reading.locals {
      var number = place
      if let names {
        guard let address = names[place], Self.isVariable(type) else {
          continue
        }
        number = function.number(of: address) { objects.string(address) }
      }
      guard function.names.indices.contains(number) else { continue }
      function.types[number, default: []].note(type)
    }
    functions[code] = function
    return function.looks < Self.looksPerFunction
  }

  private func note(
    _ walks: [(slot: Int, walk: IteratorSight.Walk)], in frame: Int
  ) {
    for (slot, walk) in walks {
      let sight = IteratorSight(frame: frame, slot: slot, walk: walk)
      guard sights.count < Self.mostSights || sights[sight] != nil else {
        continue
      }
      sights[sight, default: 0] += 1
    }
  }

  var iterators: [IteratorSights] {
    sights.map { IteratorSights(sight: $0.key, count: $0.value) }
  }

  /// No function, class or module, of which a module has many.
  private static func isVariable(_ type: ObservedType) -> Bool {
    !["module", "function", "type", "builtin_function_or_method"].contains(
      type.name)
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

extension [ObservedVariable.TypeCount] {
  /// Counts one more value of a type.
  mutating func note(_ type: ObservedType) {
    for (index, known) in enumerated() {
      if let merged = known.type.merged(type) {
        self[index].type = merged
        self[index].count += 1
        return
      }
    }
    if count < 16 { append(Element(type: type, count: 1)) }
  }
}
