extension Profile {
  /// How long the run would have taken with a CPU to itself, as the busiest
  /// or most patient of its threads tells: what it computed and what it
  /// waited. On a busy machine the clock on the wall says more.
  package var ownSeconds: Double {
    var byThread: [Int: Int] = [:]
    for group in recording.samples {
      byThread[group.thread, default: 0] += group.nanoseconds
    }
    return Double(byThread.values.max() ?? 0) / 1e9
  }

  /// CPU time over `ownSeconds`, at most 1: below it, the run waited.
  package var computingShare: Double {
    let seconds = ownSeconds
    guard seconds > 0 else { return 1 }
    return min(sampledCPUSeconds / seconds, 1)
  }

  /// Part of the run in which it neither computed nor waited: it stood in
  /// line for a CPU.
  package var queueingShare: Double {
    let wall = recording.run.wallSeconds
    guard wall > 0 else { return 0 }
    return max(0, 1 - ownSeconds / wall)
  }
}
