package import ProfileModel

/// What a recording says so far, by thread and by function.
///
/// The difference of two tallies is what went on between them.
package struct LiveTally: Sendable {
  struct Time: Sendable {
    var own = 0.0
    /// With what it calls.
    var all = 0.0
  }

  struct Place: Hashable, Sendable {
    var function: String
    var file: String
    var line: Int
  }

  /// Seconds by thread (an index into `Recording.threads`) and state.
  private(set) var states: [Int: [ThreadState: Double]] = [:]
  /// Seconds by function.
  private(set) var functions: [Place: Time] = [:]
  private(set) var total = 0.0

  private init() {}

  package init(_ recording: Recording, view: TimeView) {
    var callers: [Int: [Int]] = [:]
    for group in recording.samples {
      let seconds = Double(group.nanoseconds) / 1e9
      states[group.thread, default: [:]][group.state, default: 0] += seconds
      guard view.shows(group.state), let stack = group.stack else {
        continue
      }
      total += seconds
      let codes =
        callers[stack] ?? Self.codes(onStack: stack, of: recording)
      callers[stack] = codes
      for (depth, code) in codes.enumerated() {
        let place = Place(recording.codes[code])
        functions[place, default: Time()].all += seconds
        if depth == 0 { functions[place, default: Time()].own += seconds }
      }
    }
  }

  /// Each once, innermost first.
  private static func codes(
    onStack stack: Int, of recording: Recording
  ) -> [Int] {
    var codes: [Int] = []
    var seen: Set<Int> = []
    var next: Int? = stack
    while let index = next {
      let node = recording.stacks[index]
      let code = recording.frames[node.frame].code
      if seen.insert(code).inserted { codes.append(code) }
      next = node.parent
    }
    return codes
  }

  static func - (later: Self, earlier: Self) -> Self {
    var result = LiveTally()
    result.total = later.total - earlier.total
    for (thread, times) in later.states {
      result.states[thread] = times.reduce(into: [:]) {
        $0[$1.key] =
          $1.value - (earlier.states[thread]?[$1.key] ?? 0)
      }
    }
    for (place, time) in later.functions {
      let before = earlier.functions[place] ?? Time()
      result.functions[place] = Time(
        own: time.own - before.own, all: time.all - before.all)
    }
    return result
  }
}

extension LiveTally.Place {
  fileprivate init(_ code: CodeObject) {
    self.init(
      function: code.qualifiedName, file: code.file, line: code.firstLine)
  }
}
