import ProfileModel
import PythonSyntax

/// Where the time of a run went, line by line of the user's own files.
struct SourceHeat {
  struct Line: Equatable {
    /// CPU time with this line the innermost one of the user's.
    var own = 0
    /// CPU time with this line anywhere on the stack.
    var total = 0
    /// Time off the CPU, innermost here.
    var waiting = 0
  }

  /// Nanoseconds by file and line.
  private(set) var lines: [String: [Int: Line]] = [:]
  /// CPU time of all samples.
  private(set) var total = 0
  /// Time off the CPU of all samples in the user's files.
  private(set) var waiting = 0

  private struct Place: Hashable {
    var file: String
    var line: Int
  }

  init(_ recording: Recording) {
    let functions = recording.functions
    // Stacks share their callers, and samples their stacks.
    var byStack: [Int: (own: Int, waiting: Int)] = [:]
    for group in recording.samples {
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
