extension Profile {
  /// CPU time over `ownSeconds`, at most 1: below it, the run waited.
  package var computingShare: Double {
    guard ownSeconds > 0 else { return 1 }
    return min(sampledCPUSeconds / ownSeconds, 1)
  }

  /// Part of the run in which it neither computed nor waited: it stood in
  /// line for a CPU.
  package var queueingShare: Double {
    let wall = recording.run.wallSeconds
    guard wall > 0, ownSeconds > 0 else { return 0 }
    return max(0, 1 - max(ownSeconds, recording.run.cpuSeconds) / wall)
  }
}
