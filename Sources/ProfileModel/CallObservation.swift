package import Foundation

/// What was seen of one function's calls, in short windows while it was hot.
package struct CallObservation: Codable, Equatable, Sendable {
  /// Calls that began in the windows, and how long those were together.
  package var count: Int
  package var seconds: Double
  /// Of the calls whose end was seen.
  package var ended: Int
  package var raised: Int
  package var endedSeconds: Double
  package var repetition: Repetition
  /// Parameters, in the order of `co_varnames`.
  package var arguments: [ObservedArgument]
  /// The types of results, most frequent first: at the top only.
  package var results: [ObservedVariable.TypeCount]
  /// A few of the calls, to be made again.
  package var captured: [CapturedCall]

  package static let mostCaptured = 5

  /// How often the same arguments came again.
  package struct Repetition: Codable, Equatable, Sendable {
    /// Calls whose arguments can be told apart by their values.
    package var compared: Int
    /// Those whose arguments had been seen before: at least so many, because
    /// calls between the windows are not seen.
    package var repeated: Int
    /// Repeated calls whose result is known, like that of the earlier one; and
    /// those for which it was another.
    package var confirmed: Int
    package var contradicted: Int
    /// Whether all arguments could be keys of a dictionary.
    package var areHashable: Bool

    package init(
      compared: Int = 0, repeated: Int = 0, confirmed: Int = 0,
      contradicted: Int = 0, areHashable: Bool = true
    ) {
      self.compared = compared
      self.repeated = repeated
      self.confirmed = confirmed
      self.contradicted = contradicted
      self.areHashable = areHashable
    }
  }

  package init(
    count: Int = 0, seconds: Double = 0, ended: Int = 0, raised: Int = 0,
    endedSeconds: Double = 0, repetition: Repetition = Repetition(),
    arguments: [ObservedArgument] = [],
    results: [ObservedVariable.TypeCount] = [],
    captured: [CapturedCall] = []
  ) {
    self.count = count
    self.seconds = seconds
    self.ended = ended
    self.raised = raised
    self.endedSeconds = endedSeconds
    self.repetition = repetition
    self.arguments = arguments
    self.results = results
    self.captured = captured
  }
}

/// What went into a call and what came out, as pickles of deep copies.
package struct CapturedCall: Codable, Equatable, Sendable {
  /// A tuple of the parameters' values, in the order of `co_varnames`.
  package var arguments: Data
  /// Nil where the call raised.
  package var result: Data?

  package init(arguments: Data, result: Data?) {
    self.arguments = arguments
    self.result = result
  }
}

/// The values of one parameter in some calls.
package struct ObservedArgument: Codable, Equatable, Sendable {
  package var name: String
  /// Each type seen, most frequent first.
  package var types: [ObservedVariable.TypeCount]
  /// Of values that are integers of 64 bits.
  package var integers: ClosedRange<Int64>?
  /// There were integers that do not fit in 64 bits.
  package var exceeds64Bits: Bool
  /// Of containers, texts and arrays: number of elements.
  package var lengths: ClosedRange<Int>?
  /// Of NumPy arrays: elements along each of the first two axes, 0 where there
  /// is no such axis.
  package var axes: [ClosedRange<Int>]?

  package init(
    name: String, types: [ObservedVariable.TypeCount] = [],
    integers: ClosedRange<Int64>? = nil, exceeds64Bits: Bool = false,
    lengths: ClosedRange<Int>? = nil, axes: [ClosedRange<Int>]? = nil
  ) {
    self.axes = axes
    self.name = name
    self.types = types
    self.integers = integers
    self.exceeds64Bits = exceeds64Bits
    self.lengths = lengths
  }

  package mutating func note(axes sizes: [Int]) {
    note(axes: sizes.map { $0...$0 })
  }

  fileprivate mutating func note(axes others: [ClosedRange<Int>]) {
    axes =
      axes.map { zip($0, others).map { Optional($0).union($1) ?? $1 } }
      ?? others
  }

  /// Whether all integers seen fit in 64 bits; nil where there were none.
  package var integersFit64Bits: Bool? {
    let types = types.map(\.type)
    if exceeds64Bits || types.contains(where: \.hasBigIntegers) {
      return false
    }
    return types.contains(where: \.hasIntegers) ? true : nil
  }
}

extension CallObservation {
  /// While it was looked at.
  package var perSecond: Double? { seconds > 0 ? Double(count) / seconds : nil }

  package var meanSeconds: Double? {
    ended > 0 ? endedSeconds / Double(ended) : nil
  }

  /// The least part of the calls that a cache would have answered; nil where
  /// too few were compared to say, where arguments cannot be a cache's keys,
  /// or where the same arguments gave another result.
  package var cacheHitRate: Double? {
    guard repetition.areHashable, repetition.contradicted == 0,
      repetition.compared >= Self.enough, repetition.compared == count
    else { return nil }
    return Double(repetition.repeated) / Double(repetition.compared)
  }

  private static let enough = 100

  package var integersFit64Bits: Bool? {
    let answers = arguments.compactMap(\.integersFit64Bits)
    return answers.isEmpty ? nil : answers.allSatisfy(\.self)
  }

  /// Whether the figures can be: a file may say anything.
  var isConsistent: Bool {
    let counts = [
      count, ended, raised, repetition.compared, repetition.repeated,
      repetition.confirmed, repetition.contradicted,
    ]
    return counts.allSatisfy { (0...Self.most).contains($0) }
      && [seconds, endedSeconds].allSatisfy { $0 == 0 || (1e-9...1e9) ~= $0 }
      && raised <= ended && repetition.repeated <= repetition.compared
      && repetition.compared <= count
  }

  private static let most = 1 << 48

  /// The same function's, seen in two processes.
  package func merged(with other: Self) -> Self {
    var result = self
    result.count += other.count
    result.seconds += other.seconds
    result.ended += other.ended
    result.raised += other.raised
    result.endedSeconds += other.endedSeconds
    result.repetition.compared += other.repetition.compared
    result.repetition.repeated += other.repetition.repeated
    result.repetition.confirmed += other.repetition.confirmed
    result.repetition.contradicted += other.repetition.contradicted
    result.repetition.areHashable =
      repetition.areHashable && other.repetition.areHashable
    for argument in other.arguments {
      let index = result.arguments.firstIndex { $0.name == argument.name }
      if let index {
        result.arguments[index].merge(argument)
      } else {
        result.arguments.append(argument)
      }
    }
    for type in other.results { result.results.add(type) }
    result.captured = Array(
      (captured + other.captured).prefix(Self.mostCaptured))
    return result
  }
}

extension ObservedArgument {
  fileprivate mutating func merge(_ other: Self) {
    for type in other.types { types.add(type) }
    integers = integers.union(other.integers)
    exceeds64Bits = exceeds64Bits || other.exceeds64Bits
    lengths = lengths.union(other.lengths)
    if let axes = other.axes { note(axes: axes) }
  }
}

extension Optional {
  /// The smallest range that has both in it.
  package func union<Bound>(_ other: Self) -> Self
  where Wrapped == ClosedRange<Bound> {
    guard let self, let other else { return self ?? other }
    return min(
      self.lowerBound, other.lowerBound)...max(
        self.upperBound, other.upperBound)
  }
}
