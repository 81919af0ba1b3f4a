import PythonSyntax

extension Profile {
  /// Functions of the user's own under which nearly all of the hotspot's time
  /// is spent, from the nearest outwards: a kernel for one of them has the
  /// hotspot inside it.
  package func callers(of hotspot: Hotspot) -> [CodeObject] {
    var total = 0
    var byCaller: [CodeObject: (nanoseconds: Int, distance: Int)] = [:]
    var known: [Int: [CodeObject]] = [:]
    let territory = Territory(recording)
    for group in recording.samples where group.state.isOnCPU {
      guard let stack = group.stack else { continue }
      let callers =
        known[stack]
        ?? Self.callers(
          of: hotspot, in: recording, territory, stack: stack)
      known[stack] = callers
      // The function itself is the first.
      guard !callers.isEmpty else { continue }
      total += group.nanoseconds
      for (distance, code) in callers.enumerated() {
        let before = byCaller[code] ?? (0, distance)
        byCaller[code] = (
          before.nanoseconds + group.nanoseconds,
          min(before.distance, distance)
        )
      }
    }
    return byCaller.filter {
      !$0.key.isFunction(of: hotspot)
        && $0.key.qualifiedName != "<module>"
        && Double($0.value.nanoseconds) >= Self.nearlyAll * Double(total)
    }.sorted {
      ($0.value.distance, $1.key.firstLine)
        < ($1.value.distance, $0.key.firstLine)
    }.map(\.key)
  }

  private static let nearlyAll = 0.9

  /// Part of the CPU time with a function of a file on the stack.
  package func cpuShare(under qualifiedName: String, in file: String) -> Double
  {
    var known: [Int: Bool] = [:]
    var (total, under) = (0, 0)
    for group in recording.samples where group.state.isOnCPU {
      total += group.nanoseconds
      guard let stack = group.stack else { continue }
      let isUnder =
        known[stack]
        ?? recording.frames(ofStack: stack).contains {
          let code = recording.codes[$0.code]
          return code.file == file && code.qualifiedName == qualifiedName
        }
      known[stack] = isUnder
      if isUnder { under += group.nanoseconds }
    }
    return total > 0 ? Double(under) / Double(total) : 0
  }

  /// Whether nearly all of the hotspot's time is spent under these lines of
  /// a file's top level.
  package func isSpent(
    _ hotspot: Hotspot, under lines: ClosedRange<Int>, of file: String
  ) -> Bool {
    var total = 0
    var below = 0
    for group in recording.samples where group.state.isOnCPU {
      guard let stack = group.stack else { continue }
      var isInside = false
      var line: Int?
      for frame in recording.frames(ofStack: stack) {
        let code = recording.codes[frame.code]
        if code.isFunction(of: hotspot) { isInside = true }
        if code.file == file, code.qualifiedName == "<module>" {
          line = frame.position?.line
        }
      }
      guard isInside else { continue }
      total += group.nanoseconds
      if line.map(lines.contains) ?? false { below += group.nanoseconds }
    }
    return total > 0 && Double(below) >= Self.nearlyAll * Double(total)
  }

  /// The hotspot's function where the stack has it, and the user's functions
  /// around it, each once; empty elsewhere.
  private static func callers(
    of hotspot: Hotspot, in recording: Recording, _ territory: Territory,
    stack: Int
  ) -> [CodeObject] {
    var found: [CodeObject] = []
    for frame in recording.frames(ofStack: stack) {
      let code = recording.codes[frame.code]
      guard !found.isEmpty || code.isFunction(of: hotspot),
        territory.isOwn(code.file)
      else { continue }
      if !found.contains(code) { found.append(code) }
    }
    return found
  }
}

extension CodeObject {
  fileprivate func isFunction(of hotspot: Hotspot) -> Bool {
    file == hotspot.file && qualifiedName == hotspot.qualifiedName
  }
}
