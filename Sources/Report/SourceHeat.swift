package import ProfileModel
import PythonSyntax

/// Where the time of a run went, line by line of the user's own files.
package struct SourceHeat {
  package struct Line: Equatable {
    /// CPU time with this line the innermost one of the user's.
    package var own = 0
    /// CPU time with this line anywhere on the stack.
    package var total = 0
    /// Time off the CPU, innermost here.
    package var waiting = 0
    /// Time off the CPU with this line anywhere on the stack.
    package var totalWaiting = 0

    package init() {}
  }

  /// Nanoseconds by file and line.
  package private(set) var lines: [String: [Int: Line]] = [:]
  /// CPU time of all samples.
  package private(set) var total = 0
  /// Time off the CPU of all samples in the user's files.
  package private(set) var waiting = 0

  private struct Place: Hashable {
    var file: String
    var line: Int
  }

  package init(_ recording: Recording) {
    self.init(recording.samples, of: recording, recording.functions)
  }

  /// Of each thread that was sampled, by its index in the recording.
  package static func byThread(_ recording: Recording) -> [Int: Self] {
    let functions = recording.functions
    return Dictionary(grouping: recording.samples, by: \.thread)
      .mapValues { Self($0, of: recording, functions) }
  }

  private init(
    _ samples: [SampleGroup], of recording: Recording,
    _ functions: [RecordedFunction]
  ) {
    // Stacks share their callers, and samples their stacks.
    var byStack: [Int: (own: Int, waiting: Int)] = [:]
    for group in samples {
      if group.state.isOnCPU { total += group.nanoseconds }
      guard let stack = group.stack else { continue }
      if group.state.isOnCPU {
        byStack[stack, default: (0, 0)].own += group.nanoseconds
      } else {
        byStack[stack, default: (0, 0)].waiting += group.nanoseconds
      }
    }
    for (stack, time) in byStack {
      var seen: Set<Place> = []
      var next: Int? = stack
      while let index = next {
        let node = recording.stacks[index]
        next = node.parent
        let frame = recording.frames[node.frame]
        guard functions[frame.code].isOwn else { continue }
        let code = recording.codes[frame.code]
        let place = Place(
          file: code.file, line: frame.position?.line ?? code.firstLine)
        guard seen.insert(place).inserted else { continue }
        var line = lines[place.file]?[place.line] ?? Line()
        line.total += time.own
        line.totalWaiting += time.waiting
        if seen.count == 1 {
          line.own += time.own
          line.waiting += time.waiting
          waiting += time.waiting
        }
        lines[place.file, default: [:]][place.line] = line
      }
    }
  }
}
