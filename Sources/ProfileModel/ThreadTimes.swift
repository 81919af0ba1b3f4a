extension Recording {
  /// What to call each thread, in their order; those of one process by names
  /// of their own.
  package var threadNames: [String] {
    struct Key: Hashable {
      var process: Int
      var name: String
    }
    var counts: [Key: Int] = [:]
    for thread in threads {
      if let name = thread.name {
        counts[Key(process: thread.process, name: name), default: 0] += 1
      }
    }
    return threads.map { thread in
      guard let name = thread.name else { return "thread \(thread.id)" }
      let key = Key(process: thread.process, name: name)
      return counts[key] == 1 ? name : "\(name) (\(thread.id))"
    }
  }

  /// The same by the kernel's id, for what knows no process.
  package var threadNamesByID: [Int: String] {
    Dictionary(
      zip(threads.map(\.id), threadNames),
      uniquingKeysWith: { first, _ in first })
  }

  /// What the threads did of which anything was seen, the busiest first.
  package var threadTimes: [ThreadTimes] {
    var found: [Int: ThreadTimes] = [:]
    let names = threadNames
    for group in samples {
      let thread = threads[group.thread]
      var times =
        found[group.thread]
        ?? ThreadTimes(
          name: names[group.thread], process: processes[thread.process].id)
      let seconds = Double(group.nanoseconds) / 1e9
      switch group.state {
      case .running, .runningWithoutGIL: times.cpuSeconds += seconds
      case .waitingForGIL: times.gilSeconds += seconds
      case .blocked, .waiting: times.waitingSeconds += seconds
      }
      found[group.thread] = times
    }
    return found.sorted {
      ($1.value.cpuSeconds, $0.key) < ($0.value.cpuSeconds, $1.key)
    }.map(\.value)
  }
}

/// How one thread spent its time.
package struct ThreadTimes: Equatable, Sendable {
  package var name: String
  /// The kernel's id of its process.
  package var process: Int
  package var cpuSeconds = 0.0
  /// In line for the GIL.
  package var gilSeconds = 0.0
  package var waitingSeconds = 0.0

  package var seconds: Double { cpuSeconds + gilSeconds + waitingSeconds }
}
